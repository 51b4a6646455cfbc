from typing import Any

from meetings.actions.sealing import encrypt_keys_again
from meetings.errors import RuleViolation
from meetings.management.json_command import JsonCommand
from meetings.paper.seal import SealError


class Command(JsonCommand):
    help = "Krypterar stämplarnas nycklar med den första nyckeln i SEAL_KEYS, så att en äldre kan tas bort."

    def result(self, **options: Any) -> Any:
        try:
            return {"encrypted": encrypt_keys_again()}
        except SealError as error:
            raise RuleViolation(str(error)) from error
