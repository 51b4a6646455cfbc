"""The one who keeps the minutes: signs in, plans the meeting, enters what happened, and locks the protocol."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from meetings.models import Meeting, Paragraph, SubItem
from tests.browser.editor.page import SAVED
from tests.browser.samples.association import Register
from tests.browser.samples.hands import Hands
from tests.browser.samples.sample import Sample
from tests.worlds.boards import PASSWORD
from tests.worlds.second_step import code_for


class Secretary:
    """`told` is the description of the sample; each of its `then` is (what, arguments), and what is a method's name."""

    def __init__(
        self, page: Page, register: Register, sample: Sample, told: dict[str, Any], files: Path
    ) -> None:
        self.page, self.register, self.sample, self.told, self.files = page, register, sample, told, files
        self.hands = Hands(page)
        self.meeting = Meeting()

    def work(self) -> None:
        self.sign_in()
        self.plan()
        for what, *arguments in self.told["then"]:
            getattr(self, what)(*arguments)
            self.settle()

    # ── before the meeting ──

    def sign_in(self) -> None:
        hands, page = self.hands, self.page
        page.goto(f"/{self.register.body.association.slug}/kansli/")
        hands.type(page.get_by_label("E-post"), self.register.secretary.email, "e-post")
        hands.type(page.get_by_label("Lösenord", exact=True), PASSWORD, "lösenord")
        hands.button("Logga in")
        hands.type(page.get_by_label("Engångskod från app"), code_for(self.register.secretary), "engångskod")
        hands.button("Logga in med koden")

    def plan(self) -> None:
        hands, page, told = self.hands, self.page, self.told["meeting"]
        hands.button("Planera ett möte")
        hands.type(page.get_by_label("Dag"), told["date"], "dag")
        hands.type(page.get_by_label("Börjar"), told["start"], "börjar")
        if told.get("place"):
            hands.type(page.get_by_role("textbox", name="Plats"), told["place"], "plats")
        if mode := told.get("mode"):
            hands.press(page.get_by_role("radio", name=mode, exact=True), mode)
        hands.button("Planera")
        page.wait_for_load_state("load")
        if page.get_by_role("group", name="Stämmer dagen?").count():
            hands.press(page.get_by_role("checkbox"), "stämmer dagen")
            hands.button("Planera")
        hands.press(page.get_by_role("link", name=re.compile("Skriv protokollet|Förbered")), "skriv")
        expect(page.locator("body[data-ready]")).to_be_attached()
        self.meeting = Meeting.objects.get()

    # ── the roll ──

    def present(self) -> None:
        self.hands.done(lambda: self.hands.press(self.page.locator("#everyone")))

    def say(self, names: list[str], how: str) -> None:
        """Each one's presence, by the press beside the name."""
        for name in names:
            beside = self.page.get_by_role("group", name=f"Närvaro för {name}")
            if not beside.is_visible():
                self.hands.press(self.page.locator(".others > summary"), "ersättare och övriga")
            self.hands.done(lambda: self.hands.button(how, beside))  # noqa: B023

    def guests(self, lines: list[str], absent: bool = False) -> None:
        """Several lines in one field."""
        self.hands.button("+ Fler deltagare …")
        self.hands.type(self.page.get_by_label("Nya deltagare"), "\n".join(lines), "deltagare")
        if absent:
            self.hands.press(self.page.get_by_label("De är frånvarande"), "frånvarande")
        self.send("Lägg till")

    def verifier(self, name: str) -> None:
        self.hands.press(self.page.locator("#ask-verifiers"), "justerare")
        self.hands.choose(self.page.get_by_role("combobox", name="Justerare").first, name)
        self.send("Spara")

    def facts(self, values: dict[str, str]) -> None:
        """«Ändra uppgifterna …»: each label and what is typed there."""
        self.hands.button("Ändra uppgifterna …")
        dialog = self.page.locator("#draft-dialog")
        for label, value in values.items():
            place = dialog.get_by_label(re.compile(f"^{re.escape(label)}")).first
            if place.evaluate("element => element.tagName") == "SELECT":
                self.hands.choose(place, value)
            else:
                self.hands.type(place, value, label)
        self.send("Spara")

    # ── the texts ──

    def document(self) -> None:
        """The whole document, pasted in one piece in a first §, and made into §§."""
        hands = self.hands
        hands.button("+ Ny paragraf")
        hands.paste(*self.sample.whole(), "hela dokumentet")
        dialog = self.page.get_by_role("dialog")
        make = dialog.get_by_role("button", name=re.compile(r"^Gör \d+ paragrafer$"))
        hands.done(lambda: hands.press(make))
        expect(dialog).to_be_hidden()

    def kind(self, heading: str, word: str) -> None:
        """«Vad är paragrafen?»"""
        place = self.box(heading).locator("[data-asks-kind]")
        self.hands.done(
            lambda: self.hands.press(place.get_by_role("button", name=re.compile(f"^{word}")), word)
        )

    def after(self, heading: str) -> None:
        """The text after the decision is taken away: it has got a place of its own."""
        self.hands.press(self.box(heading).locator("[data-part=text_after] .rich"), "texten efter beslutet")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")

    def strike(self, heading: str, start: str, item: str = "") -> None:
        """A paragraph of the text is marked and taken away."""
        box = self.item_box(heading, item) if item else self.box(heading)
        place = box.locator(".rich p").filter(has_text=start).first
        self.hands.mark(place, f"stycket {start}")
        self.page.keyboard.press("Delete")

    def paste_text(self, start: str, end: str) -> None:
        with self.page.expect_response("**/klistra/"):
            self.hands.paste(*self.sample.copied(start, end), f"text {start}")

    # ── what happened ──

    def vote(self, heading: str, against: list[str], yes: str = "", no: str = "") -> None:
        self.notes(heading, "Omröstning …")
        dialog = self.page.locator("#draft-dialog")
        for label, words in (("Ja för", yes), ("Nej för", no)):
            if words:
                self.hands.type(dialog.get_by_label(label), words, label)
        self.hands.press(dialog.get_by_role("button", name="Alla ja"))
        for name in against:
            self.hands.press(dialog.get_by_role("group", name=name).get_by_text("Nej"), f"nej {name}")
        self.send("Anteckna")

    def hands_up(self, heading: str, values: dict[str, str]) -> None:
        self.notes(heading, "Omröstning …")
        for label, words in values.items():
            place = self.page.locator("#draft-dialog").get_by_label(re.compile(rf"^{label}( \(|$)"))
            self.hands.type(place, words, label)
        self.send("Anteckna")

    def reserve(self, heading: str, who: str, start: str, end: str = "", lead: str = "") -> None:
        self.notes(heading, "Reservation …")
        dialog = self.page.locator("#draft-dialog")
        self.hands.choose(dialog.get_by_label("Vem"), who)
        if lead:
            self.hands.type(dialog.get_by_label("Inledande mening"), lead, "inledande mening")
        self.send("Anteckna")
        expect(self.box(heading).locator(".dissent .prose")).to_be_focused()
        self.paste_text(start, end)

    def postpone(self, heading: str, item: str, reason: str, to: str = "") -> None:
        place = self.item_box(heading, item)
        self.hands.press(place.locator("[data-act=item-menu]"), "Mer om delärendet")
        self.hands.press(self.page.get_by_role("menuitem", name=re.compile("^Bordlägg")))
        dialog = self.page.locator("#draft-dialog")
        expect(dialog.get_by_label("Ärendet")).to_have_value("postponed")
        if reason:
            self.hands.type(dialog.get_by_label("Skäl"), reason, "skäl")
        if to:
            self.hands.type(dialog.get_by_label("Till någon annan"), to, "till")
        self.send("Spara")

    def attach(self, heading: str, files: list[str]) -> None:
        box = self.box(heading)
        standing = box.locator(".files li").count()
        with self.page.expect_file_chooser() as chosen:
            self.hands.press(box.locator("[data-act=attach]"), "+ Bilaga")
        self.hands.clicks.append("filen väljs")
        chosen.value.set_files([self.files / one for one in files])
        expect(box.locator(".files li")).to_have_count(standing + len(files))

    def refer(self, heading: str, words: str) -> None:
        """«Infoga hänvisning» in the place of the words."""
        box = self.box(heading)
        place = box.locator(".rich p").filter(has_text=words).first
        self.hands.mark_words(place, words)
        self.hands.press(box.locator(".files button").first, "bilagan")
        self.hands.press(self.page.get_by_role("menuitem", name="Infoga hänvisning"))

    # ── and it is locked ──

    def publish(self) -> None:
        self.hands.done(
            lambda: self.hands.press(self.page.get_by_label("Publiceras", exact=True), "publiceras")
        )

    def freeze(self) -> None:
        expect(self.page.get_by_text("Ingenting saknas.")).to_be_visible()
        self.hands.press(self.page.locator("#freeze"), "klar för justering")
        confirm = self.page.locator("#draft-dialog form")
        expect(self.page.locator("body:not(.editing)").or_(confirm)).to_be_attached(timeout=30_000)
        if confirm.count():
            for box in confirm.get_by_role("checkbox").all():
                self.hands.press(box, "publicera trots det")
            self.hands.button("Klar för justering", confirm)
        self.page.wait_for_url("**/justering/**", timeout=30_000)

    # ── the places ──

    def row(self, heading: str) -> Paragraph:
        return Paragraph.objects.get(meeting=self.meeting, heading__startswith=heading, removed_at=None)

    def box(self, heading: str) -> Locator:
        return self.page.locator(f"#p-{self.row(heading).public_id}")

    def item_box(self, heading: str, item: str) -> Locator:
        row = SubItem.objects.get(paragraph=self.row(heading), heading__startswith=item)
        return self.page.locator(f"[data-item='{row.public_id}']")

    def notes(self, heading: str, item: str) -> None:
        """From «Händelser …» in the §."""
        self.hands.press(self.box(heading).locator("> .part-actions [data-act=meeting-menu]"), "Händelser …")
        self.hands.press(self.page.get_by_role("menuitem", name=item, exact=True))
        expect(self.page.locator("#draft-dialog")).to_be_visible()

    def send(self, name: str) -> None:
        dialog = self.page.locator("#draft-dialog")
        self.hands.done(lambda: self.hands.button(name, dialog))
        expect(dialog).to_be_hidden()

    def settle(self) -> None:
        """Everything typed so far is saved; the editor does it by itself, a little later."""
        state = self.page.locator("#save-state")
        if state.count():
            expect(state).to_have_text(re.compile(f"{SAVED.pattern}|Allt är sparat"))
