"""A case stays where its § stands, and no case keeps a protocol from being verified."""

from dataclasses import dataclass

import pytest
from django.db import DatabaseError, transaction

from funding.actions.agenda import unplace_case
from funding.actions.deciding import STATES, hear_verification, set_outcome
from funding.actions.preparing import ask_for_completion, prepare, send_for_comments, withdraw
from funding.actions.stepping import take_step
from funding.models import Application, BoardDecision, Grant, Placement, Submission
from funding.reads.placements import open_placement, undecided_placements
from funding.reads.waiting import application_lines
from funding.rules.verdict import CaseOutcome
from funding.workflow import TRANSITIONS, UNDECIDED, State
from meetings.actions.deciding import decide_as_prepared, decide_with_changes, defer, reject_prepared
from meetings.actions.drafting import add_decision, add_paragraph, remove_paragraph, withdraw_paragraph
from meetings.errors import RuleViolation
from meetings.models import Meeting, Verification
from tests.funding.test_deciding import place, verify
from tests.worlds.applications import Office
from tests.worlds.boards import MEETING_DAY, at
from tests.worlds.forging import past_the_guards
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


def _deferred(kind: str, **more: str):
    return lambda **given: defer(row=given.pop("paragraph"), kind=kind, **more, **given)


VERDICTS = {
    CaseOutcome.GRANTED: decide_as_prepared,
    CaseOutcome.PARTLY: decide_with_changes,
    CaseOutcome.REJECTED: reject_prepared,
    CaseOutcome.REFERRED_BACK: _deferred("referred_back", reason="Tidplanen saknas."),
    CaseOutcome.POSTPONED: _deferred("postponed"),
    CaseOutcome.SENT_FOR_COMMENTS: _deferred("passed_on", to="kommunerna"),
    CaseOutcome.NOT_HANDLED: lambda **given: withdraw_paragraph(withdrawn=True, **given),
}


@dataclass
class Held:
    """A verified protocol with a § of each verdict, whose cases were withdrawn behind it."""

    office: Office
    verification: Verification
    placements: dict[CaseOutcome, Placement]


def set_state(case: Application, state: State) -> None:
    with past_the_guards():
        Application.objects.filter(pk=case.pk).update(state=state)
    case.refresh_from_db()


def another(case: Application, number: int) -> Application:
    """A case like it, sent with the same words."""
    sent = case.submissions.get()
    Application.objects.bulk_create(
        [
            Application(
                **{**_columns(case), "registry_number": f"2024/1{number:03}", "public_id": f"case{number}"}
            )
        ]
    )
    copy = Application.objects.get(public_id=f"case{number}")
    Submission.objects.create(
        application=copy, number=1, at=sent.at, by=sent.by, snapshot=sent.snapshot, file=sent.file
    )
    return copy


def _columns(case: Application) -> dict[str, object]:
    return {one.attname: getattr(case, one.attname) for one in case._meta.concrete_fields if one.name != "id"}


@made_once
def placed(office: Office) -> Placement:
    return place(office)


@made_once
def held(office: Office, placed: Placement) -> Held:
    placements, signed = {}, {"by": office.board.secretary, "at": at()}
    for number, (outcome, decide) in enumerate(VERDICTS.items()):
        if number == 0:
            placement = placed
        else:
            meeting = placed.paragraph.meeting
            paragraph = add_paragraph(meeting=meeting, heading="Ansökan", text="<p>Text.</p>", **signed)
            add_decision(paragraph=paragraph, text="att bifalla ansökan.", is_prepared=True, **signed)
            placement = Placement.objects.create(
                application=another(placed.application, number),
                paragraph=paragraph,
                measure_kind="individual",
                placed_at=at(),
                placed_by=office.board.secretary,
            )
            for one in placed.amounts.all():
                placement.amounts.create(year=one.year, amount=one.amount)
        decide(paragraph=placement.paragraph, **signed)
        placements[outcome] = placement
    for one in placements.values():
        set_state(one.application, State.WITHDRAWN)
    return Held(office, verify(office, placed.paragraph), placements)


@pytest.mark.parametrize("to", [one for one in State if one != State.ON_AGENDA])
def test_no_step_takes_a_case_from_the_agenda_that_its_section_stands_on(office, placed, to):
    case = placed.application
    with pytest.raises(RuleViolation) as refused:
        take_step(case, to, by=office.board.secretary, at=at(), what="Ett steg.")
    if to in TRANSITIONS[State.ON_AGENDA]:
        assert "Ärendet står på dagordningen för förbundsstyrelsen den 30 maj 2024." in refused.value.sentence
    with pytest.raises(DatabaseError, match="står på en dagordning"), transaction.atomic():
        Application.objects.filter(pk=case.pk).update(state=to)
    case.refresh_from_db()
    assert case.state == State.ON_AGENDA


