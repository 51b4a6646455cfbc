from typing import Any

from django.conf import settings
from django.utils import timezone

from funding.demo.office import applicant_logins
from funding.demo.story import Applications
from meetings.demo.associations import logins
from meetings.demo.year import seed
from meetings.errors import RuleViolation
from meetings.management.json_command import JsonCommand


class Command(JsonCommand):
    help = "Gör två påhittade förbund med ett års sammanträden och ansökningar om medel. Bara i utveckling."

    def result(self, **options: Any) -> Any:
        if not settings.DEBUG:
            raise RuleViolation("Demodata görs bara när DEBUG är på.")
        seed(today=timezone.localdate(), addition=Applications(), tell=self._tell)
        return {"logins": logins() + applicant_logins()}

    def _tell(self, line: str) -> None:
        self.stderr.write(f"  {line}", lambda text: text)  # no error, so not in red
        self.stderr.flush()
