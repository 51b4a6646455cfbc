"""An applicant whom another association adds to its register keeps the account, and what it opens."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import AccountChange, Person
from meetings.reads.people import belongs_elsewhere
from tests.worlds.accounts import confirm
from tests.worlds.applications import make_draft
from tests.worlds.boards import make_board
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db

NEW = "mallory@granby.example"


def test_another_association_cannot_take_over_an_applicant(office):
    make_draft(office)
    applicant, other = office.applicant, make_board(slug="granby", suffix=".granby")
    kansli = Client()
    kansli.force_login(other.secretary)
    written = {"first_name": "Ny", "last_name": "Ägare", "email": applicant.email}
    inline = {"mandates-TOTAL_FORMS": "0", "mandates-INITIAL_FORMS": "0"}
    kansli.post(
        reverse("admin:meetings_person_add"), written | inline | {"association": other.association.pk}
    )
    assert other.association in applicant.associations.all()
    kansli.post(
        reverse("admin:meetings_person_change", args=[applicant.pk]), written | inline | {"email": NEW}
    )
    row = Person.objects.get(pk=applicant.pk)
    assert (row.email, row.name, row.is_active) == (applicant.email, applicant.name, True)

    args = ["granby", applicant.public_id]
    kansli.post(reverse("address_propose", args=args), {"email": NEW})
    confirm(NEW, at=timezone.now())
    change = AccountChange.objects.get(kind="address")
    auditor = Client()
    auditor.force_login(other.auditor)
    refused = auditor.post(reverse("account_change", args=["granby", change.public_id]), {"how": "Jag vet."})
    assert "hör också till ett annat förbund eller söker medel" in refused.content.decode()
    kansli.post(reverse("account_reset_password"), {"email": NEW})
    assert [one for one in letters(NEW) if "lösenord" in one.subject] == []
    assert Person.objects.get(pk=applicant.pk).email == applicant.email

    confirm(applicant.email, at=timezone.now())
    assert Person.objects.get(pk=applicant.pk).email == NEW  # only when the applicant's own address says so


def test_applicant_always_belongs_elsewhere(office):
    assert not belongs_elsewhere(office.applicant, [])
    make_draft(office)
    assert belongs_elsewhere(office.applicant, [office.association.pk])
