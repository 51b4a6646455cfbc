"""The lock files say exactly what is installed and name no host."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings


def name(requirement: str) -> str:
    """The normalised name of a requirement (PEP 503)."""
    bare = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert bare
    return re.sub(r"[-_.]+", "-", bare[0]).lower()


@cache
def owners_of_roots() -> dict[str, set[str]]:
    return {root: {name(owner) for owner in owners} for root, owners in packages_distributions().items()}


def project() -> dict[str, Any]:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())


def locked(file: str) -> set[str]:
    text = (settings.BASE_DIR / file).read_text()
    return {name(line) for line in text.splitlines() if re.match(r"[a-z0-9]", line)}


def test_everything_the_project_asks_for_is_locked() -> None:
    asked = project()["project"]["dependencies"] + project()["dependency-groups"]["dev"]
    assert {name(requirement) for requirement in asked} <= locked("requirements.lock")
    for group in ("node", "uv"):
        own = {name(requirement) for requirement in project()["dependency-groups"][group]}
        assert own <= locked(f"requirements-{group}.lock")


def test_everything_the_project_asks_for_has_a_reason() -> None:
    text = (settings.BASE_DIR / "pyproject.toml").read_text()
    lines = [line for line in text.splitlines() if re.match(r'    "[A-Za-z0-9-]+(\[.*\])?[~=>]=', line)]
    asked = project()["project"]["dependencies"] + [
        requirement for group in project()["dependency-groups"].values() for requirement in group
    ]
    assert len(lines) == len(asked)
    assert [line for line in lines if " # " not in line] == []


def tracked() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    paths = (settings.BASE_DIR / line for line in listed.stdout.splitlines())
    return (path for path in paths if path.is_file())


def what_runs(node: ast.AST) -> Iterator[ast.AST]:
    """The statements below a node, whole, but for what only mypy reads."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        below: Iterable[ast.AST] = node.orelse
    else:
        below = ast.iter_child_nodes(node)
    for each in below:
        if isinstance(each, ast.stmt | ast.excepthandler | ast.match_case):
            yield each
            yield from what_runs(each)


def imported(path: Path) -> set[str]:
    """The distributions that a file imports from when it runs."""
    roots = set()
    for node in what_runs(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            roots.add(node.module.split(".")[0])
    foreign = roots - sys.stdlib_module_names - {"finsam", "meetings", "funding", "tests"}
    return {owner for root in foreign for owner in owners_of_roots().get(root, {name(root)})}


def test_everything_imported_is_declared() -> None:
    running = {name(requirement) for requirement in project()["project"]["dependencies"]}
    testing = running | {name(requirement) for requirement in project()["dependency-groups"]["dev"]}
    for path in tracked():
        if path.suffix == ".py":
            in_tests = path.is_relative_to(settings.BASE_DIR / "tests")
            assert imported(path) <= (testing if in_tests else running), path


def test_everything_declared_is_used() -> None:
    """Imported or named in settings, a script or a tool's table; a plugin of pytest is found by pytest itself."""
    asked = project()["project"]["dependencies"] + project()["dependency-groups"]["dev"]
    used = str(project()["tool"])
    for path in tracked():
        if path.suffix == ".py" or path.parent.name == "script":
            used += path.read_text()
    for requirement in asked:
        own = name(requirement)
        packages = {root for root, owners in owners_of_roots().items() if own in owners}
        plugin = any(point.group == "pytest11" for point in distribution(own).entry_points)
        assert plugin or any(re.search(rf"\b{re.escape(root)}\b", used) for root in packages | {own}), (
            requirement
        )


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-node.lock", "requirements-uv.lock"])
def test_every_python_package_has_a_version_and_a_hash(file: str) -> None:
    text = (settings.BASE_DIR / file).read_text()
    assert "://" not in text
    assert "--index-url" not in text
    for entry in re.split(r"\n(?=[a-z0-9])", text.strip()):
        assert re.match(r"[a-z0-9._-]+(\[.*\])?==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_every_npm_package_has_a_version_and_a_hash_but_no_address() -> None:
    packages = json.loads((settings.BASE_DIR / "package-lock.json").read_text())["packages"]
    for path, package in packages.items():
        if path:
            assert package["version"]
            assert package["integrity"].startswith("sha512-")
            assert "resolved" not in package
