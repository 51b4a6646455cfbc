"""Django's own, as the owner of the database."""

from typing import Any

from django.core.management.commands import migrate

from finsam.postgres.roles import as_owner, give_rights_to_site


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner(options["database"]):
            super().handle(*args, **options)
            give_rights_to_site(options["database"])
