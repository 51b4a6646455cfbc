from typing import Any

from funding.reads.command_json import list_of_applications
from meetings.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = "Alla inskickade ansökningar och deras läge."

    def answer(self, **options: Any) -> Any:
        return list_of_applications()
