"""What is written on one line stays one line, in every table and through every door."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import models
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from meetings.letters import put_in_post
from meetings.models import Body, Letter, Party
from meetings.models.lines import LineField
from meetings.rules.names import usual_line
from tests.test_guards import OWN_MODELS
from tests.worlds.boards import Board
from tests.worlds.letters import letters

# Made by the site: keys, checksums, words out of its own lists, and copies of what is written elsewhere.
MADE_HERE = re.compile(
    r"public_id|sha256|_hash|token|eid_|uid|accent|browser|user_agent|fingerprint|holder|media_type|message_id|password"
)
COPIES = """
    AuditEntry.what AuditEntry.subject AuditEntry.title AuditEntry.page AuditEntry.file_format
    ChainLink.table ChainLink.content Disposal.what HeldLetter.subject Letter.subject Letter.trouble Sealing.reason
    Notice.paragraphs_text Notice.storage_place Notice.court Posting.board Signatory.name Signature.method
    CalendarFeed.key Writer.tab AgreementSignature.name AgreementSignature.method BoardDecision.number Submission.kind
    Application.registry_number Requisition.ledger_name Event.what Memo.kind Session.session_key
"""
# Refused by their own form of number, which has no room for a line break.
NUMBERS = """
    Association.org_number Association.registry_pattern Applicant.org_number Requisition.account
    Accounts.bank_account Accounts.cost_account Accounts.series Accounts.bankgiro Accounts.iban
    Accounts.bic Purpose.account Attachment.file_name Paper.file_name
"""
LINES = [
    field
    for model in OWN_MODELS
    if not hasattr(model, "history_id")
    for field in model._meta.concrete_fields
    if isinstance(field, LineField)
]


def test_every_column_for_one_line_is_one():
    """A new column of text: LineField, or a line above."""
    others = {
        f"{model.__name__}.{field.name}"
        for model in OWN_MODELS
        if not (hasattr(model, "history_id") or hasattr(model, "m2m_history_id"))
        for field in model._meta.concrete_fields
        if type(field) is models.CharField and not field.choices and not MADE_HERE.search(field.name)
    }
    assert others == {*COPIES.split(), *NUMBERS.split()} & others, sorted(
        others - {*COPIES.split(), *NUMBERS.split()}
    )
    assert len(LINES) > 120


@given(st.text())
def test_line_has_no_break_nor_anything_unseen(text):
    line = usual_line(text)
    assert len(line.splitlines()) <= 1
    assert "\N{SOFT HYPHEN}" not in line
    assert usual_line(line) == line


def test_line_is_stored_as_one_by_every_field():
    for field in LINES:
        assert field.to_python("A\r\nBcc: b\u2028c") == "A Bcc: b c", field
        assert field.get_prep_value("A\nB\N{SOFT HYPHEN}C") == "A BC", field


def test_what_does_not_print_is_refused_by_every_field():
    for field in LINES:
        for letter in "\u202e\u2066\u200b\ufeff":
            with pytest.raises(ValidationError, match="kan inte skrivas ut"):
                field.run_validators(f"A{letter}B")


@pytest.mark.django_db
def test_line_is_one_however_it_is_saved(board: Board):
    party = Party.objects.create(
        association=board.association, kind="af", name="Arbets\nför\u00admedlingen", code="X"
    )
    party.refresh_from_db()
    assert party.name == "Arbets förmedlingen"
    Party.objects.filter(pk=party.pk).update(name="A\nB")
    assert Party.objects.get(name="A\u2029B").name == "A B"


@pytest.mark.django_db
def test_subject_of_a_letter_is_one_line():
    put_in_post(to="a@example.org", subject="Ny tid\u2028Bcc: b@example.org\n", body="Hej")
    assert letters()[0].subject == Letter.objects.get().subject == "Ny tid Bcc: b@example.org"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "hidden",
    [
        "=?utf-8?q?hej=0d=0aBcc:_alla@example.org?=",
        "=?utf-8?b?4oCu?=",
        "=?utf-8?q?a?= =?utf-8?q?b?=",
        "=?=?utf-8?q?a?=",
    ],
)
def test_subject_is_read_as_it_is_stored(hidden):
    """A name may be written as a word that a mail reader decodes, to a line break or to signs that do not show."""
    put_in_post(to="a@example.org", subject=f"Kontot för {hidden} Ek", body="Hej")
    subject = letters()[0].subject
    raw = EmailMessage(subject, "Hej", "b@example.org", ["a@example.org"]).message().as_bytes()
    read = message_from_bytes(raw, policy=default)
    assert read["Subject"] == subject == Letter.objects.get().subject
    assert read.keys().count("Bcc") == 0


@pytest.mark.django_db
def test_form_of_the_register_takes_a_line_break_for_a_space(board: Board, client: Client):
    client.force_login(board.secretary)
    page = reverse("admin:meetings_body_add")
    written = {"association": board.association.pk, "name": "AU\nBcc: alla", "slug": "au"}
    client.post(page, written)
    assert not Body.objects.filter(name__contains="\n").exists()
