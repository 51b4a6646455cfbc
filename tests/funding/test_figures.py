"""What may be paid is what the § says: one place, whoever edits what and in which order."""

from decimal import Decimal
from itertools import permutations

import pytest
from django.db import DatabaseError, transaction

from funding.actions.agenda import change_placement, place_case
from funding.actions.granting import enter_figures
from funding.actions.matters import Terms
from funding.actions.preparing import prepare
from funding.models import BoardDecision, DecidedAmount, Grant, Measure, Placement
from funding.reads.measures import spendings_of
from funding.reads.waiting import application_lines
from funding.rules.memo import granting
from meetings.actions.deciding import decide_with_changes
from meetings.actions.freezing import freeze_protocol
from meetings.actions.planning import edit_meeting
from meetings.actions.writing import digest, save_text
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.paper.storage import stored_bytes
from meetings.querysets import own_protocol
from tests.funding.test_deciding import place, verify
from tests.meetings.pdf_assertions import text_of
from tests.worlds.applications import SOUGHT, YEARS, Office, make_submitted
from tests.worlds.boards import MEETING_DAY, at, make_meeting
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db

LESS = (100_000, 250_000, 250_000)


def of_years(amounts) -> list[tuple[int, Decimal]]:
    return [(year, Decimal(amount)) for year, amount in zip(YEARS, amounts, strict=True)]


@made_once
def changed(office: Office) -> Placement:
    return decide_with_a_change(office)


def decide_with_a_change(office: Office) -> Placement:
    """A § that says 850 000 kronor, which the board decides with a change."""
    placement, signed = place(office), {"by": office.board.secretary, "at": at()}
    row = placement.paragraph.decisions.get()
    row.text = granting("Social verkstad", of_years(SOUGHT))
    row.save()
    decide_with_changes(paragraph=placement.paragraph, **signed)
    return placement


def edit_sentence(office: Office, placement: Placement, amounts) -> None:
    row = placement.paragraph.decisions.get(is_prepared=False)
    save_text(
        row=row,
        field="text",
        value=granting("Social verkstad", of_years(amounts)),
        base=digest(row.text),
        by=office.board.secretary,
        at=at(),
    )


def set_fields(office: Office, placement: Placement, amounts, wording: str = "") -> None:
    placement.refresh_from_db()
    change_placement(
        placement=placement,
        amounts=of_years(amounts),
        conditions="Delrapport.",
        wording_reason=wording,
        by=office.board.secretary,
        at=at(),
    )


def findings(placement: Placement) -> dict[str, str]:
    found = findings_of(read_draft(own_protocol(placement.paragraph.meeting)), today=MEETING_DAY)
    return {one.code: one.sentence for one in found if one.code in ("figures", "wording", "unsaid_sum")}


def test_the_freeze_asks_when_the_board_has_changed_the_sum(office, changed):
    edit_sentence(office, changed, LESS)
    meeting, signed = changed.paragraph.meeting, {"by": office.board.secretary, "at": at(hour=15)}
    edit_meeting(meeting=meeting, end=at(hour=15).time(), publish=True, **signed)
    with pytest.raises(RuleViolation) as refused:
        freeze_protocol(protocol=own_protocol(meeting), **signed)
    said = " ".join(refused.value.sentence.split())
    assert "§ 1 säger 600 000 kronor, uppgifterna 850 000 kronor." in said


def test_emptied_amounts_never_make_a_section_that_grants_nothing(office, changed):
    said = [one.text for one in changed.paragraph.decisions.all()]
    with pytest.raises(RuleViolation, match="kan inte bevilja 0 kronor"):
        set_fields(office, changed, (0, 0, 0))
    changed.refresh_from_db()
    assert [one.text for one in changed.paragraph.decisions.all()] == said
    assert changed.amounts.exists()


def test_letter_grant_and_snapshot_have_the_sum_that_the_board_decided(office, changed):
    edit_sentence(office, changed, LESS)
    set_fields(office, changed, LESS)
    verification = verify(office, changed.paragraph)
    decision = BoardDecision.objects.get()
    assert (decision.outcome, [one.amount for one in decision.amounts.all()]) == ("partly_granted", [*LESS])
    assert [one.amount for one in Grant.objects.all()] == [*LESS]
    [paragraph] = verification.version.snapshot["paragraphs"]
    assert [one["amount"] for one in paragraph["figures"]["amounts"]] == [
        "100000.00",
        "250000.00",
        "250000.00",
    ]
    assert paragraph["figures"]["measure_kind"] == "individinriktad"
    letter = text_of(stored_bytes(decision.letter.sha256)).replace("\u202f", " ")
    assert "600 000" in letter
    assert "850 000" not in letter


