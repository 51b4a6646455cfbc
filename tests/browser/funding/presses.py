"""How often the applicant and the chancellery press something, counted by the pages themselves.

A press is a link, a button, a box, a fold or a choice of files; a link in a letter, or one on «Att göra», is a press
too. What is typed or chosen in a list is what the form asks for, and no press.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

LISTEN = """
const kinds = "a, button, summary, input[type=checkbox], input[type=radio]"
addEventListener("click", (event) => {
  const one = event.isTrusted && event.target.closest?.(kinds)
  if (one) pressed(`${document.title.split(" – ")[0]}: ${(one.innerText || one.id).split("\\n")[0].trim()}`)
}, true)
addEventListener("change", (event) => event.target.type === "file" && pressed("filer"), true)
"""


class Presses:
    """The presses of each part of the path; those of no part are not of the path, such as what went wrong."""

    def __init__(self) -> None:
        self.part = ""
        self.told: list[tuple[str, str]] = []

    def listen(self, page: Page) -> Page:
        page.expose_function("pressed", self.add)
        page.add_init_script(LISTEN)
        return page

    def add(self, what: str) -> None:
        self.told.append((self.part, what))

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        """What is pressed in here belongs to `part`; "" when it is not of the path."""
        before, self.part = self.part, part
        yield
        self.part = before

    @property
    def by_part(self) -> Counter[str]:
        return Counter(part for part, _ in self.told if part)
