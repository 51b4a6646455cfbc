from typing import Any

from meetings.actions.sealing import encrypt_keys_again
from meetings.errors import RuleViolation
from meetings.management.answering import AnsweringCommand
from meetings.paper.seal import SealError


class Command(AnsweringCommand):
    help = "Krypterar stämplarnas nycklar med den första nyckeln i SEAL_KEYS, så att en äldre kan tas bort."

    def answer(self, **options: Any) -> Any:
        try:
            return {"encrypted": encrypt_keys_again()}
        except SealError as error:
            raise RuleViolation(str(error)) from error
