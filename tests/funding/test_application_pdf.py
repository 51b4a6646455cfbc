"""The application as PDF: everything in it, and nothing of a contact in a public copy."""

from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from funding.actions.submitting import submit_application
from funding.documents.application import render_application
from funding.models import Applicant, Submission
from meetings.paper.storage import stored_bytes
from tests.meetings.pdf_assertions import assert_conforms, assert_second_opinion, text_of
from tests.worlds.applications import DAY, Office, make_draft, make_submitted
from tests.worlds.boards import at
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def submission(office: Office) -> Submission:
    return make_submitted(office)


def test_sent_application_is_a_valid_pdf_with_sums_and_differences(submission):
    pdf = stored_bytes(submission.file.sha256)
    assert_conforms(pdf)
    assert_second_opinion(pdf)
    text = text_of(pdf).replace("\u202f", " ").replace("\xa0", " ")
    for expected in (
        "833 000",
        "33 750",
        "75 000",
        "941 750",
        "850 000",
        "−156 250",
        "2024: det sökta beloppet är 156 250 kronor högre än kostnaderna minus finansieringen",
        "2025: 124 000 kronor är ofinansierat",
        "Totalt: 91 750 kronor är ofinansierat",
        submission.application.registry_number,
        "Bankgiro 123-4566",
        "Antal deltagare: 24",
    ):
        assert expected in text, expected


def links_of(pdf: bytes) -> set[str]:
    pages = PdfReader(BytesIO(pdf)).pages
    found = [one.get_object().get("/A", {}) for page in pages for one in page.get("/Annots", ())]
    return {action["/URI"] for action in found if "/URI" in action}


def test_addresses_in_what_the_applicant_wrote_are_links(submission):
    content = submission.content
    text = "Läs mer på https://rapport.example/a?b=1&c=2. Eller skriv till Mona@enhet.example (Mona)."
    content = replace(content, texts=replace(content.texts, target_group=text))
    pdf = render_application(content, registry_number="2024/0001", number=1, at=at(DAY)).pdf
    assert_conforms(pdf)
    assert_second_opinion(pdf)
    assert links_of(pdf) >= {"https://rapport.example/a?b=1&c=2", "mailto:Mona@enhet.example"}
    assert f"mailto:{content.applicants[0].email}" in links_of(pdf)


def test_partner_of_whom_nothing_but_the_unit_is_said_leaves_no_empty_table(office):
    draft = make_draft(office)
    unit = {"role": "partner", "position": 2, "organisation": "Exempelviks kommun", "unit": "Fritidsenheten"}
    Applicant.objects.create(application=draft, **unit)
    sent = submit_application(application=draft, by=office.applicant, at=at(DAY, 10))
    assert_conforms(stored_bytes(sent.file.sha256))


def test_public_copy_masks_contact_and_bank(submission):
    content = submission.content.public()
    rendered = render_application(content, registry_number="2024/0001", number=1, at=at(DAY))
    text = text_of(rendered.pdf)
    assert "Exempelviks kommun" in text
    for hidden in ("0123-456", "123-4566", "linn.tallmo@", "Ref 4411"):
        assert hidden not in text
        assert hidden.encode() not in rendered.pdf
