"""A case that was put off comes back, whichever page it is taken up from."""

from datetime import date

import pytest

from funding.actions.agenda import place_case
from funding.actions.preparing import ask_for_completion, withdraw
from funding.models import Placement
from funding.workflow import State
from meetings.actions.deciding import defer
from meetings.actions.deferred import take_up
from meetings.errors import RuleViolation
from meetings.models import Paragraph
from meetings.reads.deferred import deferred_for
from tests.funding.test_deciding import decided, place, verify
from tests.worlds.applications import SOUGHT, YEARS, Office
from tests.worlds.boards import MEETING_DAY, at, make_meeting
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
JUNE = MEETING_DAY.replace(month=6)


def postpone(*, paragraph, by, at):
    defer(row=paragraph, kind="postponed", by=by, at=at)


@made_once
def first(office: Office) -> Placement:
    """Put off in a verified §."""
    return decided(office, postpone)


def taken_up(office: Office, source: Paragraph) -> Paragraph:
    by = office.board.secretary
    return take_up(meeting=make_meeting(office.board, day=JUNE), source=source, by=by, at=at(JUNE, 8))


def test_taken_up_by_the_meeting_the_case_goes_with_its_section(office, first):
    again = taken_up(office, first.paragraph)
    case = first.application
    case.refresh_from_db()
    placement = case.placements.last()
    assert (case.state, placement.paragraph, placement.conditions) == (
        State.ON_AGENDA,
        again,
        "Delrapport.",
    )
    assert [(one.year, int(one.amount)) for one in placement.amounts.all()] == list(
        zip(YEARS, SOUGHT, strict=True)
    )


def test_taken_up_before_the_first_protocol_is_verified_it_stays_on_the_agenda(office):
    first = place(office)
    postpone(paragraph=first.paragraph, by=office.board.secretary, at=at())
    again = taken_up(office, first.paragraph)
    verify(office, first.paragraph)
    case = first.application
    case.refresh_from_db()
    assert case.state == State.ON_AGENDA
    # It never left the agenda that had taken it up: only the line of what was decided is new.
    assert [one.after for one in case.events.order_by("pk")][-1] == ""
    assert case.decisions.get().outcome == "postponed"
    assert case.placements.last().paragraph == again


def test_placed_from_its_own_page_the_section_continues_the_first_and_nothing_waits(office, first):
    meeting = make_meeting(office.board, day=JUNE)
    again = place_case(
        application=first.application,
        meeting=meeting,
        amounts=[(YEARS[0], SOUGHT[0])],
        by=office.board.secretary,
        at=at(JUNE, 8),
    )
    assert again.paragraph.origin == first.paragraph
    assert deferred_for(office.board.body) == []
    with pytest.raises(RuleViolation, match="väntar inte längre"):
        take_up(meeting=meeting, source=first.paragraph, by=office.board.secretary, at=at(JUNE, 8))


def test_a_case_that_waits_for_its_applicant_is_not_taken_up(office, first):
    ask_for_completion(
        application=first.application,
        text="Tidplan?",
        due=date(2024, 6, 10),
        by=office.board.secretary,
        at=at(MEETING_DAY, 18),
        today=MEETING_DAY,
    )
    with pytest.raises(RuleViolation, match="Komplettering begärd"):
        taken_up(office, first.paragraph)
    assert Placement.objects.count() == 1


def test_case_that_was_put_off_waits_in_one_place_only(office, first, client):
    client.force_login(office.board.secretary)
    page = client.get("/exempelvik/kansli/").text
    assert page.count(first.application.registry_number) == 2  # its own line: the link and the button
    assert "Bordlagd av styrelsen" in page
    assert "Ärendebalans" not in page


def test_a_withdrawn_application_waits_for_no_agenda(office, first):
    case = first.application
    person = case.editors.get()
    withdraw(application=case, reason="Ändrade planer.", by=person, at=at(JUNE, 8))
    assert deferred_for(office.board.body) == []
    assert first.paragraph.dismissal.withdrawn_by == person.name
