"""The registers of funds: kept by the chancellery, read by the auditor, closed to everyone else."""

import re
from datetime import date
from http import HTTPStatus

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from funding.models import Accounts, Call, Criterion, Programme, Purpose, UnitHead
from tests.worlds.applications import Office, make_group, make_office
from tests.worlds.registers import answer, history, post, said

pytestmark = pytest.mark.django_db


def rows(office: Office) -> list[Model]:
    association = office.association
    return [
        office.programme,
        Call.objects.create(association=association, name="Våren", opens=date(2024, 1, 1)),
        Criterion.objects.filter(association=association).first(),
        Purpose.objects.create(association=association, name="Insatser"),
        UnitHead.objects.create(
            association=association, person=office.board.member, organisation="Exempelviks kommun"
        ),
    ]


def page(row: Model, name: str) -> str:
    args = [] if name in ("changelist", "add") else [row.pk]
    return reverse(f"admin:funding_{row._meta.model_name}_{name}", args=args)


def test_chancellery_opens_every_list_and_form(office: Office, client: Client):
    client.force_login(office.board.secretary)
    for row in rows(office):
        for name in ("changelist", "add", "change", "history"):
            assert client.get(page(row, name)).status_code == HTTPStatus.OK, (row, name)
    index = client.get(reverse("admin:index")).text
    assert "Villkor för medel" in index
    assert "Chefer för enheter" in index


def test_auditor_reads_and_adds_nothing(office: Office, client: Client):
    client.force_login(office.board.auditor)
    for row in rows(office):
        assert client.get(page(row, "change")).status_code == HTTPStatus.OK
        assert client.get(page(row, "add")).status_code == HTTPStatus.FORBIDDEN


def test_another_associations_rows_are_not_there(office: Office, client: Client):
    other = make_office(slug="granby", suffix=".granby")
    client.force_login(office.board.secretary)
    for own, row in zip(rows(office), rows(other), strict=True):
        assert client.get(page(row, "change")).status_code == HTTPStatus.FOUND
        listed = client.get(page(row, "changelist")).text
        assert page(own, "change") in listed
        assert page(row, "change") not in listed


def test_preparatory_group_is_chosen_among_the_associations_own(office: Office, client: Client):
    group = make_group(office)
    foreign = make_group(make_office(slug="granby", suffix=".granby"))
    client.force_login(office.board.secretary)
    form = client.get(page(office.programme, "change")).context["adminform"].form
    assert list(form.fields["preparatory_group"].queryset) == [group]
    assert foreign not in form.fields["preparatory_group"].queryset


def test_programme_is_saved_with_who_and_when(office: Office, client: Client):
    client.force_login(office.board.secretary)
    values = {
        "association": office.association.pk,
        "most_partners": 3,
        "report_days": 45,
        "eligibility": "Parter.",
    }
    assert client.post(page(office.programme, "change"), values).status_code == HTTPStatus.FOUND
    programme = Programme.objects.get()
    assert (programme.report_days, programme.is_open) == (45, False)
    assert programme.history.first().history_user == office.board.secretary


def test_funds_have_a_page_of_their_own(office: Office, client: Client):
    association = office.association
    client.force_login(office.board.secretary)
    assert reverse("funds_register", args=["exempelvik"]) in answer(client, "register")
    call = {"name": "Hösten", "opens": "2026-09-01", "closes": "2026-08-01"}
    assert "ligger före den första" in said(post(client, "funds_add", call, "utlysning"))
    post(client, "funds_add", call | {"closes": "2026-10-01"}, "utlysning")
    kept = Call.objects.get(association=association, name="Hösten")
    assert history(kept) == [("+", office.board.secretary)]
    page = answer(client, "funds_register")
    assert "Hösten" in page
    criterion = Criterion.objects.filter(association=association).earliest("pk")
    sent = {"name": "Nyttan", "question": "För vem?", "source": "Finsam 7 §", "position": "1"}
    post(client, "funds_change", sent, "kriterium", criterion.pk)
    criterion.refresh_from_db()
    assert (criterion.name, criterion.is_used) == ("Nyttan", False)
    for kind in ("villkor", "konton"):  # there is one of each, changed where it is
        assert client.get(reverse("funds_change", args=["exempelvik", kind, 1])).status_code == 404
    sent = {"bank_account": "1930", "cost_account": "4000", "series": "M"}
    for account in ("1930", "1940"):
        post(client, "funds_add", sent | {"bank_account": account}, "konton")
    assert Accounts.objects.get(association=association).bank_account == "1940"


def test_a_head_of_a_unit_is_written_down_taken_away_and_put_back(office: Office, client: Client):
    client.force_login(office.board.secretary)
    sent = {
        "person": office.board.member.pk,
        "organisation": "Exempelviks kommun",
        "unit": "Näringslivsenheten",
    }
    assert "Person – Detta fält måste fyllas i" in said(
        post(client, "funds_add", sent | {"person": ""}, "chef")
    )
    post(client, "funds_add", sent, "chef")
    head = UnitHead.objects.get(association=office.association)
    assert "Exempelviks kommun, Näringslivsenheten" in answer(client, "funds_register")
    assert "Näringslivsenheten</h1>" in answer(client, "funds_change", "chef", head.pk)
    shown = client.post(reverse("unit_head_remove", args=["exempelvik", head.pk]), follow=True).text
    assert "Inga chefer." in shown
    [address] = re.findall(r'action="([^"]*/angra/[0-9]+/)"', shown)
    assert client.post(address).status_code == HTTPStatus.FOUND
    head.refresh_from_db()
    assert head.unit == "Näringslivsenheten"
    assert [kind for kind, _ in history(head)] == ["+", "-", "+"]


def test_a_head_is_somebody_in_the_registers(office: Office, client: Client):
    other = make_office(slug="granby", suffix=".granby")
    client.force_login(office.board.secretary)
    sent = {"person": other.board.member.pk, "organisation": "Exempelviks kommun"}
    assert post(client, "funds_add", sent, "chef").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not UnitHead.objects.exists()
