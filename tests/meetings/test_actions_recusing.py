"""Jäv, not taking part, reservations and statements."""

from datetime import timedelta

import pytest

from meetings.actions.attending import add_guest, set_presence
from meetings.actions.dissenting import add_reservation, add_statement, edit_reservation, remove_dissent
from meetings.actions.drafting import edit_paragraph
from meetings.actions.pausing import close_meeting
from meetings.actions.recusing import register_recusal, remove_recusal, set_not_taking_part
from meetings.actions.voting import vote_openly
from meetings.actions.writing import digest, save_text
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.draft.signatories import expected_signatories
from meetings.errors import RuleViolation
from meetings.models import Paragraph, Person, Recusal, Reservation
from meetings.querysets import own_protocol
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


def recuse(held: Held, person: object, **options: object) -> Recusal:
    return register_recusal(
        paragraph=held.paragraphs[1],
        attendee=held.of(person),  # type: ignore[arg-type]
        by=held.by,
        at=at(),
        **options,  # type: ignore[arg-type]
    )


def test_recused_member_is_out_of_that_paragraph_alone(held: Held) -> None:
    recuse(held, held.board.member, reason="Leder enheten som söker.")
    assert ["Petra Sandell" in held.deciding(index) for index in range(3)] == [True, False, True]


def test_deputy_serves_in_that_paragraph_alone(held: Held) -> None:
    recuse(held, held.board.chair, chair=held.board.verifier, substitute=held.of(held.board.deputy))
    assert ["Gunnar Hallin" in held.deciding(index) for index in range(3)] == [False, True, False]


def test_recused_chair_hands_over(held: Held) -> None:
    with pytest.raises(RuleViolation, match="vem som leder"):
        recuse(held, held.board.chair)
    recusal = recuse(held, held.board.chair, chair=held.board.verifier)
    held.paragraphs[1].refresh_from_db()
    assert held.paragraphs[1].chair == held.board.verifier
    remove_recusal(recusal=recusal, by=held.by, at=at())
    held.paragraphs[1].refresh_from_db()
    assert held.paragraphs[1].chair is None


def led_by(held: Held, person: Person) -> None:
    """The secretary has chosen who leads the §, whatever the jäv."""
    edit_paragraph(paragraph=held.paragraphs[1], chair=person, by=held.by, at=at())


def test_removed_jav_changes_no_chair_that_was_chosen_by_hand(held: Held) -> None:
    led_by(held, held.board.verifier)
    recusal = recuse(held, held.board.chair)  # who leads nothing here, and hands nothing over
    assert recusal.led == Recusal.Led.NOT
    remove_recusal(recusal=recusal, by=held.by, at=at())
    assert Paragraph.objects.get(pk=held.paragraphs[1].pk).chair == held.board.verifier


def test_chair_of_the_paragraph_gets_it_back_when_the_jav_is_removed(held: Held) -> None:
    led_by(held, held.board.verifier)
    recuse(held, held.board.verifier, chair=held.board.member, verified_by=held.board.other_member)
    recusal = recuse(
        held, held.board.verifier, verified_by=held.board.other_member, reason="Leder den sökande."
    )
    assert Paragraph.objects.get(pk=held.paragraphs[1].pk).chair == held.board.member
    remove_recusal(recusal=recusal, by=held.by, at=at())
    assert Paragraph.objects.get(pk=held.paragraphs[1].pk).chair == held.board.verifier


def test_recused_verifier_is_replaced_in_that_paragraph(held: Held) -> None:
    with pytest.raises(RuleViolation, match="vem som justerar"):
        recuse(held, held.board.verifier)
    assert recuse(held, held.board.verifier, verified_by=held.board.member).verified_by == held.board.member


def test_disputed_recusal_that_the_board_rejects_changes_nobodys_place(held: Held) -> None:
    recuse(held, held.board.member, how=Recusal.How.REJECTED)
    assert "Petra Sandell" in held.deciding(1)


def test_one_who_has_voted_is_not_recused(held: Held) -> None:
    people = [held.board.chair, held.board.verifier, held.board.member, held.board.other_member]
    vote_openly(
        paragraph=held.paragraphs[1], choices=dict.fromkeys(map(held.of, people), "yes"), by=held.by, at=at()
    )
    with pytest.raises(RuleViolation, match="har röstat"):
        recuse(held, held.board.member)


