"""Adding, moving and removing §§, sub-items and decisions."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from meetings.actions.auditing import note_restored
from meetings.actions.chairing import refuse_as_chair
from meetings.actions.contradictions import refusing_contradictions
from meetings.actions.locking import lock_draft, lock_paragraph, lock_series
from meetings.actions.recording import record, record_deletion
from meetings.draft.series import fixed_by_immediate, has_later_frozen
from meetings.errors import RuleViolation
from meetings.hooks import before_removal
from meetings.models import (
    Attendee,
    Ballot,
    Decision,
    Meeting,
    Paragraph,
    Person,
    Presenter,
    ProtocolParagraph,
    SubItem,
)
from meetings.querysets import own_protocol
from meetings.rules import voting

_CHOSEN = re.compile(r"[A-Za-z0-9_-]{12}")


@transaction.atomic
def add_paragraph(
    *,
    meeting: Meeting,
    by: Person,
    at: datetime,
    after: Paragraph | None = None,
    kind: str = Paragraph.Kind.DECISION,
    heading: str = "",
    text: str = "",
    decisions: Sequence[str] = (),
    public_id: str = "",
) -> Paragraph:
    """Adds a § after `after`, or last; without a `kind` the page asks for it.

    `public_id` is chosen by a page that shows the row at once: sent again it gives the same row, as elsewhere here.
    """
    meeting = lock_draft(meeting)
    if made := _made_before(Paragraph, public_id, meeting=meeting):
        return made
    order = list(_in_order(meeting))
    index = order.index(after) + 1 if after in order else len(order)
    _refuse_renumbering(meeting, order[index:])
    paragraph = Paragraph(
        meeting=meeting,
        position=_last_position(meeting) + 1,
        kind=kind or Paragraph.Kind.DECISION,
        asks_kind=not kind and meeting.body.under_kl,  # notes are not told apart by it
        heading=heading,
        text=text,
        is_extra=meeting.state == Meeting.State.OPEN and meeting.summoned_at is not None,
        **_chosen(public_id),
    )
    record(paragraph, by=by, at=at)
    ProtocolParagraph.objects.create(protocol=own_protocol(meeting), paragraph=paragraph)
    for position, sentence in enumerate(decisions, start=1):
        record(Decision(paragraph=paragraph, position=position, text=sentence), by=by, at=at)
    _reorder([*order[:index], paragraph, *order[index:]], by=by, at=at)
    return paragraph


@transaction.atomic
def move_paragraph(*, paragraph: Paragraph, index: int, by: Person, at: datetime) -> None:
    """Moves the § to place `index`, from 0; the numbers follow."""
    meeting = lock_draft(paragraph.meeting)
    paragraph = _as_it_is(paragraph, removed=False)
    before = _in_order(meeting)
    order = [other for other in before if other != paragraph]
    index = max(0, min(index, len(order)))
    _refuse_renumbering(meeting, before[min(index, before.index(paragraph)) :])
    with refusing_contradictions(meeting):
        _reorder([*order[:index], paragraph, *order[index:]], by=by, at=at)


@transaction.atomic
def remove_paragraph(*, paragraph: Paragraph, by: Person, at: datetime) -> None:
    """Take the § out; its text stays and can be put back. Refused where somebody comes, goes or begins to serve,
    which holds for the §§ after it too, and where there was a vote."""
    meeting = lock_draft(paragraph.meeting)
    paragraph = _as_it_is(paragraph, removed=False)
    if movement := paragraph.movements.select_related("attendee__person").first():
        raise RuleViolation(f"{movement} när paragrafen börjar. Anteckna det vid en annan paragraf först.")
    if paragraph.ballots.exists():
        raise RuleViolation("I paragrafen har det varit omröstning. Markera den «utgår» i stället.")
    for hear in before_removal:
        hear(paragraph)
    _refuse_renumbering(meeting, (order := _in_order(meeting))[order.index(paragraph) :])
    paragraph.position = paragraph.number = paragraph.number_year = None  # the ones after it take it up
    paragraph.removed_at = at
    record(paragraph, by=by, at=at, fields=["position", "number", "number_year", "removed_at"])
    _reorder(list(_in_order(meeting)), by=by, at=at)


@transaction.atomic
def restore_paragraph(*, paragraph: Paragraph, by: Person, at: datetime, index: int | None = None) -> None:
    """Put a removed § back, at `index` or last."""
    meeting = lock_draft(paragraph.meeting)
    paragraph = _as_it_is(paragraph, removed=True)
    order = list(_in_order(meeting))
    index = len(order) if index is None else max(0, min(index, len(order)))
    _refuse_renumbering(meeting, order[index:])
    paragraph.removed_at, paragraph.position = None, _last_position(meeting) + 1
    record(paragraph, by=by, at=at, fields=["removed_at", "position"])
    association = meeting.body.association
    note_restored(association, f"Borttagen paragraf: {paragraph}", meeting, by=by, at=at)
    _reorder([*order[:index], paragraph, *order[index:]], by=by, at=at)


@transaction.atomic
def withdraw_paragraph(*, paragraph: Paragraph, withdrawn: bool, by: Person, at: datetime) -> None:
    """Mark the § «utgår»; it keeps its number."""
    lock_paragraph(paragraph)
    paragraph = _as_it_is(paragraph, removed=False)
    paragraph.withdrawn = withdrawn
    record(paragraph, by=by, at=at, fields=["withdrawn"])


OF_AGENDA = ("planned_time", "papers_later")
PARAGRAPH_CHOICES = (*OF_AGENDA, "kind", "asks_kind", "chair", "corrects", "is_extra", "majority")


@transaction.atomic
def edit_paragraph(*, paragraph: Paragraph, by: Person, at: datetime, **changes: object) -> None:
    """Set any of PARAGRAPH_CHOICES; texts are saved by actions.writing. Raises RuleViolation when a vote in the §
    would not fit its kind or would come out otherwise under another chair, and for a chair who may not lead it."""
    meeting = lock_paragraph(paragraph)
    for ballot in paragraph.ballots.all() if meeting.body.under_kl else ():
        kind = str(changes.get("kind", paragraph.kind))
        if voting.may_be_open(kind, employment=ballot.employment, under_kl=True) != (
            ballot.way == Ballot.Way.OPEN
        ):
            raise RuleViolation(
                "En omröstning är sluten om den gäller val eller anställning och annars öppen "
                "(5 kap. 54 § kommunallagen). Ta bort omröstningen i paragrafen först."
            )
    refuse_as_chair(meeting, changes.get("chair"), paragraph)  # type: ignore[arg-type]
    with refusing_contradictions(meeting):
        _edit(paragraph, changes, PARAGRAPH_CHOICES, by=by, at=at)


@transaction.atomic
def set_presenters(*, paragraph: Paragraph, presenters: Sequence[Attendee], by: Person, at: datetime) -> None:
    """Sv: föredragande. Sets who presents the §, anyone in the meeting, in the order given."""
    meeting = lock_paragraph(paragraph)
    if any(one.meeting_id != meeting.pk for one in presenters):
        raise RuleViolation("Personen deltar inte i det här sammanträdet.")
    known = {row.attendee_id: row for row in paragraph.presenters.all()}
    for key, row in known.items():
        if key not in {one.pk for one in presenters}:
            row.delete()
    for one in presenters:
        if one.pk not in known:
            Presenter.objects.create(paragraph=paragraph, attendee=one)


@transaction.atomic
def add_sub_item(
    *,
    paragraph: Paragraph,
    by: Person,
    at: datetime,
    heading: str = "",
    text: str = "",
    public_id: str = "",
) -> SubItem:
    """Adds a sub-item, last in the §."""
    lock_paragraph(paragraph)
    if made := _made_before(SubItem, public_id, paragraph=paragraph):
        return made
    last = paragraph.sub_items.aggregate(last=models.Max("position"))["last"] or 0
    item = SubItem(paragraph=paragraph, position=last + 1, heading=heading, text=text, **_chosen(public_id))
    record(item, by=by, at=at)
    return item


@transaction.atomic
def move_sub_item(*, item: SubItem, index: int, by: Person, at: datetime) -> None:
    lock_paragraph(item.paragraph)
    item.refresh_from_db()
    order = [other for other in item.paragraph.sub_items.all() if other != item]
    index = max(0, min(index, len(order)))
    _reorder([*order[:index], item, *order[index:]], by=by, at=at)


@transaction.atomic
def remove_sub_item(*, item: SubItem, by: Person, at: datetime) -> None:
    """Take the sub-item and its decisions out; its attachments stay in the §."""
    lock_paragraph(item.paragraph)
    item.refresh_from_db()
    for decision in item.decisions.all():
        record_deletion(decision, by=by, at=at)
    record_deletion(item, by=by, at=at)


@transaction.atomic
def add_decision(
    *,
    paragraph: Paragraph,
    by: Person,
    at: datetime,
    sub_item: SubItem | None = None,
    text: str = "",
    after: Decision | None = None,
    is_prepared: bool = False,
    public_id: str = "",
) -> Decision:
    """A new decision sentence in the §, or in its sub-item; after `after`, or last. `is_prepared` for a förslag
    till beslut."""
    lock_paragraph(paragraph)
    if made := _made_before(Decision, public_id, paragraph=paragraph):
        return made
    if sub_item and sub_item.paragraph_id != paragraph.pk:
        raise RuleViolation("Delärendet hör till en annan paragraf.")
    if sub_item:
        sub_item.refresh_from_db()
    order = list(paragraph.decisions.filter(sub_item=sub_item, is_prepared=is_prepared))
    index = order.index(after) + 1 if after in order else len(order)
    decision = Decision(
        paragraph=paragraph,
        sub_item=sub_item,
        position=len(order) + 1,
        text=text,
        is_prepared=is_prepared,
        **_chosen(public_id),
    )
    record(decision, by=by, at=at)
    _reorder([*order[:index], decision, *order[index:]], by=by, at=at)
    return decision


@transaction.atomic
def move_decision(*, decision: Decision, index: int, by: Person, at: datetime) -> None:
    lock_paragraph(decision.paragraph)
    decision.refresh_from_db()
    siblings = decision.paragraph.decisions.filter(
        sub_item=decision.sub_item, is_prepared=decision.is_prepared
    ).exclude(pk=decision.pk)
    order = list(siblings)
    index = max(0, min(index, len(order)))
    _reorder([*order[:index], decision, *order[index:]], by=by, at=at)


@transaction.atomic
def edit_decision(*, decision: Decision, by: Person, at: datetime, **changes: object) -> None:
    """Set outcome, responsible or due."""
    lock_paragraph(decision.paragraph)
    _edit(decision, changes, ("outcome", "responsible", "due"), by=by, at=at)


@transaction.atomic
def remove_decision(*, decision: Decision, by: Person, at: datetime) -> None:
    lock_paragraph(decision.paragraph)
    decision.refresh_from_db()
    record_deletion(decision, by=by, at=at)


def _chosen(public_id: str) -> dict[str, str]:
    """The field for a new row; without a chosen id the model makes one of its own."""
    return {"public_id": public_id} if public_id else {}


def _made_before[Row: models.Model](model: type[Row], public_id: str, **where: models.Model) -> Row | None:
    """The row that the same request made when its answer did not come back. Raises RuleViolation for an id of
    another form, or one that a row elsewhere has."""
    if not public_id:
        return None
    rows = model._default_manager.filter(public_id=public_id)
    if not _CHOSEN.fullmatch(public_id) or rows.exclude(**where).exists():
        raise RuleViolation("Raden kunde inte läggas till. Ladda om sidan och försök igen.")
    return rows.first()


def _as_it_is(paragraph: Paragraph, *, removed: bool) -> Paragraph:
    """The § as the locked meeting has it; a colleague may have removed it, or put it back, meanwhile."""
    fresh = Paragraph.objects.get(pk=paragraph.pk)
    if (fresh.removed_at is not None) != removed:
        raise RuleViolation("Paragrafen är redan tillbaka." if removed else "Paragrafen är borttagen.")
    return fresh


def _edit(
    row: Paragraph | SubItem | Decision,
    changes: dict[str, object],
    allowed: Sequence[str],
    *,
    by: Person,
    at: datetime,
) -> None:
    if unknown := set(changes) - set(allowed):
        raise ValueError(f"not editable: {unknown}")
    row.refresh_from_db()  # its history tells the whole row, texts saved meanwhile too
    for field, value in changes.items():
        setattr(row, field, value)
    record(row, by=by, at=at, fields=list(changes))


def _in_order(meeting: Meeting) -> list[Paragraph]:
    return list(meeting.paragraphs.filter(removed_at__isnull=True).order_by("position"))


def _last_position(meeting: Meeting) -> int:
    last: int = meeting.paragraphs.aggregate(last=models.Max("position"))["last"] or 0
    return last


def _reorder(rows: Sequence[Paragraph | SubItem | Decision], *, by: Person, at: datetime) -> None:
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            record(row, by=by, at=at, fields=["position"])


def _refuse_renumbering(meeting: Meeting, moved: Sequence[Paragraph]) -> None:
    """§§ in `moved` get other numbers; refused when one of them is fixed, here or by a later meeting."""
    if meeting.number:
        lock_series(meeting.body, meeting.date.year)  # a later one that freezes now counts on them
    if has_later_frozen(meeting):
        raise RuleViolation(
            "Ett senare protokoll i serien har fått sina nummer. Ändra i texten, eller markera paragrafen «utgår»."
        )
    if ProtocolParagraph.objects.filter(
        paragraph__in=fixed_by_immediate(meeting) & {paragraph.pk for paragraph in moved}
    ).exists():
        raise RuleViolation(
            "En paragraf längre ned är omedelbart justerad och har fått sitt nummer. "
            "Lägg den nya efter den, eller markera en paragraf som inte ska vara med «utgår»."
        )
