"""Who wrote what in a §, and an earlier wording put back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings.actions.writing import digest, save_text
from meetings.models import Decision, Paragraph, Reservation, Statement, SubItem
from meetings.text.richtext import plain

from .draft_answer import answer
from .draft_desk import Desk, reads_draft, refused, writes_draft
from .draft_texts import row_of

# One sitting: a person's saves in the same field this close together are one change.
SITTING = timedelta(minutes=20)
MOST = 60
LABELS = {
    "heading": "Rubrik",
    "tag": "Märkning",
    "registry_number": "Diarienummer",
    "text": "Text",
    "text_after": "Text efter beslutet",
    "working_note": "Arbetsanteckning",
}
FIELDS: dict[Any, tuple[str, ...]] = {
    Paragraph: tuple(LABELS),
    SubItem: ("heading", "text"),
    Decision: ("text",),
    Reservation: ("text",),
    Statement: ("text",),
}
NAMES = {
    Paragraph: "",
    SubItem: "Delärende: ",
    Decision: "Beslut: ",
    Reservation: "Reservation: ",
    Statement: "Yttrande: ",
}


@dataclass(frozen=True)
class Edit:
    """What one person made of one text at one sitting."""

    who: str
    at: datetime
    label: str
    before: str
    after: str
    row: str
    version: int
    is_current: bool


@reads_draft
def draft_history(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    row = desk.paragraph(paragraph)
    current = _current_texts(row)
    edits = sorted(_edits(row, current), key=lambda edit: edit.at, reverse=True)[:MOST]
    return render(request, "meetings/draft_history.html", {"edits": edits, "paragraph": row})


@writes_draft
def draft_history_restore(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """POST `row` (its key) and `version`: that wording is saved anew, as a change of its own."""
    desk.paragraph(paragraph)
    name, _, rest = request.POST.get("row", "").partition("/")
    identity, _, field = rest.partition("/")
    row = row_of(desk, name, identity)
    if row is None:
        return refused("Stycket är borttaget. Kopiera texten och klistra in den där du vill ha den.")
    version = request.POST.get("version", "")
    if field not in FIELDS.get(type(row), ()) or not (version.isascii() and version.isdigit()):
        raise Http404
    then = row.history.filter(history_id=int(version[:17])).first()  # type: ignore[union-attr]
    if then is None:
        raise Http404
    save_text(
        row=row,
        field=field,
        value=getattr(then, field),
        base=digest(getattr(row, field)),
        by=desk.person,
        at=timezone.now(),
    )
    changed = desk.paragraph(paragraph)
    focus = f"{name}-{identity}-{field}"
    return answer(request, desk, changed=[changed], focus=focus, say="Lydelsen är återställd.")


def _current_texts(row: Paragraph) -> dict[tuple[type, int, str], str]:
    rows: list[Any] = [row, *row.sub_items.all(), *row.decisions.all()]
    rows += [*row.reservations.all(), *row.statements.all()]
    return {(type(one), one.pk, name): getattr(one, name) for one in rows for name in FIELDS[type(one)]}


def _edits(row: Paragraph, current: dict[tuple[type, int, str], str]) -> Iterator[Edit]:
    """Each change of each text, removed sub-items and decisions too; a constant number of queries."""
    records = (
        (Paragraph, "paragraph", Paragraph.history.filter(id=row.pk)),  # type: ignore[attr-defined]
        (SubItem, "sub_item", SubItem.history.filter(paragraph=row)),  # type: ignore[attr-defined]
        (Decision, "decision", Decision.history.filter(paragraph=row)),  # type: ignore[attr-defined]
        (Reservation, "reservation", Reservation.history.filter(paragraph=row)),  # type: ignore[attr-defined]
        (Statement, "statement", Statement.history.filter(paragraph=row)),  # type: ignore[attr-defined]
    )
    for model, name, history in records:
        versions = list(history.select_related("history_user").order_by("history_date", "history_id"))
        keys = dict.fromkeys(version.id for version in versions)
        for key in keys:
            own = [version for version in versions if version.id == key]
            for field in FIELDS[model]:
                yield from _of_field(own, model, name, field, current.get((model, key, field)))


def _of_field(
    versions: Iterable[Any], model: type, name: str, field: str, current: str | None
) -> Iterator[Edit]:
    before = ""
    sitting: Edit | None = None
    for version in versions:
        value = getattr(version, field)
        removed = version.history_type == "-"
        if value == before and not (removed and value):
            continue
        who = str(version.history_user or "Systemet")
        starts = before
        if sitting and sitting.who == who and version.history_date - sitting.at < SITTING and not removed:
            starts = sitting.before
        elif sitting:
            yield sitting
        sitting = Edit(
            who=who,
            at=version.history_date,
            label=NAMES[model] + (f"{LABELS[field].lower()}" if NAMES[model] else LABELS[field]),
            before=_plain(starts, field),
            after="" if removed else _plain(value, field),
            row=f"{name}/{version.public_id}/{field}",
            version=version.history_id,
            is_current=value == current and not removed,
        )
        before = value
    if sitting:
        yield sitting


def _plain(value: str, field: str) -> str:
    return (
        plain(value) if field in ("text", "text_after", "working_note") and value.startswith("<") else value
    )