def test_one_who_takes_no_part_stays_in_the_quorum(held: Held) -> None:
    set_not_taking_part(
        paragraph=held.paragraphs[1], attendees=[held.of(held.board.member)], by=held.by, at=at()
    )
    assert held.rolls().by_paragraph[held.paragraphs[1].pk].present == 4
    set_not_taking_part(paragraph=held.paragraphs[1], attendees=[], by=held.by, at=at())
    assert not held.paragraphs[1].abstentions.exists()


def reserve(held: Held, person: object, **options: object) -> Reservation:
    return add_reservation(
        paragraph=held.paragraphs[1],
        attendee=held.of(person),  # type: ignore[arg-type]
        by=held.by,
        at=at(),
        **options,  # type: ignore[arg-type]
    )


def test_reservation_by_one_who_took_part(held: Held) -> None:
    reservation = reserve(held, held.board.member, lead="Petra Sandell reserverar sig för FK:s räkning.")
    assert reservation.is_awaited
    assert str(reservation.awaited_until) == "2024-06-04"


@pytest.mark.parametrize("who", ["deputy", "recused", "abstaining"])
def test_reservation_by_one_who_did_not_take_part_is_refused(held: Held, who: str) -> None:
    person = held.board.deputy if who == "deputy" else held.board.member
    if who == "recused":
        recuse(held, person)
    elif who == "abstaining":
        set_not_taking_part(paragraph=held.paragraphs[1], attendees=[held.of(person)], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="deltog i beslutet"):
        reserve(held, person)


def test_reservation_after_the_meeting_only_when_it_was_announced(held: Held) -> None:
    close_meeting(meeting=held.meeting, end=at(hour=11).time(), by=held.by, at=at())
    with pytest.raises(RuleViolation, match="innan sammanträdet"):
        reserve(held, held.board.member)
    reserve(held, held.board.member, announced_in_time=True)


def test_one_who_has_reserved_took_part(held: Held) -> None:
    reserve(held, held.board.member)
    with pytest.raises(RuleViolation, match="reserverat"):
        set_not_taking_part(
            paragraph=held.paragraphs[1], attendees=[held.of(held.board.member)], by=held.by, at=at()
        )


def test_awaited_motivation_stops_the_freeze_until_it_comes_or_is_given_up(held: Held) -> None:
    reservation = reserve(held, held.board.member)

    def codes() -> list[str]:
        found = findings_of(read_draft(own_protocol(held.meeting)), today=held.meeting.date)
        return [one.code for one in found if one.blocking]

    assert "reservation" in codes()
    edit_reservation(reservation=reservation, lead="", without_text=True, by=held.by, at=at())
    assert "reservation" not in codes()


def test_motivation_after_its_last_day_is_taken_and_the_freeze_waits_for_none(held: Held) -> None:
    """KL 4:27: the protocol says that none was handed in, unless it is handed in before the freeze after all."""
    reservation = reserve(held, held.board.member)
    statement = add_statement(
        paragraph=held.paragraphs[1], attendee=held.of(held.board.member), kind="note", by=held.by, at=at()
    )
    late = reservation.awaited_until + timedelta(days=1)

    def of_paragraph() -> list[tuple[str, bool]]:
        found = findings_of(read_draft(own_protocol(held.meeting)), today=late)
        return [(one.code, one.blocking) for one in found if one.code.startswith("reservation")]

    assert of_paragraph() == [("reservation_overdue", False)]
    for row in (reservation, statement):
        save_text(row=row, field="text", value="<p>För sent.</p>", base=digest(""), by=held.by, at=at(late))
    assert of_paragraph() == []


def test_motivation_is_written_like_a_paragraph(held: Held) -> None:
    reservation = reserve(held, held.board.member)
    save_text(
        row=reservation,
        field="text",
        value="<p>Medlen ska <em>avse individer</em>.</p><script>x</script>",
        base=digest(""),
        by=held.by,
        at=at(),
    )
    reservation.refresh_from_db()
    assert reservation.text == "<p>Medlen ska <em>avse individer</em>.</p>"
    with pytest.raises(RuleViolation, match="har en motivering"):
        edit_reservation(reservation=reservation, lead="", without_text=True, by=held.by, at=at())


