"""The site's settings: all from the environment (or .env), safe by default. docs/drift.md explains each."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from finsam.postgres.server import DATABASE, OWNER, PORT, SITE, EmbeddedPostgres
from finsam.sign_in.settings import *  # noqa: F403  # read by Django, by name

BASE_DIR = Path(__file__).resolve().parent.parent
NODE_MODULES = BASE_DIR / "node_modules"

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)


def _secret(name: str, in_development: str = "") -> str:
    """A value that production must be given; an empty one counts as missing."""
    value: str = env.str(name, default="") or (in_development if DEBUG else "")
    if not value and not DEBUG:
        raise ImproperlyConfigured(f"Miljövariabeln {name} saknas; i drift krävs den. Se docs/drift.md.")
    return value


SECRET_KEY = _secret("SECRET_KEY", "only-for-development")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [host.strip() for host in _secret("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="") or (
    f"http://localhost:{env.str('PORT', default='8000')}"
    if DEBUG
    else f"https://{ALLOWED_HOSTS[0].removeprefix('.')}"
)

# The web server's, see finsam/web_server.py.
WEB_PORT = env.int("PORT", default=8000)
WEB_WORKERS = env.int("WORKERS", default=2)
REQUEST_MAX_SECONDS = env.int("REQUEST_MAX_SECONDS", default=60)

# Files that the site makes: the embedded database, attachments and PDFs, collected static files.
VAR_DIR = Path(env.str("VAR_DIR", default="") or BASE_DIR / "var").absolute()
FILES_DIR = VAR_DIR / "files"

# What the keys of the associations' seals are encrypted with in the database: the first encrypts, all of them read.
SEAL_KEYS = [key.strip() for key in _secret("SEAL_KEYS", "only-for-development").split(",")]

# Full static fonts for the documents; nothing of the machine's own gets in.
FONTS_DIRS = [NODE_MODULES / "source-serif" / "TTF", NODE_MODULES / "source-sans" / "TTF"]

INSTALLED_APPS = [
    "finsam.apps.SiteConfig",
    "meetings",
    "funding",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, found beside our own
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "simple_history",
    "pgtrigger",
    "procrastinate.contrib.django",
    "django_prose_editor",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "finsam.compressed.Compressed",
    "finsam.private_responses.PrivateResponses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "finsam.request_limit.RequestLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "finsam.sign_in.required.SignInRequired",
    "finsam.sign_in.second_step.SecondFactorRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "finsam.wrong_method.WrongMethod",
    "finsam.noted_reads.NotedReads",
    "finsam.lost_files.LostFiles",
    "finsam.pressed_once.PressedOnce",
    "finsam.cut_short.CutShort",
]

ROOT_URLCONF = "finsam.urls"
WSGI_APPLICATION = "finsam.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "finsam.frame.association_of_page",
            ],
        },
    },
]

FORM_RENDERER = "finsam.form_look.FormRenderer"

# -- Database: the server of DATABASE_URL, else PostgreSQL's own binaries with the data in var/.

EMBEDDED_POSTGRES = None if env.str("DATABASE_URL", default="") else EmbeddedPostgres(VAR_DIR / "postgres")
_database: dict[str, Any] = (
    {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": SITE,
        "HOST": str(EMBEDDED_POSTGRES.socket_folder),
        "PORT": str(PORT),
    }
    if EMBEDDED_POSTGRES
    else env.db_url("DATABASE_URL")
)
_database["CONN_MAX_AGE"] = 0  # the web server's pool keeps connections, see finsam/wsgi.py
_database["CONN_HEALTH_CHECKS"] = True  # those a restarted server has dropped are replaced, unseen
# The owner's sign-in to the same database, for migrations and what else changes tables: finsam/postgres/roles.py.
DATABASE_OWNER: dict[str, Any] = {"USER": OWNER} if EMBEDDED_POSTGRES else {}
if env.str("DATABASE_OWNER_URL", default=""):
    _owner = env.db_url("DATABASE_OWNER_URL")
    DATABASE_OWNER = {key: _owner[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
DATABASE_SITE_ROLE = _database["USER"]
# The web server's connections alone (finsam/wsgi.py): migrations, commands and jobs may ask for as long as they need.
DATABASE_OF_PAGES = {
    "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=8), "timeout": 10},
    "options": f"-c statement_timeout={env.int('DATABASE_STATEMENT_SECONDS', default=10)}s",
}
_database["TEST"] = {
    "NAME": env.str("TEST_DATABASE_NAME", default="") or None,
    # Copied, so that nothing is migrated again.
    "TEMPLATE": env.str("TEST_DATABASE_TEMPLATE", default="") or None,
}
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique by a constraint on its lower case

# In the database, because rate limits must be shared by all processes.
# The roof is high: whoever fills the table must not push others' counted tries out of it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# A letter that is sent is not kept: it may hold a one-time link, of which we store the hash alone.
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}

# -- Sign-in; what does not depend on the environment stands in finsam/sign_in/settings.py

# Each page says that it is the demo and lets anybody try it as its people. Nothing of it is there without DEBUG.
DEMO = env.bool("DEMO", default=DEBUG)
if DEMO and not DEBUG:
    raise ImproperlyConfigured(
        "DEMO är på fast DEBUG är av: vem som helst kan då logga in som demons personer."
    )
SECOND_FACTOR_MAY_WAIT = DEBUG  # the demo lets one press skip what the real site asks for
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # http://localhost; no other address without TLS

# Each provider of OpenID Connect is one object, see docs/drift.md.
EID_PROVIDERS: list[dict[str, Any]] = env.json("EID_PROVIDERS", default=[])
# Hides the subjects of e-IDs, which may be personnummer. When it is changed, every linked identity is forgotten.
EID_KEY = _secret("EID_KEY", "only-for-development") if EID_PROVIDERS else ""

# How long signing waits after a third person, and not the old address, has confirmed a change of an account.
SIGNING_WAIT_HOURS = env.int("SIGNING_WAIT_HOURS", default=72)

# How long it is known which letters went to whom, never less than 90 days: docs/drift.md says why.
LETTERS_KEPT_DAYS = env.int("LETTERS_KEPT_DAYS", default=730)

# How long it is known who read what, never less than 730 days: docs/drift.md says why.
READS_KEPT_DAYS = env.int("READS_KEPT_DAYS", default=730)

# -- E-mail

_email = env.email_url_config(_secret("EMAIL_URL", f"filemail:///{VAR_DIR / 'mail'}"))
_email_options: dict[str, Any] = {}
if _email["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
    _tls, _ssl = bool(_email.get("EMAIL_USE_TLS")), bool(_email.get("EMAIL_USE_SSL"))
    _email_options = {
        "host": _email["EMAIL_HOST"],
        "port": _email["EMAIL_PORT"] or (465 if _ssl else 587 if _tls else 25),
        "username": _email["EMAIL_HOST_USER"] or "",
        "password": _email["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": _tls,
        "use_ssl": _ssl,
        "timeout": 30,
    }
elif _email["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):
    _email_options = {"file_path": _email["EMAIL_FILE_PATH"]}
MAILERS = {"default": {"BACKEND": _email["EMAIL_BACKEND"], "OPTIONS": _email_options}}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="") or "Finsam protokoll <protokoll@localhost>"

# -- Language and time

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

# -- Static files

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "finsam.made_files.MadeFilesFinder",
]
MADE_FILES = [
    "finsam.script_bundles.script_bundles",
    "finsam.style_sheets.style_sheets",
    "finsam.web_fonts.web_fonts",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"  # found where they lie, changes seen at once
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# -- What a request may hold

REQUEST_MAX_BYTES = 60 * 1024 * 1024  # one file and its form; docs/drift.md asks the proxy for as much
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # one request's fields, files not counted
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_PERMISSIONS = 0o600

# -- What a browser may do

# The prose editor injects one <style> of its own; the hash is that version's, held by tests/test_settings.py.
PROSE_EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "worker-src": [CSP.SELF],  # /sw.js alone: finsam/service_worker.py
    "style-src": [CSP.SELF, PROSE_EDITOR_STYLE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],  # the editor shows the PDF in a frame
}

SECURE_SSL_REDIRECT = not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]  # asked by a monitor on the same machine
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG
SECURE_HSTS_PRELOAD = not DEBUG
SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = False  # our scripts send the token, which they read from the cookie
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_secrets": {"()": "finsam.log_privacy.WithoutSecrets"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "procrastinate.worker": {"level": "INFO"},
        "pypdf": {
            "level": "CRITICAL"
        },  # a line for each fault in somebody's file: one of 1 MB can have 100 000
        **{app: {"level": "INFO"} for app in ("finsam", "meetings", "funding")},
    },
}
