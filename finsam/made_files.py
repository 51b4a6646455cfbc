"""Static files that we make out of packages' own, when they are first asked for or by collectstatic; kept in var/."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class MadeFile:
    """`folder` and `name` below /static/. `make` writes it to the path it is given; `recipe` is what, beside the
    sources, the bytes depend on.
    """

    folder: str
    name: str
    sources: tuple[Path, ...]
    recipe: str
    make: Callable[[Path], None]

    def path(self) -> Path:
        """Where it lies; made now if it is not there."""
        what = b"\0".join([self.recipe.encode(), *(source.read_bytes() for source in self.sources)])
        file = settings.VAR_DIR / "made" / hashlib.sha256(what).hexdigest()[:12] / self.name
        if not file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            # Two processes may be asked at once: each writes its own and renames, so nobody serves half a file.
            part = file.with_suffix(f".{os.getpid()}")
            self.make(part)
            part.replace(file)
        return file


class MadeFilesFinder(BaseFinder):
    """Finds what the functions in `settings.MADE_FILES` give."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.files: dict[str, MadeFile] = {
            f"{file.folder}/{file.name}": file
            for function in settings.MADE_FILES
            for file in import_string(function)()
        }

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        missing = {source for file in self.files.values() for source in file.sources if not source.is_file()}
        return [
            Error(f"{source} ur ett npm-paket saknas. Kör script/bootstrap.", id="finsam.E003")
            for source in sorted(missing)
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        file = self.files.get(path)
        found = [str(file.path())] if file else []
        return found if find_all else next(iter(found), None)

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        for file in self.files.values():
            storage = FileSystemStorage(location=file.path().parent)
            storage.prefix = file.folder  # type: ignore[attr-defined]  # collectstatic reads it
            yield file.name, storage
