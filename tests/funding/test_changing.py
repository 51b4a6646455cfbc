"""What only a § changes of a measure: more or less money, an earlier or a later end; and what follows of it."""

import re
from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from funding.actions.agenda import change_placement, place_case
from funding.actions.agreeing import sign_as_association, sign_as_counterpart
from funding.actions.granting import enter_figures
from funding.actions.matters import Terms
from funding.actions.reporting import plan_reports, withdraw_report
from funding.actions.supplementing import supplement_agreement
from funding.documents.agreement import agreement_content
from funding.models import Agreement, Measure, Placement, Purpose, Report
from funding.reads.budgets import year_of_money
from funding.reads.measures import granted_amounts, spending_of
from funding.reads.placements import unread
from funding.record.agreement import Counterpart
from meetings.actions.appealing import close_appeal
from meetings.actions.attending import choose_verifiers, set_all_present
from meetings.actions.deciding import decide_as_prepared
from meetings.errors import RuleViolation
from meetings.models import Appeal, Meeting
from meetings.paper.storage import stored_bytes
from tests.funding.test_agreements import link_in_letter
from tests.funding.test_deciding import verify
from tests.funding.test_figures import findings
from tests.funding.test_money import requisition, running
from tests.meetings.pdf_assertions import assert_conforms, text_of
from tests.worlds.applications import YEARS, Office
from tests.worlds.boards import MEETING_DAY, at, make_meeting
from tests.worlds.forging import past_the_guards
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
Kind = Placement.Kind
SIGNATORY = {
    "organisation": "Exempelviks kommun",
    "signatory": "Rolf Mattby",
    "signatory_email": "rolf.mattby@exempelvik.example",
}
AUGUST = date(2025, 8, 31)


@made_once
def measure(office: Office) -> Measure:
    """Runs to the end of 2026, with a frame of its purpose."""
    measure = running(office)
    measure.purpose = Purpose.objects.create(association=office.association, name="Insatser")
    measure.save()
    content = agreement_content(
        measure,
        number=1,
        counterpart=Counterpart(**dict.fromkeys(Counterpart.__struct_fields__, "") | SIGNATORY),
        amounts=granted_amounts(measure),
        terms=["Så här gäller det."],
        conditions="",
    )
    with (
        past_the_guards()
    ):  # of the §§ before no protocol of this file waits, and the agreement has no words yet
        Meeting.objects.update(state="cancelled")
        Agreement.objects.update(snapshot=content.to_json())
    return measure


def place(office: Office, measure: Measure, kind: Kind, **fields: object) -> Placement:
    board = office.board
    meeting = board.body.meetings.filter(date=MEETING_DAY).first() or make_meeting(board, day=MEETING_DAY)
    return place_case(
        application=measure.application,
        meeting=meeting,
        kind=kind,
        amounts=fields.get("amounts", [(2024, Decimal(0))]),
        terms=Terms(last_day=fields.get("last_day")),
        content="Så här är det.",
        by=board.secretary,
        at=at(),
    )


def decided(office: Office, placement: Placement) -> None:
    board, meeting = office.board, placement.paragraph.meeting
    set_all_present(meeting=meeting, by=board.secretary, at=at())
    choose_verifiers(meeting=meeting, verifiers=[board.verifier], deputies=[], by=board.secretary, at=at())
    decide_as_prepared(paragraph=placement.paragraph, by=board.secretary, at=at())
    verify(office, placement.paragraph)


def periods(measure: Measure) -> list[tuple[str, date]]:
    return [(one.kind, one.last_day) for one in measure.reports.order_by("last_day", "kind")]


def test_a_measure_that_ends_early_gives_back_what_is_left_the_same_day(office, measure):
    requisition(office, measure, 100_000)
    amounts = [(2025, Decimal(-100_000)), (2026, Decimal(-300_000))]
    placement = place(office, measure, Kind.EARLY_END, amounts=amounts, last_day=AUGUST)
    said = placement.paragraph.decisions.first().text.replace("\u202f", " ").replace("\xa0", " ")
    assert said == (
        "att insatsen Social verkstad avslutas i förtid, med sista dag 31 augusti 2025, och att 400 000 kronor "
        "återkallas, varav 100 000 kronor för 2025 och 300 000 kronor för 2026."
    )
    decided(office, placement)
    measure.refresh_from_db()
    assert measure.last_day == AUGUST
    assert [spending_of(measure, year).granted for year in YEARS] == [250_000, 200_000, 0]
    frame = year_of_money(office.association.budgets.get(year=2026)).rows
    assert [one.granted for one in frame] == [0]
    assert periods(measure) == [
        ("periodic", date(2024, 6, 30)),
        ("periodic", date(2024, 12, 31)),
        ("periodic", date(2025, 6, 30)),
        ("final", AUGUST),
        ("periodic", AUGUST),
    ]
    letter = letters(office.applicant.email)[-1]
    assert letter.subject.startswith("Beslut om Social verkstad: avslut i förtid")
    assert "rapporterna följer den" in letter.body
    assert measure.application.state == "running"
    has_its_supplement(office, measure)
    goes_on_when_it_is_annulled(office, measure, placement)


