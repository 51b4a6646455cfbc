"""Whatever is changed past the guards, or on the disk, is found and named by the nightly check."""

import json
from collections.abc import Callable

import jsonschema
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from meetings.actions.chaining import extend_chain, note_removal
from meetings.actions.checking import check_integrity
from meetings.errors import RuleViolation
from meetings.models import (
    ChainLink,
    IntegrityCheck,
    Notice,
    ProtocolVersion,
    Seal,
    Sealing,
    Signatory,
    Signature,
    StoredFile,
    Verification,
)
from meetings.paper.storage import path_of, store
from meetings.reads.integrity import Fault, _holds, integrity
from tests.worlds.boards import Board, at, make_board, make_verified, sign
from tests.worlds.forging import change_table, past_the_guards
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.seals import seal_file

pytestmark = pytest.mark.django_db
PROTOCOL = "Förbundsstyrelsen 2024-05-30"


@made_once
def verification(board: Board) -> Verification:
    return make_verified(board, paragraphs=1)


def faults() -> list[Fault]:
    extend_chain()
    return integrity().faults


def kinds() -> set[tuple[str, str]]:
    return {(one.kind, one.what.split(":")[0]) for one in faults()}


def test_nothing_is_found_where_all_stands_as_it_was_written(verification: Verification) -> None:
    extend_chain()
    found = integrity()
    assert found.faults == []
    assert found.checked["files"] == StoredFile.objects.count()
    assert found.checked["seals"] == 2
    assert found.checked["snapshots"] == 1
    assert found.checked["rows"] > 10


def test_one_changed_byte_in_a_file_is_found_and_named(verification: Verification) -> None:
    path = path_of(verification.original.sha256)
    data = path.read_bytes()
    path.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    [first, *_] = found = faults()
    assert {one.kind for one in found} == {"file"}
    assert first.what.startswith(f"Filen {verification.original.sha256} är ändrad")
    assert all(PROTOCOL in one.where for one in found)
    assert {one.association for one in found} == {"exempelvik"}


def test_missing_file_is_found_and_named(verification: Verification) -> None:
    path_of(verification.version.file.sha256).unlink()
    [fault] = faults()
    assert (fault.kind, fault.what) == ("file", f"Filen {verification.version.file.sha256} saknas")
    assert PROTOCOL in fault.where


def forge_snapshot(version: ProtocolVersion) -> None:
    forged = version.snapshot | {"place": "FALSKEBERGA"}
    with past_the_guards():
        ProtocolVersion.objects.filter(pk=version.pk).update(snapshot=forged)


def test_forged_snapshot_is_found_against_the_signed_pdf_and_the_chain(verification: Verification) -> None:
    forge_snapshot(verification.version)
    found = faults()
    assert {one.kind for one in found} == {"snapshot", "row"}
    said = " ".join(one.what for one in found)
    assert "den PDF som skickades ut för underskrift (protokoll.json)" in said
    assert "originalet (protokoll.json)" in said
    assert "den offentliga kopian (protokoll.json)" in said


