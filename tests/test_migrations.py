"""The migrations make the database that the models describe."""

import os
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, migrations, transaction
from django.db.migrations.loader import MigrationLoader

from finsam.postgres.programs import binary
from meetings.migrations.operations import SetTriggers, Together

OWN = {"meetings", "funding"}


@pytest.fixture(scope="module")
def direct(django_db_setup, django_db_blocker: Any) -> Iterator[str]:
    """One more database, made by the models alone; that of the tests is made by the migrations."""
    test = {"NAME": f"{connection.settings_dict['NAME']}_direct", "TEMPLATE": None, "MIGRATE": False}
    made = (
        connection.settings_dict | settings.DATABASE_OWNER | {"TEST": connection.settings_dict["TEST"] | test}
    )
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setitem(connections.databases, "direct", made)
        connections["direct"].creation.create_test_db(verbosity=0, autoclobber=True)
        write_guards("direct")
        yield "direct"
        connections["direct"].creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def test_migrations_and_models_make_the_same_schema(direct):
    assert schema("default") ^ schema(direct) == set()


def test_newest_migration_of_each_app_runs_backwards(direct, django_db_blocker: Any):
    loader = MigrationLoader(None)
    with django_db_blocker.unblock():
        for key in loader.graph.leaf_nodes():
            if key[0] in OWN:
                before = loader.project_state(key, at_end=False)
                with transaction.atomic(using=direct), connections[direct].schema_editor() as editor:
                    loader.disk_migrations[key].unapply(before, editor)
                    transaction.set_rollback(True, using=direct)


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_what_a_migration_changes_it_changes_together():
    """Django renders anew all that hangs on Person for each operation that stands alone: 0.2 s each."""
    quick = (Together, SetTriggers, migrations.RunSQL, migrations.RunPython)
    alone = {
        str(one): [type(each).__name__ for each in one.operations if not isinstance(each, quick)]
        for one in MigrationLoader(None).disk_migrations.values()
        if one.app_label in OWN
    }
    assert {name: operations for name, operations in alone.items() if len(operations) > 1} == {}


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
    at = connections[alias].settings_dict | settings.DATABASE_OWNER
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