def goes_on_when_it_is_annulled(office: Office, measure: Measure, placement: Placement) -> None:
    appeal = Appeal.objects.create(
        protocol=placement.paragraph.protocols.get(),
        paragraph=placement.paragraph,
        received=MEETING_DAY,
        registered_by=office.board.secretary,
        registered_at=at(),
    )
    said = {"outcome": "upheld", "by": office.board.secretary, "at": at(date(2024, 9, 1))}
    close_appeal(appeal=appeal, day=date(2024, 9, 1), **said)
    measure.refresh_from_db()
    assert measure.last_day == date(2026, 12, 31)
    assert periods(measure)[-1] == ("periodic", date(2026, 12, 31))
    assert [spending_of(measure, year).remaining for year in YEARS] == [150_000, 300_000, 300_000]


def has_its_supplement(office: Office, measure: Measure) -> None:
    """Both sign it, and it is sealed beside the agreement, which stands."""
    first, supplement = measure.agreements.order_by("number")
    content = supplement.content
    assert (content.supplements, content.last_day, content.total) == (1, AUGUST, 450_000)
    assert [one.section.paragraph for one in content.changes] == ["1"]
    token = link_in_letter()
    sign_as_counterpart(token=token, name="Rolf Mattby", at=at(MEETING_DAY, 18))
    sign_as_association(
        agreement=supplement, method="Lösenord", by=office.board.manager, at=at(MEETING_DAY, 19)
    )
    supplement.refresh_from_db()
    assert (first.replaced_at, supplement.replaced_at) == (None, None)
    pdf = stored_bytes(supplement.sealed.sha256)
    assert_conforms(pdf)
    text = " ".join(text_of(pdf).replace("\u202f", " ").replace("\xa0", " ").split())
    for expected in ("Tillägg till avtal om medel", "avslutas i förtid", "450 000", "avtalet, version 1"):
        assert expected in text, expected
    assert "Så här gäller det." not in text


def test_a_supplement_that_is_not_signed_is_replaced_by_the_next(office, measure):
    by = office.board.secretary
    made = [supplement_agreement(measure=measure, by=by, at=at(MEETING_DAY, hour)) for hour in (16, 17)]
    first, earlier, current = measure.agreements.order_by("number")
    assert [one.number for one in made] == [2, 3]
    assert (bool(first.replaced_at), bool(earlier.replaced_at), bool(current.replaced_at)) == (
        False,
        True,
        False,
    )
    assert current.content.supplements == 1


def test_a_grant_is_lessened_and_no_more_than_is_left(office, measure):
    requisition(office, measure, 100_000)
    with pytest.raises(RuleViolation, match=r"150.000.kronor, och mer kan inte tas"):
        place(office, measure, Kind.REDUCTION, amounts=[(2024, Decimal(-150_001))])
    with pytest.raises(RuleViolation, match="hur mycket som tas tillbaka"):
        place(office, measure, Kind.REDUCTION)
    placement = place(office, measure, Kind.REDUCTION, amounts=[(2024, Decimal(-150_000))])
    decided(office, placement)
    spent = spending_of(measure, 2024)
    assert (spent.granted, spent.remaining) == (100_000, 0)
    decision = measure.application.decisions.get()
    assert (decision.outcome, decision.said) == ("granted", "minskade eller återkallade medel")


def test_more_time_moves_the_reports(office, measure):
    longer = date(2027, 3, 31)
    placement = place(office, measure, Kind.PROLONGATION, last_day=longer)
    decided(office, placement)
    measure.refresh_from_db()
    assert measure.last_day == longer
    assert periods(measure)[-2:] == [("final", longer), ("periodic", longer)]
    assert spending_of(measure, 2026).granted == 300_000


def test_the_freeze_asks_when_the_sentence_says_another_day(office, measure):
    placement = place(office, measure, Kind.PROLONGATION, last_day=date(2027, 3, 31))
    set_all_present(meeting=placement.paragraph.meeting, by=office.board.secretary, at=at())
    decide_as_prepared(paragraph=placement.paragraph, by=office.board.secretary, at=at())
    assert findings(placement) == {}
    row = placement.paragraph.decisions.filter(is_prepared=False).first()
    row.text = row.text.replace("31 mars", "30 juni")
    row.save()
    assert "säger inte slutdagen, som uppgifterna har till 31 mars 2027" in findings(placement)["figures"]


