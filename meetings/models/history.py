"""Who changed a row of a register or a draft, when, and what it said."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from . import guards


class History(HistoricalRecords):  # type: ignore[misc]
    """Sv: historik. Every version of the row, kept as evidence: the database takes no change of it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(verbose_name="historik", **options)

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        return {**super().get_meta_options(model), "triggers": guards.HISTORY}

    def get_meta_options_m2m(self, through_model: type[models.Model]) -> dict[str, Any]:
        return {**super().get_meta_options_m2m(through_model), "triggers": guards.HISTORY}
