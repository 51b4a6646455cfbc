"""Letter, agreement, public list and what may be requisitioned say one sum: that of the §."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from funding.actions.agreeing import outdated, sign_as_counterpart
from funding.actions.granting import enter_figures
from funding.actions.measuring import close_measure
from funding.actions.requisitioning import send_requisition
from funding.models import Agreement, BoardDecision, Measure, Placement
from funding.rules.periods import Period
from meetings.actions.attaching import store_file
from meetings.errors import RuleViolation
from meetings.models import StoredFile
from meetings.paper.storage import stored_bytes
from tests.funding.test_agreements import link_in_letter, make
from tests.funding.test_deciding import verify
from tests.funding.test_figures import LESS, decide_with_a_change, edit_sentence, of_years, set_fields
from tests.meetings.pdf_assertions import text_of
from tests.meetings.test_commands import answer
from tests.worlds.applications import DAY, SOUGHT, YEARS, Office, make_budget
from tests.worlds.boards import MEETING_DAY, at, make_meeting, make_paragraph
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db

TOTAL, OTHER = "600 000", "850 000"


@made_once
def worded(office: Office) -> Placement:
    """The board said 600 000 kronor, the fields 850 000, and the protocol's own words hold."""
    return _verified(office, SOUGHT, "Beloppen följer budgeten.")


@made_once
def reworked(office: Office) -> Placement:
    """The fields follow what the board said."""
    return _verified(office, LESS)


def _verified(office: Office, fields, wording: str = "") -> Placement:
    placement = decide_with_a_change(office)
    for year in YEARS:
        make_budget(office, year=year)
    edit_sentence(office, placement, LESS)
    set_fields(office, placement, fields, wording)
    verify(office, placement.paragraph)
    return placement


def file_of(data: bytes) -> StoredFile:
    return store_file(data=data, media_type="application/pdf", at=at())


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("&nbsp;", " ")


def test_nothing_is_agreed_on_while_a_section_waits_for_its_figures(office, worded, client):
    measure = Measure.objects.get()
    with pytest.raises(RuleViolation, match="behöver anges först"):
        make(office, measure)
    with pytest.raises(RuleViolation, match="behöver anges först"):
        close_measure(measure=measure, by=office.board.secretary, at=at())
    row = {
        "measure": measure,
        "number": 1,
        "file": file_of(PDF),
        "made_at": at(),
        "made_by": office.board.chair,
    }
    with pytest.raises(DatabaseError, match="Beloppen i en paragraf"), transaction.atomic():
        Agreement.objects.create(snapshot={"total": "0.00"}, **row)
    client.force_login(office.board.secretary)
    for name in ("agreement_detail", "agreement_draft"):
        page = client.get(reverse(name, args=["exempelvik", worded.application.public_id]))
        assert "behöver anges först" in page.text
    enter_figures(
        decision=BoardDecision.objects.get(), amounts=of_years(LESS), by=office.board.chair, at=at()
    )
    assert make(office, measure).content.total == sum(LESS)


def test_the_database_makes_no_agreement_of_another_sum(office, reworked):
    measure = Measure.objects.get()
    row = {
        "measure": measure,
        "number": 1,
        "file": file_of(PDF),
        "made_at": at(),
        "made_by": office.board.chair,
    }
    for total in ("850000.00", None):
        with pytest.raises(DatabaseError, match="inte det som är beviljat"), transaction.atomic():
            Agreement.objects.create(snapshot={"total": total}, **row)


def test_every_reader_says_the_sum_of_the_fields(office, reworked, client):
    assert_one_sum(office, reworked, client)


def test_every_reader_says_the_sum_that_was_read_in_the_section(office, worded, client):
    decision = BoardDecision.objects.get()
    enter_figures(decision=decision, amounts=of_years(LESS), by=office.board.chair, at=at())
    assert_one_sum(office, worded, client)


