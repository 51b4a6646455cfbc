"""From a verified § to the case: state, amounts, measure, letter; all or nothing."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from funding.actions.deciding import set_outcome
from funding.models import BoardDecision, Grant, Measure, PlacedAmount, Placement
from funding.rules.verdict import CaseOutcome
from funding.workflow import State
from meetings.actions.attending import choose_verifiers, set_all_present
from meetings.actions.deciding import decide_as_prepared, decide_with_changes, defer, reject_prepared
from meetings.actions.drafting import add_decision, add_paragraph
from meetings.actions.freezing import freeze_protocol
from meetings.actions.pausing import set_not_handled
from meetings.actions.planning import edit_meeting
from meetings.actions.sealing import end_seal, seal_waiting
from meetings.errors import RuleViolation
from meetings.models import Paragraph, Verification
from meetings.paper.storage import stored_bytes
from meetings.querysets import own_protocol
from meetings.reads.seals import in_force, waits_for_seal
from meetings.swedish import long_date
from tests.meetings.pdf_assertions import assert_conforms, assert_sealed, assert_second_opinion, text_of
from tests.worlds.applications import SOUGHT, YEARS, Office, make_submitted
from tests.worlds.boards import MEETING_DAY, at, make_meeting, sign
from tests.worlds.laid_out import laid_out_once
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.seals import give_seal, seal_file

pytestmark = pytest.mark.django_db


def place(office: Office, *, amounts=SOUGHT, day=MEETING_DAY, case=None) -> Placement:
    """On the agenda of a meeting where everyone is present, beside the pages that do it."""
    case = case or make_submitted(office).application
    board = office.board
    meeting = make_meeting(board, day=day)
    set_all_present(meeting=meeting, by=board.secretary, at=at(day))
    choose_verifiers(meeting=meeting, verifiers=[board.verifier], deputies=[], by=board.secretary, at=at(day))
    paragraph = add_paragraph(
        meeting=meeting, heading="Ansökan", text="<p>Text.</p>", by=board.secretary, at=at(day)
    )
    add_decision(
        paragraph=paragraph, text="att bifalla ansökan.", is_prepared=True, by=board.secretary, at=at(day)
    )
    placement = Placement.objects.create(
        application=case,
        paragraph=paragraph,
        placed_at=at(day),
        placed_by=board.secretary,
        conditions="Delrapport.",
        measure_kind="individual",
    )
    for year, amount in zip(YEARS, amounts, strict=True):
        PlacedAmount.objects.create(placement=placement, year=year, amount=Decimal(amount))
    case.state = State.ON_AGENDA
    case.save(update_fields=["state"])
    return placement


def verify(office: Office, paragraph: Paragraph) -> Verification:
    meeting, board = paragraph.meeting, office.board
    edit_meeting(
        meeting=meeting, by=board.secretary, at=at(meeting.date), end=at(hour=15).time(), publish=True
    )
    with laid_out_once():
        version = freeze_protocol(protocol=own_protocol(meeting), by=board.secretary, at=at(meeting.date, 15))
    for person in (board.secretary, board.chair):
        sign(version, person)
    return sign(version, board.verifier)


def decided(office: Office, decide, **options) -> Placement:
    return decide_and_verify(office, place(office, **options), decide)


def decide_and_verify(office: Office, placement: Placement, decide) -> Placement:
    decide(paragraph=placement.paragraph, by=office.board.secretary, at=at())
    verify(office, placement.paragraph)
    placement.application.refresh_from_db()
    return placement


@made_once
def placement(office: Office) -> Placement:
    return place(office)


@made_once
def approved(office: Office, placement: Placement) -> Placement:
    return decide_and_verify(office, placement, decide_as_prepared)


def test_approval_grants_every_year_and_starts_the_measure(approved):
    case = approved.application
    decision = BoardDecision.objects.get()
    assert (case.state, decision.outcome, decision.number) == (State.GRANTED, "granted", "1")
    assert [(one.year, one.amount) for one in Grant.objects.all()] == [
        (year, Decimal(amount)) for year, amount in zip(YEARS, SOUGHT, strict=True)
    ]
    measure = Measure.objects.get()
    assert (measure.application, measure.name, measure.decided_in) == (case, case.name, decision.paragraph)
    with pytest.raises(DatabaseError, match="fixed_at_decision"), transaction.atomic():
        Measure.objects.update(kind="structural")


def test_applicant_hears_the_same_day_with_a_sealed_letter_and_extract(office, approved):
    letter = letters(office.applicant.email)[-1]
    assert letter.subject == f"Beslut om Social verkstad: beviljad – {office.board.association.name}"
    assert "Delrapport." in letter.body
    pdf = stored_bytes(BoardDecision.objects.get().letter.sha256)
    assert (stored_bytes(letter.file), letter.file_name) == (pdf, "beslut.pdf")
    assert_sealed(pdf)
    text = text_of(pdf).replace("\u202f", " ")
    assert "Överklagandet ska ha kommit in inom tre veckor" in text
    for expected in ("Exempelviks kommun", "850 000", "att bifalla ansökan.", "Delrapport.", "2024/0001"):
        assert expected in text, expected


def test_less_than_sought_is_partly_granted(office):
    decided(office, decide_as_prepared, amounts=(250_000, 300_000, 0))
    assert BoardDecision.objects.get().outcome == "partly_granted"
    assert Grant.objects.count() == 2
    case = decided(
        office, decide_with_changes, day=MEETING_DAY.replace(month=6), case=make_submitted(office).application
    ).application
    assert case.decisions.get().outcome == "partly_granted"


def test_rejection_ends_the_case_without_money(office, placement):
    case = decide_and_verify(office, placement, reject_prepared).application
    assert (case.state, Grant.objects.count(), Measure.objects.count()) == (State.REJECTED, 0, 0)


def test_referral_back_carries_the_boards_reason_and_the_case_can_come_again(office, placement):
    def refer_back(*, paragraph, by, at):
        defer(row=paragraph, kind="referred_back", reason="Tidplanen saknas.", by=by, at=at)

    first = decide_and_verify(office, placement, refer_back)
    case = first.application
    assert (case.state, case.decisions.get().reason) == (State.REFERRED_BACK, "Tidplanen saknas.")
    assert "Tidplanen saknas." in case.events.last().what
    again = decided(office, decide_as_prepared, day=MEETING_DAY.replace(month=6), case=case)
    assert again.application.state == State.GRANTED
    assert [one.outcome for one in case.decisions.all()] == ["referred_back", "granted"]


def test_case_that_was_not_handled_gets_a_letter_that_decides_nothing(office, placement):
    coming = make_meeting(office.board, day=MEETING_DAY.replace(month=9))

    def leave(*, paragraph, by, at):
        other = add_paragraph(meeting=paragraph.meeting, heading="Val", text="<p>T.</p>", by=by, at=at)
        add_decision(paragraph=other, text="att välja.", by=by, at=at)
        set_not_handled(paragraph=paragraph, not_handled=True, by=by, at=at)

    case = decide_and_verify(office, placement, leave).application
    decision = case.decisions.get()
    assert (case.state, decision.outcome, decision.letter) == (State.NOT_HANDLED, "not_handled", None)
    letter = letters(office.applicant.email)[-1]
    assert letter.subject == f"Social verkstad hann inte behandlas – {office.board.association.name}"
    assert letter.file == ""
    assert long_date(coming.date) in letter.body
    assert "Ärendet hann inte behandlas i" in case.events.last().what
    again = place(office, day=MEETING_DAY.replace(month=6), case=case)
    assert decide_and_verify(office, again, decide_as_prepared).application.state == State.GRANTED


def test_case_passed_on_to_the_next_meeting_is_postponed_and_not_to_be_appealed(office, placement):
    def pass_on(*, paragraph, by, at):
        defer(row=paragraph, kind="passed_on", to="nästa sammanträde", by=by, at=at)

    case = decide_and_verify(office, placement, pass_on).application
    assert (case.state, case.decisions.get().outcome) == (State.POSTPONED, "postponed")
    text = text_of(stored_bytes(case.decisions.get().letter.sha256))
    assert "Ansökan är bordlagd." in text
    assert "Det kan inte överklagas (13 kap. 2 § kommunallagen)." in text
    assert "tre veckor" not in text


def test_unsaid_outcome_waits_for_the_chancellery(office, placement):
    add_decision(paragraph=placement.paragraph, text="att bifalla.", by=office.board.secretary, at=at())
    with pytest.raises(RuleViolation, match="inte justerat"):
        set_outcome(
            placement=placement, outcome=CaseOutcome.GRANTED, reason="", by=office.board.secretary, at=at()
        )
    verify(office, placement.paragraph)
    case = placement.application
    case.refresh_from_db()
    assert (case.state, case.decisions.count()) == (State.ON_AGENDA, 0)
    assert "behöver registreras" in case.events.last().what
    set_outcome(
        placement=placement, outcome=CaseOutcome.GRANTED, reason="", by=office.board.secretary, at=at()
    )
    case.refresh_from_db()
    assert (case.state, Grant.objects.count()) == (State.GRANTED, 3)
    with pytest.raises(RuleViolation, match="redan registrerat"):
        set_outcome(
            placement=placement, outcome=CaseOutcome.REJECTED, reason="", by=office.board.secretary, at=at()
        )


def test_decision_is_made_without_a_seal_and_its_letter_waits(office):
    board = office.board
    end_seal(association=board.association, by=board.secretary, at=at(hour=9))
    placement = place(office)
    decide_as_prepared(paragraph=placement.paragraph, by=board.secretary, at=at())
    verify(office, placement.paragraph)
    letter = BoardDecision.objects.get().letter
    assert waits_for_seal(letter)
    new = seal_file(f"{board.association.name} (ny)")
    give_seal(board.association, new)
    seal_waiting(at=at(hour=18))
    assert_sealed(stored_bytes(in_force(letter).sha256), trusted=new)


def test_amounts_of_a_frozen_section_are_locked(approved):
    with pytest.raises(DatabaseError, match="fryst"), transaction.atomic():
        PlacedAmount.objects.filter(placement=approved).update(amount=1)


def test_extract_holds_the_section_and_who_verified_it(approved):
    from meetings.documents.extract import render_extract

    verification = Verification.objects.get()
    extract = render_extract(
        verification.version.snapshot,
        number="1",
        record=verification.record,
        original_sha256=verification.original.sha256,
        files=stored_bytes,
        at=at(),
    )
    assert_conforms(extract.pdf)
    assert_second_opinion(extract.pdf)
    text = text_of(extract.pdf)
    for expected in (
        "Protokollsutdrag § 1",
        "att bifalla ansökan.",
        "Astrid Norling, ordförande",
        "30 maj 2024",
    ):
        assert expected in text, expected
