"""§§ of the standard agenda that fill themselves, and what is noted to be told in them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.approving_agenda import answer_approval, ask_approval
from meetings.actions.drafting import remove_paragraph
from meetings.actions.filling import (
    change_to_report,
    fill_paragraph,
    note_to_report,
    remove_to_report,
)
from meetings.actions.planning import create_meeting, pass_meeting_to
from meetings.errors import RuleViolation
from meetings.models import Body, MatterToReport, Meeting, Paragraph, StandardItem
from meetings.reads.fillings import filled_with
from meetings.rules.filling import Filling
from tests.worlds.boards import Board, make_verified
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db

HEADING = "Inkomna skrivelser"


@made_once
def planned(board: Board) -> Meeting:
    StandardItem.objects.create(
        body=board.body, position=1, heading=HEADING, kind="information", fills="received"
    )
    return plan(board, 10)


def plan(board: Board, ahead: int) -> Meeting:
    day = timezone.localdate() + timedelta(days=ahead)
    return create_meeting(
        body=board.body,
        date=day,
        start=timezone.datetime(2026, 1, 1, 9).time(),
        place="Stadshuset",
        by=board.secretary,
        at=timezone.now(),
    )


def note(board: Board, subject: str, *, kind: str = "received", number: str = "") -> MatterToReport:
    return note_to_report(
        body=board.body,
        kind=kind,
        day=timezone.localdate(),
        who="Region Vallnäs",
        subject=subject,
        number=number,
        by=board.secretary,
        at=timezone.now(),
    )


def summoned(meeting: Meeting, board: Board) -> Meeting:
    return pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())


def text_of(meeting: Meeting) -> str:
    return Paragraph.objects.get(meeting=meeting, heading=HEADING).text


def test_paragraph_is_filled_when_the_summons_goes_out(board: Board, planned: Meeting) -> None:
    note(board, "Remiss om <samverkan>", number="2026/7")
    note(board, "Delegerat", kind="delegated")
    assert text_of(planned) == ""
    summoned(planned, board)
    assert "Remiss om &lt;samverkan&gt;" in text_of(planned)
    assert "2026/7" in text_of(planned)
    assert "Delegerat" not in text_of(planned)


def test_what_comes_later_is_filled_in_when_the_meeting_opens(board: Board, planned: Meeting) -> None:
    note(board, "Remiss")
    meeting = summoned(planned, board)
    note(board, "Skrivelse")
    assert "Skrivelse" not in text_of(meeting)
    pass_meeting_to(meeting=meeting, state="open", by=board.secretary, at=timezone.now())
    assert "Remiss" in text_of(meeting)
    assert "Skrivelse" in text_of(meeting)
    assert not MatterToReport.objects.unreported().exists()


def test_what_somebody_has_written_is_left_alone_until_it_is_asked_for(
    board: Board, planned: Meeting
) -> None:
    paragraph = Paragraph.objects.get(meeting=planned, heading=HEADING)
    Paragraph.objects.filter(pk=paragraph.pk).update(text="<p>Egna ord.</p>")
    note(board, "Remiss")
    meeting = summoned(planned, board)
    assert text_of(meeting) == "<p>Egna ord.</p>"
    assert MatterToReport.objects.unreported().count() == 1
    fill_paragraph(paragraph=paragraph, by=board.secretary, at=timezone.now())
    assert "Remiss" in text_of(meeting)


def test_what_is_not_dealt_with_goes_on_to_the_next_meeting(board: Board, planned: Meeting) -> None:
    note(board, "Remiss")
    meeting = summoned(planned, board)
    assert MatterToReport.objects.reported().count() == 1
    remove_paragraph(
        paragraph=Paragraph.objects.get(meeting=meeting, heading=HEADING),
        by=board.secretary,
        at=timezone.now(),
    )
    assert MatterToReport.objects.unreported().count() == 1
    later = summoned(plan(board, 40), board)
    assert "Remiss" in text_of(later)
    assert MatterToReport.objects.reported().get().paragraph == Paragraph.objects.get(
        meeting=later, heading=HEADING
    )


def test_cancelled_meeting_has_told_nothing(board: Board, planned: Meeting) -> None:
    note(board, "Remiss")
    meeting = summoned(planned, board)
    pass_meeting_to(meeting=meeting, state="cancelled", by=board.secretary, at=timezone.now())
    assert MatterToReport.objects.unreported().count() == 1


def test_nothing_to_say_is_told(board: Board, planned: Meeting) -> None:
    paragraph = Paragraph.objects.get(meeting=planned, heading=HEADING)
    with pytest.raises(RuleViolation, match="inget att fylla i"):
        fill_paragraph(paragraph=paragraph, by=board.secretary, at=timezone.now())
    summoned(planned, board)
    assert text_of(planned) == ""


def test_what_is_told_in_a_verified_protocol_stands(board: Board) -> None:
    row = note(board, "Remiss")
    verification = make_verified(board)
    MatterToReport.objects.filter(pk=row.pk).update(paragraph=verification.protocol.paragraphs.first())
    with pytest.raises(RuleViolation, match="justerat protokoll"):
        remove_to_report(row=row, by=board.secretary, at=timezone.now())
    with pytest.raises(RuleViolation, match="justerat protokoll"):
        change_to_report(row=row, day=row.day, who="x", subject="y", by=board.secretary, at=timezone.now())


def test_previous_protocol_is_named_with_its_numbers_and_day(board: Board) -> None:
    verification = make_verified(board)
    meeting = plan(board, 10)
    said = filled_with(meeting, Filling.PREVIOUS, timezone.localdate())
    assert "Protokollet från sammanträdet den 30 maj 2024" in said
    assert "justerades den" in said
    assert str(verification.protocol.paragraphs.first().number) in said
    first = Meeting.objects.get(pk=verification.protocol.meeting_id)
    assert filled_with(first, Filling.PREVIOUS, timezone.localdate()) == ""


def test_office_notes_changes_and_removes_and_the_auditor_reads(board: Board) -> None:
    office, auditor = Client(), Client()
    office.force_login(board.secretary)
    auditor.force_login(board.auditor)
    listed, add = (
        reverse("to_report_list", args=["exempelvik"]),
        reverse("to_report_add", args=["exempelvik"]),
    )
    assert "Inget väntar" in office.get(listed).text
    values = {"kind": "delegated", "day": "2026-01-08", "who": "Förbundschefen", "subject": "Köp av möbler"}
    refused = office.post(add, values | {"day": str(timezone.localdate() + timedelta(days=2))})
    assert refused.status_code == 422
    assert "Dagen har inte varit än" in refused.text
    office.post(add, values)
    assert "Köp av möbler" in auditor.get(listed).text
    row = MatterToReport.objects.get()
    assert row.day == date(2026, 1, 8)
    change = reverse("to_report_change", args=["exempelvik", row.public_id])
    assert auditor.get(change).status_code == 404
    office.post(change, values | {"subject": "Köp av stolar"})
    assert MatterToReport.objects.get().subject == "Köp av stolar"
    office.post(change, {"remove": "1"})
    assert not MatterToReport.objects.exists()


def test_editor_offers_what_there_is_and_puts_it_in_a_new_paragraph(board: Board, planned: Meeting) -> None:
    note(board, "Remiss")
    office = Client()
    office.force_login(board.secretary)
    here = ["exempelvik", "styrelsen", planned.key]
    found = office.get(reverse("draft_search", args=here), {"q": "inkomna"}).text
    assert "Inkomna skrivelser" in found
    assert "Remiss" in found
    office.post(reverse("draft_fetch", args=here), {"source": "filling", "key": "received", "after": ""})
    made = Paragraph.objects.filter(meeting=planned, heading=HEADING).last()
    assert made is not None
    assert "Remiss" in made.text
    assert made.fills == "received"


def test_what_is_noted_otherwise_is_told_otherwise(board: Board, planned: Meeting) -> None:
    row, other = note(board, "Remiss"), note(board, "Skrivelse")
    meeting = summoned(planned, board)
    said = {"day": row.day, "who": row.who, "by": board.secretary, "at": timezone.now()}
    change_to_report(row=row, subject="Remiss om samverkan", **said)
    assert "Remiss om samverkan" in text_of(meeting)
    remove_to_report(row=other, by=board.secretary, at=timezone.now())
    assert "Skrivelse" not in text_of(meeting)
    Paragraph.objects.filter(meeting=meeting, heading=HEADING).update(text="<p>Egna ord.</p>")
    change_to_report(row=row, subject="Annat", **said)
    assert text_of(meeting) == "<p>Egna ord.</p>"


def test_what_the_chair_approves_is_filled_before(board: Board, planned: Meeting) -> None:
    Body.objects.filter(pk=board.body.pk).update(chair_approves_summons=True)
    meeting = Meeting.objects.get(pk=planned.pk)
    note(board, "Remiss")
    ask_approval(meeting=meeting, by=board.secretary, at=timezone.now())
    assert "Remiss" in text_of(meeting)
    answer_approval(meeting=meeting, approved=True, by=board.chair, at=timezone.now())
    note(board, "Skrivelse")
    with pytest.raises(RuleViolation, match="ändrats sedan den godkändes"):
        summoned(meeting, board)
    assert "Skrivelse" not in text_of(meeting)
    ask_approval(meeting=meeting, by=board.secretary, at=timezone.now())
    answer_approval(meeting=meeting, approved=True, by=board.chair, at=timezone.now())
    assert "Skrivelse" in text_of(summoned(meeting, board))