def test_forged_snapshot_is_found_when_its_link_is_forged_too(verification: Verification) -> None:
    forge_snapshot(verification.version)
    with past_the_guards(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE meetings_chainlink l SET content = meetings_row_hash(v, l.columns)"
            ' FROM meetings_protocolversion v WHERE l."table" = \'meetings_protocolversion\' AND l."row" = v.id'
        )
    assert {one.kind for one in faults()} == {"snapshot"}
    extend_chain()
    with past_the_guards():
        ChainLink.objects.filter(table="meetings_signature").update(content="0" * 64)
    assert {one.kind for one in faults()} == {"snapshot", "row", "chain"}


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Signature, {"method": "E-legitimation"}),
        (Signatory, {"name": "Någon Annan"}),
        (Notice, {"verified": "2024-06-30"}),
        (Verification, {"day": "2024-06-30"}),
        (StoredFile, {"pages": 3}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_row_that_is_changed_with_triggers_off_is_found_and_named(
    verification: Verification, model: type, change: dict[str, object]
) -> None:
    with past_the_guards():
        model.objects.update(**change)
    found = [one for one in faults() if one.kind == "row"]
    assert len(found) == model.objects.count()
    assert {one.what for one in found} == {"Raden är ändrad sedan den skrevs"}
    assert all(str(model._meta.verbose_name) in one.where or one.association is None for one in found)


def test_signature_for_something_else_is_found(verification: Verification) -> None:
    with past_the_guards():
        Signature.objects.update(sha256="0" * 64)
    assert ("signature", "Underskriften gäller en annan SHA-256 än versionens") in kinds()


def test_row_that_is_removed_or_slipped_in_is_found(verification: Verification) -> None:
    gone = Signature.objects.first()
    with past_the_guards():
        Signature.objects.filter(pk=gone.pk).delete()
        gone.pk = gone.pk + 1000
        gone.save(force_insert=True)
    said = {(one.what, one.where) for one in faults()}
    assert ("Raden är borttagen utan beslut om gallring", f"meetings_signature {gone.pk - 1000}") in said
    assert "Raden är inlagd utan att beviskedjan vet om den" in {what for what, _ in said}


def test_row_removed_by_a_decision_leaves_its_hash_and_the_chain_is_whole(
    verification: Verification,
) -> None:
    gone = Signature.objects.first()
    link = note_removal(table="meetings_signature", row=gone.pk, decision="§ 12 den 3 maj 2034", at=at())
    with past_the_guards():
        Signature.objects.filter(pk=gone.pk).delete()
    assert faults() == []
    link.refresh_from_db()
    assert (link.decision, link.number is not None, len(link.content)) == ("§ 12 den 3 maj 2034", True, 64)


def test_removal_is_only_noted_of_evidence() -> None:
    with pytest.raises(ChainLink.DoesNotExist):
        note_removal(table="meetings_paragraph", row=1, decision="§ 1", at=at())


def break_link() -> None:
    ChainLink.objects.filter(number=5).update(at=at())


def drop_link() -> None:
    ChainLink.objects.filter(number=5).delete()


@pytest.mark.parametrize(
    ("damage", "said"),
    [(break_link, "Länk 5 i beviskedjan är bruten"), (drop_link, "Länk 5 i beviskedjan saknas")],
)
def test_broken_chain_is_found_and_named(
    verification: Verification, damage: Callable[[], None], said: str
) -> None:
    extend_chain()
    with past_the_guards():
        damage()
    assert ("chain", said) in kinds()


def test_chain_goes_on_from_where_it_was(verification: Verification) -> None:
    assert extend_chain() == ChainLink.objects.count() > 0
    assert extend_chain() == 0
    store_one = StoredFile.objects.create(
        sha256=store(b"ny"), size=2, media_type="text/plain", created_at=at()
    )
    assert extend_chain() == 1
    assert ChainLink.objects.order_by("-number")[0].row == store_one.pk
    assert faults() == []


def test_column_added_later_changes_no_hash(verification: Verification) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot be altered
    change_table("ALTER TABLE meetings_signature ADD COLUMN later text DEFAULT 'ny'")
    assert faults() == []


def test_hash_of_a_row_is_the_same_wherever_it_is_asked_for(verification: Verification) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Asia/Kolkata'; SET LOCAL bytea_output = 'escape'")
    assert faults() == []


def test_what_the_public_copy_says_is_what_the_database_says() -> None:
    record = {
        "verified": "2024-06-10",
        "signatures": [{"name": "A", "sha256": "1"}, {"name": "B", "sha256": "2"}],
    }
    copy = {"verified": "2024-06-10", "notes": [], "signatures": [{"name": "A"}, {"name": "B"}]}
    assert _holds(record, copy)
    assert not _holds(record, copy | {"verified": "2024-06-11"})
    assert not _holds(record, copy | {"signatures": [{"name": "A"}]})
    assert not _holds(record, copy | {"signatures": [{"name": "A"}, {"name": "C"}]})
    assert not _holds(record, copy | {"notes": ["Sekreteraren har inte skrivit under"]})


def test_seal_is_held_to_its_certificate(verification: Verification) -> None:
    other = seal_file("En annan")
    with past_the_guards():
        Seal.objects.update(fingerprint=other.fingerprint)
    assert {
        ("certificate", "Stämpelns certifikat är ändrat"),
        (
            "seal",
            "Stämpelns certifikat, utfärdat till Samordningsförbundet i Exempelvik, är inte det som förbundet har "
            "tagit in",
        ),
    } <= kinds()


def test_document_that_is_said_to_be_sealed_and_is_not_is_found(verification: Verification) -> None:
    with past_the_guards():
        Sealing.objects.filter(document=verification.original).update(sealed=verification.version.file)
    [fault] = [one for one in faults() if one.kind == "seal"]
    assert fault.what == "Stämpeln håller inte för hela filen"
    assert fault.where.startswith("justering ")
    assert PROTOCOL in fault.where


def test_command_answers_as_json_and_ends_with_one_when_something_is_wrong(
    verification: Verification, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_integrity")
    assert json.loads(capsys.readouterr().out)["faults"] == []
    path_of(verification.original.sha256).unlink()
    with pytest.raises(SystemExit) as ended:
        call_command("check_integrity")
    assert ended.value.code == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["faults"][0]["kind"] == "file"
    schema = json.loads((settings.BASE_DIR / "docs" / "kommandon.schema.json").read_text())
    jsonschema.validate(answer, {"$defs": schema["$defs"], "$ref": "#/$defs/check_integrity"})


def test_each_chancellery_is_told_of_its_own_once(client: Client, verification: Verification) -> None:
    other = make_board(slug="granby", suffix=".granby")
    path_of(verification.original.sha256).unlink()
    check_integrity(at=at())
    told = [one for one in letters() if one.subject.split(" – ")[0] == "Något står inte kvar som det skrevs"]
    assert {one.to for one in told} == {"karl.ostman@example.org", "eva.lindmark@example.org"}
    assert verification.original.sha256 in told[0].body
    check_integrity(at=at(hour=13))
    assert len([one for one in letters() if "inte kvar" in one.subject]) == len(told)
    for person, seen in ((verification.version.frozen_by, True), (other.secretary, False)):
        client.force_login(person)
        slug = "exempelvik" if seen else "granby"
        html = client.get(reverse("todo", args=[slug])).content.decode()
        assert ("Något står inte kvar som det skrevs" in html) == seen
    assert IntegrityCheck.objects.count() == 2


def test_forged_snapshot_is_not_shown_as_the_protocol(
    client: Client, verification: Verification, caplog: pytest.LogCaptureFixture
) -> None:
    where = ["exempelvik", "styrelsen", verification.protocol.key]
    pages = [reverse("protocol_detail", args=where), reverse("protocol_paragraph", args=[*where, 1])]
    for page in pages:
        assert client.get(page).status_code == 200
    forge_snapshot(verification.version)
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 404
        html = answer.content.decode()
        assert "Protokollets innehåll i databasen är inte det som låstes och undertecknades." in html
        assert "FALSKEBERGA" not in html
    assert "is not the one that was frozen" in caplog.text
    client.force_login(verification.version.frozen_by)
    assert client.get(reverse("protocol_verify", args=where)).status_code == 404
    assert client.get(reverse("protocol_pdf", args=where)).status_code == 200


def test_forged_snapshot_is_not_signed_into_an_original(version: ProtocolVersion, board: Board) -> None:
    for person in (board.secretary, board.chair):
        sign(version, person)
    forge_snapshot(version)
    with pytest.raises(RuleViolation, match="din underskrift är inte registrerad"):
        sign(ProtocolVersion.objects.get(pk=version.pk), board.verifier)
    assert not Verification.objects.exists()


def test_row_whose_parent_is_gone_is_told_of_with_it(verification: Verification) -> None:
    """With the triggers off the foreign keys hold nothing either."""
    with past_the_guards():
        Signature.objects.update(method="E-legitimation")
        Signatory.objects.filter(pk=Signature.objects.first().signatory_id)._raw_delete("default")
    said = {(one.kind, one.what) for one in faults()}
    assert ("row", "Raden är borttagen utan beslut om gallring") in said
    assert ("row", "Raden är ändrad sedan den skrevs") in said


def test_site_itself_cannot_keep_the_check_from_reading(verification: Verification) -> None:
    """It may add links, for each row of evidence adds one: also of what is not there."""
    ChainLink.objects.create(table="finns_inte", row=1, content="0" * 64, at=at())
    path_of(verification.version.file.sha256).unlink()
    found = faults()
    assert ("check", "finns_inte") in {(one.kind, one.where) for one in found}
    assert {"file", "check"} == {one.kind for one in found}
