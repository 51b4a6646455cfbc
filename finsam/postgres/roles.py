"""The two roles of the database: the owner, who makes and changes tables, and the site, which reads and writes rows.

What the owner alone may do (empty a table, switch a trigger off, drop a function) no page or job can then be
brought to do.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.sql import SQL, Identifier

_RIGHTS = """
GRANT USAGE ON SCHEMA public TO {site};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {site};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {site};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {site};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {site};
"""
# What has been migrated is the owner's to say: a migration that is noted beforehand would never be made.
_MIGRATIONS = "django_migrations"
_NOT_MIGRATIONS = "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {site}"
_MAKE_ROLE = """
DO $$ BEGIN CREATE ROLE {site} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
"""
_RULES_OVER_ITSELF = """
SELECT r.rolsuper OR EXISTS (
    SELECT 1 FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND (pg_has_role(c.relowner, 'MEMBER') OR has_table_privilege(c.oid, 'TRUNCATE')))
FROM pg_roles r WHERE r.rolname = current_user
"""


@contextmanager
def as_owner(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Inside, the process's connection is the owner's. Without DATABASE_OWNER_URL there is one role for all."""
    connection = connections[alias]
    at = connection.settings_dict
    before = {key: at[key] for key in settings.DATABASE_OWNER}
    if before == settings.DATABASE_OWNER:
        yield
        return
    connection.close()
    at.update(settings.DATABASE_OWNER)
    try:
        yield
    finally:
        connection.close()
        at.update(before)


def give_rights_to_site(alias: str = DEFAULT_DB_ALIAS) -> None:
    """The site may read and write the rows of all tables but that of the migrations. Run as the owner."""
    names = {"site": Identifier(settings.DATABASE_SITE_ROLE)}
    with connections[alias].cursor() as cursor:
        if settings.EMBEDDED_POSTGRES is not None:  # else made by hand, with a password
            cursor.execute(SQL(_MAKE_ROLE).format(**names))
        cursor.execute(SQL(_RIGHTS).format(**names))
        has_owner = (
            settings.DATABASE_OWNER.get("USER", settings.DATABASE_SITE_ROLE) != settings.DATABASE_SITE_ROLE
        )
        # A database that the models made, and no migration, has no such table.
        if has_owner and _MIGRATIONS in connections[alias].introspection.table_names(cursor):
            cursor.execute(SQL(_NOT_MIGRATIONS).format(**names))


def rules_over_itself() -> bool:
    """Whether the role that the site runs as could take away what guards its rows."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_RULES_OVER_ITSELF)
        return bool(cursor.fetchone()[0])