def test_statement_of_a_deputy_who_listens_needs_the_boards_decision(held: Held) -> None:
    deputy = held.of(held.board.deputy)
    with pytest.raises(RuleViolation, match="bara om styrelsen har bestämt det"):
        add_statement(paragraph=held.paragraphs[1], attendee=deputy, kind="note", by=held.by, at=at())
    held.board.body.deputies_noted_in = "§ 5 den 16 februari 2023"
    held.board.body.save()
    statement = add_statement(
        paragraph=held.paragraphs[1],
        attendee=held.of(held.board.deputy),
        kind="note",
        by=held.by,
        at=at(),
    )
    remove_dissent(row=statement, by=held.by, at=at())
    assert not held.paragraphs[1].statements.exists()


def test_statement_of_a_guest_or_of_somebody_absent_is_refused(held: Held) -> None:
    guest = add_guest(meeting=held.meeting, name="Ulla Utomstående", by=held.by, at=at())
    with pytest.raises(RuleViolation, match="Bara ledamöter och ersättare"):
        add_statement(paragraph=held.paragraphs[0], attendee=guest, kind="note", by=held.by, at=at())
    member = held.of(held.board.member)
    statement = add_statement(paragraph=held.paragraphs[1], attendee=member, kind="note", by=held.by, at=at())
    with pytest.raises(RuleViolation, match="som inte är med där"):
        set_presence(attendee=member, presence="absent", by=held.by, at=at())
    remove_dissent(row=statement, by=held.by, at=at())
    set_presence(attendee=held.of(held.board.member), presence="absent", by=held.by, at=at())
    with pytest.raises(RuleViolation, match="inte är med i paragrafen"):
        add_statement(paragraph=held.paragraphs[0], attendee=member, kind="note", by=held.by, at=at())


def test_chair_without_jav_leads_again_and_its_deputy_no_longer_serves(held: Held) -> None:
    chair, deputy = held.board.chair, held.of(held.board.deputy)
    recuse(held, chair, chair=held.board.verifier, substitute=deputy)
    rejected = recuse(held, chair, how=Recusal.How.REJECTED)
    held.paragraphs[1].refresh_from_db()
    assert (held.paragraphs[1].chair, rejected.substitute) == (None, None)
    assert held.deciding(1)[0] == chair.name
    assert "Gunnar Hallin" not in held.deciding(1)


def test_verifier_without_jav_verifies_the_paragraph(held: Held) -> None:
    verifier = held.board.verifier
    recuse(held, verifier, verified_by=held.board.member)
    assert signs(held) == {verifier.name: ["1", "3"], held.board.member.name: ["2"]}
    recuse(held, verifier, how=Recusal.How.REJECTED)
    assert signs(held) == {verifier.name: None}


def signs(held: Held) -> dict[str, list[str] | None]:
    draft = read_draft(own_protocol(held.meeting))
    return {
        person.name: numbers for person, role, numbers in expected_signatories(draft) if role == "verifier"
    }


def test_another_takes_the_chair_when_jav_is_registered_again(held: Held) -> None:
    recuse(held, held.board.chair, chair=held.board.verifier)
    recuse(held, held.board.chair, chair=held.board.member)
    held.paragraphs[1].refresh_from_db()
    assert held.paragraphs[1].chair == held.board.member
    recuse(held, held.board.chair, reason="Närstående söker.")
    held.paragraphs[1].refresh_from_db()
    assert held.paragraphs[1].chair == held.board.member


def test_jav_that_a_vote_was_taken_without_is_not_changed_behind_it(held: Held) -> None:
    """Petra was out and three voted: with Petra back one vote would be missing."""
    board = held.board
    recusal = recuse(held, board.member)
    three = [held.of(one) for one in (board.chair, board.verifier, board.other_member)]
    vote_openly(paragraph=held.paragraphs[1], choices=dict.fromkeys(three, "yes"), by=held.by, at=at())
    with pytest.raises(RuleViolation, match="utan rösten från Petra Sandell"):
        recuse(held, board.member, how=Recusal.How.REJECTED)
    with pytest.raises(RuleViolation, match="utan rösten från Petra Sandell"):
        remove_recusal(recusal=recusal, by=held.by, at=at())
    assert "Petra Sandell" not in held.deciding(1)


def test_one_who_takes_no_part_has_no_jav_beside_it(held: Held) -> None:
    member = held.of(held.board.member)
    set_not_taking_part(paragraph=held.paragraphs[1], attendees=[member], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="deltar inte i beslutet"):
        recuse(held, held.board.member)
