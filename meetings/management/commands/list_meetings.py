from typing import Any

from meetings.management.answering import AnsweringCommand
from meetings.reads.command_json import list_of_meetings


class Command(AnsweringCommand):
    help = "Alla sammanträden och deras läge."

    def answer(self, **options: Any) -> Any:
        return list_of_meetings()
