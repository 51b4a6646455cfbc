"""The scripts of the pages: modules that are written by job and fetched as one file, which esbuild makes."""

import subprocess
from functools import partial
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from finsam.made_files import MadeFile

SCRIPTS = settings.BASE_DIR / "static" / "js"
# The name that modules import each other by, and where they lie.
FOLDERS = {name: SCRIPTS / name for name in ("agenda", "autosave", "editor")}
PROSE_EDITOR = Path(str(files("django_prose_editor"))) / "static" / "django_prose_editor" / "editor.js"
ESBUILD = settings.NODE_MODULES / "esbuild" / "package.json"
BUNDLES = {
    "editor.js": SCRIPTS / "editor" / "main.js",
    "after_lock.js": SCRIPTS / "editor" / "after_lock.js",
    "applying.js": SCRIPTS / "applying.js",
    "agenda.js": SCRIPTS / "agenda" / "main.js",
    "worker.js": SCRIPTS / "agenda" / "worker.js",
}


def script_bundles() -> list[MadeFile]:
    """`js/bundles/editor.js` and the others: what begins a page's work, with all that it imports."""
    modules = [file for folder in FOLDERS.values() for file in sorted(folder.glob("*.js"))]
    return [_made(name, entry, modules) for name, entry in BUNDLES.items()]


def _made(name: str, entry: Path, modules: list[Path]) -> MadeFile:
    options = ["--bundle", "--format=esm", "--target=es2022", "--log-level=error"]
    if not settings.DEBUG:
        options.append("--minify")
    sources = (ESBUILD, PROSE_EDITOR, entry, *modules)
    return MadeFile("js/bundles", name, sources, " ".join(options), partial(_bundle, entry, options))


def _bundle(entry: Path, options: list[str], file: Path) -> None:
    # The program itself: what npm puts in .bin needs node.
    [esbuild] = settings.NODE_MODULES.glob("@esbuild/*/bin/esbuild")
    places = FOLDERS | {"django-prose-editor/editor": PROSE_EDITOR}
    aliases = [f"--alias:{name}={place}" for name, place in places.items()]
    subprocess.run([esbuild, entry, *options, *aliases, f"--outfile={file}"], check=True)
