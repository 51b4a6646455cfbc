"""What the board has before it: the group's opinion, what is left of the money, who has confirmed, one sum."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from funding.actions.agenda import Terms, place_case
from funding.actions.opining import record_opinion
from funding.actions.submitting import submit_application
from funding.models import Applicant, Application, Frame, Measure, Purpose
from funding.reads.placements import open_placement
from funding.reads.versions import confirmed_partners
from meetings.actions.planning import create_meeting
from tests.funding.test_cases import page, prepared
from tests.worlds.applications import (
    DAY,
    Office,
    make_budget,
    make_draft,
    make_group,
    make_measure,
    make_submitted,
)
from tests.worlds.boards import at, make_meeting
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def case(office: Office) -> Application:
    found = make_submitted(office).application
    prepared(office, found)
    return found


@pytest.fixture
def chancellery(office: Office, client: Client) -> Client:
    client.force_login(office.board.secretary)
    return client


def test_own_unit_is_not_among_the_partners_that_have_not_confirmed(office):
    draft = make_draft(office)
    unit = {"role": "partner", "position": 2, "organisation": "Exempelviks kommun", "unit": "Fritidsenheten"}
    Applicant.objects.create(application=draft, **unit)
    submit_application(application=draft, by=office.applicant, at=at(DAY, 10))
    assert str(confirmed_partners(draft)) == "0 av 1 samverkanspartner har bekräftat version 1"


def test_agenda_offers_the_board_and_shows_what_is_left_and_who_has_confirmed(chancellery, office, case):
    soon = timezone.localdate() + timedelta(days=7)
    create_meeting(
        body=make_group(office), date=soon, start=at().time(), place="", by=office.board.secretary, at=at(DAY)
    )
    board = make_meeting(office.board, day=soon + timedelta(days=7))
    purpose = Purpose.objects.create(association=office.association, name="Insatser för individer")
    Frame.objects.create(budget=make_budget(office), purpose=purpose, amount=Decimal(1_500_000))
    granted = make_measure(office, amounts=(400_000,))
    Measure.objects.filter(pk=granted.pk).update(purpose=purpose)
    answer = chancellery.get(page("case_place", case))
    assert answer.context["form"]["meeting"].value() == board.pk
    assert "0 av 1 samverkanspartner har bekräftat version 1." in answer.text
    assert answer.context["left_years"] == [DAY.year]
    assert [(row.name, row.years) for row in answer.context["left"]] == [
        ("Insatser för individer", [(Decimal(1_100_000), Decimal(1_500_000))]),
        ("Hela året", [(Decimal(1_700_000), Decimal(2_100_000))]),
    ]
    assert "1\u202f100\u202f000" in answer.text
    given = {"meeting": board.pk, "amount_2024": "250000", "measure_kind": "individual", "is_right": "on"}
    assert "Välj ändamålet" in chancellery.post(page("case_place", case), given).text
    assert open_placement(case) is None
    chancellery.post(page("case_place", case), given | {"purpose": purpose.pk})
    assert open_placement(case).purpose == purpose


def test_opinion_stands_in_the_memo_and_in_the_section(chancellery, office, case):
    group = make_group(office)
    signed = {"by": office.board.secretary, "at": at(DAY, 15)}
    held = create_meeting(body=group, date=DAY, start=at().time(), place="Sal 2", **signed)
    record_opinion(
        application=case,
        meeting=held,
        outcome="advised_against",
        in_favour=4,
        against=9,
        abstaining=7,
        applicants="tre av de fyra som var för är sökande",
        text="Målgruppen är oklar",
        **signed,
    )
    said = (
        "Beredningsgruppen avstyrkte ansökan den 4 mars 2024 (4 för, 9 emot och 7 avstod). Tre av de fyra som var för "
        "är sökande. Målgruppen är oklar."
    )
    assert said in unspaced(chancellery.get(page("case_memo", case)).text)
    placed = place_case(
        application=case,
        meeting=make_meeting(office.board),
        amounts=[(DAY.year, Decimal(250_000))],
        terms=Terms(measure_kind="individual"),
        **signed,
    )
    assert f"<p>{said}</p>" in unspaced(placed.paragraph.text)


def test_memo_whose_sentence_says_another_sum_is_told_of_at_once(chancellery, office, case):
    form = chancellery.get(page("case_memo", case)).context["form"]
    values = {name: form[name].value() or "" for name in form.fields if name != "has_esf"}
    shown = chancellery.post(page("case_memo", case), values | {"amount_2024": "100000"}, follow=True)
    assert (
        "Förslaget till beslut säger 850 000 kronor, uppgifterna 700 000 kronor. Ändra det ena."
        in unspaced(shown.text)
    )
    values["seen"] = chancellery.get(page("case_memo", case)).context["form"]["seen"].value()
    shown = chancellery.post(page("case_memo", case), values, follow=True)
    assert "Tjänsteskrivelsen är sparad." in shown.text
    assert "Ändra det ena" not in shown.text


def unspaced(text: str) -> str:
    """The text with spaces of one kind and no line broken."""
    return " ".join(text.split())
