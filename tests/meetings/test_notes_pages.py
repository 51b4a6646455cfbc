"""Notes of a group that only advises: finished at once, never signed, noticed or appealed; published or not."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.actions.attending import set_all_present
from meetings.models import Body, Meeting, Notice, Person, ProtocolVersion, Verification
from meetings.paper.storage import stored_bytes
from meetings.querysets import own_protocol
from tests.meetings.test_commands import answer, hold
from tests.worlds.boards import MEETING_DAY, Board, at, make_meeting, make_paragraph
from tests.worlds.notes import make_notes, make_notes_body
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
DAY = MEETING_DAY.isoformat()
HELD = '<span class="nowrap">30 maj 2024</span>'
TITLE = "Minnesanteckningar maj"


@made_once
def group(board: Board) -> Body:
    return make_notes_body(board)


@made_once
def notes(board: Board, group: Body) -> ProtocolVersion:
    return make_notes(board, group, title=TITLE)


def address(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", "beredningen", DAY, *more])


def page(client: Client, person: Person | None, url: str) -> str:
    if person:
        client.force_login(person)
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK, url
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def draft_of(board: Board, group: Body) -> Meeting:
    board.body = group
    return make_meeting(board)


def test_form_has_a_free_title_and_asks_for_no_verification(
    client: Client, board: Board, group: Body
) -> None:
    meeting = draft_of(board, group)
    html = page(client, board.secretary, address("meeting_edit"))
    assert "Till exempel Minnesanteckningar januari." in html
    assert "Plats och tid för justering" not in html
    sent = {
        "title": "Minnesanteckningar januari",
        "date": DAY,
        "start": "09:00",
        "place": "",
        "mode": "on_site",
    }
    assert client.post(address("meeting_edit"), sent).status_code == HTTPStatus.FOUND
    meeting.refresh_from_db()
    assert (meeting.title, meeting.place) == ("Minnesanteckningar januari", "")
    assert "Minnesanteckningar januari" in page(client, board.secretary, address("meeting_detail"))


def test_place_is_asked_for_where_the_law_does(client: Client, board: Board, group: Body) -> None:
    client.force_login(board.secretary)
    sent = {"date": DAY, "confirmed_day": DAY, "start": "09:00", "place": "", "mode": "on_site"}
    refused = client.post(reverse("meeting_create", args=["exempelvik"]), sent | {"body": "styrelsen"})
    assert "Skriv var mötet hålls." in refused.content.decode()
    made = client.post(reverse("meeting_create", args=["exempelvik"]), sent | {"body": "beredningen"})
    assert made.status_code == HTTPStatus.FOUND


def test_draft_has_no_last_day(client: Client, board: Board, group: Body) -> None:
    meeting = draft_of(board, group)
    make_paragraph(meeting, board.secretary, decisions=())
    set_all_present(meeting=meeting, by=board.secretary, at=at())
    html = page(client, board.secretary, reverse("todo", args=["exempelvik"]))
    assert f"Beredningsgruppen {HELD}" in html
    assert "justera" not in html[html.index(f"Beredningsgruppen {HELD}") :].split("</li>")[0]


def test_finished_notes_are_said_to_be(client: Client, board: Board, notes: ProtocolVersion) -> None:
    html = page(client, board.secretary, address("meeting_detail"))
    for said in ("Färdigställda", "Version 1 färdigställd", "Färdigställda och stämplade", TITLE):
        assert said in html
    assert "Anslaget" not in html
    assert "Justering" not in html
    row = page(client, board.secretary, reverse("meeting_list", args=["exempelvik"]))
    assert "Färdigställda" in row
    assert "Inget väntar." in page(client, board.secretary, reverse("todo", args=["exempelvik"]))


def test_page_of_the_notes_has_files_and_nobody_to_sign(
    client: Client, board: Board, notes: ProtocolVersion
) -> None:
    html = page(client, board.secretary, address("verification_status"))
    assert "Anteckningarna är färdigställda och stämplade den" in html
    assert "Vilka som skriver under" not in html
    assert "Påminn" not in html
    answered = client.get(address("verification_original"))
    original = Verification.objects.get().original
    assert b"".join(answered.streaming_content) == stored_bytes(original.sha256)
    assert client.get(address("verification_print")).status_code == HTTPStatus.NOT_FOUND
    assert client.get(address("notice_status")).status_code == HTTPStatus.NOT_FOUND
    assert not Notice.objects.exists()


def test_reading_page_tells_that_they_are_finished(
    client: Client, board: Board, notes: ProtocolVersion
) -> None:
    html = page(client, board.secretary, address("protocol_verify"))
    assert "Anteckningarna är färdigställda den" in html
    assert "Vilka som skriver under" not in html
    assert "Begär ändring" not in html
    assert client.get(address("protocol_sign")).url == address("protocol_verify")
    said = client.get(address("change_request"), follow=True).content.decode()
    assert "De skrivs inte under." in said


def test_public_reads_published_notes(client: Client, notes: ProtocolVersion) -> None:
    html = page(client, None, reverse("protocol_list", args=["exempelvik"]))
    assert f"{TITLE} · färdigställda" in html
    html = page(client, None, address("protocol_detail"))
    assert "De justeras inte." in html
    assert "Underskrifter" not in html
    assert "överklag" not in html
    assert "Läget i insatserna" in page(client, None, address("protocol_paragraph", 1))
    assert client.get(address("protocol_pdf")).content.startswith(b"%PDF")
    assert "Beredningsgruppen" not in page(client, None, reverse("notice_board", args=["exempelvik"]))


def test_notes_not_to_be_published_are_not(client: Client, board: Board, group: Body) -> None:
    make_notes(board, group, publish=False)
    assert "Beredningsgruppen" not in page(client, None, reverse("protocol_list", args=["exempelvik"]))
    assert client.get(address("protocol_detail")).status_code == HTTPStatus.NOT_FOUND
    html = page(client, board.secretary, address("verification_status"))
    assert "Anteckningarna publiceras inte." in html
    client.post(address("protocol_visibility"), {"show": "1"})
    client.logout()
    assert client.get(address("protocol_detail")).status_code == HTTPStatus.NOT_FOUND


def test_notes_are_taken_off_the_web_and_put_back(
    client: Client, board: Board, notes: ProtocolVersion
) -> None:
    client.force_login(board.secretary)
    said = client.post(address("protocol_visibility"), follow=True).content.decode()
    assert "Anteckningarna visas inte längre på webben." in said
    assert client.get(address("protocol_detail")).status_code == HTTPStatus.NOT_FOUND
    client.post(address("protocol_visibility"), {"show": "1"})
    assert client.get(address("protocol_detail")).status_code == HTTPStatus.OK


def test_authenticity_check_knows_them(client: Client, notes: ProtocolVersion) -> None:
    for file, said in (
        (Verification.objects.get().original, "Läs anteckningarna"),
        (notes.file, "Anteckningarna är färdigställda. Be om den stämplade filen."),
    ):
        sent = SimpleUploadedFile("a.pdf", stored_bytes(file.sha256), "application/pdf")
        assert said in client.post("/kontrollera/", {"file": sent}).content.decode()


def test_commands_answer_for_them(board: Board, notes: ProtocolVersion, tmp_path) -> None:  # type: ignore[no-untyped-def]
    answered = answer("meeting_json", "exempelvik", DAY)
    hold(answered, "meeting_json")
    assert (answered["verifiers"], answered["notices"]) == ([], [])
    rendered = answer("render_protocol", "exempelvik", DAY, "--out", str(tmp_path / "a.pdf"))
    hold(rendered, "render_protocol")
    assert rendered["sealed"]
    assert answer("list_meetings")[0]["state"] == "verified"
    checked = answer("verify_protocol", str(tmp_path / "a.pdf"))
    assert (checked["ours"], checked["intact"], checked["signers"]) == (True, True, [])


def test_own_protocol_of_a_draft_is_not_public(client: Client, board: Board, group: Body) -> None:
    assert own_protocol(draft_of(board, group))
    assert client.get(address("protocol_detail")).status_code == HTTPStatus.NOT_FOUND
