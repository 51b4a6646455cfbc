"""What every command costs before it does anything."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

HEAVY = {"aiohttp", "boto3", "fontTools", "lxml", "page", "pyhanko", "pypdf", "weasyprint"}
RUN = """
import json, sys, threading
import django
django.setup()
from django.core.management import execute_from_command_line
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
execute_from_command_line(["manage.py", *sys.argv[2:]])
print(json.dumps([sorted(sys.modules), [thread.name for thread in threading.enumerate()]]))
"""


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["migrate", "--check"],
        ["makemigrations", "--check", "--dry-run"],
        ["list_meetings"],
        ["list_applications"],
        ["clearsessions"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("django_db_setup")
def test_command_loads_only_what_it_uses(command):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "finsam.settings",
    }
    arguments = [sys.executable, "-c", RUN, str(connection.settings_dict["NAME"]), *command]
    done = subprocess.run(
        arguments, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    modules, threads = json.loads(done.stdout.splitlines()[-1])
    assert HEAVY & set(modules) == set()
    assert threads == ["MainThread"]  # a pool's would each be waited for at the end
