"""Who steps in for whom as answers come, whom to ask, and whether the board will be quorate. No database."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.replies import (
    AT_ONCE,
    ReplyKind,
    SeatState,
    Summoned,
    answer_by,
    outlook,
    outlook_sentence,
    to_ask,
)

BEGINS = datetime(2026, 12, 10, 9, tzinfo=ZoneInfo("Europe/Stockholm"))
EARLY = BEGINS - timedelta(days=6)
LATE = BEGINS - timedelta(hours=20)
SEATS = [(1, "FK"), (2, "AF"), (3, "RV"), (4, "KN")]


def someone(seat: int, *, member: bool = True, says: str = "", order: int = 1, **more: object) -> Summoned:
    who = ("m" if member else f"d{order}") + str(seat)
    party = dict(SEATS)[seat]
    return Summoned(
        id=who, name=who, seat=seat, party=party, is_member=member, order=order, says=says, **more
    )


MEMBERS = [someone(seat) for seat, _ in SEATS]
DEPUTIES = [someone(seat, member=False) for seat, _ in SEATS]


def but(people: list[Summoned], **says: str) -> list[Summoned]:
    return [replace(one, says=says[str(one.id)]) if one.id in says else one for one in people]


def states(people: list[Summoned], at: datetime = EARLY) -> list[str]:
    return [str(one.state) for one in outlook(SEATS, people, at=at, begins=BEGINS).seats]


def test_nobody_has_answered():
    seen = outlook(SEATS, [*MEMBERS, *DEPUTIES], at=EARLY, begins=BEGINS)
    assert {one.state for one in seen.seats} == {SeatState.UNKNOWN}
    assert (
        outlook_sentence(seen)
        == "Ingen av fyra platser är besatt enligt svaren: det räcker inte för att besluta. Fyra har inte svarat."
    )
    assert to_ask(SEATS, [*MEMBERS, *DEPUTIES], at=EARLY, begins=BEGINS) == []


def test_own_deputy_is_asked_then_another_of_the_same_member():
    second = someone(2, member=False, order=2)
    people = but([*MEMBERS, *DEPUTIES, second], m2=ReplyKind.ABSENT)
    assert [one.id for one in to_ask(SEATS, people, at=EARLY, begins=BEGINS)] == ["d12"]
    people = but(people, d12=ReplyKind.ABSENT)
    assert [one.id for one in to_ask(SEATS, people, at=EARLY, begins=BEGINS)] == ["d22"]


def test_one_who_is_asked_has_time_and_then_the_next_is_asked():
    limit = answer_by(at=EARLY, begins=BEGINS, hours=24)
    asked = [replace(one, answer_by=limit) if one.id == "d12" else one for one in DEPUTIES]
    people = but([*MEMBERS, *asked], m2=ReplyKind.ABSENT)
    assert states(people) == ["unknown", "asked", "unknown", "unknown"]
    assert to_ask(SEATS, people, at=EARLY, begins=BEGINS) == []
    assert states(people, at=limit) == ["unknown", "to_ask", "unknown", "unknown"]
    # A late yes counts until somebody else has the seat.
    assert states(but(people, d12=ReplyKind.COMING), at=limit) == ["unknown", "deputy", "unknown", "unknown"]


def test_first_to_say_yes_keeps_the_seat():
    """Asked in order and in time: a late yes of the first does not send the second home."""
    first, second = (someone(2, member=False, order=order) for order in (1, 2))
    people = [
        *but(MEMBERS, m2=ReplyKind.ABSENT),
        replace(first, says="coming", said_at=EARLY + timedelta(days=2), answer_by=EARLY),
        replace(second, says="coming", said_at=EARLY + timedelta(days=1), answer_by=EARLY),
    ]
    seen = outlook(SEATS, people, at=EARLY + timedelta(days=3), begins=BEGINS)
    assert seen.serving() == {"d22": 2}


def test_one_who_offers_does_not_pass_the_order_while_there_is_time():
    people = but([*MEMBERS, *DEPUTIES], m2=ReplyKind.ABSENT, d13=ReplyKind.COMING)
    assert states(people)[1] == "to_ask"
    assert states(people, at=LATE)[1] == "deputy"


def test_everyone_is_asked_when_less_than_two_days_are_left():
    people = but([*MEMBERS, *DEPUTIES], m2=ReplyKind.ABSENT, d14=ReplyKind.ABSENT)
    asked = to_ask(SEATS, people, at=BEGINS - AT_ONCE + timedelta(minutes=1), begins=BEGINS)
    assert [one.id for one in asked] == ["d11", "d12", "d13"]
    assert len(to_ask(SEATS, people, at=BEGINS - AT_ONCE, begins=BEGINS)) == 1
    assert answer_by(at=LATE, begins=BEGINS, hours=24) == BEGINS


def test_vacant_seat_takes_only_a_deputy_of_the_same_member():
    """Finsam 15 §."""
    others = [one for one in MEMBERS if one.seat != 3]
    assert states([*others, *DEPUTIES])[2] == "to_ask"
    without = [one for one in DEPUTIES if one.seat != 3]
    assert states([*others, *without])[2] == "nobody"


def test_quorum_is_of_seats_and_not_of_answers():
    people = but([*MEMBERS, *DEPUTIES], m1="coming", m2="remote", m3="absent", d13="absent", m4="absent")
    seen = outlook(SEATS, people, at=EARLY, begins=BEGINS)
    assert (seen.filled, seen.is_quorate) == (2, False)
    assert outlook_sentence(seen).startswith("Två av fyra platser är besatta enligt svaren: det räcker inte")
    seen = outlook(SEATS, but(people, d14="coming"), at=EARLY, begins=BEGINS)
    assert (seen.filled, seen.is_quorate) == (3, True)


ANSWERS = st.sampled_from(["", "coming", "remote", "absent"])
LIMITS = st.sampled_from([None, EARLY - timedelta(hours=1), EARLY + timedelta(hours=1)])


@given(
    st.lists(ANSWERS, min_size=4, max_size=4),
    st.lists(st.tuples(ANSWERS, LIMITS), min_size=4, max_size=4),
    st.sampled_from([EARLY, LATE, BEGINS]),
)
def test_no_one_is_in_two_places(says: list[str], deputies: list[tuple[str, datetime | None]], at: datetime):
    """Whatever is answered: a seat and a deputy once each, nobody asked twice or after a no."""
    people = [replace(one, says=said) for one, said in zip(MEMBERS, says, strict=True)]
    people += [
        replace(one, says=said, answer_by=limit)
        for one, (said, limit) in zip(DEPUTIES, deputies, strict=True)
    ]
    seen = outlook(SEATS, people, at=at, begins=BEGINS)
    assert [one.seat for one in seen.seats] == [seat for seat, _ in SEATS]
    used = [one.deputy.id for one in seen.seats if one.deputy]
    assert len(used) == len(set(used))
    assert all(one.deputy is None or one.deputy.says != "absent" for one in seen.seats)
    assert all(
        one.member and one.member.says in ("coming", "remote") for one in seen.seats if one.state == "member"
    )
    asked = to_ask(SEATS, people, at=at, begins=BEGINS)
    assert all(not one.says and one.answer_by is None and not one.is_member for one in asked)