def assert_one_sum(office: Office, placement: Placement, client) -> None:
    decision, measure, board = BoardDecision.objects.get(), Measure.objects.get(), office.board
    agreement, case = make(office, measure), placement.application
    client.force_login(board.manager)

    def page(name: str, public_id: str = "") -> str:
        address = reverse(name, args=["exempelvik", *([public_id] if public_id else [])])
        return plain(client.get(address).text)

    readers = {
        "letter": plain(text_of(stored_bytes(decision.letter.sha256))),
        "agreement": plain(text_of(stored_bytes(agreement.file.sha256))),
        "agreement's page": page("agreement_detail", case.public_id),
        "public list": page("measures_public"),
        "measure": page("measure_detail", measure.public_id),
    }
    client.force_login(office.applicant)
    readers["applicant's measure"] = page("own_measure", measure.public_id)
    assert {name for name, text in readers.items() if TOTAL not in text or OTHER in text} == set()
    told = answer("application_json", "exempelvik", case.registry_number)["decisions"][0]["amounts"]
    assert [one["amount"] for one in told] == [f"{amount}.00" for amount in LESS]
    for year, amount in zip(YEARS, LESS, strict=True):
        assert answer("budget_json", "exempelvik", str(year))["total"]["granted"] == f"{amount}.00"
        with pytest.raises(RuleViolation, match=f"För {year} återstår {amount // 1000}.000.kronor"):
            send_requisition(
                measure=measure,
                period=Period(date(year, 6, 1), date(year, 6, 30)),
                amount=Decimal(amount) + Decimal("0.01"),
                by=office.applicant,
                at=at(),
            )


def later(office: Office, kind: Placement.Kind, amount: int) -> Placement:
    """Another § of the same case, a month later, on which the protocol's own words hold."""
    case = office.association.applications.get()
    day = date(MEETING_DAY.year, MEETING_DAY.month + 1, MEETING_DAY.day)
    meeting = make_meeting(office.board, day=day)
    paragraph = make_paragraph(meeting, office.board.secretary, heading="Mer om ansökan")
    placement = Placement.objects.create(
        application=case,
        paragraph=paragraph,
        kind=kind,
        placed_at=at(day),
        placed_by=office.board.secretary,
        wording_reason="Beloppet står i budgeten.",
        wording_by=office.board.secretary,
    )
    placement.amounts.create(year=2024, amount=amount)
    BoardDecision.objects.create(
        application=case,
        paragraph=paragraph,
        verification=BoardDecision.objects.get().verification,
        kind=kind,
        number="2",
        meeting_date=day,
        outcome="granted",
        at=at(day),
        letter=file_of(PDF),
    )
    return placement


def ask(office: Office, measure: Measure) -> None:
    send_requisition(
        measure=measure,
        period=Period(date(2024, 3, 1), date(2024, 3, 2)),
        amount=Decimal(1),
        ledger=file_of(PDF),
        by=office.applicant,
        at=at(),
    )


@pytest.mark.parametrize(
    ("kind", "amount"), [("reduction", -50_000), ("early_end", -1), ("supplement", 5_000)]
)
def test_money_that_may_be_taken_back_is_not_asked_for_meanwhile(office, reworked, kind, amount):
    measure = Measure.objects.get()
    make(office, measure)
    later(office, Placement.Kind(kind), amount)
    refused = "Avtalet är inte underskrivet" if kind == "supplement" else "§.2 behöver anges först"
    with pytest.raises(RuleViolation, match=refused):
        ask(office, measure)
    row = {"year": 2024, "first_day": DAY, "last_day": DAY, "amount": 1, "sent_at": at(), "number": 1}
    row |= {"measure": measure, "sent_by": office.applicant}
    if kind == "supplement":
        measure.requisitions.create(**row)
    else:
        with pytest.raises(DatabaseError, match="Beloppen i en paragraf"), transaction.atomic():
            measure.requisitions.create(**row)


def test_an_agreement_that_says_an_earlier_sum_is_not_signed(office, reworked, client):
    measure = Measure.objects.get()
    agreement, token = make(office, measure), link_in_letter()
    placement = later(office, Placement.Kind.SUPPLEMENT, 5_000)
    with pytest.raises(RuleViolation, match="behöver anges först"):
        sign_as_counterpart(token=token, name="Rolf Mattby", at=at(DAY, 14))
    enter_figures(
        decision=BoardDecision.objects.get(paragraph=placement.paragraph),
        amounts=[(2024, Decimal(5_000))],
        by=office.board.chair,
        at=at(),
    )
    with pytest.raises(RuleViolation, match="inte längre de som är beviljade"):
        sign_as_counterpart(token=token, name="Rolf Mattby", at=at(DAY, 14))
    assert outdated(agreement)
    assert not outdated(make(office, measure))
