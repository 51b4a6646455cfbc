"""Registers whose changes the board's presidium is told of."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from meetings.actions.mandating import presidium_told
from meetings.actions.seating import follow_register
from meetings.models import Association

from .scoped import RegisterAdmin, owner


class ToldAdmin(RegisterAdmin):
    """A register of mandates or roles, each change of which the board's presidium is told of."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with self._told(request, obj):
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with self._told(request, obj):
            super().delete_model(request, obj)

    @contextmanager
    def _told(self, request: HttpRequest, obj: Any) -> Iterator[None]:
        """In the association that the row is of, and in the one that it was of."""
        before = self.model.objects.filter(pk=obj.pk).first()
        owners = [owner(row, self.association_path) for row in (before, obj) if row]
        with ExitStack() as told:
            for association in Association.objects.filter(pk__in=filter(None, owners)):
                told.enter_context(
                    presidium_told(association=association, by=request.user, at=timezone.now())  # type: ignore[arg-type]
                )
            yield
        for association in Association.objects.filter(pk__in=filter(None, owners)):
            follow_register(association, by=request.user, at=timezone.now())  # type: ignore[arg-type]
