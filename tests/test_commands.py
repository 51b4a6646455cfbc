"""What every command costs before it does anything."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

COMMANDS = (
    "check",
    "migrate --check",
    "makemigrations --check --dry-run",
    "list_meetings",
    "list_applications",
    "clearsessions",
)
HEAVY = {"aiohttp", "boto3", "fontTools", "holidays", "lxml", "page", "pyhanko", "pypdf", "weasyprint"}
RUN = """
import json, sys, threading
import django
django.setup()
from django.core.management import execute_from_command_line
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
for command in sys.argv[2:]:
    execute_from_command_line(["manage.py", *command.split()])
    print(json.dumps([sorted(sys.modules), [thread.name for thread in threading.enumerate()]]))
"""


@pytest.fixture(scope="module")
def loaded(django_db_setup) -> dict[str, tuple[list[str], list[str]]]:
    """The modules and the threads after each command; one process does them all, so each has those before it too."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "finsam.settings",
    }
    arguments = [sys.executable, "-c", RUN, str(connection.settings_dict["NAME"]), *COMMANDS]
    done = subprocess.run(
        arguments, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[[")]
    return dict(zip(COMMANDS, told, strict=True))


@pytest.mark.parametrize("command", COMMANDS)
def test_command_loads_only_what_it_uses(loaded, command):
    modules, threads = loaded[command]
    assert HEAVY & set(modules) == set()
    assert threads == ["MainThread"]  # a pool's would each be waited for at the end
