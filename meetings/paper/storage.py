"""Content-addressed files: FILES_DIR/<SHA-256>. Written once, never changed, harmless without an owner."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_SHA256 = re.compile(r"[0-9a-f]{64}")


class LostFileError(OSError):
    """What was stored cannot be read as it was. A page asked for then is finsam.lost_files', with the sentence."""

    sentence = (
        "Filen saknas eller är skadad på servern. Den som sköter installationen kan se vilken i loggen och hämta "
        "den ur säkerhetskopian."
    )


class MissingFileError(LostFileError):
    """Nothing can be read under the SHA-256."""


class DamagedFileError(LostFileError):
    """The stored bytes no longer have the SHA-256 that names them."""


def store(data: bytes) -> str:
    """Keep `data` for good and return its SHA-256 in hex; the same data again changes nothing.

    When it returns, the bytes and the name are on the disk (fsync of file and directory), so a row that
    names the hash may be committed after.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    # One of another size is what a broken disk or copy left: it is written again.
    if path.is_file() and path.stat().st_size == len(data):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # Renamed when it is whole: nobody reads half a file under its own name.
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    _sync_directory(path.parent)
    return sha256


def store_path(path: Path) -> tuple[str, int]:
    """Keep the file at `path`, which is moved and may be large; its SHA-256 in hex, and its size in bytes.

    It lies on the same disk as FILES_DIR. What is on the disk when it returns is as `store` says.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
        os.fsync(file.fileno())
    kept = path_of(sha256)
    if not (kept.is_file() and kept.stat().st_size == size):
        kept.parent.mkdir(parents=True, exist_ok=True)
        path.replace(kept)
        _sync_directory(kept.parent)
    return sha256, size


def checked_path(sha256: str) -> Path:
    """Where the stored file lies, read through once. Raises what `stored_bytes` does."""
    with opened(sha256):
        return path_of(sha256)


def stored_bytes(sha256: str) -> bytes:
    """The bytes stored under `sha256`. Raises MissingFileError, or DamagedFileError when they changed."""
    try:
        data = path_of(sha256).read_bytes()
    except OSError as error:
        raise MissingFileError(f"stored file {sha256} cannot be read") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedFileError(f"stored file {sha256} is damaged")
    return data


def opened(sha256: str) -> BinaryIO:
    """The stored file, open at its start; the caller closes it. Raises what `stored_bytes` does."""
    try:
        file = path_of(sha256).open("rb")
    except OSError as error:
        raise MissingFileError(f"stored file {sha256} cannot be read") from error
    if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
        file.close()
        raise DamagedFileError(f"stored file {sha256} is damaged")
    file.seek(0)
    return file


def path_of(sha256: str) -> Path:
    """Where the file lies, whether or not it exists. Raises ValueError for what is not a SHA-256 in hex."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in hex")
    return Path(settings.FILES_DIR) / sha256


def _sync_directory(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
