"""The editor's page: who sees what, its size and its queries, preview, checklist and freeze."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.actions.attending import choose_verifiers
from meetings.actions.changing import withdraw_protocol
from meetings.actions.deciding import defer
from meetings.actions.freezing import freeze_protocol
from meetings.actions.planning import edit_meeting
from meetings.draft.checklist import findings_of, to_confirm
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import (
    Decision,
    Meeting,
    Paragraph,
    Protocol,
    ProtocolParagraph,
    ProtocolVersion,
    SubItem,
)
from meetings.querysets import own_protocol
from meetings.views.chancellery.editor.shown.findings import LIST_WORDS
from tests.worlds import boards
from tests.worlds.boards import MEETING_DAY, Board

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(board: Board, client: Client) -> Client:
    client.force_login(board.secretary)
    return client


def address(name: str, meeting: Meeting, *ids: str) -> str:
    return reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key, *ids])


def sentences(protocol: Protocol, *, blocking: bool = True) -> list[str]:
    found = findings_of(read_draft(protocol), today=MEETING_DAY)
    return [one.sentence.replace("\N{NO-BREAK SPACE}", " ") for one in found if one.blocking == blocking]


def write_more(protocol: Protocol, count: int) -> None:
    """Rows of §§, each with a decision and a part, as the editor would have written them."""
    first = protocol.meeting.paragraphs.count() + 1
    rows = Paragraph.objects.bulk_create(
        Paragraph(
            meeting=protocol.meeting, position=position, heading="Ekonomisk rapport", text="<p>Text.</p>"
        )
        for position in range(first, first + count)
    )
    ProtocolParagraph.objects.bulk_create(ProtocolParagraph(protocol=protocol, paragraph=row) for row in rows)
    Decision.objects.bulk_create(Decision(paragraph=row, position=1, text="att godkänna.") for row in rows)
    SubItem.objects.bulk_create(SubItem(paragraph=row, position=1, heading="Del") for row in rows)


def test_page_shows_every_paragraph_in_order_with_its_number(board, editor):
    meeting = boards.make_ready(board, paragraphs=3).meeting
    page = editor.get(address("draft_edit", meeting)).text
    assert re.findall(r'class="paragraph-number"[^>]*>§\xa0(\d+)', page) == ["1", "2", "3"]
    assert "4 av 4" in page
    assert "beslutsför" in page


def test_page_names_what_is_missing(board, editor, meeting):
    boards.make_paragraph(meeting, board.secretary, heading="Följeforskning", decisions=())
    page = editor.get(address("draft_edit", meeting)).text
    assert "saknar beslut" in page
    assert "Välj justerare" in page
    assert 'aria-disabled="true"' in page


def test_working_note_never_enters_the_document(editor, protocol):
    paragraph = protocol.paragraphs.first()
    url = address("draft_text_save", protocol.meeting)
    editor.post(url, {"key": f"paragraph/{paragraph.public_id}/working_note", "value": "<p>Ring AF.</p>"})
    paragraph.working_note = "<p>Ring AF.</p>"
    paragraph.save()
    assert "Ring AF." in editor.get(address("draft_edit", protocol.meeting)).text
    assert "Ring AF." not in editor.get(address("draft_reading", protocol.meeting)).text


@pytest.mark.parametrize("count", [15, 40])
def test_queries_do_not_grow_with_the_paragraphs(editor, protocol, count, django_assert_max_num_queries):
    meeting = protocol.meeting
    write_more(protocol, count - 2)
    editor.get(address("draft_edit", meeting))
    with django_assert_max_num_queries(50):
        page = editor.get(address("draft_edit", meeting))
    if count == 15:
        assert len(page.content) < 100_000
    with django_assert_max_num_queries(50):
        editor.get(address("draft_state", meeting))


@pytest.mark.parametrize("name", ["draft_edit", "draft_state", "draft_reading"])
def test_opening_costs_as_many_queries_for_50_paragraphs_as_for_2(editor, protocol, name):
    meeting = protocol.meeting
    url = address(name, meeting)
    editor.get(url)
    few, many = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    with few:
        editor.get(url)
    write_more(protocol, 48)
    with many:
        page = editor.get(url)
    assert meeting.paragraphs.count() >= 50
    assert page.status_code == 200
    assert len(many) == len(few) <= 45


def test_auditor_reads_and_cannot_write(board, client, protocol):
    meeting = protocol.meeting
    client.force_login(board.auditor)
    page = client.get(address("draft_edit", meeting)).text
    assert "Bara kansliet kan ändra" in page
    assert "data-key" not in page


def test_board_members_and_other_associations_get_404(board, client, protocol):
    meeting = protocol.meeting
    other = boards.make_board(slug="grannvik", suffix="2")
    for person in (board.chair, board.deputy, other.secretary, other.auditor):
        client.force_login(person)
        for name in ("draft_edit", "draft_state", "draft_reading", "draft_preview", "draft_search"):
            assert client.get(address(name, meeting)).status_code == 404


def test_anonymous_visitor_is_sent_to_sign_in(client, protocol):
    meeting = protocol.meeting
    assert client.get(address("draft_edit", meeting)).status_code == 302


def test_frozen_protocol_is_read_with_a_link_to_the_verification(board, editor, version):
    meeting = version.protocol.meeting
    page = editor.get(address("draft_edit", meeting)).text
    assert "ute för justering" in page
    assert reverse("verification_status", args=[board.association.slug, "styrelsen", meeting.key]) in page
    assert "data-key" not in page


def test_reading_shows_filled_placeholders(board, editor, protocol):
    meeting = protocol.meeting
    text = '<p>Till justerare väljs <span data-field="verifiers"></span>.</p>'
    boards.make_paragraph(meeting, board.secretary, text=text, decisions=("att utse {justerare}.",))
    page = editor.get(address("draft_reading", meeting)).text
    assert "Till justerare väljs Henrik Brolin." in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "att utse Henrik Brolin." in page.replace("\N{NO-BREAK SPACE}", " ")


def test_preview_is_a_pdf(editor, protocol):
    meeting = protocol.meeting
    answer = editor.get(address("draft_preview", meeting))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert not ProtocolVersion.objects.exists()


def test_unfinished_draft_has_a_preview_too(board, editor, meeting):
    boards.make_paragraph(meeting, board.secretary, heading="", text="", decisions=())
    for name, shown in (("draft_preview", b"%PDF"), ("draft_reading", b"<h1"), ("draft_edit", b"<h1")):
        answer = editor.get(address(name, meeting))
        assert answer.status_code == 200
        assert shown in answer.content


def test_ready_draft_is_frozen(editor, protocol):
    answer = editor.post(address("draft_freeze", protocol.meeting))
    assert answer.json()["go"].endswith("/justering/") or answer.json()["go"]
    assert protocol.versions.count() == 1


def test_second_press_is_answered_as_the_first(editor, protocol):
    first, second = (editor.post(address("draft_freeze", protocol.meeting)) for _ in range(2))
    assert (second.status_code, second.json()) == (200, first.json())
    assert protocol.versions.count() == 1


def test_press_of_another_after_it_is_refused(board, editor, protocol):
    freeze_protocol(protocol=protocol, by=board.manager, at=boards.at())
    answer = editor.post(address("draft_freeze", protocol.meeting))
    assert answer.status_code == 422
    assert "Protokollet är ute för justering." in answer.text


def test_unfinished_draft_is_not_frozen_and_says_why(editor, meeting):
    answer = editor.post(address("draft_freeze", meeting))
    assert answer.status_code == 422
    assert "Välj justerare." in answer.text
    assert not ProtocolVersion.objects.exists()


def test_ready_draft_lacks_nothing(protocol):
    assert sentences(protocol) == []


def test_checklist_tells_what_a_new_meeting_lacks(meeting):
    found = sentences(own_protocol(meeting))
    assert "Välj justerare" in found
    assert "Ange när sammanträdet slutade" in found
    assert "Välj om protokollet ska publiceras" in found
    assert "Protokollet har inga paragrafer" in found


def test_quorum_counts_seats_not_people(protocol):
    for attendee in protocol.meeting.attendees.filter(kind="member")[:2]:
        attendee.presence = "absent"
        attendee.save()
    assert "§ 1 har beslut men är inte beslutsför (2 av 4)" in sentences(protocol)


def test_deferred_paragraph_needs_no_decision(board, protocol):
    paragraph = boards.make_paragraph(protocol.meeting, board.secretary, decisions=())
    assert "§ 3 saknar beslut" in sentences(protocol)
    defer(row=paragraph, kind="postponed", by=board.secretary, at=boards.at())
    assert sentences(protocol) == []


def test_earlier_draft_must_be_frozen_first(board, meeting):
    later = boards.make_ready(board, day=boards.date(2024, 6, 20))
    assert sentences(later)[0] == "Gör först protokollet från 30 maj 2024 klart: det avgör numren"


def test_personal_number_is_pointed_out_when_the_protocol_is_published(board, protocol):
    boards.make_paragraph(protocol.meeting, board.secretary, text="<p>Personnummer 811228-9874.</p>")
    assert sentences(protocol, blocking=False) == ["§ 3 verkar innehålla personnummer (811228-9874)"]
    edit_meeting(meeting=protocol.meeting, publish=False, by=board.secretary, at=boards.at())
    assert sentences(protocol, blocking=False) == []


def test_personal_number_is_confirmed_before_the_freeze(board, editor, protocol):
    boards.make_paragraph(protocol.meeting, board.secretary, text="<p>Personnummer 811228-9874.</p>")
    url = address("draft_freeze", protocol.meeting)
    assert "data-confirms" in editor.get(address("draft_edit", protocol.meeting)).text
    form = editor.get(url).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "§ 3 verkar innehålla personnummer (811228-9874)" in form
    for values in ({}, {"confirmed": "§ 3 något annat"}):
        assert editor.post(url, values).status_code == 422
        assert not protocol.versions.exists()
    (found,) = to_confirm(findings_of(read_draft(protocol), today=MEETING_DAY))
    assert editor.post(url, {"confirmed": found}).status_code == 200
    assert protocol.versions.count() == 1


def test_freezing_itself_refuses_what_nobody_has_confirmed(board, protocol):
    boards.make_paragraph(protocol.meeting, board.secretary, text="<p>Personnummer 811228-9874.</p>")
    with pytest.raises(RuleViolation, match="Bekräfta först"):
        freeze_protocol(protocol=protocol, by=board.secretary, at=boards.at())


def test_absent_chair_and_verifier_stop_the_freeze(board, protocol):
    for person in (board.chair, board.verifier):
        protocol.meeting.attendees.filter(person=person).update(presence="absent")
    protocol.meeting.attendees.filter(person=board.deputy).update(
        presence="on_site", serving_seat=board.seats["RVN"]
    )
    found = sentences(protocol)
    assert any(one.startswith("Astrid Norling var inte med i § 1–2") for one in found)
    assert any(one.startswith("Henrik Brolin tjänstgjorde inte och kan inte justera") for one in found)


def test_phrase_without_its_value_is_pointed_out(board, protocol):
    boards.make_paragraph(protocol.meeting, board.secretary, decisions=("att utse {justerare}.",))
    choose_verifiers(meeting=protocol.meeting, verifiers=[], by=board.secretary, at=boards.at())
    assert "§ 3 saknar uppgiften justerare" in sentences(protocol)


def test_requested_change_is_told_where_it_is_made(board, editor, version):
    withdraw_protocol(version=version, by=board.secretary, at=boards.at(), reason="Fel datum")
    page = editor.get(address("draft_edit", version.protocol.meeting)).text
    assert "En ändring är begärd" in page
    assert "data-key" in page


def test_every_finding_about_a_paragraph_has_a_word_in_the_list():
    rules = settings.BASE_DIR / "meetings" / "rules"
    text = "".join((rules / name).read_text() for name in ("checklist.py", "written.py"))
    # A Finding with three arguments is about the whole meeting.
    about_meeting = set(
        re.findall(r'Finding\([^()]*(?:\([^()]*\))?[^()]*"([a-z_]+)", (?:True|False)\)', text)
    )
    codes = set(re.findall(r'"([a-z_]+)",\s+(?:True|False)\b', text)) - about_meeting
    assert {"near_name", "decision", "reserved", "unverified"} <= codes
    assert codes - set(LIST_WORDS) == set()
