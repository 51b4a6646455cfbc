"""What a court says of a decision: a state beside the case, and money that stops until the decision stands."""

from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.actions.paying import register_payment
from funding.models import Export, Grant, Payment, PaymentOrder, Requisition
from funding.reads.measures import spending_of
from funding.reads.standing import granted_on
from funding.rules.standing import Standing, standing_of
from meetings.actions.appealing import lift_stay, stay_decision
from meetings.actions.deciding import decide_as_prepared, reject_prepared
from meetings.errors import RuleViolation
from meetings.models import Appeal, Paragraph
from meetings.querysets import own_protocol
from tests.funding.test_deciding import decide_and_verify, place
from tests.funding.test_money import SPRING, approve, requisition
from tests.worlds.applications import DAY, Office, make_section
from tests.worlds.boards import at
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
JUNE = date(2024, 6, 10)
DAYS = [date(2024, 6, number) for number in range(1, 6)]


@made_once
def granted(office: Office) -> Paragraph:
    """The § of a case, verified and told."""
    return decide_and_verify(office, place(office), decide_as_prepared).paragraph


def appeal(office: Office, paragraph: Paragraph, **days: object) -> Appeal:
    return Appeal.objects.create(
        protocol=own_protocol(paragraph.meeting),
        paragraph=paragraph,
        registered_by=office.board.secretary,
        registered_at=at(JUNE),
        **({"received": date(2024, 5, 20)} | days),
    )


def asked_database(function: str, *arguments: object) -> Decimal:
    with connection.cursor() as cursor:
        marks = ", ".join("%s::bigint %s::int %s::date".split()[: len(arguments)])
        cursor.execute(f"SELECT {function}({marks})", arguments)
        return cursor.fetchone()[0]


STEPS = st.fixed_dictionaries(
    {},
    optional={
        "stayed": st.sampled_from(DAYS[:2]),
        "stay_lifted": st.just(DAYS[2]),
        "closed": st.sampled_from(DAYS[3:]),
        "outcome": st.sampled_from(Appeal.Outcome.values),
    },
).map(
    lambda given: {
        name: day
        for name, day in given.items()
        if (name != "stay_lifted" or "stayed" in given) and (name != "outcome" or "closed" in given)
    }
)
PARTS = st.lists(
    st.tuples(st.sampled_from([200_000, 50_000, -50_000]), st.lists(STEPS, max_size=2)), max_size=3
)


@made_once
def sections(office: Office) -> list[Paragraph]:
    return [make_section(office, day=date(2024, 4, number)) for number in (1, 2, 3)]