@pytest.mark.parametrize(
    ("kind", "last_day", "sentence"),
    [
        (Kind.EARLY_END, None, "nya slutdagen"),
        (Kind.EARLY_END, date(2026, 12, 31), "slutar redan"),
        (Kind.EARLY_END, date(2024, 2, 1), "före insatsens första dag"),
        (Kind.PROLONGATION, date(2026, 12, 31), "Skriv en senare dag"),
    ],
)
def test_a_day_that_changes_nothing_is_refused(office, measure, kind, last_day, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        place(office, measure, kind, last_day=last_day)


def test_the_sentence_follows_the_day_and_the_amounts(office, measure):
    placement = place(office, measure, Kind.PROLONGATION, last_day=date(2027, 3, 31))
    given = {"placement": placement, "conditions": "", "by": office.board.secretary, "at": at()}
    with pytest.raises(RuleViolation, match="följer uppgifterna"):
        change_placement(amounts=[], last_day=date(2027, 6, 30), wording_reason="Så sa ordföranden.", **given)
    change_placement(amounts=[(2027, Decimal(5_000))], last_day=date(2027, 6, 30), **given)
    said = placement.paragraph.decisions.first().text
    assert "till och med den 30 juni 2027 och bevilja ytterligare 5" in said
    assert Placement.objects.get().last_day == date(2027, 6, 30)


def test_reports_that_somebody_has_begun_or_sent_stay(office, measure):
    by = office.board.secretary
    reports = {one.last_day: one for one in measure.reports.filter(kind="periodic")}
    begun, sent = reports[date(2026, 6, 30)], reports[date(2026, 12, 31)]
    begun.activities = "Något."
    begun.save()
    Report.objects.filter(pk=sent.pk).update(sent_at=at(), sent_by=office.applicant)
    for one in (begun, sent):
        with pytest.raises(DatabaseError, match="påbörjad"), transaction.atomic():
            Report.objects.filter(pk=one.pk)._raw_delete("default")
    measure.last_day = AUGUST
    measure.save()
    plan_reports(measure=measure, by=by, at=at())
    assert [one[1] for one in periods(measure)][-2:] == [date(2026, 6, 30), date(2026, 12, 31)]
    assert Report.history.filter(history_type="-").count() == 0
    measure.last_day = date(2027, 2, 28)
    measure.save()
    plan_reports(measure=measure, by=by, at=at())
    planned = measure.reports.filter(kind="periodic", first_day__gte=date(2025, 7, 1))
    assert [(one.first_day, one.last_day) for one in planned.order_by("first_day")] == [
        (date(2025, 7, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 2, 28)),
    ]


@pytest.mark.parametrize(
    ("kind", "given", "is_placed"),
    [
        ("minskning", {"amount_2025": "50 000"}, [(2025, Decimal(-50_000))]),
        ("avslut", {"last_day": "2025-08-31", "amount_2026": "300 000"}, [(2026, Decimal(-300_000))]),
        ("forlangning", {"last_day": "2027-06-30"}, []),
        ("tillagg", {"amount_2027": "20 000", "last_day": "2027-06-30"}, [(2027, Decimal(20_000))]),
        (
            "overforing",
            {"amount_2024": "-10 000", "amount_2025": "10 000"},
            [(2024, -10_000), (2025, 10_000)],
        ),
    ],
)
def test_each_is_put_on_the_agenda_from_the_case(office, measure, client, kind, given, is_placed):
    meeting = make_meeting(office.board, day=timezone.localdate())
    client.force_login(office.board.secretary)
    case = measure.application
    address = reverse("case_supplement", args=["exempelvik", case.public_id, kind])
    assert address in client.get(reverse("case_detail", args=["exempelvik", case.public_id])).text
    told = {"meeting": meeting.pk, "content": "Så här är det."}
    assert client.get(address).status_code == HTTPStatus.OK
    assert client.post(address, told | given).status_code == HTTPStatus.FOUND
    placement = Placement.objects.get()
    assert [(one.year, one.amount) for one in placement.amounts.all()] == is_placed
    assert (
        client.get(reverse("case_placed", args=["exempelvik", case.public_id])).status_code == HTTPStatus.OK
    )


@pytest.mark.parametrize("kind", ["minskning", "avslut", "overforing"])
def test_the_form_says_what_is_left_of_each_year(office, measure, client, kind):
    requisition(office, measure, 100_000)
    client.force_login(office.board.secretary)
    form = client.get(reverse("case_supplement", args=["exempelvik", measure.application.public_id, kind]))
    told = form.context["form"].fields["amount_2024"].help_text
    assert re.fullmatch(r"150.000.kronor återstår\.", told)
    assert told in form.text


def test_what_is_left_of_a_year_is_prepared_to_be_carried_over(office, measure, client):
    client.force_login(office.board.secretary)
    case = measure.application
    shown = client.get(reverse("budget_close", args=["exempelvik", 2024])).text
    address = reverse("case_supplement", args=["exempelvik", case.public_id, "overforing"]) + "?ar=2024"
    assert address in shown
    form = client.get(address).context["form"]
    values = [form[f"amount_{year}"].value().replace("\u202f", " ") for year in (2024, 2025)]
    assert values == ["−250 000", "250 000"]


def test_the_last_day_is_never_changed_by_hand(office, measure, client):
    client.force_login(office.board.secretary)
    address = reverse("measure_edit", args=["exempelvik", measure.public_id])
    assert "last_day" not in client.get(address).context["form"].fields
    client.post(address, {"name": "Ny", "last_day": "2031-12-31"})
    measure.refresh_from_db()
    assert (measure.name, measure.last_day) == ("Ny", date(2026, 12, 31))


def test_what_is_taken_may_not_be_more_than_is_left_when_it_is_decided(office, measure):
    """The board decided it, so it is not lost: it waits for the chancellery."""
    placement = place(office, measure, Kind.REDUCTION, amounts=[(2024, Decimal(-200_000))])
    requisition(office, measure, 100_000)
    decided(office, placement)
    assert spending_of(measure, 2024).granted == 250_000
    assert "behöver registreras" in measure.application.events.last().what
    assert not measure.application.decisions.exists()


@pytest.mark.parametrize("kind", [Kind.SUPPLEMENT, Kind.PROLONGATION, Kind.EARLY_END])
def test_words_that_change_no_money_are_read_by_another_and_nothing_waits(office, measure, client, kind):
    """Until then no agreement can be made; then it has its supplement."""
    last_day = {Kind.EARLY_END: AUGUST, Kind.PROLONGATION: date(2027, 3, 31)}.get(kind)
    placement = place(office, measure, kind, last_day=last_day)
    by = office.board.secretary
    # The page lets words hold where the § has no day of its own; rows from before have others.
    Placement.objects.update(wording_reason="Så står det i protokollet.", wording_by=by)
    placement.refresh_from_db()
    decided(office, placement)
    assert "behöver anges först" in unread(measure)
    client.force_login(office.board.chair)
    address = reverse("case_figures", args=["exempelvik", measure.application.public_id])
    page = client.get(address)
    assert "inga belopp" in page.text
    zeros = dict.fromkeys(page.context["form"].fields, "0")
    decision = measure.application.decisions.get()
    with pytest.raises(RuleViolation, match="Någon annan läser"):
        enter_figures(decision=decision, amounts=[(2024, Decimal(0))], by=by, at=at())
    with pytest.raises(DatabaseError, match="Någon annan"), transaction.atomic():
        decision.amounts.create(year=2024, amount=0, entered_by=by)
    assert client.post(address, zeros).status_code == HTTPStatus.FOUND
    assert unread(measure) == ""
    assert (decision.amounts.get().amount, decision.amounts.get().entered_by) == (0, office.board.chair)
    assert measure.grants.filter(paragraph=placement.paragraph).count() == 0
    assert "inga belopp ändras" in measure.application.events.last().what
    assert measure.agreements.filter(replaced_at=None).count() == 2
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    client.force_login(by)
    case = client.get(reverse("case_detail", args=["exempelvik", measure.application.public_id]))
    assert [list(one.amounts.all()) for one in case.context["decisions"]] == [[]]


def test_a_report_begun_for_time_after_the_end_is_taken_away_with_a_reason(office, measure, client):
    begun = measure.reports.get(kind="periodic", last_day=date(2026, 6, 30))
    begun.activities = "Något."
    begun.save()
    by = office.board.secretary
    with pytest.raises(RuleViolation, match="Bara en rapport för tid efter"):
        withdraw_report(report=begun, reason="Fel.", by=by, at=at())
    measure.last_day = AUGUST
    measure.save()
    client.force_login(by)
    address = reverse("report_detail", args=["exempelvik", begun.public_id])
    assert "Ta bort rapporten" in client.get(address).text
    assert client.post(address, {"do": "withdraw", "reason": ""}).status_code == 422
    assert client.post(address, {"do": "withdraw", "reason": "Avslutad."}).status_code == HTTPStatus.FOUND
    assert not measure.reports.filter(pk=begun.pk).exists()
    assert "Avslutad." in measure.application.events.last().what
    assert Report.history.filter(id=begun.pk, history_type="-").exists()
