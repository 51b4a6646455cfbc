"""The database refuses what must never happen to a frozen or verified protocol, whoever asks."""

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from meetings.actions.changing import request_change, withdraw_protocol
from meetings.actions.drafting import add_paragraph
from meetings.actions.freezing import freeze_protocol
from meetings.actions.writing import digest, save_text
from meetings.errors import RuleViolation
from meetings.models import (
    Attendee,
    Decision,
    Meeting,
    Notice,
    Paragraph,
    ProtocolParagraph,
    ProtocolVersion,
    Signature,
    StoredFile,
    Verification,
    Verifier,
)
from tests.worlds.boards import at, make_board, make_ready, sign

pytestmark = pytest.mark.django_db

WORKING_ROWS = [
    (Meeting, "place", "Annan plats"),
    (Attendee, "title", "gäst"),
    (Verifier, "is_deputy", True),
    (Paragraph, "text", "<p>Ändrad.</p>"),
    (Decision, "text", "att ändra."),
]


def refused():
    return pytest.raises(DatabaseError, match="fryst")


@pytest.mark.parametrize(("model", "field", "value"), WORKING_ROWS)
def test_working_rows_of_a_frozen_protocol_refuse_every_kind_of_update(model, field, value, version):
    row = model.objects.first()
    setattr(row, field, value)
    with refused(), transaction.atomic():
        row.save(update_fields=[field])
    with refused(), transaction.atomic():
        model.objects.all().update(**{field: value})
    with refused(), transaction.atomic():
        model.objects.bulk_update([row], [field])
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE {model._meta.db_table} SET "{field}" = %s', [value])  # noqa: S608


@pytest.mark.parametrize("model", [Attendee, Verifier, Paragraph, Decision, ProtocolParagraph])
def test_working_rows_of_a_frozen_protocol_refuse_delete(model, version):
    with refused(), transaction.atomic():
        model.objects.all().delete()
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608


def test_nothing_is_added_to_a_frozen_protocol(version):
    meeting = version.protocol.meeting
    with refused(), transaction.atomic():
        Paragraph.objects.create(meeting=meeting, position=99)
    with refused(), transaction.atomic():
        Paragraph.objects.bulk_create([Paragraph(meeting=meeting, position=99)])
    with refused(), transaction.atomic():
        Decision.objects.create(
            paragraph=meeting.paragraphs.first(), position=9, text="att smyga in ett beslut."
        )


def test_actions_explain_before_the_database_refuses(board, version):
    with pytest.raises(RuleViolation, match="ute för justering"):
        add_paragraph(meeting=version.protocol.meeting, by=board.secretary, at=at())


@pytest.mark.parametrize("model", [ProtocolVersion, Signature, Notice, StoredFile])
def test_rows_that_are_only_added_refuse_update_and_delete(model, verification):
    row = model.objects.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().update(id=row.pk)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608


def test_verification_refuses_every_change_but_another_public_copy(verification):
    with pytest.raises(DatabaseError), transaction.atomic():
        Verification.objects.update(day=date(2024, 6, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        Verification.objects.update(public_copy=verification.original)  # no ReplacedCopy says so
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {Verification._meta.db_table}")  # noqa: S608


def test_a_change_request_opens_the_working_rows_and_the_next_freeze_locks_them(board, version):
    request = request_change(version=version, by=board.verifier, at=at(), reason="Fel belopp.")
    paragraph = version.protocol.meeting.paragraphs.first()
    save_text(
        row=paragraph,
        field="text",
        value="<p>Rätt belopp.</p>",
        base=digest(paragraph.text),
        by=board.secretary,
        at=at(),
    )
    from meetings.actions.changing import answer_request

    answer_request(request=request, by=board.secretary, at=at(), outcome="changed")
    freeze_protocol(protocol=version.protocol, by=board.secretary, at=at())
    with refused(), transaction.atomic():
        Paragraph.objects.update(text="<p>Fel igen.</p>")
    assert "Rätt belopp" in version.protocol.versions.last().snapshot["paragraphs"][0]["text"]


def test_a_verified_protocol_is_never_opened_again(board, verification):
    with pytest.raises(RuleViolation, match="justerat"):
        request_change(version=verification.version, by=board.chair, at=at(), reason="För sent.")
    with pytest.raises(RuleViolation, match="inte ute för justering"):
        withdraw_protocol(version=verification.version, by=board.secretary, at=at(), reason="För sent.")
    with pytest.raises(DatabaseError, match="redan justerat"), transaction.atomic():
        verification.version.change_requests.create(
            kind="request", person=board.chair, at=at(), reason="Förbi reglerna."
        )


def test_a_signature_of_another_hash_is_refused(board, version):
    with pytest.raises(DatabaseError, match="gäller inte"), transaction.atomic():
        Signature.objects.create(signatory=version.signatories.first(), at=at(), method="x", sha256="0" * 64)


def test_a_version_that_is_opened_takes_no_signature(board, version):
    withdraw_protocol(version=version, by=board.secretary, at=at(), reason="Ett namn saknas.")
    with pytest.raises(DatabaseError, match="ändring är begärd"), transaction.atomic():
        Signature.objects.create(
            signatory=version.signatories.first(), at=at(), method="x", sha256=version.sha256
        )


def test_verification_without_all_signatures_is_refused(board, version):
    sign(version, board.secretary)
    with pytest.raises(DatabaseError, match="Alla har inte"), transaction.atomic():
        Verification.objects.create(
            protocol=version.protocol,
            version=version,
            day=at().date(),
            at=at(),
            record={},
            original=version.file,
        )


@pytest.mark.django_db(transaction=True)
def test_a_write_that_begins_while_the_freeze_runs_is_refused():
    """The write waits for the meeting's row and is refused when the freeze has committed."""
    board = make_board()
    protocol = make_ready(board)
    frozen, outcome = threading.Event(), []

    def write() -> None:
        frozen.wait(10)
        try:
            Paragraph.objects.update(text="<p>Efter ögonblicksbilden.</p>")
            outcome.append("written")
        except DatabaseError:
            outcome.append("refused")
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    with transaction.atomic():
        freeze_protocol(protocol=protocol, by=board.secretary, at=at())
        frozen.set()
        writer.join(0.5)
        assert outcome == []
    writer.join(10)
    assert outcome == ["refused"]


@pytest.mark.django_db(transaction=True)
def test_a_freeze_that_begins_while_a_write_runs_waits_and_holds_it():
    board = make_board()
    protocol = make_ready(board)
    written, versions = threading.Event(), []

    def freeze() -> None:
        written.wait(10)
        versions.append(freeze_protocol(protocol=protocol, by=board.secretary, at=at()))
        connection.close()

    freezer = threading.Thread(target=freeze)
    freezer.start()
    with transaction.atomic():
        Paragraph.objects.update(text="<p>Före ögonblicksbilden.</p>")
        written.set()
        freezer.join(0.5)
        assert versions == []
    freezer.join(20)
    assert "Före" in versions[0].snapshot["paragraphs"][0]["text"]
