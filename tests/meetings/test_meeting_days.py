"""A meeting over midnight or several days, what comes next, and the majority that a § needs."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from meetings.actions.attending import set_presence
from meetings.actions.changing import withdraw_protocol
from meetings.actions.deciding import decide_as_prepared
from meetings.actions.dissenting import add_reservation, edit_reservation
from meetings.actions.drafting import add_paragraph, edit_paragraph
from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.actions.pausing import adjourn, close_meeting, remove_adjournment, resume
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.actions.voting import Slips, vote_by_slips
from meetings.draft.building import build_record
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Adjournment, Meeting
from meetings.querysets import own_protocol, verification_day
from meetings.reads.verifications import standing_of
from meetings.rules.voting import CastVotes, DecidedBy, Majority, Outcome, outcome, result_sentence
from meetings.swedish import minute, moment
from meetings.workflow import ProtocolState
from tests.meetings.test_actions_voting import vote
from tests.worlds.boards import MEETING_DAY, Board, at, make_meeting, make_ready
from tests.worlds.running_meeting import Held

NEXT_DAY = date(2024, 5, 31)


def contradictions(held: Held) -> list[str]:
    found = findings_of(read_draft(own_protocol(held.meeting)), today=NEXT_DAY)
    return [one.sentence for one in found if one.code == "contradiction"]


@pytest.fixture
def late(held: Held) -> Held:
    held.meeting = edit_meeting(meeting=held.meeting, start=time(22), by=held.by, at=at())
    return held


@pytest.mark.django_db
def test_a_pause_over_midnight_ends_the_next_day(late: Held) -> None:
    adjourn(meeting=late.meeting, start=time(23, 50), by=late.by, at=at())
    with pytest.raises(RuleViolation, match="slutar före den börjar"):
        resume(meeting=late.meeting, end=time(0, 15), by=late.by, at=at())
    pause = resume(meeting=late.meeting, end=time(0, 15), day=NEXT_DAY, by=late.by, at=at())
    assert pause.in_words.replace("\xa0", " ") == "30 maj 2024 kl. 23.50–31 maj 2024 kl. 0.15"
    meeting = close_meeting(meeting=late.meeting, end=time(1), by=late.by, at=at())
    assert (meeting.end_date, meeting.hours.replace("\xa0", " ")) == (
        NEXT_DAY,
        "30 maj 2024 kl. 22.00–31 maj 2024 kl. 1.00",
    )


@pytest.mark.django_db
def test_a_meeting_over_midnight_without_a_pause_is_closed_the_next_day(late: Held) -> None:
    with pytest.raises(RuleViolation, match="välj den dagen"):
        close_meeting(meeting=late.meeting, end=time(0, 15), by=late.by, at=at())
    meeting = close_meeting(meeting=late.meeting, end=time(0, 15), day=NEXT_DAY, by=late.by, at=at())
    assert meeting.end_date == NEXT_DAY


@pytest.mark.django_db
def test_pauses_of_several_days_do_not_overlap(held: Held) -> None:
    adjourn(meeting=held.meeting, start=time(11), by=held.by, at=at())
    resume(meeting=held.meeting, end=time(9), day=NEXT_DAY, by=held.by, at=at())
    pause = adjourn(
        meeting=held.meeting, start=time(9, 30), day=NEXT_DAY, end=time(9, 45), by=held.by, at=at()
    )
    assert pause.in_words.replace("\xa0", " ") == "31 maj 2024 kl. 9.30–9.45"
    with pytest.raises(RuleViolation, match="redan ajournerat under den tiden"):
        adjourn(meeting=held.meeting, start=time(12), end=time(13), by=held.by, at=at())
    with pytest.raises(RuleViolation, match="sista ajourneringen"):
        close_meeting(meeting=held.meeting, end=time(9, 40), day=NEXT_DAY, by=held.by, at=at())
    with pytest.raises(RuleViolation, match="före sammanträdet"):
        adjourn(meeting=held.meeting, start=time(7), by=held.by, at=at())


@pytest.mark.django_db
def test_the_database_refuses_a_pause_that_ends_before_it_begins(held: Held) -> None:
    with pytest.raises(IntegrityError, match="adjournment_in_order"), transaction.atomic():
        Adjournment.objects.create(meeting=held.meeting, start=time(10), end=time(9))


@pytest.mark.parametrize(
    ("utc", "words"),
    [
        (datetime(2024, 10, 27, 0, 30, tzinfo=UTC), "kl. 2.30 (sommartid)"),
        (datetime(2024, 10, 27, 1, 30, tzinfo=UTC), "kl. 2.30 (normaltid)"),
        (datetime(2024, 10, 27, 2, 30, tzinfo=UTC), "kl. 3.30"),
        (datetime(2024, 3, 31, 1, 30, tzinfo=UTC), "kl. 3.30"),
    ],
)
def test_the_hour_that_comes_twice_is_told_apart(utc: datetime, words: str) -> None:
    assert minute(utc).replace("\xa0", " ").endswith(words)
    assert ("tid)" in moment(utc)) == ("tid)" in words)


@pytest.mark.django_db
def test_what_comes_next_is_the_bodys_next_planned_meeting_with_its_time(held: Held) -> None:
    def following(**said: object) -> str:
        edit_meeting(meeting=held.meeting, by=held.by, at=at(), **said)
        return read_draft(own_protocol(held.meeting)).values["next_date"].replace("\xa0", " ")

    assert following() == ""
    coming = make_meeting(held.board, day=date(2024, 8, 29))
    start = f"{coming.start.hour}.{coming.start:%M}"
    assert following() == f"29 augusti 2024 kl. {start}"
    assert following(next_meeting=date(2024, 9, 5)) == "5 september 2024"
    assert following(next_meeting_start=time(13)) == "5 september 2024 kl. 13.00"


@pytest.mark.django_db
def test_an_added_section_is_extra_only_where_a_summons_went_out(held: Held) -> None:
    assert not add_paragraph(meeting=held.meeting, by=held.by, at=at()).is_extra
    other = make_meeting(held.board, day=date(2024, 8, 29))
    pass_meeting_to(meeting=other, state=Meeting.State.SUMMONED, by=held.by, at=at())
    opened = pass_meeting_to(meeting=other, state=Meeting.State.OPEN, by=held.by, at=at())
    assert add_paragraph(meeting=opened, by=held.by, at=at()).is_extra


@pytest.mark.django_db
def test_a_closed_vote_at_a_distance_says_how_it_was_secret(held: Held) -> None:
    edit_paragraph(paragraph=held.paragraphs[0], kind="election", by=held.by, at=at())
    held.paragraphs[0].refresh_from_db()
    slips = Slips(options=[("Astrid Norling", 3), ("Mona Edvinsson", 1)])
    set_presence(attendee=held.of(held.board.member), presence="remote", by=held.by, at=at())
    with pytest.raises(RuleViolation, match="Skriv hur rösterna lämnades hemligt"):
        vote_by_slips(paragraph=held.paragraphs[0], slips=slips, by=held.by, at=at())
    vote_by_slips(
        paragraph=held.paragraphs[0], slips=slips, secrecy="i en tjänst utan namn", by=held.by, at=at()
    )
    draft = read_draft(own_protocol(held.meeting))
    assert not draft.handled.contradictions


@pytest.mark.django_db
def test_nobody_is_put_at_a_distance_after_a_closed_vote(held: Held) -> None:
    edit_paragraph(paragraph=held.paragraphs[0], kind="election", by=held.by, at=at())
    held.paragraphs[0].refresh_from_db()
    slips = Slips(options=[("Astrid Norling", 3), ("Mona Edvinsson", 1)])
    vote_by_slips(paragraph=held.paragraphs[0], slips=slips, by=held.by, at=at())
    with pytest.raises(RuleViolation, match="lämnades hemligt"):
        set_presence(attendee=held.of(held.board.member), presence="remote", by=held.by, at=at())


@pytest.mark.parametrize(
    ("tally", "majority", "seats", "carried", "words"),
    [
        (
            CastVotes(3, 2),
            Majority.ALL_SEATS,
            5,
            True,
            "Med majoritet av samtliga ledamöter (tre röster mot två)",
        ),
        (
            CastVotes(3, 0),
            Majority.ALL_SEATS,
            6,
            False,
            "Utan majoritet av samtliga ledamöter (tre röster mot noll)",
        ),
        (CastVotes(4, 0), Majority.UNANIMITY, 6, True, "Med enighet (fyra röster mot noll)"),
        (CastVotes(4, 1), Majority.UNANIMITY, 6, False, "Utan enighet (fyra röster mot en)"),
        (
            CastVotes(4, 0, 1),
            Majority.UNANIMITY,
            6,
            False,
            "Utan enighet (fyra röster mot noll och en som avstod)",
        ),
    ],
)
def test_majority_of_all_seats_and_unanimity(
    tally: CastVotes, majority: Majority, seats: int, carried: bool, words: str
) -> None:
    by = DecidedBy.ALL_SEATS if majority == Majority.ALL_SEATS else DecidedBy.UNANIMITY
    found = outcome(tally, majority=majority, seats=seats)
    assert found == Outcome(carried, by)
    assert result_sentence(tally, found) == words


@pytest.mark.django_db
def test_a_section_that_requires_more_asks_it_of_its_vote(held: Held) -> None:
    edit_paragraph(paragraph=held.paragraphs[0], majority="all_seats", by=held.by, at=at())
    held.paragraphs[0].refresh_from_db()
    with pytest.raises(RuleViolation, match="kräver mer än hälften av samtliga"):
        vote(held, "jjjn", majority="simple")
    assert vote(held, "jjjn").majority == "all_seats"


@pytest.mark.django_db
def test_unanimity_without_a_vote_allows_no_reservation(held: Held) -> None:
    edit_paragraph(paragraph=held.paragraphs[0], majority="unanimity", by=held.by, at=at())
    held.paragraphs[0].refresh_from_db()
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    assert contradictions(held) == []
    member = held.of(held.board.member)
    add_reservation(paragraph=held.paragraphs[0], attendee=member, by=held.by, at=at())
    [sentence] = contradictions(held)
    assert "kräver enighet men har en reservation" in sentence


def closed(held: Held) -> Held:
    held.meeting = close_meeting(meeting=held.meeting, end=time(11), by=held.by, at=at())
    return held


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pause",
    [
        {"start": time(12), "end": time(12, 15)},
        {"start": time(10, 50), "end": time(11, 10)},
        {"start": time(9), "end": time(10), "day": NEXT_DAY},
        {"start": time(10, 30)},
    ],
)
def test_a_pause_is_within_the_meeting_that_has_ended(held: Held, pause: dict[str, Any]) -> None:
    held = closed(held)
    with pytest.raises(RuleViolation, match=r"före den sista ajourneringen|är ajournerat"):
        adjourn(meeting=held.meeting, by=held.by, at=at(), **pause)
    held.meeting.refresh_from_db()
    assert held.meeting.end_date is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [{"start": time(10)}, {"end": time(9, 40)}, {"start": time(9, 35), "end": time(12)}],
)
def test_hours_that_leave_a_pause_outside_are_refused(held: Held, changes: dict[str, Any]) -> None:
    adjourn(meeting=held.meeting, start=time(9, 30), end=time(9, 45), by=held.by, at=at())
    held = closed(held)
    with pytest.raises(RuleViolation, match=r"[Aa]journeringen"):
        edit_meeting(meeting=held.meeting, by=held.by, at=at(), **changes)


@pytest.mark.django_db
def test_a_day_is_taken_back_with_the_pause_that_reached_it(held: Held) -> None:
    pause = adjourn(meeting=held.meeting, start=time(9), end=time(9), end_day=NEXT_DAY, by=held.by, at=at())
    held.meeting.refresh_from_db()
    assert held.meeting.last_day == NEXT_DAY
    remove_adjournment(adjournment=pause, by=held.by, at=at())
    held.meeting.refresh_from_db()
    assert held.meeting.end_date is None


@pytest.mark.django_db
def test_a_meeting_ends_on_the_day_that_is_said(held: Held) -> None:
    edit_meeting(meeting=held.meeting, end_date=NEXT_DAY, by=held.by, at=at())
    closed = close_meeting(meeting=held.meeting, end=time(11), day=MEETING_DAY, by=held.by, at=at())
    assert closed.last_day == MEETING_DAY


@pytest.mark.django_db
def test_nothing_is_locked_while_the_meeting_is_adjourned(board: Board) -> None:
    protocol = make_ready(board)
    pause = adjourn(meeting=protocol.meeting, start=time(9, 30), by=board.secretary, at=at())
    with pytest.raises(RuleViolation, match="Återuppta det, eller ta bort"):
        freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    remove_adjournment(adjournment=pause, by=board.secretary, at=at())
    assert freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))


@pytest.mark.django_db
def test_what_is_verified_at_once_says_the_day_of_the_meeting_that_it_was(held: Held) -> None:
    edit_meeting(meeting=held.meeting, publish=True, by=held.by, at=at())
    adjourn(meeting=held.meeting, start=time(9, 30), by=held.by, at=at())
    resume(meeting=held.meeting, end=time(9), day=NEXT_DAY, by=held.by, at=at())
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    protocol = own_protocol(held.meeting)
    protocol.number = 2

    def said(now: datetime) -> list[tuple[str, ...]]:
        rows = build_record(read_draft(protocol), version=0, at=now).document.header_rows
        return [one.value for one in rows if one.key == "verification_place_time"]

    assert said(at(NEXT_DAY)) == [("Omedelbart, den 31 maj 2024",)]
    assert said(at()) == [("Omedelbart, den 30 maj 2024",)]
    assert said(at(date(2024, 6, 20))) == [("Omedelbart, den 31 maj 2024",)]


@pytest.mark.django_db
def test_what_is_verified_at_once_the_first_day_is_reminded_of_that_day(held: Held) -> None:
    """The meeting goes on for two days more; a second version of the § is still of its day."""
    edit_meeting(meeting=held.meeting, end_date=date(2024, 6, 1), publish=True, by=held.by, at=at())
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    version = freeze_immediately(paragraphs=[held.paragraphs[0]], by=held.by, at=at())
    assert verification_day(version.protocol) == MEETING_DAY
    withdraw_protocol(version=version, reason="Ett ord är fel.", by=held.by, at=at())
    again = freeze_protocol(protocol=version.protocol, by=held.by, at=at(NEXT_DAY))
    assert standing_of(again, ProtocolState.FROZEN, NEXT_DAY).last_day == MEETING_DAY
    assert verification_day(own_protocol(held.meeting)) == date(2024, 6, 15)


@pytest.mark.django_db
def test_the_last_day_for_a_motivation_follows_the_end_of_the_meeting(held: Held) -> None:
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    reservation = add_reservation(
        paragraph=held.paragraphs[0], attendee=held.of(held.board.member), by=held.by, at=at()
    )

    def last_day() -> date | None:
        reservation.refresh_from_db()
        return reservation.awaited_until

    assert last_day() == date(2024, 6, 4)
    pause = adjourn(meeting=held.meeting, start=time(11), by=held.by, at=at())
    resume(meeting=held.meeting, end=time(9), day=date(2024, 6, 10), by=held.by, at=at())
    assert last_day() == date(2024, 6, 13)
    pause.refresh_from_db()
    remove_adjournment(adjournment=pause, by=held.by, at=at())
    assert last_day() == date(2024, 6, 4)
    edit_meeting(meeting=held.meeting, end_date=NEXT_DAY, by=held.by, at=at())
    assert last_day() == date(2024, 6, 5)
    close_meeting(meeting=held.meeting, end=time(11), day=MEETING_DAY, by=held.by, at=at())
    assert last_day() == date(2024, 6, 4)


@pytest.mark.django_db
def test_a_motivation_in_a_section_that_is_locked_keeps_its_day(held: Held) -> None:
    edit_meeting(meeting=held.meeting, publish=True, by=held.by, at=at())
    paragraph = held.paragraphs[0]
    decide_as_prepared(paragraph=paragraph, by=held.by, at=at())
    reservation = add_reservation(
        paragraph=paragraph, attendee=held.of(held.board.member), by=held.by, at=at()
    )
    edit_reservation(reservation=reservation, lead="", without_text=True, by=held.by, at=at())
    freeze_immediately(paragraphs=[paragraph], by=held.by, at=at())
    close_meeting(meeting=held.meeting, end=time(9), day=NEXT_DAY, by=held.by, at=at())
    reservation.refresh_from_db()
    assert reservation.awaited_until == date(2024, 6, 4)
