"""What only a § changes of a measure: more or less money, an earlier or a later end; and what follows of it."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from funding.actions.agenda import change_placement
from funding.actions.agreeing import sign_as_association, sign_as_counterpart
from funding.actions.reporting import plan_reports
from funding.actions.supplementing import supplement_agreement
from funding.models import Measure, Placement, Report
from funding.reads.budgets import year_of_money
from funding.reads.measures import spending_of
from meetings.actions.appealing import close_appeal
from meetings.actions.attending import set_all_present
from meetings.actions.deciding import decide_as_prepared
from meetings.errors import RuleViolation
from meetings.models import Appeal
from meetings.paper.storage import stored_bytes
from tests.funding.changing import AUGUST, decided, make_changing, periods, place
from tests.funding.test_agreements import link_in_letter
from tests.funding.test_figures import findings
from tests.funding.test_money import requisition
from tests.meetings.pdf_assertions import assert_conforms, text_of
from tests.worlds.applications import YEARS, Office
from tests.worlds.boards import MEETING_DAY, at
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
Kind = Placement.Kind


@made_once
def measure(office: Office) -> Measure:
    return make_changing(office)


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
    assert (
        "Belopp som tas tillbaka:\n2025: 100\u202f000\xa0kronor\n2026: 300\u202f000\xa0kronor\n"
        in letter.body
    )
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
    chancellery = Client()
    chancellery.force_login(office.board.secretary)
    case = measure.application
    shown = chancellery.get(reverse("agreement_countersign", args=["exempelvik", case.public_id])).text
    assert "<h1>Skriv under tillägget till avtalet</h1>" in shown
    assert re.search(
        r'<tr class="sum">.*?450\u202f000</td>', shown, re.DOTALL
    )  # what is signed is read there
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
    assert "tidigare tillägg" not in text


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
    with pytest.raises(RuleViolation, match="2024 har två belopp"):
        place(office, measure, Kind.REDUCTION, amounts=[(2024, Decimal(-100_000))] * 2)
    with pytest.raises(RuleViolation, match="2024 har två belopp"):
        place(office, measure, Kind.CARRY_OVER, amounts=[(2024, Decimal(-1)), (2024, Decimal(1))])
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
        (Kind.PROLONGATION, date(2072, 6, 30), "Kontrollera året"),
        (Kind.SUPPLEMENT, date(2072, 6, 30), "Kontrollera året"),
    ],
)
def test_a_day_that_changes_nothing_is_refused(office, measure, kind, last_day, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        place(office, measure, kind, last_day=last_day)


@pytest.mark.parametrize(
    ("kind", "amounts", "last_day", "sentence"),
    [
        (
            Kind.SUPPLEMENT,
            {2027: 1},
            None,
            "för 2027 ligger utanför insatsens tid, 1 mars 2024 – 31 december 2026",
        ),
        (Kind.SUPPLEMENT, {2027: 1}, date(2027, 1, 1), ""),
        (Kind.PROLONGATION, {2028: 1}, date(2027, 6, 30), "för 2028 ligger utanför"),
        (Kind.CARRY_OVER, {2026: -1, 2027: 1}, None, "för 2027 ligger utanför"),
        (Kind.CARRY_OVER, {2026: -1, 2027: 1}, date(2027, 3, 31), ""),
        (Kind.EARLY_END, {2026: -299_999}, AUGUST, r"1.krona återstår för 2026, efter den nya slutdagen"),
        (Kind.EARLY_END, {2026: -300_000}, AUGUST, ""),
    ],
)
def test_no_section_leaves_kronor_where_nobody_could_ask_for_them(
    office, measure, kind, amounts, last_day, sentence
):
    given = [(year, Decimal(amount)) for year, amount in amounts.items()]
    if not sentence:
        decided(office, place(office, measure, kind, amounts=given, last_day=last_day))
        measure.refresh_from_db()
        assert measure.last_day == last_day
        return
    with pytest.raises(RuleViolation, match=sentence):
        place(office, measure, kind, amounts=given, last_day=last_day)


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


def test_what_is_taken_may_not_be_more_than_is_left_when_it_is_decided(office, measure):
    """The board decided it, so it is not lost: it waits for the chancellery."""
    placement = place(office, measure, Kind.REDUCTION, amounts=[(2024, Decimal(-200_000))])
    requisition(office, measure, 100_000)
    decided(office, placement)
    assert spending_of(measure, 2024).granted == 250_000
    assert "behöver registreras" in measure.application.events.last().what
    assert not measure.application.decisions.exists()
