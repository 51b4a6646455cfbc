"""Activities of the association's own: their §§, their invoices, and what a court does with the §§."""

from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.actions.budgeting import adjust_frame
from funding.actions.measuring import add_grants, close_measure, create_measure
from funding.actions.requisitioning import send_requisition
from funding.models import Budget, Frame, Grant, Measure, Purpose, Requisition
from funding.reads.measures import spending_of
from funding.rules.periods import Period
from meetings.actions.appealing import close_appeal
from meetings.errors import RuleViolation
from meetings.models import Paragraph
from tests.funding.test_appeals import appeal, page_text, step_of
from tests.funding.test_money import SPRING
from tests.worlds.applications import DAY, Office, make_budget, make_measure
from tests.worlds.boards import at, make_verified
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
LONGER = date(2025, 6, 30)


@made_once
def first(office: Office) -> Paragraph:
    return make_verified(office.board, day=date(2023, 10, 20)).protocol.paragraphs.first()


@made_once
def later(office: Office) -> Paragraph:
    return make_verified(office.board, day=date(2024, 1, 15)).protocol.paragraphs.first()


@made_once
def own(office: Office, first: Paragraph) -> Measure:
    make_budget(office)
    return create_measure(
        association=office.association,
        name="Kansli",
        purpose=None,
        kind="structural",
        first_day=date(2024, 1, 1),
        last_day=date(2024, 12, 31),
        paragraph=first,
        amounts=[(2024, Decimal(400_000))],
        by=office.board.secretary,
        at=at(date(2023, 12, 1)),
    )


