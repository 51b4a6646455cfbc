"""All rows of the database at once: taken away, kept, and put back, past every trigger and foreign key."""

from django.db import connection, transaction
from psycopg.sql import SQL, Identifier, Literal

from tests.worlds.forging import GUARD_AGAIN, LEAVE_GUARDS

# What a migration puts there, or Django after it.
_STAY = ("django_migrations", "django_content_type", "auth_permission")
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)"


class Rows:
    """The rows that are there when it is made."""

    def __init__(self) -> None:
        self._kept: dict[str, list[bytes]] = {}
        with transaction.atomic(), connection.cursor() as cursor:
            for table in _with_rows():
                out = SQL("COPY {} TO STDOUT (FORMAT BINARY)").format(Identifier(table))
                with cursor.copy(out) as copy:
                    self._kept[table] = [bytes(part) for part in copy]

    def put_back(self) -> None:
        """Writes them to an empty database. Sequences are left as they are: they have passed these rows."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LEAVE_GUARDS)
            for table, parts in self._kept.items():
                into = SQL("COPY {} FROM STDIN (FORMAT BINARY)").format(Identifier(table))
                with cursor.copy(into) as copy:
                    for part in parts:
                        copy.write(part)
            cursor.execute(GUARD_AGAIN)  # a transaction around this one goes on


def take_all_away() -> None:
    """Commits an empty database. Django's flush also empties each table that is empty, and takes ten times as long."""
    tables = _with_rows()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LEAVE_GUARDS)
        for table in tables:
            cursor.execute(SQL("DELETE FROM {}").format(Identifier(table)))


def _with_rows() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, [list(_STAY)])
        one = "(SELECT {} FROM {} LIMIT 1)"
        tables = [SQL(one).format(Literal(name), Identifier(name)) for (name,) in cursor.fetchall()]
        cursor.execute(SQL(" UNION ALL ").join(tables))
        return [name for (name,) in cursor.fetchall()]
