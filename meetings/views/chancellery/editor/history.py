"""Who wrote what in a §, and an earlier wording put back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from meetings.actions.writing import FIELDS, restore_text
from meetings.models import Decision, Meeting, Paragraph, Reservation, Statement, SubItem

from .access import reads_draft, writes_draft
from .editing import Editing
from .response import Done, refused
from .saving import written_in
from .shown.texts import readable

# One sitting: a person's saves in the same field within this time of the first are one change.
SITTING = timedelta(minutes=20)
DELETION = 40  # characters
MOST = 60
LABELS = {
    "heading": "Rubrik",
    "tag": "Märkning",
    "registry_number": "Diarienummer",
    "text": "Text",
    "text_after": "Text efter beslutet",
    "working_note": "Arbetsanteckning",
}
NAMES: dict[type[Any], str] = {
    Paragraph: "",
    SubItem: "Delärende: ",
    Decision: "Beslut: ",
    Reservation: "Reservation: ",
    Statement: "Yttrande: ",
}


@dataclass(frozen=True)
class Edit:
    """What one person made of one text at one sitting. `is_current`: the text stands so now; `is_latest`: this is
    the last of several changes of it."""

    who: str
    at: datetime
    label: str
    before: str
    after: str
    row: str
    version: int
    is_current: bool
    is_latest: bool = False


@reads_draft
def draft_history(editing: Editing, paragraph: str) -> HttpResponse:
    row = editing.paragraph(paragraph)
    edits = sorted(_edits(row, _current_texts(row)), key=lambda edit: edit.at, reverse=True)[:MOST]
    context = {"edits": edits, "paragraph": row}
    return render(editing.request, "meetings/editor/history.html", context)


@writes_draft
def draft_history_restore(editing: Editing, paragraph: str) -> Done | HttpResponse:
    """POST `row` (its key) and `version`: that wording is saved anew, as a change of its own."""
    editing.paragraph(paragraph)
    key, version = editing.posted.get("row", ""), editing.posted.get("version", "")
    row, field = written_in(editing, key)
    if row is None:
        return refused("Stycket är borttaget. Kopiera texten och klistra in den där du vill ha den.")
    if isinstance(row, Meeting) or field not in FIELDS[type(row)]:
        raise Http404
    if not (version.isascii() and version.isdigit()):
        raise Http404
    then = row.history.filter(history_id=int(version[:17])).first()
    if then is None:
        raise Http404
    restore_text(row=row, field=field, value=getattr(then, field), **editing.signed)
    focus = key.replace("/", "-")
    return Done("Lydelsen är återställd.", [editing.paragraph(paragraph)], focus=focus)


def _current_texts(row: Paragraph) -> dict[tuple[type, int, str], str]:
    rows: list[Any] = [row, *row.sub_items.all(), *row.decisions.all()]
    rows += [*row.reservations.all(), *row.statements.all()]
    return {(type(one), one.pk, name): getattr(one, name) for one in rows for name in FIELDS[type(one)]}


def _edits(row: Paragraph, current: dict[tuple[type, int, str], str]) -> Iterator[Edit]:
    """Each change of each text, removed sub-items and decisions too; a constant number of queries."""
    records = (
        (Paragraph, "paragraph", Paragraph.history.filter(id=row.pk)),
        (SubItem, "sub_item", SubItem.history.filter(paragraph=row)),
        (Decision, "decision", Decision.history.filter(paragraph=row)),
        (Reservation, "reservation", Reservation.history.filter(paragraph=row)),
        (Statement, "statement", Statement.history.filter(paragraph=row)),
    )
    for model, name, history in records:
        versions = list(history.select_related("history_user").order_by("history_date", "history_id"))
        keys = dict.fromkeys(version.id for version in versions)
        for key in keys:
            own = [version for version in versions if version.id == key]
            for field in FIELDS[model]:
                yield from _of_field(own, model, name, field, current.get((model, key, field)))


def _of_field(
    versions: Iterable[Any], model: type[Any], name: str, field: str, current: str | None
) -> Iterator[Edit]:
    found: list[Edit] = []
    before = ""
    for saves in _sittings(versions, field):
        last = saves[-1]
        removed = last.history_type == "-"
        found.append(
            Edit(
                who=_who(last),
                at=last.history_date,
                label=NAMES[model] + (f"{LABELS[field].lower()}" if NAMES[model] else LABELS[field]),
                before=readable(before, {}),
                after="" if removed else readable(getattr(last, field), {}),
                row=f"{name}/{last.public_id}/{field}",
                version=last.history_id,
                is_current=not removed and getattr(last, field) == current,
            )
        )
        before = "" if removed else getattr(last, field)
    yield from found[:-1]
    if found:
        yield replace(found[-1], is_latest=len(found) > 1 and found[-1].is_current)


def _sittings(versions: Iterable[Any], field: str) -> Iterator[list[Any]]:
    """The saves that changed the field, by sitting. A sitting lasts from its first save, belongs to one person, and
    ends before a large deletion and before the row is removed, so that what then went can be put back."""
    sitting: list[Any] = []
    before = ""
    for version in versions:
        value, removed = getattr(version, field), version.history_type == "-"
        if value == before and not (removed and value):
            continue
        before = value
        if sitting and (removed or _who(sitting[0]) != _who(version) or not _is_soon(sitting[0], version)):
            yield sitting
            sitting = []
        elif cut := _before_deletion(sitting, version, field):
            yield sitting[:cut]
            sitting = sitting[cut:]
        sitting.append(version)
    if sitting:
        yield sitting


def _is_soon(first: Any, version: Any) -> bool:
    return bool(version.history_date - first.history_date < SITTING)


def _before_deletion(sitting: list[Any], version: Any, field: str) -> int:
    """How many of the saves stand before a large deletion that ends in `version`, made at once or bit by bit."""
    lengths = [len(readable(getattr(one, field), {})) for one in sitting]
    longest = max(lengths, default=0)
    if longest - len(readable(getattr(version, field), {})) < DELETION:
        return 0
    return len(lengths) - lengths[::-1].index(longest)


def _who(version: Any) -> str:
    return str(version.history_user or "Systemet")