def page(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", *more])


def invoice(office: Office, measure: Measure, number: int) -> Requisition:
    return send_requisition(
        measure=measure,
        period=Period(date(2024, 2, number), date(2024, 2, number)),
        amount=Decimal(10_000),
        supplier="Lokal AB",
        by=office.board.secretary,
        at=at(date(2024, 7, 1)),
    )


def test_own_activity_has_its_section_its_frame_and_its_invoices(office, client):
    section = make_verified(office.board, day=date(2023, 11, 20)).protocol.paragraphs.first()
    year = timezone.localdate().year
    make_budget(office, year=year)
    client.force_login(office.board.secretary)
    given = {
        "name": "Kansli",
        "kind": "structural",
        "first_day": f"{year}-01-01",
        "last_day": f"{year}-12-31",
        "paragraph": section.pk,
        f"amount_{year}": "400 000",
    }
    assert client.post(page("measure_create"), given | {f"amount_{year}": ""}).status_code == 422
    assert client.post(page("measure_create"), given).status_code == HTTPStatus.FOUND
    measure = Measure.objects.get()
    invoice = {
        "supplier": "Lokal AB",
        "first_day": f"{year}-02-01",
        "last_day": f"{year}-02-28",
        "amount": "12 500",
    }
    assert client.post(page("measure_invoice", measure.public_id), invoice).status_code == HTTPStatus.FOUND
    assert Requisition.objects.get().kind == "invoice"
    grant = {"kind": "supplement", "paragraph": section.pk, f"amount_{year}": "10 000"}
    assert client.post(page("measure_grant", measure.public_id), grant).status_code == HTTPStatus.FOUND
    carried = {
        "kind": "carry_over",
        "paragraph": section.pk,
        f"amount_{year}": "-5 000",
        f"amount_{year + 1}": "5 000",
        "last_day": f"{year + 1}-06-30",
    }
    assert client.post(page("measure_grant", measure.public_id), carried).status_code == HTTPStatus.FOUND
    assert spending_of(measure, year).granted == 405_000
    too_much = carried | {f"amount_{year}": "-500 000", f"amount_{year + 1}": "500 000"}
    assert "Så mycket återstår inte" in client.post(page("measure_grant", measure.public_id), too_much).text
    back = {"year": year, "day": f"{year}-03-01", "amount": "100"}
    assert "inte betalats ut" in client.post(page("measure_repayment", measure.public_id), back).text
    edited = {"name": "Kansliet", "last_day": f"{year}-12-31"}
    assert client.post(page("measure_edit", measure.public_id), edited).status_code == HTTPStatus.FOUND
    assert "Kansliet" in client.get(page("measure_list")).text


def grant(office: Office, measure: Measure, **given: object) -> None:
    asked = {"amounts": [(2024, Decimal(1))], "kind": Grant.Kind.SUPPLEMENT, "paragraph": measure.decided_in}
    add_grants(measure=measure, **asked | given, by=office.board.secretary, at=at(DAY))


def test_an_own_activity_has_kronor_only_while_it_runs_and_tells_of_what_is_left_after_it(
    office, own, client
):
    later = {"amounts": [(2025, Decimal(1))], "paragraph": own.decided_in}
    with pytest.raises(RuleViolation, match="för 2025 ligger utanför"):
        grant(office, own, **later)
    grant(office, own, **later, last_day=LONGER)
    grant(office, own, amounts=[], paragraph=own.decided_in, last_day=date(2024, 11, 30))
    client.force_login(office.board.secretary)
    assert "för 2025 ligger utanför insatsens tid" in page_text(client, "measure_detail", own.public_id)


def test_unverified_section_grants_nothing(office):
    with pytest.raises(RuleViolation, match="justerat protokoll"):
        grant(office, make_measure(office))


def test_what_is_for_own_activities_does_nothing_to_a_granted_case_or_a_closed_measure(office, measure):
    own, by = make_measure(office), office.board.secretary
    close_measure(measure=own, by=by, at=at(DAY))
    invoice = {"supplier": "Lokal AB", "by": by, "at": at(DAY), "amount": Decimal(100), "period": SPRING}
    for one, granted, sent in (
        (measure, "registreras i ärendet", "egen verksamhet"),
        (own, "avslutad", "avslutad"),
    ):
        with pytest.raises(RuleViolation, match=granted):
            grant(office, one)
        with pytest.raises(RuleViolation, match=sent):
            send_requisition(measure=one, **invoice)


@pytest.mark.parametrize("name", ["measure_grant", "measure_invoice", "measure_appeal"])
def test_an_address_of_own_activities_tells_of_a_granted_case_where_it_is_done(office, measure, client, name):
    client.force_login(office.board.secretary)
    for method in (client.get, client.post):
        shown = method(page(name, measure.public_id), follow=True)
        assert shown.redirect_chain == [(page("measure_detail", measure.public_id), HTTPStatus.FOUND)]
        assert "registreras" in str(*shown.context["messages"])


def test_what_a_court_does_is_entered_on_the_measure_and_stops_its_invoices(office, own, later, client):
    grant(office, own, paragraph=later, amounts=[], last_day=LONGER)
    client.force_login(office.board.secretary)
    address = page("measure_appeal", own.public_id)
    assert "Kan överklagas" in page_text(client, "measure_detail", own.public_id)
    sections = {
        one.rpartition("-")[0] for one, _ in client.get(address).context["form"]["step"].field.choices[1:]
    }
    assert sections == {own.decided_in.public_id, later.public_id}
    steps = [
        ("received", "2024-06-10", "Överklagat", ""),
        ("1-stayed", "2024-06-11", "Inhibition", "inhibition den 11 juni 2024"),
        ("1-lifted", "2024-06-12", "Överklagat", ""),
        ("1-upheld", "2024-06-13", "Upphävt", "upphävde beslutet den 13 juni 2024"),
    ]
    for number, (step, day, word, refused) in enumerate(steps, start=1):
        sent = client.post(address, step_of(own.decided_in, step) | {"day": day}, follow=True)
        assert "Det är registrerat." in sent.text, step
        assert f">{word}</span>" in page_text(client, "measure_detail", own.public_id)
        if refused:
            with pytest.raises(RuleViolation, match=refused):
                invoice(office, own, number)
        else:
            invoice(office, own, number)
    spent = spending_of(own, 2024)
    assert (spent.freed, spent.remaining, spent.awaiting) == (380_000, 0, 20_000)
    client.force_login(office.board.auditor)
    assert "Registrera vad som har hänt" not in page_text(client, "measure_detail", own.public_id)


def test_a_step_is_of_the_appeal_that_was_shown_though_a_colleague_enters_an_earlier_one(office, own, client):
    shown = appeal(office, own.decided_in, received=date(2024, 6, 10))
    client.force_login(office.board.secretary)
    appeal(office, own.decided_in, received=date(2024, 5, 2))
    sent = {"day": "2024-06-20"} | step_of(own.decided_in, "1-stayed")
    assert client.post(page("measure_appeal", own.public_id), sent).status_code == HTTPStatus.FOUND
    shown.refresh_from_db()
    assert shown.stayed == date(2024, 6, 20)


def test_an_annulled_section_has_not_moved_the_day_that_an_own_activity_ends(office, own, later):
    grant(office, own, paragraph=later, last_day=LONGER)
    own.refresh_from_db()
    assert own.last_day == LONGER
    said = {"by": office.board.secretary, "at": at(date(2024, 7, 1)), "day": date(2024, 6, 20)}
    for outcome, ends in (("rejected", LONGER), ("upheld", date(2024, 12, 31))):
        close_appeal(appeal=appeal(office, later), outcome=outcome, **said)
        own.refresh_from_db()
        assert own.last_day == ends


def test_nothing_is_founded_on_a_section_that_a_court_has_annulled(office, own, later):
    appeal(office, later, closed=date(2024, 6, 20), outcome="upheld")
    purpose = Purpose.objects.create(association=office.association, name="Insatser")
    frame = Frame.objects.create(budget=Budget.objects.get(), purpose=purpose, amount=1)
    said = {"paragraph": later, "by": office.board.secretary, "at": at(date(2024, 7, 1))}
    with pytest.raises(RuleViolation, match="upphävt den paragrafen"):
        grant(office, own, paragraph=later)
    with pytest.raises(RuleViolation, match="upphävt den paragrafen"):
        adjust_frame(frame=frame, amount=Decimal(1), note="", **said)
