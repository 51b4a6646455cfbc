"""The site in production mode, each time in a process of its own with an environment of its own."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import LazySettings, settings
from django.db import connection
from django.test import Client

from finsam import web_server
from finsam.checks import eids_are_asked_over_tls, site_is_not_the_owner
from finsam.postgres.roles import as_owner

PRODUCTION = {
    "DEBUG": "off",
    "SECRET_KEY": "".join(chr(65 + number % 26) + str(number) for number in range(40)),
    "ALLOWED_HOSTS": "protokoll.example.se",
    "EMAIL_URL": "smtp+tls://user:pa%40ss@smtp.example.se",
    "SEAL_KEYS": "".join(chr(97 + number % 26) + str(number) for number in range(40)),
}


def run_in_production(code: str, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(settings.BASE_DIR)} | PRODUCTION | changes
    environment["DJANGO_SETTINGS_MODULE"] = "finsam.settings"
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "SEAL_KEYS"])
def test_production_refuses_to_start_without(name: str) -> None:
    answer = run_in_production("import finsam.settings", **{name: ""})
    assert answer.returncode != 0
    assert f"Miljövariabeln {name} saknas; i drift krävs den." in answer.stderr.splitlines()[-1]


def test_production_starts_with_all_its_secrets() -> None:
    code = "from finsam.settings import MAILERS, SITE_URL; print(SITE_URL, MAILERS['default']['OPTIONS'])"
    answer = run_in_production(code)
    assert answer.stderr == ""
    site, _, mail = answer.stdout.partition(" ")
    assert site == "https://protokoll.example.se"
    assert "'port': 587" in mail
    assert "'password': 'pa@ss'" in mail
    assert "'use_tls': True" in mail


def test_debug_is_off_unless_asked_for() -> None:
    without_file = "import environ; environ.Env.read_env = lambda *args: None; "
    code = without_file + "from finsam import settings; print(settings.DEBUG)"
    assert run_in_production(code, DEBUG="").stdout == "False\n"


def test_letters_lead_to_the_port_that_the_demo_listens_on() -> None:
    code = "from finsam import settings; print(settings.SITE_URL)"
    assert run_in_production(code, DEBUG="on", PORT="8201").stdout == "http://localhost:8201\n"


@pytest.mark.django_db
def test_visitor_meets_our_own_error_page_in_development_too(client: Client, settings: LazySettings) -> None:
    settings.DEBUG = True
    assert "Page not found" in client.get("/finns-inte/").content.decode()
    web_server.post_worker_init(None)
    assert "Sidan finns inte" in client.get("/finns-inte/").content.decode()


def test_given_database_is_used_instead_of_the_embedded_one() -> None:
    code = "from finsam import settings as s; print(s.EMBEDDED_POSTGRES, s.DATABASES['default']['HOST'])"
    answer = run_in_production(code, DATABASE_URL="postgres://a:b@db.example.se/c")
    assert answer.stdout == "None db.example.se\n"


def url_of(role: str) -> str:
    """The test's own database, for one of its roles."""
    at = connection.settings_dict
    return f"postgres://{role}@/{at['NAME']}?host={quote(at['HOST'])}&port={at['PORT']}"


def check_deployment(folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, "VAR_DIR": str(folder)}
    environment |= {"DATABASE_URL": url_of(settings.DATABASE_SITE_ROLE), **changes}
    return subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


@pytest.mark.django_db
def test_deployment_check_finds_nothing(tmp_path: Path) -> None:
    answer = check_deployment(tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


@pytest.mark.django_db(transaction=True)
def test_deployment_check_finds_the_owner_where_the_site_should_be() -> None:
    assert site_is_not_the_owner() == []
    with as_owner():
        (found,) = site_is_not_the_owner()
    assert "loggar in i databasen som tabellernas ägare" in found.msg
    assert site_is_not_the_owner() == []


@pytest.mark.django_db
def test_pages_alone_have_a_limit_to_each_question() -> None:
    with psycopg.connect(
        url_of(settings.DATABASE_SITE_ROLE), options=settings.DATABASE_OF_PAGES["options"]
    ) as page:
        assert page.execute("SHOW statement_timeout").fetchone() == ("10s",)
    page.close()
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.django_db
def test_deployment_check_finds_a_key_that_can_be_guessed(tmp_path: Path) -> None:
    answer = check_deployment(tmp_path, SEAL_KEYS=PRODUCTION["SEAL_KEYS"] + ",hemligt")
    assert answer.returncode == 1
    assert "SEAL_KEYS är för kort." in answer.stderr


def test_content_security_policy_knows_the_editors_only_own_style() -> None:
    """A new version of the editor may have another style; then PROSE_EDITOR_STYLE must change with it."""
    package = find_spec("django_prose_editor")
    assert package
    assert package.origin
    script = Path(package.origin).parent / "static" / "django_prose_editor" / "editor.js"
    style = re.search(r"=`(\.ProseMirror \{.*?)`", script.read_text(), re.DOTALL)
    assert style
    text = style[1].replace(r"\n", "\n").replace(r"\'", "'")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert f"'sha256-{digest}'" == settings.PROSE_EDITOR_STYLE


@pytest.mark.django_db
def test_every_page_has_a_policy_without_inline_code(client: Client) -> None:
    policy = client.get("/konto/login/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy


def test_eid_without_tls_is_refused_in_production(settings: LazySettings) -> None:
    settings.EID_PROVIDERS = [{"id": "prov", "server_url": "http://eid.example.se"}]
    (error,) = eids_are_asked_over_tls()
    assert "prov" in error.msg
    settings.EID_PROVIDERS = [{"id": "prov", "server_url": "https://eid.example.se"}]
    assert eids_are_asked_over_tls() == []


def test_passkeys_of_an_address_without_tls_are_for_development_alone() -> None:
    code = "from finsam import settings; print(settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN)"
    assert run_in_production(code).stdout == "False\n"
    assert run_in_production(code, DEBUG="on").stdout == "True\n"
