"""Opening, adjourning, closing; and what was put off or not reached comes back."""

from datetime import date, time

import pytest

from meetings.actions.deciding import decide_as_prepared, defer
from meetings.actions.deferred import note_withdrawal, take_up
from meetings.actions.drafting import add_paragraph, add_sub_item, remove_paragraph
from meetings.actions.freezing import freeze_immediately
from meetings.actions.numbering import take_registry_number
from meetings.actions.pausing import (
    adjourn,
    close_meeting,
    remove_adjournment,
    reopen_meeting,
    resume,
    set_not_handled,
)
from meetings.actions.planning import edit_meeting
from meetings.errors import RuleViolation
from meetings.models import Adjournment, Body, Meeting
from meetings.reads.deferred import count_deferred_for, deferred_for, deferred_in
from tests.worlds.boards import MEETING_DAY, at, make_meeting
from tests.worlds.running_meeting import PREPARED, Held

pytestmark = pytest.mark.django_db

LATER = date(2024, 8, 29)


def test_paragraph_added_in_a_summoned_meeting_is_extra(held: Held) -> None:
    assert not held.paragraphs[0].is_extra
    Meeting.objects.filter(pk=held.meeting.pk).update(summoned_at=at())
    assert add_paragraph(meeting=held.meeting, by=held.by, at=at()).is_extra


def test_adjournment_has_its_times(held: Held) -> None:
    adjourn(meeting=held.meeting, start=time(9, 30), by=held.by, at=at())
    with pytest.raises(RuleViolation, match="redan ajournerat"):
        adjourn(meeting=held.meeting, start=time(9, 40), by=held.by, at=at())
    with pytest.raises(RuleViolation, match="slutar före"):
        resume(meeting=held.meeting, end=time(9, 0), by=held.by, at=at())
    pause = resume(meeting=held.meeting, end=time(9, 45), by=held.by, at=at())
    assert (pause.start, pause.end) == (time(9, 30), time(9, 45))
    remove_adjournment(adjournment=pause, by=held.by, at=at())
    assert not held.meeting.adjournments.exists()


def test_adjourned_meeting_is_resumed_before_it_closes(held: Held) -> None:
    adjourn(meeting=held.meeting, start=time(9, 30), by=held.by, at=at())
    with pytest.raises(RuleViolation, match="ajournerat"):
        close_meeting(meeting=held.meeting, end=time(11), by=held.by, at=at())


def test_closing_writes_the_end_and_what_was_not_reached(held: Held) -> None:
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    meeting = close_meeting(
        meeting=held.meeting, end=time(11), not_handled=held.paragraphs[2:], by=held.by, at=at()
    )
    assert (meeting.state, meeting.end) == (Meeting.State.CLOSED, time(11))
    assert [one.word for one in deferred_for(held.board.body)] == ["inte behandlad"]
    assert reopen_meeting(meeting=meeting, by=held.by, at=at()).state == Meeting.State.OPEN


def test_paragraph_with_a_decision_was_handled(held: Held) -> None:
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="är behandlad"):
        set_not_handled(paragraph=held.paragraphs[0], not_handled=True, by=held.by, at=at())


def test_paragraph_that_is_put_off_is_handled_and_one_not_handled_is_not_put_off(held: Held) -> None:
    """To put off is to decide (KL 6:33), at either door and in either order."""
    whole, part, closed = held.paragraphs
    unreached = add_paragraph(meeting=held.meeting, by=held.by, at=at())
    item = add_sub_item(paragraph=part, by=held.by, at=at(), heading="Del")
    for row in (whole, item, closed):
        defer(row=row, kind="postponed", by=held.by, at=at())
    for paragraph in (whole, part):
        with pytest.raises(RuleViolation, match="med beslut är behandlad"):
            set_not_handled(paragraph=paragraph, not_handled=True, by=held.by, at=at())
    with pytest.raises(RuleViolation, match="med beslut är behandlad"):
        close_meeting(meeting=held.meeting, end=time(11), not_handled=[closed], by=held.by, at=at())
    set_not_handled(paragraph=unreached, not_handled=True, by=held.by, at=at())
    other = add_sub_item(paragraph=unreached, by=held.by, at=at(), heading="Del")
    for row in (unreached, other):
        with pytest.raises(RuleViolation, match="inte behandlad"):
            defer(row=row, kind="postponed", by=held.by, at=at())


def test_postponed_matter_comes_back_with_what_was_prepared(held: Held) -> None:
    defer(row=held.paragraphs[0], kind="postponed", by=held.by, at=at())
    following = make_meeting(held.board, day=LATER)
    paragraph = take_up(meeting=following, source=held.paragraphs[0], by=held.by, at=at())
    assert paragraph.origin == held.paragraphs[0]
    assert paragraph.text == "<p>Ärendet bordlades.</p>"
    assert [one.text for one in paragraph.decisions.filter(is_prepared=True)] == [PREPARED]
    assert deferred_for(held.board.body) == []
    with pytest.raises(RuleViolation, match="väntar inte längre"):
        take_up(meeting=following, source=held.paragraphs[0], by=held.by, at=at())


