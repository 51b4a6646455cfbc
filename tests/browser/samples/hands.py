"""A person's hands: what is pressed and what is typed or pasted, each counted as it is done."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

# As Word's clipboard arrives: Chromium's own clipboard.write() would take Word's marks away.
PASTE = """([html, text]) => {
    const data = new DataTransfer()
    if (html) data.setData("text/html", html)
    data.setData("text/plain", text)
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


_PARTS_OF_A_DAY = 3  # Tab goes through year, month and day
# Where the words begin and end on the screen.
PLACE = """(element, words) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words)
        if (at === -1) continue
        const range = document.createRange()
        range.setStart(walker.currentNode, at)
        range.setEnd(walker.currentNode, at + words.length)
        const [first] = range.getClientRects()
        return [first.left, first.right, (first.top + first.bottom) / 2]
    }
}"""


@dataclass
class Hands:
    """Every press on something is a click; every field that is typed or pasted into is a field."""

    page: Page
    clicks: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def press(self, place: Locator, what: str = "") -> None:
        self.clicks.append(what or place.inner_text().strip() or str(place))
        place.click()

    def button(self, name: str, within: Locator | None = None) -> None:
        """A button or a link by its whole name."""
        scope = within or self.page.locator("body")
        found = scope.get_by_role("button", name=name, exact=True)
        self.press(found.or_(scope.get_by_role("link", name=name, exact=True)).first, name)

    def choose(self, place: Locator, label: str) -> None:
        """Opens a list and takes a line of it: two presses."""
        self.clicks += [f"lista: {label}", label]
        place.select_option(label=label)

    def type(self, place: Locator, words: str, what: str) -> None:
        """Into a field of a form, which is pressed first unless Tab leads to it from the one before."""
        self._reach(place, what)
        self.fields.append(what)
        place.fill(words)

    def paste(self, html: str, text: str, what: str) -> None:
        """Pasted where the caret is."""
        self.fields.append(what)
        self.page.evaluate(PASTE, [html, text])

    def mark(self, place: Locator, what: str) -> None:
        """A paragraph, by three presses."""
        self.clicks += [what] * 3
        place.click(click_count=3, position={"x": 40, "y": 8})

    def mark_words(self, place: Locator, words: str) -> None:
        """By a press before them and one with Shift after."""
        self.clicks += [f"före {words}", f"efter {words}"]
        place.scroll_into_view_if_needed()
        left, right, middle = place.evaluate(PLACE, words)
        self.page.mouse.click(left + 0.5, middle)
        self.page.keyboard.down("Shift")
        self.page.mouse.click(right - 0.5, middle)
        self.page.keyboard.up("Shift")

    def done(self, after: Callable[[], None], part: str = "/protokoll/") -> None:
        """What is done has been answered by the server."""
        with self.page.expect_response(lambda one: one.request.method == "POST" and part in one.url):
            after()

    def _reach(self, place: Locator, what: str) -> None:
        focused = "element => element === document.activeElement"
        if place.evaluate(focused):
            return
        if self.page.evaluate("document.activeElement.matches('input, select, textarea:not([data-key])')"):
            for _ in range(_PARTS_OF_A_DAY):
                self.page.keyboard.press("Tab")
                if place.evaluate(focused):
                    return
        self.press(place, what)
        expect(place).to_be_focused()
