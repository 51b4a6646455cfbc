"""A file is chosen once, whatever the form asks about afterwards."""

import re

import pytest
from django import forms
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funding.models import Measure, Requisition
from meetings.paper.storage import path_of, stored_bytes
from meetings.views.fields import KeptFile, SeveralKeptFiles
from tests.test_uncut import FORMS
from tests.worlds.agreements import make_running
from tests.worlds.applications import Office
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

pytestmark = pytest.mark.django_db

GIVEN = {"first_day": "2024-03-04", "last_day": "2024-05-31", "amount": "1 000", "reference": "", "note": ""}
# What is chosen alone: nothing else in the form can be wrong. A seal's key is never stored as it was given.
CHOSEN_ALONE = {"CertificateForm", "CheckForm", "PapersForm", "SealForm"}


def upload(name: str = "huvudbok.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or make_pdf(), "application/pdf")


def kept_in(html: str) -> str:
    found = re.search(r'name="ledger_kept" value="([^"]+)"', html)
    return found[1] if found else ""


@made_once
def measure(office: Office) -> Measure:
    return make_running(office)


@pytest.fixture
def page(measure: Measure) -> str:
    return reverse("own_requisition", args=["exempelvik", measure.public_id])


def test_the_question_about_the_same_period_needs_no_second_choice(office, page, client):
    client.force_login(office.applicant)
    assert client.post(page, GIVEN | {"ledger": upload()}).status_code == 302
    asked = client.post(page, GIVEN | {"ledger": upload("ny.pdf", make_pdf(field="Annat"))})
    assert (asked.status_code, "«ny.pdf» är vald" in asked.text) == (422, True)
    again = client.post(page, GIVEN | {"is_sure": "on", "ledger_kept": kept_in(asked.text)})
    assert again.status_code == 302
    one = Requisition.objects.latest("number")
    assert (one.ledger_name, stored_bytes(one.ledger.sha256)) == ("ny.pdf", make_pdf(field="Annat"))


def test_a_wrong_amount_needs_no_second_choice_and_another_choice_counts(office, page, client):
    client.force_login(office.applicant)
    asked = client.post(page, GIVEN | {"amount": "tolv", "ledger": upload("ett.pdf")})
    kept = kept_in(asked.text)
    assert kept
    other = upload("annat.pdf", make_pdf(field="Annat"))
    assert client.post(page, GIVEN | {"ledger_kept": kept, "ledger": other}).status_code == 302
    assert Requisition.objects.get().ledger_name == "annat.pdf"


def test_a_file_that_was_refused_is_not_kept(office, page, client):
    client.force_login(office.applicant)
    refused = client.post(page, GIVEN | {"ledger": upload("huvudbok.exe", b"MZ\x00")})
    assert (refused.status_code, kept_in(refused.text)) == (422, "")


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "other salt", "lost"])
def test_nothing_is_had_by_another_word(office, page, client, token):
    client.force_login(office.applicant)
    word = {
        "other salt": signing.dumps(["0" * 64, "x.pdf", "application/pdf"]),
        "lost": signing.dumps(["0" * 64, "x.pdf", "application/pdf"], salt="kept-file"),
    }.get(token, token)
    assert not path_of("0" * 64).exists()
    asked = client.post(page, GIVEN | {"ledger_kept": word})
    assert (asked.status_code, Requisition.objects.count()) == (422, 0)


def test_every_form_that_asks_for_more_than_a_file_keeps_it():
    for form in FORMS:
        files = [one for one in form.base_fields.values() if isinstance(one, forms.FileField)]  # type: ignore[attr-defined]
        if files and form.__name__ not in CHOSEN_ALONE:
            assert all(isinstance(one, KeptFile | SeveralKeptFiles) for one in files), form
