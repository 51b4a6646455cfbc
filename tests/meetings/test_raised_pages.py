"""The pages of what others bring to an agenda: a ledamot's, a link's and the office's."""

import html
import re
from datetime import time, timedelta
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.actions.asking_for_items import ask_for_item
from meetings.actions.drafting import edit_paragraph
from meetings.actions.planning import pass_meeting_to
from meetings.actions.raising import RaisedWords, raise_item, write_item
from meetings.actions.taking_in import TakenIn, return_item, take_in
from meetings.models import Body, Meeting, Paragraph, Party, RaisedItem
from tests.worlds.boards import Board, make_board, make_meeting, make_paragraph
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db


@made_once
def board() -> Board:
    return make_board(parties_raise_by="förbundsordningen § 9")


@made_once
def meeting(board: Board) -> Meeting:
    return make_meeting(board, day=timezone.localdate() + timedelta(days=20))


def files() -> dict[str, object]:
    return {"papers": [SimpleUploadedFile("Bilder.pdf", PDF), SimpleUploadedFile("Karta.pdf", PDF + b"\n")]}


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, path: str, status: int = HTTPStatus.OK) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return " ".join(html.unescape(answer.content.decode()).split())


def of_item(name: str, item: RaisedItem) -> str:
    return reverse(name, args=["exempelvik", item.public_id])


def of_meeting(name: str, meeting: Meeting) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key])


def raised(board: Board, meeting: Meeting | None, **more: object) -> RaisedItem:
    given = {"body": board.body, "kind": "member", "person": board.member, "by": board.member}
    given["words"] = RaisedWords(heading="Ny insats", text="Fler behöver stöd.", proposals="att utreda")
    return raise_item(meeting=meeting, at=timezone.now(), **given | more)


def asked(board: Board, meeting: Meeting, **more: object) -> RaisedItem:
    given = {"email": "lisa.ek@example.org", "name": "Lisa Ek", "by": board.secretary}
    return ask_for_item(meeting=meeting, at=timezone.now(), **given | more)


def link(to: str = "lisa.ek@example.org") -> str:
    return re.search(r"/underlag/[\w-]+/", letters(to)[-1].body)[0]


def test_ledamot_raises_a_matter_and_follows_it(board: Board, meeting: Meeting) -> None:
    client, home = signed_in(board.member), reverse("board_home", args=["exempelvik"])
    assert "Anmäl ett ärende" in page(client, home)
    path = reverse("item_raise", args=["exempelvik"])
    sent = {"place": f"styrelsen-{meeting.key}", "heading": "Ny insats", "text": "Fler.", "proposals": ""}
    assert client.post(path, sent | files()).status_code == HTTPStatus.FOUND
    item = RaisedItem.objects.get()
    assert (item.person, item.meeting, item.files.count()) == (board.member, meeting, 2)
    assert "Har kommit in" in page(client, home)
    own = of_item("own_item", item)
    assert "Bilder.pdf" in page(client, own)
    file = reverse("own_item_file", args=["exempelvik", item.public_id, item.files.first().public_id])
    assert client.get(file).headers["Content-Disposition"].startswith("attachment")
    return_item(item=item, words="Vad kostar det?", by=board.secretary, at=timezone.now())
    assert "Vad kostar det?" in page(client, own)
    client.post(
        own, {"heading": "Ny insats", "text": "Fem kronor.", "without": [item.files.first().public_id]}
    )
    item.refresh_from_db()
    assert (item.state, item.text, item.files.count()) == ("sent", "Fem kronor.", 1)
    client.post(of_item("own_item_withdraw", item))
    assert "Återtaget" in page(client, own)


def test_matter_without_a_planned_meeting_is_for_the_next(board: Board) -> None:
    client = signed_in(board.member)
    path = reverse("item_raise", args=["exempelvik"])
    client.post(path, {"place": "styrelsen", "heading": "Ny insats", "text": "Fler."})
    assert RaisedItem.objects.get().meeting is None
    listed = page(signed_in(board.secretary), reverse("raised_item_list", args=["exempelvik"]))
    assert "Väntar på nästa möte" in listed


def test_auditor_raises_about_the_audit_and_others_have_no_such_page(board: Board, meeting: Meeting) -> None:
    path = reverse("item_raise", args=["exempelvik"])
    assert "4 kap. 21 §" in page(signed_in(board.auditor), path)
    signed_in(board.auditor).post(
        path, {"place": f"styrelsen-{meeting.key}", "heading": "Granskning", "text": "Ord."}
    )
    assert RaisedItem.objects.get().kind == "auditor"
    page(signed_in(board.manager), path, HTTPStatus.NOT_FOUND)


