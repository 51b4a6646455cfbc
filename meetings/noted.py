"""What an answer shows of what is not for everybody: noted while the page is made, written when it has been sent.

Whoever fetches such a row for a page notes it, as `meetings.views.addresses` and its like do, so that every page that
goes through that door leaves the same trace. `finsam.noted_reads` sees to the writing.
"""

from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpRequest

from meetings.models import Association


@dataclass(frozen=True)
class Noted:
    """Something of `association` that the answer shows: `what` of which row, as it was called when it was fetched."""

    association: int
    what: str
    subject: str
    row: int
    title: str


def note_read(request: HttpRequest, association: Association, what: str, row: Model) -> None:
    """Remember that the answer shows `what` (Swedish, «Utkast till protokoll») of `row`. Nothing is written yet."""
    noted = Noted(association.pk, what, row._meta.label_lower, row.pk, str(row))
    vars(request).setdefault("noted_reads", []).append(noted)


def noted_in(request: HttpRequest) -> list[Noted]:
    """What was noted, each once."""
    noted: list[Noted] = getattr(request, "noted_reads", [])
    return list(dict.fromkeys(noted))
