"""The chancellery's page of one verification: what it says, what its buttons do, and who has none."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.actions.changing import request_change, withdraw_protocol
from meetings.documents.protocol import render_for_paper
from meetings.models import ChangeAnswer, ChangeRequest, Person, ProtocolVersion, Reminder, Verification
from meetings.paper.storage import stored_bytes
from meetings.querysets import state_of
from meetings.workflow import ProtocolState
from tests.worlds.boards import Board, at, let_stand_in, make_board, make_frozen, make_verified, sign

pytestmark = pytest.mark.django_db


def address(version: ProtocolVersion, name: str = "verification_status", *more: object) -> str:
    meeting = version.protocol.meeting
    return reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key, *more])


def page(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    answer = client.get(url, follow=True)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def press(client: Client, person: Person, url: str, **fields: object) -> str:
    client.force_login(person)
    answer = client.post(url, fields, follow=True)
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


def test_page_says_who_has_signed_who_is_missing_and_the_last_day(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    sign(version, board.secretary)
    html = page(client, board.manager, address(version))
    assert "Skrev under 30 maj 2024" in html
    assert "Saknas: Astrid Norling och Henrik Brolin." in html
    assert "Skulle ha varit justerat den 13 juni 2024" in html


def test_late_days_are_shown(client: Client, board: Board, version: ProtocolVersion) -> None:
    for person in (board.secretary, board.chair):
        sign(version, person)
    sign(version, board.verifier, moment=datetime(2024, 6, 15, 22, 30, tzinfo=UTC))  # the 16th in Sweden
    assert "3 dagar efter sista dagen" in page(client, board.manager, address(version))


def test_secretary_signs_from_here_and_auditor_has_no_buttons(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    assert "Läs och skriv under" in page(client, board.secretary, address(version))
    html = page(client, board.auditor, address(version))
    assert "Version 1" in html
    assert html.count("<form") == 1  # to sign out
    assert "Återta" not in html


@pytest.mark.parametrize("who", ["chair", "verifier", "member", "auditor"])
def test_only_the_chancellery_acts(client: Client, board: Board, version: ProtocolVersion, who: str) -> None:
    client.force_login(getattr(board, who))
    answers = [
        client.post(address(version, name)).status_code
        for name in ("verification_remind", "verification_withdraw", "verification_paper")
    ]
    assert answers == [HTTPStatus.NOT_FOUND] * 3
    assert client.get(address(version, "verification_print")).status_code == HTTPStatus.NOT_FOUND


def test_another_association_sees_nothing(client: Client, version: ProtocolVersion) -> None:
    other = make_board(slug="grannvik", suffix=".granne")
    client.force_login(other.secretary)
    assert client.get(address(version)).status_code == HTTPStatus.NOT_FOUND


def test_one_or_all_are_reminded(client: Client, board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    chair = version.signatories.get(person=board.chair)
    html = press(client, board.manager, address(version, "verification_remind"), vem=chair.public_id)
    assert "Astrid Norling har fått en påminnelse." in html
    html = press(client, board.manager, address(version, "verification_remind"))
    assert "Henrik Brolin har fått en påminnelse." in html
    html = press(client, board.manager, address(version, "verification_remind"))
    assert "Henrik Brolin fick ett mejl den" in html
    assert "Nästa kan skickas tidigast den" in html
    assert Reminder.objects.count() == 2


def test_taken_back_with_a_reason(client: Client, board: Board, version: ProtocolVersion) -> None:
    url = address(version, "verification_withdraw")
    assert "Skriv varför." in press(client, board.manager, url, reason=" ")
    html = press(client, board.manager, url, reason="Fel bilaga.")
    assert "Protokollet är återtaget" in html
    assert "Fel bilaga." in html
    assert state_of(version.protocol) == ProtocolState.CHANGES_REQUESTED


def asked(board: Board, version: ProtocolVersion, text: str = "Ny text.") -> ChangeRequest:
    paragraph = version.protocol.paragraphs.get(number=1)
    return request_change(
        version=version,
        by=board.verifier,
        at=at(hour=17),
        reason="Fel.",
        paragraph=paragraph,
        proposed_text=text,
    )


def test_one_press_takes_the_proposed_wording_in(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    request = asked(board, version)
    html = press(client, board.manager, address(version, "request_close", request.public_id), outcome="taken")
    assert "Förslaget är inskrivet i utkastet." in html
    assert "Svar: Ändrat enligt förslaget." in html
    assert version.protocol.paragraphs.get(number=1).text == "<p>Ny text.</p>"


@pytest.mark.parametrize("outcome", ["taken", "kept", "", "påhittat"])
def test_impossible_answer_is_a_sentence(
    client: Client, board: Board, version: ProtocolVersion, outcome: str
) -> None:
    request = asked(board, version, text="")
    press(client, board.manager, address(version, "request_close", request.public_id), outcome=outcome)
    assert not ChangeAnswer.objects.exists()


def test_chancellery_registers_that_the_text_is_kept(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    request = asked(board, version)
    url = address(version, "request_answer", request.public_id)
    html = press(client, board.manager, url, outcome="kept", text="Ordföranden: så var det.")
    assert "Svar: Texten står kvar." in html
    assert 'id="begaran-' in html


def test_paper_is_printed_registered_and_handed_out(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    client.force_login(board.manager)
    printed = b"".join(client.get(address(version, "verification_print")).streaming_content)
    assert printed.startswith(b"%PDF")
    days = dict.fromkeys(version.signatories.values_list("public_id", flat=True), "2024-06-03")
    scan = SimpleUploadedFile("skannat.pdf", printed, "application/pdf")
    html = press(client, board.manager, address(version, "verification_paper"), scan=scan, **days)
    assert "den 3 juni 2024, på papper" in html
    assert "Skrev under på papper den 3 juni 2024" in html
    for name in ("verification_original", "verification_public_copy", "verification_scan"):
        assert client.get(address(version, name))["Content-Type"] == "application/pdf"


def test_bad_paper_is_a_sentence(client: Client, board: Board, version: ProtocolVersion) -> None:
    keys = list(version.signatories.values_list("public_id", flat=True))
    scan = SimpleUploadedFile("skannat.pdf", b"hej", "application/pdf")
    url = address(version, "verification_paper")
    html = press(client, board.manager, url, scan=scan, **dict.fromkeys(keys, "2024-06-03"))
    assert "måste vara en PDF" in html
    assert "Välj den inskannade filen." in press(client, board.manager, url, **{keys[0]: "inget datum"})
    assert not Verification.objects.exists()


def test_each_wrong_day_on_paper_stands_beside_its_signer(client: Client, board: Board) -> None:
    version = make_frozen(board, deputy_verifier=board.member)
    let_stand_in(version, board.member, by=board.chair)
    keys = dict(version.signatories.values_list("role", "public_id"))
    client.force_login(board.manager)
    sent = {keys["secretary"]: "2024-05-01", keys["chair"]: "2999-01-01"}
    form = client.post(address(version, "verification_paper"), sent).context["form"]
    assert form.errors == {
        keys["secretary"]: ["Ingen kan ha skrivit under före den 30 maj 2024, när versionen blev klar."],
        keys["chair"]: ["Dagen ligger i framtiden."],
        keys["verifier"]: ["Underskriften saknas. Skriv dagen."],
        "scan": ["Välj den inskannade filen."],
    }
    sent = dict.fromkeys(keys.values(), "2024-06-03") | {keys["verifier"]: ""}
    form = client.post(address(version, "verification_paper"), sent).context["form"]
    assert list(form.errors) == ["scan"]  # the deputy signed in the verifier's place


def test_what_the_secretary_took_back_is_not_called_asked_for(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    sign(version, board.secretary)
    withdraw_protocol(version=version, by=board.manager, at=at(hour=17), reason="Fel bilaga.")
    pages = {
        board.manager: [
            address(version),
            address(version, "meeting_detail"),
            "/exempelvik/kansli/",
            "/exempelvik/moten/",
        ],
        board.chair: [address(version, "protocol_verify"), "/exempelvik/styrelsen/"],
    }
    for person, urls in pages.items():
        for url in urls:
            html = page(client, person, url)
            assert "återtag" in html.lower(), url
            assert "ändring är begärd" not in html.lower(), url
            assert "ändring begärd" not in html.lower(), url
    request_change(version=version, by=board.chair, at=at(hour=18), reason="Fel belopp.")
    assert "Ändring begärd" in page(client, board.manager, address(version))


def test_paper_is_not_offered_once_somebody_has_signed(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    sign(version, board.secretary)
    assert "sätten kan inte blandas" in page(client, board.manager, address(version, "verification_paper"))


def test_verified_protocol_offers_original_public_copy_and_every_version(
    client: Client, board: Board, verification: Verification
) -> None:
    version = verification.version
    html = page(client, board.auditor, address(version))
    assert address(version, "verification_original") in html
    assert address(version, "verification_public_copy") in html
    answer = client.get(address(version, "verification_original"))
    assert b"".join(answer.streaming_content) == stored_bytes(verification.original.sha256)
    answer = client.get(address(version, "version_pdf", 1))
    assert b"".join(answer.streaming_content) == stored_bytes(version.sha256)
    assert client.get(address(version, "version_pdf", 2)).status_code == HTTPStatus.NOT_FOUND


def test_unpublished_protocol_has_no_public_copy(client: Client, board: Board) -> None:
    version = make_verified(board, publish=False).version
    assert "Offentlig kopia" not in page(client, board.manager, address(version))
    assert client.get(address(version, "verification_public_copy")).status_code == HTTPStatus.NOT_FOUND


def test_page_asks_a_constant_number_of_queries(client: Client) -> None:
    counts = []
    for number, requests in enumerate((1, 4)):
        board = make_board(slug=f"forbund-{number}", suffix=f".{number}")
        version = make_frozen(board)
        for _ in range(requests):
            asked(board, version)
        client.force_login(board.manager)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(version))
        counts.append(len(queries))
    assert counts[0] == counts[1] < 50  # the draft is read once, for what a proposed wording would change


def test_print_has_lines_to_sign_on(board: Board, version: ProtocolVersion) -> None:
    assert render_for_paper(version.snapshot, files=stored_bytes).pages > version.file.pages
