"""Rows written past the guards, as only the database's owner can: what the site must notice, or never meets.

The tests run as the site's role, which cannot. The owner of the test's database lends it two functions.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LEAVE_GUARDS = "SELECT test.guards('replica', true)"  # until the transaction's end
GUARD_AGAIN = "SELECT test.guards('origin', true)"
_LEND = """
CREATE SCHEMA IF NOT EXISTS test;
CREATE OR REPLACE FUNCTION test.guards(role text, is_local boolean) RETURNS text LANGUAGE sql SECURITY DEFINER
AS $$ SELECT set_config('session_replication_role', role, is_local) $$;
CREATE OR REPLACE FUNCTION test.change(statement text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
AS $$ BEGIN EXECUTE statement; END $$;
GRANT USAGE ON SCHEMA test TO PUBLIC;
"""


def lend_forging() -> None:
    """Run as the owner, a superuser, of the test's database."""
    with connection.cursor() as cursor:
        cursor.execute(_LEND)
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(
            f"ALTER DATABASE {name} SET synchronous_commit = off"
        )  # a commit need not outlive the test


@contextmanager
def past_the_guards() -> Iterator[None]:
    """No trigger fires for what is written inside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT test.guards('replica', false)")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT test.guards('origin', false)")


def change_table(statement: str) -> None:
    """As a migration would; undone with the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT test.change(%s)", [statement])
