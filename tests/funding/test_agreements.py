"""Agreements: made after the decision, signed once by link, then by the association, and sealed."""

import re
from http import HTTPStatus

import pytest
from django.urls import reverse

from funding.actions.agreeing import make_agreement, sign_as_association, sign_as_counterpart
from funding.models import Agreement, Measure
from funding.workflow import State
from meetings.actions.recording import record
from meetings.actions.sealing import end_seal, seal_waiting
from meetings.errors import RuleViolation
from meetings.models import Sealing
from meetings.paper.storage import stored_bytes
from meetings.reads.seals import in_force, waits_for_seal
from tests.meetings.pdf_assertions import assert_conforms, assert_sealed, text_of
from tests.worlds.applications import DAY, Office, make_measure, make_submitted
from tests.worlds.boards import PASSWORD, at
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.seals import give_seal, seal_file

pytestmark = pytest.mark.django_db


@made_once
def measure(office: Office) -> Measure:
    """Granted; its agreement is not written."""
    case = make_submitted(office).application
    case.state = State.GRANTED
    record(case, by=None, at=at(DAY), fields=["state"])
    return make_measure(office, application=case)


def make(office: Office, measure: Measure) -> Agreement:
    return make_agreement(
        application=measure.application,
        terms=["Det som gäller."],
        signatory="Rolf Mattby",
        email="rolf.mattby@exempelvik.example",
        by=office.board.secretary,
        at=at(DAY, 13),
    )


def link_in_letter() -> str:
    body = letters("rolf.mattby@exempelvik.example")[-1].body
    return re.search(r"/medel/avtal/([\w-]+)/", body)[1]


def test_made_agreement_is_a_valid_document_with_amounts_and_parties(office, measure):
    agreement = make(office, measure)
    pdf = stored_bytes(agreement.file.sha256)
    assert_conforms(pdf)
    text = text_of(pdf).replace("\u202f", " ")
    for expected in ("Exempelviks kommun", "212000-0001", "850 000", "Det som gäller.", "Bankgiro 123-4566"):
        assert expected in text, expected
    assert "justera" not in text.lower()
    measure.application.refresh_from_db()
    assert measure.application.state == State.AGREEMENT


def test_both_sign_and_the_sealed_agreement_starts_the_measure(office, measure):
    agreement = make(office, measure)
    with pytest.raises(RuleViolation, match="först"):
        sign_as_association(agreement=agreement, method="Lösenord", by=office.board.manager, at=at(DAY, 14))
    sign_as_counterpart(token=link_in_letter(), name="Rolf Mattby", at=at(DAY, 14))
    sign_as_association(agreement=agreement, method="Lösenord", by=office.board.manager, at=at(DAY, 15))
    agreement.refresh_from_db()
    pdf = stored_bytes(agreement.sealed.sha256)
    assert_sealed(pdf)
    text = text_of(pdf)
    for expected in (
        "Underskrifter",
        "Rolf Mattby",
        "Engångslänk till rolf.mattby@exempelvik.example",
        "Eva Lindmark",
    ):
        assert expected in text, expected
    measure.application.refresh_from_db()
    assert measure.application.state == State.RUNNING


def test_link_signs_once_and_then_shows_what_was_signed(office, measure, client):
    make(office, measure)
    page = reverse("agreement_sign", args=["exempelvik", link_in_letter()])
    # The clock of the page is today's: a link that has run out leads nowhere.
    assert client.get(page).status_code == HTTPStatus.NOT_FOUND


