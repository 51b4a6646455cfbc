"""Where people are signed in."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q


class Session(AbstractBaseSession):
    """Sv: inloggning. What one browser is known by; `person` is empty while nobody is signed in there."""

    public_id = models.CharField(max_length=12, blank=True, editable=False)
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    begun_at = models.DateTimeField("sedan", null=True, blank=True)
    browser = models.CharField("webbläsare", max_length=100, blank=True)

    class Meta:
        verbose_name = "inloggning"
        verbose_name_plural = "inloggningar"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, begun_at__isnull=True, public_id="")
                | (Q(person__isnull=False, begun_at__isnull=False) & ~Q(public_id="")),
                name="session_of_a_person_has_begun",
            )
        ]

    @classmethod
    def get_session_store_class(cls) -> Any:
        return import_module(settings.SESSION_ENGINE).SessionStore
