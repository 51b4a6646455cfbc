"""Django's own, as the owner: a database made before there were two roles says nothing to the site's."""

from typing import Any

from django.core.management.commands import makemigrations

from finsam.postgres.roles import as_owner


class Command(makemigrations.Command):
    def handle(self, *labels: str, **options: Any) -> None:
        with as_owner():
            super().handle(*labels, **options)