def test_page_of_the_link(office, measure, client):
    from django.utils import timezone

    make_agreement(
        application=measure.application,
        terms=["Det som gäller."],
        signatory="Rolf Mattby",
        email="rolf.mattby@exempelvik.example",
        by=office.board.secretary,
        at=timezone.now(),
    )
    page = reverse("agreement_sign", args=["exempelvik", link_in_letter()])
    shown = client.get(page)
    assert "Det som gäller." in shown.text
    assert client.get(f"{page}avtal.pdf").status_code == HTTPStatus.OK
    assert client.post(page, {"name": " "}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    signed = client.post(page, {"name": "Rolf Mattby"})
    assert "Rolf Mattby skrev under" in signed.text
    again = client.post(page, {"name": "Någon Annan"})
    assert "Rolf Mattby skrev under" in again.text
    assert measure.agreements.get().signatures.get().name == "Rolf Mattby"
    assert client.get(page.replace("exempelvik", "granby")).status_code == HTTPStatus.NOT_FOUND


def test_new_version_replaces_the_unsigned_and_its_link(office, measure):
    first, link = make(office, measure), link_in_letter()
    second = make(office, measure)
    first.refresh_from_db()
    assert (first.replaced_at is not None, second.number) == (True, 2)
    with pytest.raises(RuleViolation, match="ersatts"):
        sign_as_counterpart(token=link, name="Rolf Mattby", at=at(DAY, 14))


def test_agreement_is_signed_without_a_seal_and_sealed_with_the_associations_own_later(office, measure):
    association = office.board.association
    end_seal(association=association, by=office.board.manager, at=at(DAY, 9))
    agreement = make(office, measure)
    sign_as_counterpart(token=link_in_letter(), name="Rolf Mattby", at=at(DAY, 14))
    sign_as_association(agreement=agreement, method="Lösenord", by=office.board.manager, at=at(DAY, 15))
    agreement.refresh_from_db()
    assert agreement.sealed_at
    assert waits_for_seal(agreement.sealed)
    new = seal_file(f"{association.name} (ny)")
    give_seal(association, new)
    assert (
        seal_waiting(at=at(DAY, 16)) == Sealing.objects.filter(seal__fingerprint=new.fingerprint).count() > 0
    )
    assert_sealed(stored_bytes(in_force(agreement.sealed).sha256), trusted=new)


def test_no_agreement_before_a_decision(office):
    case = make_submitted(office).application
    with pytest.raises(RuleViolation, match="beviljat"):
        make_agreement(
            application=case,
            terms=["x"],
            signatory="R",
            email="r@x.example",
            by=office.board.secretary,
            at=at(DAY),
        )


def test_chancellery_writes_reminds_and_signs_with_the_password(office, measure, client):
    case = measure.application
    client.force_login(office.board.secretary)

    def page(name: str) -> str:
        return reverse(name, args=["exempelvik", case.public_id])

    assert "Inget avtal" in client.get(page("agreement_detail")).text
    shown = client.get(page("agreement_draft"))
    given = {**shown.context["form"].initial}
    assert given["signatory"] == "Rolf Mattby"
    assert client.post(page("agreement_draft"), given).status_code == HTTPStatus.FOUND
    assert client.post(page("agreement_remind")).status_code == HTTPStatus.FOUND
    assert [one.subject for one in letters("rolf.mattby@exempelvik.example")][-2:] == [
        f"Avtal att skriva under: Social verkstad – {case.association.name}"
    ] * 2
    link = reverse("agreement_sign", args=["exempelvik", link_in_letter()])
    client.post(link, {"name": "Rolf Mattby"})
    other = client.post(page("agreement_countersign"), {"number": 2, "password": PASSWORD})
    assert (other.status_code, "ny version sedan du läste" in other.text) == (422, True)
    assert client.post(page("agreement_countersign"), {"number": 1, "password": "fel"}).status_code == 422
    assert (
        client.post(page("agreement_countersign"), {"number": 1, "password": PASSWORD}).status_code
        == HTTPStatus.FOUND
    )
    assert "underskrivet och stämplat" in client.get(page("agreement_detail")).text
    number = reverse("agreement_pdf", args=["exempelvik", case.public_id, 1])
    for person, status in ((office.applicant, 200), (office.board.auditor, 200), (office.board.member, 404)):
        client.force_login(person)
        assert client.get(number).status_code == status
