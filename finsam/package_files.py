"""Static files from npm packages, named one by one: the packages hold hundreds, pages use a dozen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage, Storage


class PackageFilesFinder(BaseFinder):
    """Finds what `settings.PACKAGE_FILES` lists: (prefix below /static/, folder, names in it)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.files: dict[str, Path] = {
            f"{prefix}/{name}": folder / name
            for prefix, folder, names in settings.PACKAGE_FILES
            for name in names
        }

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return [
            Error(f"{file} ur ett npm-paket saknas. Kör script/bootstrap.", id="finsam.E001")
            for file in self.files.values()
            if not file.is_file()
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        file = self.files.get(path)
        found = [str(file)] if file and file.is_file() else []
        return found if find_all else next(iter(found), None)

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        for prefix, folder, names in settings.PACKAGE_FILES:
            storage = FileSystemStorage(location=folder)
            storage.prefix = prefix  # type: ignore[attr-defined]  # collectstatic reads it
            for name in names:
                yield name, storage
