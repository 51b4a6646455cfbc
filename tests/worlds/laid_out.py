"""Pages of a world that are alike are laid out once in a process: a fifth of all time goes to laying out."""

import atexit
import gc
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import local
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint import Document

type Assets = Mapping[str, tuple[str, bytes]]
type LayOut = Callable[[str, Assets], Document]

MOST = 24  # a document of some pages takes a megabyte or two
_making_a_world = ContextVar("making_a_world", default=False)
_of_thread = local()  # Pango forbids two threads to share pages


@atexit.register
def _let_go() -> None:
    """Frees the pages while Pango is still loaded. What a thread holds outlives it, and then the process crashed."""
    _of_thread.__dict__.clear()
    gc.collect()


@contextmanager
def laid_out_once() -> Iterator[None]:
    """Takes pages that this process has laid out for a world before, where the whole HTML and its pictures are alike.

    Written again they give the same bytes (test_documents_pdf). What a test itself has rendered, or compares with
    what is stored, is laid out anew: it is not within this.
    """
    from meetings.paper import rendering  # WeasyPrint: only a test that prints waits for it

    if not hasattr(rendering.lay_out, "__wrapped__"):
        rendering.lay_out = _kept(rendering.lay_out)
    token = _making_a_world.set(True)
    try:
        yield
    finally:
        _making_a_world.reset(token)


def _kept(lay_out: LayOut) -> LayOut:
    @wraps(lay_out)
    def kept(html: str, assets: Assets) -> "Document":
        if not _making_a_world.get():
            return lay_out(html, assets)
        laid_out: OrderedDict[object, Document] = _of_thread.__dict__.setdefault("laid_out", OrderedDict())
        key = html, tuple(sorted(assets.items()))
        if key not in laid_out:
            laid_out[key] = lay_out(html, assets)
            if len(laid_out) > MOST:
                laid_out.popitem(last=False)
        laid_out.move_to_end(key)
        return laid_out[key]

    return kept