def test_postponed_sub_item_comes_back_by_itself(held: Held) -> None:
    item = add_sub_item(paragraph=held.paragraphs[0], heading="Dialogmöte", by=held.by, at=at())
    defer(row=item, kind="postponed", by=held.by, at=at())
    following = make_meeting(held.board, day=LATER)
    paragraph = take_up(meeting=following, source=item, by=held.by, at=at())
    assert (paragraph.heading, paragraph.origin_item) == ("Dialogmöte", item)


def test_matter_passed_on_waits_for_the_other_body(held: Held) -> None:
    group = Body.objects.create(
        association=held.board.association,
        slug="beredningen",
        name="Beredningsgruppen",
        kind="preparatory_group",
    )
    defer(row=held.paragraphs[0], kind="passed_on", body=group, by=held.by, at=at())
    assert deferred_for(held.board.body) == []
    assert [one.heading for one in deferred_for(group)] == ["Ärende 1"]
    assert [count_deferred_for(body) for body in (held.board.body, group)] == [0, 1]


def test_withdrawn_matter_waits_no_longer_and_says_who_withdrew_it(held: Held) -> None:
    matter = held.paragraphs[0]
    defer(row=matter, kind="postponed", by=held.by, at=at())
    withdrawal = {"source": matter, "day": matter.meeting.date, "by": held.by, "at": at()}
    with pytest.raises(RuleViolation, match="Skriv vem"):
        note_withdrawal(withdrawn_by=" ", **withdrawal)
    note_withdrawal(withdrawn_by="Exempelviks kommun", **withdrawal)
    assert deferred_in(held.board.association) == []


def test_removed_follower_lets_the_matter_wait_again(held: Held) -> None:
    defer(row=held.paragraphs[0], kind="postponed", by=held.by, at=at())
    paragraph = take_up(
        meeting=make_meeting(held.board, day=LATER), source=held.paragraphs[0], by=held.by, at=at()
    )
    remove_paragraph(paragraph=paragraph, by=held.by, at=at())
    assert len(deferred_for(held.board.body)) == count_deferred_for(held.board.body) == 1


def test_registry_numbers_follow_each_other_per_year(held: Held) -> None:
    def take(year: int) -> str:
        return take_registry_number(association=held.board.association, year=year, by=held.by, at=at())

    assert [take(2024), take(2024), take(2025)] == ["2024/0001", "2024/0002", "2025/0001"]


def test_no_two_pauses_have_the_same_hour(held: Held) -> None:
    """Whichever of them is entered first, and though the end of one comes later."""
    adjourn(meeting=held.meeting, start=time(10), end=time(10, 15), by=held.by, at=at())
    with pytest.raises(RuleViolation, match="redan ajournerat under den tiden"):
        adjourn(meeting=held.meeting, start=time(9, 50), by=held.by, at=at())
    # What was entered so before is not ended in the other pause either.
    Adjournment.objects.create(meeting=held.meeting, start=time(9, 50))
    with pytest.raises(RuleViolation, match="redan ajournerat under den tiden"):
        resume(meeting=held.meeting, end=time(10, 5), by=held.by, at=at())
    assert resume(meeting=held.meeting, end=time(10), by=held.by, at=at()).ended


def test_a_year_typed_wrong_makes_no_meeting_of_years(held: Held) -> None:
    """In every place where a last day is entered."""
    wrong = date(2204, 5, 30)
    for enter in (
        lambda: adjourn(meeting=held.meeting, start=time(11), day=wrong, by=held.by, at=at()),
        lambda: close_meeting(
            meeting=held.meeting, end=time(11), day=date(9999, 12, 31), by=held.by, at=at()
        ),
        lambda: edit_meeting(meeting=held.meeting, end_date=date(2024, 7, 1), by=held.by, at=at()),
    ):
        with pytest.raises(RuleViolation, match="Kontrollera dagen"):
            enter()
    adjourn(meeting=held.meeting, start=time(11), by=held.by, at=at())
    with pytest.raises(RuleViolation, match="Kontrollera dagen"):
        resume(meeting=held.meeting, end=time(9), day=wrong, by=held.by, at=at())
    assert Meeting.objects.get(pk=held.meeting.pk).last_day == MEETING_DAY
    with pytest.raises(RuleViolation, match="ligger före det här"):
        edit_meeting(meeting=held.meeting, next_meeting=date(2024, 5, 29), by=held.by, at=at())


def test_the_meeting_still_lasts_when_a_section_of_it_was_locked(held: Held) -> None:
    """The § says of itself that it was dealt with on the second day."""
    second = date(2024, 5, 31)
    edit_meeting(meeting=held.meeting, end_date=second, publish=True, by=held.by, at=at())
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    freeze_immediately(paragraphs=[held.paragraphs[0]], by=held.by, at=at(second, 10))
    for change in (
        lambda: edit_meeting(meeting=held.meeting, end_date=None, by=held.by, at=at(second)),
        lambda: close_meeting(meeting=held.meeting, end=time(15), day=MEETING_DAY, by=held.by, at=at(second)),
    ):
        with pytest.raises(
            RuleViolation, match=r"låstes för omedelbar justering den 31 maj 2024 kl\. 10\.00"
        ):
            change()
    assert close_meeting(meeting=held.meeting, end=time(15), day=second, by=held.by, at=at(second))
