from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from finsam.postgres.roles import as_owner


class Command(BaseCommand):
    help = "Gör databasen TEST_DATABASE_NAME med alla migrationer, för testerna att kopiera. Används av script/test."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        with as_owner():
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
