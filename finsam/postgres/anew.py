"""A database thrown away whole and made again, empty."""

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.sql import SQL, Identifier

from finsam.postgres.roles import as_owner


def make_anew(alias: str = DEFAULT_DB_ALIAS) -> None:
    """An empty database of the same name in its place. Whoever was connected to the old one is cut off."""
    connection = connections[alias]
    name = Identifier(connection.settings_dict["NAME"])
    with as_owner(alias):
        connection.close()
        with connection._nodb_cursor() as cursor:  # of the server's own database
            cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            cursor.execute(SQL("CREATE DATABASE {}").format(name))


def has_table(name: str, alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether the database is there with this table: one that was being made anew may have neither."""
    connection = connections[alias]
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [connection.settings_dict["NAME"]])
        if cursor.fetchone() is None:
            return False
    with connection.cursor() as cursor:
        return name in connection.introspection.table_names(cursor)
