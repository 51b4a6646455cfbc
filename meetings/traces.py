"""Rows that tell who did what and when: where they stand, and what they are about. The audit log is read from them.

Each app says which of its tables leave traces; nothing is written a second time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q
from django.db.models.expressions import Combinable


@dataclass(frozen=True)
class Subject:
    """A kind of thing that people look for in the log.

    `association` is the path from such a row to its association; `title` makes the SQL of what it is called, given
    the path to it; `address` is its page.
    """

    model: type[Model]
    association: str
    title: Callable[[str], Combinable]
    address: Callable[[Any], str]
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """The rows of `model`, a history or a table of evidence, each of which says that `by` did something at `at`.

    `path` leads from a row to the row of `subject` that it is about, and is empty when it is the row itself. Where
    `subject` is None the row stands in a register: `title` is then its name, and `association` leads to its owner.
    A row about an account belongs to no association: `person` leads to whose it is. `detail` tells
    more than the kind of row does.
    """

    model: type[Model]
    path: str = ""
    subject: Subject | None = None
    title: str | Combinable = ""
    association: str = "association"
    at: str = "history_date"
    by: str | None = "history_user"
    person: str = ""
    detail: str | Combinable = ""
    is_signature: bool = False
    only: Q = field(default_factory=Q)

    @property
    def is_history(self) -> bool:
        return self.at == "history_date"

    @property
    def traced(self) -> type[Model]:
        """The table that it is about: a history's own row, else `model`."""
        return getattr(self.model, "instance_type", self.model)

    @property
    def name(self) -> str:
        """Sv: röst, underskrift, medlem …"""
        return str(self.traced._meta.verbose_name)


def history(model: Any, path: str = "", subject: Subject | None = None, **more: Any) -> Trace:
    """Every change of a row of `model`, which has a `History`."""
    return Trace(model.history.model, path, subject, **more)


def evidence(
    model: type[Model], path: str, subject: Subject | None, at: str, by: str | None, **more: Any
) -> Trace:
    """Every row of `model`, written once, by `by` at `at`."""
    return Trace(model, path, subject, at=at, by=by, **more)
