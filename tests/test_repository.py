"""What the tree promises of itself."""

import ast
import importlib.util
import re
import subprocess
from functools import reduce
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
]
FILES = [path for path in TRACKED if path.is_file()]
PYTHON = [path for path in FILES if path.suffix == ".py"]


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "helpers", "common", "core", "base", "misc"}
    assert [path for path in PYTHON if path.stem in empty or path.parent.name in empty] == []


def test_files_are_short():
    # One declaration a line in css. A room is a job and not a length: nothing is cut only to come under.
    limits = {".py": 340, ".html": 300, ".js": 300, ".css": 600}
    long = {
        str(path.relative_to(ROOT)): count
        for path in FILES
        if path.suffix in limits
        and "migrations" not in path.parts
        and (count := len(path.read_text().splitlines())) > limits[path.suffix]
    }
    assert long == {}


def test_lines_of_templates_are_read_without_scrolling():
    lines = sorted(
        len(line) for path in FILES if path.suffix == ".html" for line in path.read_text().splitlines()
    )
    assert lines[int(len(lines) * 0.95)] <= 120
    assert lines[-1] <= 160


def test_a_comment_of_a_template_ends_on_its_line():
    """Django shows one that goes on to the next line on the page."""
    shown = [
        str(path.relative_to(ROOT))
        for path in FILES
        if path.suffix in (".html", ".txt")
        if any(line.count("{#") != line.count("#}") for line in path.read_text().splitlines())
    ]
    assert shown == []


def test_a_class_name_means_one_thing():
    """A row, what is frozen of it and what a rule takes of it may have one name; nothing else has another's."""
    places: dict[str, list[Path]] = {}
    for path in PYTHON:
        if (
            path.relative_to(ROOT).parts[0] in {"finsam", "meetings", "funding"}
            and "migrations" not in path.parts
        ):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places.setdefault(node.name, []).append(path)
    rooms = {"models", "record", "rules"}
    twice = {
        name: found
        for name, found in places.items()
        if len(found) > 1 and name != "Command" and not all(rooms & set(path.parts) for path in found)
    }
    assert twice == {}


def test_glossary_covers_every_model():
    glossary = (ROOT / "docs" / "ordlista.md").read_text()
    models = [
        model.__name__ for app in ("meetings", "funding") for model in apps.get_app_config(app).get_models()
    ]
    missing = [
        name
        for name in models
        if not name.startswith("Historical") and not re.search(rf"\b{name}\b", glossary)
    ]
    assert missing == []


def test_readme_is_short_and_its_commands_exist():
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) <= 120
    for command in re.findall(r"`(script/[a-z]+)`", text):
        assert (ROOT / command).stat().st_mode & 0o111, command
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text):
        assert (ROOT / picture).is_file(), picture
    for page in re.findall(r"\]\((docs/[^)#]+)\)", text):
        assert (ROOT / page).exists(), page


def test_repository_names_no_registry_and_no_path_of_a_machine():
    # Put together here, or this file would name them.
    hosts = [("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"), ("deb", "debian")]
    named = "|".join(rf"{host}\.{domain}" for host, domain in hosts)
    forbidden = re.compile(rf"{named}|/{'work'}/|/{'root'}/")
    found = [
        str(path.relative_to(ROOT))
        for path in FILES
        if path.suffix not in {".png", ".pdf", ".ico"} and forbidden.search(path.read_text(errors="ignore"))
    ]
    assert found == []


def test_day_of_a_moment_is_asked_for_by_name():
    """The date of a moment is the day in UTC, which at night is yesterday's in Sweden."""
    wrong = re.compile(r"(\bat|_at|\bnow\(\)|\bmoment)\.date\(\)")
    found = [str(path.relative_to(ROOT)) for path in PYTHON if wrong.search(path.read_text())]
    assert found == []


def test_no_page_declares_a_text_safe():
    """What is HTML comes as such from where it was sanitised; the filter would pass on what a person wrote."""
    declared = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")
    found = [
        str(path.relative_to(ROOT))
        for path in FILES
        if path.suffix == ".html" and declared.search(path.read_text())
    ]
    assert found == []


SECURITY = (ROOT / "docs" / "sakerhet.md").read_text(encoding="utf-8")


def there_is(name: str) -> bool:
    """Whether a module, or what it holds, has the dotted name; one of meetings is written without it."""
    parts = name.split(".")
    if parts[0] not in {"finsam", "funding"}:
        parts.insert(0, "meetings")
    for length in range(len(parts), 0, -1):
        if find_spec_of(".".join(parts[:length])):
            found = importlib.import_module(".".join(parts[:length]))
            return reduce(lambda one, part: getattr(one, part, None), parts[length:], found) is not None
    return False


def find_spec_of(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # its parent is no package
        return False


def test_every_promise_of_security_names_what_exists():
    promises = [
        row
        for line in SECURITY.split("## Kvar att göra")[0].splitlines()
        if line.startswith("| ") and len(row := [cell.strip() for cell in line.strip("| ").split("|")]) >= 3
        if row[0] not in {"löfte", "---"}
    ]
    assert len(promises) > 70
    for what, keeper, test in (row[:3] for row in promises):
        assert [one for one in re.findall(r"`([\w.]+)`", keeper) if not there_is(one)] == [], what
        named = re.findall(r"`([\w/]+\.py)::(\w+)`", test)
        assert named, what
        for file, function in named:
            assert f"def {function}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), function