def test_nobody_elses_item_is_there(board: Board, meeting: Meeting) -> None:
    item = raised(board, meeting)
    for person in (board.chair, board.secretary, board.auditor):
        page(signed_in(person), of_item("own_item", item), HTTPStatus.NOT_FOUND)
    page(signed_in(board.member), of_item("raised_item", item), HTTPStatus.NOT_FOUND)
    other = make_board(slug="annat", suffix=".annat")
    page(signed_in(other.secretary), of_item("raised_item", item), HTTPStatus.NOT_FOUND)
    elsewhere = reverse("raised_item", args=["annat", item.public_id])
    page(signed_in(other.secretary), elsewhere, HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize(
    "sent",
    [{"text": "a" * 100_000}, {"text": "Hej 🎉"}, {"heading": "a" * 201}, {"heading": ""}],
    ids=["long", "unprintable", "long heading", "no heading"],
)
def test_refused_words_stay_on_the_page_with_the_files(
    board: Board, meeting: Meeting, sent: dict[str, str]
) -> None:
    whole = {"place": f"styrelsen-{meeting.key}", "heading": "Rubriken", "text": "Orden."} | sent
    answer = signed_in(board.member).post(reverse("item_raise", args=["exempelvik"]), whole | files())
    shown = html.unescape(answer.content.decode())
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert whole["text"] in shown
    assert "«Bilder.pdf» är vald" in shown
    token = re.findall(r'name="papers_kept" value="([^"]+)"', shown)
    again = {
        "place": f"styrelsen-{meeting.key}",
        "heading": "Rubriken",
        "text": "Orden.",
        "papers_kept": token,
    }
    signed_in(board.member).post(reverse("item_raise", args=["exempelvik"]), again)
    assert RaisedItem.objects.get().files.count() == 2


def test_presenter_saves_comes_back_and_sends_without_signing_in(board: Board, meeting: Meeting) -> None:
    paragraph = make_paragraph(meeting, board.secretary, heading="Utvärdering")
    edit_paragraph(paragraph=paragraph, planned_time=time(9, 40), by=board.secretary, at=timezone.now())
    item, client = asked(board, meeting, paragraph=paragraph, message="Högst en sida."), Client()
    path = link()
    shown = page(client, path)
    for words in ("Utvärdering", "Högst en sida.", "kl. 9.40", "Stadshuset, Sälen", "På plats"):
        assert words in shown
    item.refresh_from_db()
    assert item.state == "asked", "nothing acts on GET"
    client.post(path, {"do": "save", "heading": "Utvärdering", "text": "Halva."} | files())
    assert "Halva." in page(client, path)
    item.refresh_from_db()
    assert (item.state, item.files.count()) == ("asked", 2)
    refused = client.post(path, {"do": "send", "heading": "", "text": "Hela."})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Hela." in refused.content.decode()
    client.post(path, {"do": "send", "heading": "Utvärdering", "text": "Hela."})
    item.refresh_from_db()
    assert (item.state, item.text) == ("sent", "Hela.")
    assert "Det är skickat" in page(client, path)
    return_item(item=item, words="Skriv om kostnaden.", by=board.secretary, at=timezone.now())
    assert "Skriv om kostnaden." in page(client, path)
    assert link() != path
    assert "Skriv om kostnaden." in page(client, link())


def test_old_links_say_so_in_words(board: Board, meeting: Meeting) -> None:
    page(Client(), reverse("raised_by_link", args=["ingen"]), HTTPStatus.NOT_FOUND)
    item = asked(board, meeting)
    path = link()
    office = signed_in(board.secretary)
    office.post(of_item("raised_item_link", item), {"email": "lisa.ek@example.org"})
    assert "nyare länk" in page(Client(), path, HTTPStatus.GONE)
    newest = link()
    office.post(of_item("raised_item_end", item))
    assert "inte längre" in page(Client(), newest, HTTPStatus.GONE)
    assert Client().post(newest, {"do": "send", "heading": "a", "text": "b"}).status_code == HTTPStatus.GONE


def test_link_ends_when_the_meeting_opens_and_when_it_is_cancelled(board: Board, meeting: Meeting) -> None:
    asked(board, meeting)
    path = link()
    pass_meeting_to(meeting=meeting, state="open", by=board.secretary, at=timezone.now())
    assert "har börjat" in page(Client(), path, HTTPStatus.GONE)


def test_office_takes_in_by_a_form_and_again_makes_no_second(board: Board, meeting: Meeting) -> None:
    item, client = raised(board, meeting), signed_in(board.secretary)
    assert "Ny insats" in page(client, of_meeting("meeting_detail", meeting))
    shown = page(client, of_item("raised_item", item))
    assert "4 kap. 20 §" in shown
    path = of_item("raised_item_take", item)
    assert "att utreda" in page(client, path)
    sent = {"place": "ny", "how": "after", "heading": "Ny insats", "text": "Fler.", "proposals": "att utreda"}
    assert client.post(path, sent).status_code == HTTPStatus.FOUND
    assert client.post(path, sent).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Paragraph.objects.filter(heading="Ny insats").count() == 1
    client.post(of_item("raised_item_take_out", item))
    item.refresh_from_db()
    assert item.state == "sent"


def test_meeting_that_is_frozen_or_cancelled_is_told_in_words(board: Board, meeting: Meeting) -> None:
    item, client = raised(board, meeting), signed_in(board.secretary)
    pass_meeting_to(meeting=meeting, state="cancelled", by=board.secretary, at=timezone.now())
    assert "Mötet är inställt" in page(client, of_item("raised_item", item))
    assert "inget annat möte" in page(client, of_item("raised_item_move", item))
    other = make_meeting(board, day=timezone.localdate() + timedelta(days=30))
    assert "Ny insats" in page(client, of_meeting("meeting_detail", other))
    client.post(of_item("raised_item_move", item), {"meeting": other.key})
    item.refresh_from_db()
    assert item.meeting == other


def test_member_organisation_writes_by_a_link_to_its_own_address(board: Board, meeting: Meeting) -> None:
    client, path = signed_in(board.secretary), of_meeting("raised_item_ask_party", meeting)
    assert "e-postadress i registret" in page(client, path)
    Party.objects.filter(code="RVN").update(contact_email="registrator@region.example")
    assert client.post(path, {"party": "RVN"}).status_code == HTTPStatus.FOUND
    assert "förbundsordningen § 9" in letters("registrator@region.example")[-1].body
    Client().post(link("registrator@region.example"), {"do": "send", "heading": "Lokaler", "text": "Ord."})
    assert (item := RaisedItem.objects.get()).state == "sent"
    assert "Region Vallnäs" in page(client, of_item("raised_item", item))
    Body.objects.filter(pk=board.body.pk).update(parties_raise_by="")
    page(client, path, HTTPStatus.NOT_FOUND)


def test_office_registers_what_came_by_post(board: Board, meeting: Meeting) -> None:
    client, path = signed_in(board.secretary), of_meeting("raised_item_register", meeting)
    came = timezone.localdate() - timedelta(days=3)
    sent = {
        "sender": "m-RVN",
        "name": "Registrator",
        "received_on": came,
        "heading": "Lokaler",
        "text": "Ord.",
    }
    assert client.post(path, sent).status_code == HTTPStatus.FOUND
    item = RaisedItem.objects.get()
    assert (item.party.code, item.name, item.received_on) == ("RVN", "Registrator", came)
    sent["sender"] = f"p-{board.member.public_id}"
    client.post(path, sent)
    assert RaisedItem.objects.last().person == board.member
    assert client.post(path, sent | {"sender": "p-ingen"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_number_of_questions_is_the_same_for_many(board: Board, meeting: Meeting) -> None:
    client = signed_in(board.secretary)
    paths = [
        of_meeting("meeting_detail", meeting),
        reverse("raised_item_list", args=["exempelvik"]),
        of_meeting("draft_edit", meeting),
    ]

    def questions() -> list[int]:
        found = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            found.append(len(asked))
        return found

    raised(board, meeting)
    few = questions()
    for person in (board.chair, board.verifier, board.other_member):
        raised(board, meeting, person=person, by=person)
    assert questions() == few


def test_editor_lists_what_waits_and_leads_to_a_question(board: Board, meeting: Meeting) -> None:
    paragraph = make_paragraph(meeting, board.secretary, heading="Utvärdering")
    item, client = raised(board, meeting), signed_in(board.secretary)
    shown = page(client, of_meeting("draft_edit", meeting))
    assert of_item("raised_item", item) in shown
    ask = of_meeting("raised_item_ask", meeting)
    assert ask in shown
    assert f'value="{paragraph.public_id}" selected' in page(client, f"{ask}?paragraf={paragraph.public_id}")
    taken = TakenIn(heading="Ny insats", text="Fler.")
    take_in(item=item, taken=taken, by=board.secretary, at=timezone.now())
    assert of_item("raised_item", item) not in page(client, of_meeting("draft_edit", meeting))


def test_what_is_sent_by_link_too_large_is_refused_before_it_is_read(board: Board, meeting: Meeting) -> None:
    asked(board, meeting)
    kind = "multipart/form-data; boundary=x"
    answer = Client().post(link(), b"", content_type=kind, CONTENT_LENGTH=str(10**9))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "för stora" in answer.content.decode()


def test_taken_item_is_told_by_its_link(board: Board, meeting: Meeting) -> None:
    item = asked(board, meeting)
    words = RaisedWords(heading="Utvärdering", text="Ord.")
    item = write_item(item=item, words=words, by=None, at=timezone.now(), is_sent=True)
    take_in(
        item=item, taken=TakenIn(heading="Utvärdering", text="Ord."), by=board.secretary, at=timezone.now()
    )
    assert "är på dagordningen" in page(Client(), link())