def test_changing_the_fields_changes_the_sentence_that_was_made_of_them(office, changed):
    set_fields(office, changed, LESS)
    made = granting("Social verkstad", of_years(LESS))
    assert {one.text for one in changed.paragraph.decisions.all()} == {made}
    assert findings(changed) == {}


@pytest.mark.parametrize("order", list(permutations(["sentence", "fields", "wording"])))
def test_no_order_of_edits_leaves_two_sums_to_pay_from(office, changed, order):
    for edit in order:
        if edit == "sentence":
            edit_sentence(office, changed, LESS)
        elif edit == "fields":
            set_fields(office, changed, (1, 2, 3))
        else:
            set_fields(office, changed, SOUGHT, "Årets del är inte bestämd.")
    changed.refresh_from_db()
    sentence = changed.paragraph.decisions.get(is_prepared=False).text
    fields = [(one.year, one.amount) for one in changed.amounts.all()]
    agree = sentence == granting("Social verkstad", fields)
    expected = "wording" if changed.wording_reason else None if agree else "figures"
    assert list(findings(changed)) == ([expected] if expected else [])


def test_no_money_on_the_protocols_own_words_until_another_person_has_read_them(office, changed, client):
    edit_sentence(office, changed, LESS)
    set_fields(office, changed, SOUGHT, "Beloppen följer budgeten.")
    verify(office, changed.paragraph)
    board, decision, measure = office.board, BoardDecision.objects.get(), Measure.objects.get()
    assert decision.amounts.count() == Grant.objects.count() == 0
    assert spendings_of([measure]) == {measure.pk: {}}
    [line] = [
        one for one in application_lines(office.association, MEETING_DAY) if one.button == "Ange beloppen"
    ]
    assert line.title == "§\u00a01 Social verkstad: beloppen behöver anges"
    with pytest.raises(RuleViolation, match="Någon annan läser paragrafen"):
        enter_figures(decision=decision, amounts=of_years(LESS), by=board.secretary, at=at())
    with pytest.raises(DatabaseError, match="Någon annan"), transaction.atomic():
        DecidedAmount.objects.create(decision=decision, year=2024, amount=1, entered_by=board.secretary)
    with pytest.raises(DatabaseError, match="Någon annan"), transaction.atomic():
        DecidedAmount.objects.create(decision=decision, year=2024, amount=1)
    for stranger in (board.member, board.auditor):
        client.force_login(stranger)
        assert client.get(line.address).status_code == 404
    client.force_login(board.chair)
    assert "600\u202f000" in client.get(line.address).text
    given = {f"amount_{year}": str(amount) for year, amount in zip(YEARS, LESS, strict=True)}
    assert client.post(line.address, given).status_code == 302
    assert [one.amount for one in Grant.objects.all()] == [*LESS]
    assert {one.entered_by for one in decision.amounts.all()} == {board.chair}
    with pytest.raises(RuleViolation, match="redan angivna"):
        enter_figures(decision=decision, amounts=of_years(LESS), by=board.manager, at=at())


def test_the_database_grants_nothing_else_than_was_decided(office, changed):
    set_fields(office, changed, LESS)
    verify(office, changed.paragraph)
    measure, decision = Measure.objects.get(), BoardDecision.objects.get()
    row = {"measure": measure, "paragraph": changed.paragraph, "at": at(), "kind": "first"}
    for year, amount in ((2024, 100_000), (2024, 1), (2027, 5)):
        with pytest.raises(DatabaseError, match="inte det som styrelsen har beslutat"), transaction.atomic():
            Grant.objects.create(year=year, amount=amount, **row)
    with (
        pytest.raises(DatabaseError, match="inte det som står i paragrafens uppgifter"),
        transaction.atomic(),
    ):
        DecidedAmount.objects.create(decision=decision, year=2027, amount=5)


def test_a_proposal_that_says_another_sum_is_not_placed(office):
    case = make_submitted(office).application
    signed = {"by": office.board.secretary, "at": at()}
    prepare(application=case, **signed)
    with pytest.raises(RuleViolation, match="Förslaget till beslut säger"):
        place_case(
            application=case,
            meeting=make_meeting(office.board),
            amounts=of_years(LESS),
            proposal="att bevilja 850 000 kronor.",
            terms=Terms(measure_kind="individual"),
            **signed,
        )