def test_every_action_that_would_move_it_says_which_agenda(office, placed):
    case, signed = placed.application, {"by": office.board.secretary, "at": at()}
    for act in (
        lambda: prepare(application=case, **signed),
        lambda: send_for_comments(application=case, to="Kommunen", due=MEETING_DAY, **signed),
        lambda: withdraw(application=case, reason="", **signed),
        lambda: ask_for_completion(
            application=case, text="Mer?", due=MEETING_DAY, today=MEETING_DAY, **signed
        ),
    ):
        with pytest.raises(RuleViolation, match=r"dagordning|Komplettering"):
            act()
    assert case.messages.count() == 0


def test_its_section_is_removed_only_with_the_case_and_for_a_reason(office, placed):
    signed = {"by": office.board.secretary, "at": at()}
    with pytest.raises(RuleViolation, match="Ta bort det från dagordningen på ärendets sida"):
        remove_paragraph(paragraph=placed.paragraph, **signed)
    with pytest.raises(RuleViolation, match="Skriv varför"):
        unplace_case(placement=placed, reason=" ", **signed)
    case, paragraph = placed.application, placed.paragraph
    unplace_case(placement=placed, reason="Sökanden vill vänta.", **signed)
    case.refresh_from_db()
    paragraph.refresh_from_db()
    assert (case.state, open_placement(case)) == (State.PREPARING, None)
    assert paragraph.removed_at
    said = case.events.last().what
    assert said == (
        "Ärendet togs bort från dagordningen för förbundsstyrelsen den 30 maj 2024. Skäl: Sökanden vill vänta."
    )


def test_a_cancelled_meeting_holds_no_case(office, placed):
    Meeting.objects.filter(pk=placed.paragraph.meeting_id).update(state=Meeting.State.CANCELLED)
    prepare(application=placed.application, by=office.board.secretary, at=at())
    placed.application.refresh_from_db()
    assert placed.application.state == State.PREPARING


# A draft has no registry number, and so no case (application_submitted_has_registry_number).
@pytest.mark.parametrize("state", [one for one in State if one != State.DRAFT])
def test_a_protocol_is_verified_whatever_state_its_cases_have(held, state):
    """Every pair of states and verdicts: the outcome is registered by itself, or is a task that can be carried out."""
    assert len(undecided_placements()) == len(VERDICTS)
    for outcome, placement in held.placements.items():
        case = placement.application
        set_state(case, state)
        hear_verification(held.verification)
        decision = BoardDecision.objects.filter(application=case).first()
        case.refresh_from_db()
        if STATES[outcome] in TRANSITIONS[state]:
            assert (decision.outcome, case.state) == (outcome, STATES[outcome])
            continue
        assert (decision, case.state) == (None, state)
        assert "behöver registreras" in case.events.last().what
        effect = state in UNDECIDED
        set_outcome(
            placement=placement,
            outcome=CaseOutcome.NOT_HANDLED if effect else outcome,
            reason="Ansökan är återkallad.",
            without_effect=not effect,
            by=held.office.board.secretary,
            at=at(),
        )
        case.refresh_from_db()
        assert case.state == (State.NOT_HANDLED if effect else state)
    assert not undecided_placements().exists()
    assert Grant.objects.count() == (6 if state == State.ON_AGENDA else 0)


def test_the_chancellery_is_told_of_each_and_carries_it_out(held, client):
    placement = held.placements[CaseOutcome.GRANTED]
    case, secretary = placement.application, held.office.board.secretary
    lines = application_lines(held.office.association, MEETING_DAY)
    assert lines[0].title == "§\u00a01 Social verkstad: utfallet behöver registreras"
    client.force_login(secretary)
    address = f"/exempelvik/arenden/{case.public_id}/utfall/"
    again = client.post(address, {"outcome": "granted", "without_effect": "on"})
    assert "Skriv varför beslutet inte får någon verkan" in again.text
    set_state(case, State.PREPARING)
    assert client.post(address, {"outcome": "granted"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.decisions.get().letter is None) == (State.GRANTED, False)
    assert Grant.objects.filter(measure__application=case).count() == 3
