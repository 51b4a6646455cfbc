"""What the tree promises of itself."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
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
ALLOWED = {"meetings": {"meetings"}, "funding": {"funding", "meetings"}}
OWN = {"finsam", "meetings", "funding"}


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


@pytest.mark.parametrize("app", ALLOWED)
def test_imports_point_one_way(app):
    for path in PYTHON:
        if path.is_relative_to(ROOT / app):
            roots = {name.split(".")[0] for name in imports(path)} & OWN
            assert roots <= ALLOWED[app], path


def test_rules_know_neither_django_nor_the_database():
    standard = sys.stdlib_module_names | {"holidays", "phonenumbers", "stdnum"}
    pure = ("meetings.rules", "meetings.swedish", "funding.rules")
    for path in ROOT.glob("*/rules/*.py"):
        for name in imports(path):
            assert name.startswith(pure) or name.split(".")[0] in standard, f"{path.name}: {name}"


def test_models_and_rules_do_not_know_who_uses_them():
    views = ("meetings.views", "funding.views")
    for path in ROOT.glob("*/models/*.py"):
        forbidden = ("meetings.actions", "funding.actions", *views)
        assert not [n for n in imports(path) if n.startswith(forbidden)], path
    for room in ("actions", "documents"):
        for path in ROOT.glob(f"*/{room}/*.py"):
            assert not [n for n in imports(path) if n.startswith(views)], path


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "helpers", "common", "core", "base", "misc"}
    assert [path for path in PYTHON if path.stem in empty or path.parent.name in empty] == []


def test_files_are_short():
    limits = {".py": 300, ".html": 300, ".js": 300, ".css": 400}
    long = {
        str(path.relative_to(ROOT)): count
        for path in FILES
        if path.suffix in limits
        and "migrations" not in path.parts
        and (count := len(path.read_text().splitlines())) > limits[path.suffix]
    }
    assert long == {}


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
