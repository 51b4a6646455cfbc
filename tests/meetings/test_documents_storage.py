import hashlib

import pytest

from meetings.actions.attaching import add_attachment
from meetings.actions.freezing import freeze_protocol
from meetings.errors import RuleViolation
from meetings.paper.storage import DamagedFileError, MissingFileError, path_of, store, stored_bytes
from tests.worlds.boards import at, make_board, make_ready
from tests.worlds.papers import PDF


def test_file_is_found_again_by_its_hash():
    sha256 = store(b"bilaga")
    assert sha256 == hashlib.sha256(b"bilaga").hexdigest()
    assert stored_bytes(sha256) == b"bilaga"
    assert path_of(sha256).name == sha256


def test_storing_twice_changes_nothing():
    path = path_of(store(b"bilaga"))
    before = path.stat().st_mtime_ns
    store(b"bilaga")
    assert path.stat().st_mtime_ns == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_damaged_file_is_never_handed_out():
    sha256 = store(b"bilaga")
    path_of(sha256).write_bytes(b"bilagb")
    with pytest.raises(DamagedFileError):
        stored_bytes(sha256)


def test_storing_again_mends_a_file_that_was_cut_short():
    sha256 = store(b"bilaga")
    path_of(sha256).write_bytes(b"bil")
    store(b"bilaga")
    assert stored_bytes(sha256) == b"bilaga"


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_hash_names_a_file(name):
    with pytest.raises(ValueError, match="SHA-256"):
        stored_bytes(name)


def test_unknown_file_is_said_so():
    with pytest.raises(MissingFileError):
        stored_bytes("0" * 64)


@pytest.mark.django_db
def test_full_disk_is_told_in_a_sentence_and_saves_nothing(settings, tmp_path):
    """A file where the folder should be refuses writing also to root, who passes every other hindrance."""
    board = make_board()
    protocol = make_ready(board)
    settings.FILES_DIR = tmp_path / "full"
    settings.FILES_DIR.write_bytes(b"")
    paragraph = protocol.meeting.paragraphs.first()
    with pytest.raises(RuleViolation, match="kunde inte sparas"):
        add_attachment(paragraph=paragraph, file_name="a.pdf", data=PDF, by=board.secretary, at=at())
    with pytest.raises(RuleViolation, match="kunde inte sparas"):
        freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    assert not protocol.versions.exists()
    assert not paragraph.attachments.exists()
