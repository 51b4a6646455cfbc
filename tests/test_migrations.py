"""The migrations make the database that the models describe."""

import os
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, migrations
from django.db.migrations.loader import MigrationLoader

from finsam.postgres.programs import binary

OWN = {"meetings", "funding"}


@pytest.fixture
def empty_databases(monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> Iterator[None]:
    """Two more databases: `migrated` is made by the migrations, `direct` by the models alone."""
    made = {}
    for alias, migrate in (("migrated", True), ("direct", False)):
        name = f"{connection.settings_dict['NAME']}_{alias}"
        test = {"NAME": name, "TEMPLATE": None, "MIGRATE": migrate}
        made[alias] = connection.settings_dict | {"TEST": connection.settings_dict["TEST"] | test}
        monkeypatch.setitem(connections.databases, alias, made[alias])
    with django_db_blocker.unblock():
        yield
        for alias in made:
            connections[alias].creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def test_migrations_and_models_make_the_same_schema(empty_databases):
    for alias in ("migrated", "direct"):
        connections[alias].creation.create_test_db(verbosity=0, autoclobber=True)
    write_guards(alias="direct")
    assert schema("migrated") ^ schema("direct") == set()


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def write_guards(alias: str) -> None:
    """The SQL that stands in migrations alone."""
    loader = MigrationLoader(None)
    with connections[alias].schema_editor() as editor:
        for migration in sorted(loader.disk_migrations.values(), key=meetings_first):
            for operation in migration.operations:
                if migration.app_label in OWN and isinstance(operation, migrations.RunSQL):
                    operation.database_forwards(migration.app_label, editor, None, None)


def meetings_first(migration: migrations.Migration) -> tuple[bool, str]:
    """The order in which functions can call each other: those of funding call those of meetings."""
    return migration.app_label != "meetings", migration.name


def schema(alias: str) -> set[str]:
    """What pg_dump says of our tables and functions, each with its columns in alphabetical order."""
    at = connections[alias].settings_dict
    where = {f"PG{key}": str(at[key]) for key in ("HOST", "PORT", "USER", "PASSWORD") if at[key]}
    command = [binary("pg_dump"), "--schema-only", "--no-owner", "--restrict-key=test", at["NAME"]]
    dump = subprocess.run(command, env=os.environ | where, capture_output=True, text=True, check=True).stdout
    statements = re.split(r";\n\n+", dump)
    return {columns_sorted(each) for each in statements if re.search(r"meetings|funding|pgtrigger", each)}


def columns_sorted(part: str) -> str:
    return re.sub(
        r"(?<=\(\n).*(?=\n\)$)",
        lambda columns: "\n".join(sorted(line.strip().rstrip(",") for line in columns[0].splitlines())),
        part,
        flags=re.DOTALL,
    )
