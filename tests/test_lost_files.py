"""A stored file that is gone or was changed on the disk: a sentence, a line in the log, and never a broken page."""

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from meetings.models import Person, StoredFile
from tests.worlds.addresses import address, addresses
from tests.worlds.whole_association import World

SENTENCE = "Filen saknas eller är skadad på servern."
# Each hands out or prints a stored file.
OF_A_FILE = {
    "agreement_pdf",
    "decision_letter",
    "draft_attachment_file",
    "protocol_attachment",
    "protocol_pdf",
    "protocol_reading_copy",
    "protocol_verify_pdf",
    "verification_original",
    "verification_public_copy",
    "verification_reading_copy",
    "version_pdf",
}


@pytest.fixture(params=["gone", "changed"])
def lost(
    request: pytest.FixtureRequest, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> World:
    """The rows stand as they were; the folder of files is another."""
    monkeypatch.setattr(settings, "FILES_DIR", tmp_path)
    for sha256 in StoredFile.objects.values_list("sha256", flat=True) if request.param == "changed" else ():
        (Path(settings.FILES_DIR) / sha256).write_bytes(b"something else")
    return world


def pages(person: Person | None, world: World) -> dict[str, tuple[int, bool]]:
    """Status, and whether the sentence is said, of every page that can be asked for."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    found = {}
    for name in addresses():
        with transaction.atomic():
            response = client.get(address(name, world, world))
            said = not response.streaming and SENTENCE in response.content.decode(errors="ignore")
            found[name] = (response.status_code, said)
            transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_no_page_breaks_and_each_says_what_is_lost(lost: World, caplog: pytest.LogCaptureFixture) -> None:
    told = set()
    for person in (None, lost.board.secretary):
        found = pages(person, lost)
        assert {name: status for name, (status, _) in found.items() if status >= 500} == {}
        assert {name for name, (status, said) in found.items() if said and status != 404} == set()
        told |= {name for name, (_, said) in found.items() if said}
    assert told >= OF_A_FILE
    errors = [one for one in caplog.records if one.name == "finsam.lost_files"]
    assert len(errors) >= len(OF_A_FILE)
    assert {one.levelno for one in errors} == {logging.ERROR}
