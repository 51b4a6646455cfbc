"""Sanitised HTML as a tree of elements, and the way through it."""

from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

import tinyhtml5


def tree(html: str) -> Element:
    """An element whose text and children are what `html` holds, nested as a browser nests them."""
    root: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    body = root.find("body")
    return root if body is None else body


def walk(root: Element) -> Iterator[tuple[Literal["start", "end"], Element]]:
    """Each element when it begins and when it ends. Without recursion: a paste may be thousands of levels deep.

    Children that are removed at the start of their parent are not visited.
    """
    yield "start", root
    path = [(root, iter(root))]
    while path:
        element, children = path[-1]
        if (child := next(children, None)) is None:
            path.pop()
            yield "end", element
        else:
            yield "start", child
            path.append((child, iter(child)))
