"""The agenda on a phone without network: saved by choice, read, written in, and wiped when it should be."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.actions.attaching import add_attachment, remove_attachment
from meetings.actions.planning import pass_meeting_to
from meetings.models import Mandate, Meeting, OwnNote, Paragraph, Session
from tests.browser.conftest import PHONE
from tests.browser.test_verify import fits
from tests.worlds.boards import Board, make_meeting, make_paragraph
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

pytestmark = pytest.mark.django_db(transaction=True)

type SignIn = Callable[[Page, Any], None]
type Axe = Callable[..., None]

COPIES = "caches.keys().then(names => names.filter(name => name.startsWith('sparat ')).length)"
WORKERS = "navigator.serviceWorker.getRegistrations().then(found => found.length)"
HELD = """async () => {
  const found = []
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname)
  }
  return found
}"""
# As if it had been saved that many days ago.
AGED = """async (days) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    const [request] = (await cache.keys()).filter(one => one.url.endsWith('sparat.json'))
    const list = await (await cache.match(request)).json()
    list.at -= days * 86400000
    await cache.put(request, new Response(JSON.stringify(list)))
  }
}"""


@pytest.fixture(autouse=True)
def answers_of_the_worker(console_errors: list[str]) -> Iterator[None]:
    """That a copy may not remain is written in the console by the browser."""
    yield
    console_errors[:] = [one for one in console_errors if not ("404" in one and "/sparat/" in one)]


@made_once
def meeting(board: Board) -> Meeting:
    planned = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    paragraph = make_paragraph(planned, board.secretary, heading="Ny insats", decisions=())
    for name in ("Underlag", "Budget"):
        add_attachment(
            paragraph=paragraph,
            file_name=f"{name}.pdf",
            data=make_pdf(note=name),
            by=board.secretary,
            at=timezone.now(),
        )
    return pass_meeting_to(meeting=planned, state="summoned", by=board.secretary, at=timezone.now())


def agenda(meeting: Meeting, name: str = "meeting_agenda") -> str:
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key])


def save(page: Page, meeting: Meeting) -> None:
    page.goto(agenda(meeting))
    page.get_by_role("button", name="Spara på den här enheten").click()
    expect(page.locator("#saved-copy-state")).to_contain_text("Sparat på den här enheten den", timeout=30_000)


def back_online(page: Page, console_errors: list[str]) -> None:
    """What the browser complained of while there was no network is as it should be."""
    page.context.set_offline(False)
    console_errors[:] = [one for one in console_errors if "ERR_INTERNET_DISCONNECTED" not in one]


def opened(page: Page, link: str) -> int:
    """The size of the file that a press gives."""
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(link)).click()
    path = download.value.path()
    return path.stat().st_size


def test_agenda_and_papers_are_read_without_network_and_wiped_at_sign_out(
    phone: Page, board: Board, meeting: Meeting, sign_in: SignIn, axe: Axe, console_errors: list[str]
) -> None:
    sign_in(phone, board.member)
    phone.goto(agenda(meeting))
    expect(phone.get_by_text("kan läsas utan nät om du sparar")).to_be_visible()
    axe(phone)
    fits(phone)
    assert phone.evaluate(WORKERS) == 0, "nothing is registered before it is chosen"
    save(phone, meeting)
    expect(phone.locator("#saved-copy-state")).to_contain_text("3 handlingar")
    axe(phone)
    held = phone.evaluate(HELD)
    assert {agenda(meeting), f"{agenda(meeting)}bilaga/1/", f"{agenda(meeting)}kallelse.pdf"} <= set(held)

    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("Du läser en sparad kopia från den")).to_be_visible()
    expect(phone.get_by_role("heading", name=re.compile("Ny insats"))).to_be_visible()
    expect(phone.get_by_role("button", name="Jag kommer")).to_be_hidden()
    axe(phone)
    fits(phone)
    paper = meeting.attachments.get(name="Underlag")
    assert opened(phone, "Underlag") == paper.file.size
    back_online(phone, console_errors)
    phone.goto(agenda(meeting))
    expect(phone.get_by_text("Du läser en sparad kopia")).to_have_count(0)

    phone.get_by_role("button", name="Meny").click()
    phone.get_by_text(str(board.member)).click()
    phone.get_by_role("button", name="Logga ut").click()
    expect(phone.get_by_text("Du är utloggad.")).to_be_visible()
    assert phone.evaluate("caches.keys()") == []
    assert phone.evaluate(WORKERS) == 0


def test_copy_goes_at_the_next_contact_when_the_mandate_has_ended(
    phone: Page, board: Board, meeting: Meeting, sign_in: SignIn
) -> None:
    sign_in(phone, board.member)
    save(phone, meeting)
    Mandate.objects.filter(person=board.member).update(last_day=timezone.localdate())
    phone.goto("/exempelvik/")  # any page of the site
    phone.wait_for_function(f"async () => (await {COPIES}) === 0")
    assert phone.evaluate(WORKERS) == 0


def test_copy_goes_when_the_sign_in_was_ended_from_elsewhere_and_when_another_signs_in(
    phone: Page, board: Board, meeting: Meeting, sign_in: SignIn
) -> None:
    sign_in(phone, board.member)
    save(phone, meeting)
    Session.objects.filter(person=board.member).delete()
    phone.goto("/exempelvik/")
    phone.wait_for_function(f"async () => (await {COPIES}) === 0")
    sign_in(phone, board.member)
    save(phone, meeting)
    sign_in(phone, board.chair)
    phone.goto(agenda(meeting))
    phone.wait_for_function(f"async () => (await {COPIES}) === 0")


def test_copy_older_than_fourteen_days_is_refused_and_removed(
    phone: Page, board: Board, meeting: Meeting, sign_in: SignIn, axe: Axe, console_errors: list[str]
) -> None:
    sign_in(phone, board.member)
    save(phone, meeting)
    phone.evaluate(AGED, 13)
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("Du läser en sparad kopia från den")).to_be_visible()
    phone.evaluate(AGED, 2)
    phone.goto(agenda(meeting))
    expect(phone.get_by_role("heading", name="Kopian är borttagen")).to_be_visible()
    axe(phone)
    assert phone.evaluate(COPIES) == 0
    back_online(phone, console_errors)
    console_errors[:] = [one for one in console_errors if "503" not in one]


def test_paper_that_is_taken_away_or_replaced_goes_at_the_next_contact(
    phone: Page, board: Board, meeting: Meeting, sign_in: SignIn
) -> None:
    sign_in(phone, board.member)
    save(phone, meeting)
    remove_attachment(
        attachment=meeting.attachments.get(name="Underlag"), by=board.secretary, at=timezone.now()
    )
    phone.goto("/exempelvik/")
    phone.wait_for_function(
        f"async () => !(await ({HELD})()).some(address => address.includes('/bilaga/'))"
    )  # number 1 is another paper now
    phone.goto(agenda(meeting))
    expect(phone.locator("#saved-copy-state")).to_contain_text("1 handling är ny eller ändrad sedan dess")
    phone.get_by_role("button", name="Spara igen").click()
    expect(phone.locator("#saved-copy-state")).to_contain_text("2 handlingar")
    phone.get_by_role("button", name="Ta bort kopian").click()
    expect(phone.get_by_role("button", name="Spara på den här enheten")).to_be_visible()
    assert phone.evaluate("caches.keys()") == []


def test_network_lost_half_way_is_told_and_the_rest_is_fetched_by_another_press(
    phone: Page, board: Board, meeting: Meeting, sign_in: SignIn, axe: Axe, console_errors: list[str]
) -> None:
    sign_in(phone, board.member)
    phone.goto(agenda(meeting))
    phone.route("**/bilaga/2/", lambda route: route.abort("internetdisconnected"))
    phone.get_by_role("button", name="Spara på den här enheten").click()
    expect(phone.locator("#saved-copy-state")).to_contain_text("1 av 3 handlingar är sparade", timeout=30_000)
    expect(phone.locator("#saved-copy-state")).to_contain_text("Det gick inte att hämta allt")
    axe(phone)
    phone.unroute("**/bilaga/2/")
    phone.get_by_role("button", name="Försök igen").click()
    expect(phone.locator("#saved-copy-state")).to_contain_text("Sparat på den här enheten")
    console_errors[:] = [one for one in console_errors if "ERR_INTERNET_DISCONNECTED" not in one]


def test_lack_of_room_is_told_before_anything_is_fetched(
    phone: Page, board: Board, meeting: Meeting, sign_in: SignIn
) -> None:
    phone.add_init_script("navigator.storage.estimate = async () => ({ quota: 3000, usage: 2900 })")
    sign_in(phone, board.member)
    phone.goto(agenda(meeting))
    phone.get_by_role("button", name="Spara på den här enheten").click()
    expect(phone.locator("#saved-copy-state")).to_contain_text("Det finns inte plats på enheten")
    expect(phone.locator("#saved-copy-state")).to_contain_text("Inget är sparat.")
    assert phone.evaluate("caches.keys()") == []
    assert phone.evaluate(WORKERS) == 0


def test_note_written_without_network_is_sent_when_it_is_back_and_never_over_another(
    phone: Page, board: Board, meeting: Meeting, sign_in: SignIn, axe: Axe, console_errors: list[str]
) -> None:
    sign_in(phone, board.member)
    phone.goto(agenda(meeting))
    phone.locator("summary", has_text="Ny insats").click()
    note = phone.get_by_label("Egen anteckning om Ny insats")
    note.fill("Före")
    expect(phone.locator("#save-state")).to_contain_text("Sparat")
    save(phone, meeting)
    phone.get_by_label("Egen anteckning om Ny insats").fill("Efter")
    expect(phone.locator("#save-state")).to_contain_text("Sparat")
    phone.context.set_offline(True)
    phone.reload()
    expect(note).to_have_value("Efter")
    note.fill("På tåget")
    expect(phone.locator("#save-state")).to_contain_text("ligger kvar här")
    phone.reload()  # the page is left and opened again, still without network
    expect(note).to_have_value("På tåget")
    axe(phone)
    back_online(phone, console_errors)
    expect(phone.locator("#save-state")).to_contain_text("Sparat")
    expect(phone.get_by_role("link", name="Nätet är tillbaka: läs sidan som den är nu")).to_be_visible()
    assert OwnNote.objects.get().text == "På tåget"

    phone.context.set_offline(True)
    phone.reload()
    note.fill("På bussen")
    OwnNote.objects.update(text="På datorn")
    back_online(phone, console_errors)
    expect(phone.get_by_role("group", name="Två lydelser")).to_contain_text("På datorn")
    axe(phone)
    assert OwnNote.objects.get().text == "På datorn"
    phone.get_by_role("button", name="Behåll min").click()
    expect(phone.locator("#save-state")).to_contain_text("Sparat")
    assert OwnNote.objects.get().text == "På bussen"
    console_errors[:] = [one for one in console_errors if "409" not in one]


def test_words_about_a_paper_that_was_taken_away_meanwhile_are_saved(
    phone: Page, board: Board, meeting: Meeting, sign_in: SignIn, axe: Axe
) -> None:
    """The device has what could not be sent, and the page has no place for it any longer."""
    sign_in(phone, board.member)
    phone.goto(agenda(meeting))
    paper = meeting.attachments.get(name="Underlag")
    key = phone.locator(f"form[data-note$='{paper.file.sha256}']").get_attribute("data-note")
    kept = f"protokoll {board.member.public_id} anteckningar {meeting.pk} {key}"
    remove_attachment(attachment=paper, by=board.secretary, at=timezone.now())
    phone.evaluate(
        "key => localStorage.setItem(key, JSON.stringify({ value: 'Fel belopp', base: '', at: Date.now() }))",
        kept,
    )
    phone.reload()
    expect(phone.get_by_role("heading", name="Skrivet på den här enheten")).to_be_visible()
    expect(phone.locator("#save-state")).to_contain_text("Sparat")
    axe(phone)
    assert [(one.paper, one.text) for one in OwnNote.objects.all()] == [("Underlag", "Fel belopp")]


def test_other_pages_do_not_pass_through_the_worker(
    page: Page, board: Board, meeting: Meeting, sign_in: SignIn, console_errors: list[str]
) -> None:
    """It answers nothing else, with network or without, and keeps nothing of it."""
    sign_in(page, board.member)
    save(page, meeting)
    before = set(page.evaluate(HELD))
    answers: list[tuple[str, bool]] = []
    page.on("response", lambda answer: answers.append((answer.url, answer.from_service_worker)))
    for path in ("/exempelvik/", "/exempelvik/styrelsen/", "/exempelvik/protokoll/"):
        page.goto(path)
        assert page.evaluate("navigator.serviceWorker.controller !== null")
    assert len(answers) > 6
    assert [url for url, by_worker in answers if by_worker] == []
    assert set(page.evaluate(HELD)) == before
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto("/exempelvik/styrelsen/")
    page.context.set_offline(False)


def test_notes_are_written_without_script_and_nothing_is_offered(
    new_page: Callable[..., Page], board: Board, meeting: Meeting, sign_in: SignIn
) -> None:
    page = new_page(PHONE, javascript=False)
    sign_in(page, board.member)
    page.goto(agenda(meeting))
    expect(page.get_by_text("Läs utan nät")).to_be_hidden()
    page.locator("summary", has_text="Ny insats").click()
    page.get_by_label("Egen anteckning om Ny insats").fill("Fråga om tiden")
    page.get_by_role("button", name="Spara anteckningen").first.click()
    expect(page.get_by_text("Anteckningen är sparad.")).to_be_visible()
    assert OwnNote.objects.get().text == "Fråga om tiden"


def test_page_of_all_notes(page: Page, board: Board, meeting: Meeting, sign_in: SignIn, axe: Axe) -> None:
    item = Paragraph.objects.get(meeting=meeting, heading="Ny insats")
    OwnNote.objects.create(
        meeting=meeting,
        person=board.member,
        item_public_id=item.public_id,
        heading=item.heading,
        text="Fråga om tiden",
        at=timezone.now(),
    )
    sign_in(page, board.member)
    page.goto(agenda(meeting, "own_notes"))
    axe(page)
    fits(page)
    page.get_by_label("Egen anteckning om Ny insats").fill("Fråga om hyran")
    expect(page.locator("#save-state")).to_contain_text("Sparat")
    assert OwnNote.objects.get().text == "Fråga om hyran"
    page.emulate_media(media="print")
    expect(page.get_by_text("Fråga om hyran").first).to_be_visible()