@pytest.mark.parametrize(
    "how_many",
    [
        settings(max_examples=8, derandomize=True),
        pytest.param(settings(max_examples=500), marks=pytest.mark.exhaustive),
    ],
    ids=["some", "all"],
)
def test_python_and_the_database_agree_on_what_stands(office, measure, sections, how_many):
    """Whatever appeals each § has, and whether it gives or takes."""
    asking = {
        "year": 2024,
        "first_day": DAY,
        "last_day": DAY,
        "sent_at": at(DAY),
        "sent_by": office.applicant,
    }

    @settings(how_many, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(parts=PARTS, first=st.lists(STEPS, max_size=2), asked=st.sampled_from([0, 30_000, 250_000]))
    def agree(parts: list, first: list, asked: int) -> None:
        with transaction.atomic():
            for section, (amount, appeals) in zip(sections, parts, strict=False):
                kind = "supplement" if amount > 0 else "reduction"
                of = {"measure": measure, "year": 2024, "amount": amount, "kind": kind, "at": at(DAY)}
                Grant.objects.create(paragraph=section, **of)
                for days in appeals:
                    appeal(office, section, **days)
            if asked and asked <= spending_of(measure, 2024).remaining:
                Requisition.objects.create(measure=measure, number=1, amount=asked, **asking)
            for days in first:
                appeal(office, measure.decided_in, **days)
            spent = spending_of(measure, 2024)
            stands = asked_database("funding_granted", measure.pk, 2024)
            assert spent.remaining == max(stands - spent.requisitioned, 0)
            places = (spent.freed, spent.stopped, spent.remaining, spent.awaiting, spent.used, spent.repaid)
            assert min(places) >= 0
            assert sum(places) == max(spent.granted, spent.requisitioned)
            for day in DAYS:
                assert granted_on(measure, 2024, day) == asked_database(
                    "funding_granted_on", measure.pk, 2024, day
                )
            transaction.set_rollback(True)

    agree()


@pytest.mark.parametrize(
    ("days", "word"),
    [
        ([], Standing.MAY_BE_APPEALED),
        ([{}], Standing.APPEALED),
        ([{"stayed": JUNE}], Standing.STAYED),
        ([{"stayed": JUNE, "stay_lifted": JUNE}], Standing.APPEALED),
        ([{"stayed": JUNE, "closed": JUNE, "outcome": "rejected"}], Standing.STANDS),
        ([{"closed": JUNE, "outcome": "upheld"}, {}], Standing.ANNULLED),
    ],
)
def test_where_a_decision_stands(days, word):
    found = [Appeal(received=JUNE, **one) for one in days]
    assert standing_of(found, has_force=word == Standing.STANDS) == word


def test_an_inhibition_stops_requisitions_and_payments_in_words(office, measure, client):
    one = requisition(office, measure, 100_000)
    approve(office, one)
    stayed = appeal(office, measure.decided_in, stayed=JUNE)
    with pytest.raises(RuleViolation, match="inhibition den 10 juni 2024"):
        requisition(office, measure, 1_000)
    with pytest.raises(RuleViolation, match="inhibition den 10 juni 2024"):
        register_payment(
            requisition=one, day=JUNE, reference="", by=office.board.secretary, at=at(date(2024, 7, 1))
        )
    client.force_login(office.board.secretary)
    assert "inget rekvireras eller betalas ut" in page_text(client, "requisition_detail", one.public_id)
    said = {"day": date(2024, 6, 20), "by": office.board.secretary, "at": at(date(2024, 7, 1))}
    lift_stay(appeal=stayed, **said)
    register_payment(requisition=one, reference="", **said)


def test_what_was_paid_before_the_courts_day_is_noted(office, measure):
    one = requisition(office, measure, 100_000)
    approve(office, one)
    appeal(office, measure.decided_in, closed=JUNE, outcome="upheld")
    paid = {"reference": "", "by": office.board.secretary, "at": at(date(2024, 7, 1))}
    register_payment(requisition=one, day=date(2024, 6, 9), amount=Decimal(40_000), **paid)
    with pytest.raises(RuleViolation, match="upphävde beslutet"):
        register_payment(requisition=one, day=JUNE, **paid)
    spent = spending_of(measure, 2024)
    assert (spent.freed, spent.remaining, spent.awaiting, spent.used) == (150_000, 0, 60_000, 40_000)


def test_the_database_refuses_what_a_court_stops(office, measure):
    one = requisition(office, measure, 100_000)
    approve(office, one)
    appeal(office, measure.decided_in, stayed=JUNE)
    row = {"requisition": one, "amount": 100_000, "at": at(SPRING.last), "by": office.board.secretary}
    with pytest.raises(DatabaseError, match="Domstol har stoppat"), transaction.atomic():
        Payment.objects.create(day=JUNE, **row)
    with pytest.raises(DatabaseError, match="större än det som återstår"), transaction.atomic():
        Requisition.objects.create(
            measure=measure,
            number=2,
            year=2024,
            first_day=DAY,
            last_day=DAY,
            amount=1,
            sent_at=at(DAY),
            sent_by=office.applicant,
        )
    file = Export.objects.create(
        association=office.association,
        kind="bank",
        number=1,
        first_day=JUNE,
        last_day=JUNE,
        file=one.ledger,
        made_at=at(JUNE),
        made_by=office.board.secretary,
    )
    with pytest.raises(DatabaseError, match="Domstol har stoppat"), transaction.atomic():
        PaymentOrder.objects.create(export=file, requisition=one, amount=1, name="A", account="1")


def test_each_step_is_entered_on_the_case_and_told(office, granted, client):
    case = granted.placement.application
    address = reverse("case_appeal", args=["exempelvik", case.public_id])
    client.force_login(office.board.secretary)
    assert "Kan överklagas" in page_text(client, "case_detail", case.public_id)
    steps = [
        ("received", "2024-06-10", "kom in den 10 juni 2024", "Överklagat"),
        ("1-stayed", "2024-06-11", "inhibition den 11 juni 2024", "Inhibition"),
        ("1-lifted", "2024-06-12", "inhibitionen upphävdes den 12 juni 2024", "Överklagat"),
        ("1-upheld", "2024-09-01", "domstol upphävde beslutet", "Upphävt"),
    ]
    for step, day, told, word in steps:
        assert client.post(address, step_of(granted, step) | {"day": day}).status_code == HTTPStatus.FOUND, (
            step
        )
        assert told.lower() in letters(office.applicant.email)[-1].body.lower()
        assert told in case.events.last().what
        assert f">{word}</span>" in page_text(client, "case_detail", case.public_id)
    again = client.post(address, step_of(granted, "1-stayed") | {"day": "2024-06-11"})
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client.force_login(office.board.auditor)
    assert "Registrera vad som har hänt" not in page_text(client, "case_detail", case.public_id)


def test_a_rejection_that_is_annulled_is_prepared_again(office, client):
    paragraph = decide_and_verify(office, place(office), reject_prepared).paragraph
    case = paragraph.placement.application
    client.force_login(office.board.secretary)
    address = reverse("case_step", args=["exempelvik", case.public_id, "bered"])
    assert address not in page_text(client, "case_detail", case.public_id)
    assert client.post(address).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    appeal(office, paragraph, closed=JUNE, outcome="upheld")
    assert address in page_text(client, "case_detail", case.public_id)
    assert client.post(address).status_code == HTTPStatus.FOUND
    case.refresh_from_db()
    assert case.state == "preparing"


def test_an_inhibition_is_decided_once_and_after_the_appeal(office, measure):
    one = appeal(office, measure.decided_in)
    said = {"by": office.board.secretary, "at": at(JUNE)}
    for day, sentence in ((date(2024, 5, 19), "före överklagandet"), (date(2024, 6, 11), "framtiden")):
        with pytest.raises(RuleViolation, match=sentence):
            stay_decision(appeal=one, day=day, **said)
    with pytest.raises(RuleViolation, match="ingen inhibition"):
        lift_stay(appeal=one, day=JUNE, **said)
    stay_decision(appeal=one, day=JUNE, **said)
    with pytest.raises(RuleViolation, match="redan den 10 juni"):
        stay_decision(appeal=one, day=JUNE, **said)


def step_of(paragraph: Paragraph, step: str) -> dict[str, str]:
    return {"step": f"{paragraph.public_id}-{step}"}


def page_text(client, name: str, *more: object) -> str:
    return " ".join(client.get(reverse(name, args=["exempelvik", *more])).text.split())
