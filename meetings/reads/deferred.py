"""Sv: ärendebalans. What waits to be taken up again: bordlagt, återremitterat, hänskjutet, and §§ not reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.models import Association, Body, Deferral, Meeting, Paragraph, SubItem
from meetings.querysets import verified_sections
from meetings.record.deferring import where_and_why
from meetings.swedish import long_date, section


@dataclass(frozen=True)
class DeferredMatter:
    """One matter. `kind` is a Deferral, NONE for a § that was not reached; `to` in words, or ""."""

    row: Paragraph | SubItem
    kind: Deferral
    reason: str
    to: str

    @property
    def paragraph(self) -> Paragraph:
        return self.row if isinstance(self.row, Paragraph) else self.row.paragraph

    @property
    def meeting(self) -> Meeting:
        return self.paragraph.meeting

    @property
    def heading(self) -> str:
        return self.row.heading or self.paragraph.heading

    @property
    def public_id(self) -> str:
        return self.row.public_id

    @property
    def word(self) -> str:
        """Bordlagd, återremitterad, hänskjuten or inte behandlad."""
        return self.kind.label.lower() if self.kind else "inte behandlad"

    @property
    def state(self) -> str:
        """As it is said of the ärende: bordlagt, återremitterat, hänskjutet, inte behandlat."""
        return f"{self.word[:-1]}t"

    @property
    def sentence(self) -> str:
        """«Bordlagt den 22 oktober 2026, § 27, till juni eftersom underlaget saknas.»"""
        by = "" if self.meeting.body == self.body else f" av {self.meeting.body.in_sentence}"
        number = f", {section(self.paragraph.number)}" if self.paragraph.number else ""
        then = where_and_why(self.to, self.reason)
        comma = "," if number and self.to else ""
        return f"{self.state.capitalize()}{by} den {long_date(self.meeting.date)}{number}{comma}{then}"

    @property
    def source(self) -> str:
        """«paragraph» or «sub_item»."""
        return "paragraph" if isinstance(self.row, Paragraph) else "sub_item"

    @property
    def body(self) -> Body:
        """The body on whose agenda it should come up."""
        return self.row.deferral_body or self.meeting.body


def deferred_for(body: Body, *, before: date | None = None) -> list[DeferredMatter]:
    """What this body's next agenda should take up, the oldest first; from meetings before `before`."""
    return _matters(*_for_body(body, before))


def count_deferred_for(body: Body, *, before: date | None = None) -> int:
    """How many `deferred_for` would answer; no row is read."""
    return sum(rows.count() for rows in _for_body(body, before))


def deferred_in(association: Association, *, before: date | None = None) -> list[DeferredMatter]:
    """Everything that waits in the association, in two queries. A cancelled meeting's §§ wait for nobody."""
    return _matters(*_waiting_rows(association, before))


def may_write_off(matter: DeferredMatter) -> QuerySet[Paragraph]:
    """The §§ in which the board can have written it off: of a verified protocol, from its own meeting or a later."""
    found = verified_sections(matter.meeting.body.association)
    return found.filter(meeting__date__gte=matter.meeting.date).exclude(pk=matter.paragraph.pk)


type Rows = tuple[QuerySet[Paragraph], QuerySet[SubItem]]


def _for_body(body: Body, before: date | None) -> Rows:
    """As `DeferredMatter.body` says."""
    paragraphs, items = _waiting_rows(body.association, before)
    return (
        paragraphs.filter(Q(deferral_body=body) | Q(deferral_body=None, meeting__body=body)),
        items.filter(Q(deferral_body=body) | Q(deferral_body=None, paragraph__meeting__body=body)),
    )


def _waiting_rows(association: Association, before: date | None) -> Rows:
    paragraphs = _open(Paragraph.objects.filter(removed_at__isnull=True, withdrawn=False), "origin")
    paragraphs = paragraphs.filter(meeting__body__association=association)
    paragraphs = paragraphs.filter(~Q(deferral="") | Q(not_handled=True)).exclude(
        meeting__state=Meeting.State.CANCELLED
    )
    items = _open(SubItem.objects.filter(paragraph__removed_at__isnull=True), "origin_item")
    items = items.filter(paragraph__meeting__body__association=association).exclude(deferral="")
    if before:
        paragraphs = paragraphs.filter(meeting__date__lt=before)
        items = items.filter(paragraph__meeting__date__lt=before)
    return paragraphs, items


def _matters(paragraphs: QuerySet[Paragraph], items: QuerySet[SubItem]) -> list[DeferredMatter]:
    rows: Iterable[Paragraph | SubItem] = [
        *paragraphs.select_related("meeting__body", "deferral_body"),
        *items.select_related("paragraph__meeting__body", "deferral_body"),
    ]
    found = [_waiting(row) for row in rows]
    return sorted(
        found, key=lambda one: (one.meeting.date, one.meeting.sequence, one.paragraph.position or 0)
    )


def _open(rows: QuerySet, link: str) -> QuerySet:  # type: ignore[type-arg]
    """Those neither taken up by a § that stands nor dismissed."""
    taken = Paragraph.objects.filter(**{link: OuterRef("pk")}, removed_at__isnull=True)
    return rows.filter(~Exists(taken), dismissal__isnull=True)


def _waiting(row: Paragraph | SubItem) -> DeferredMatter:
    if not row.deferral:
        return DeferredMatter(row, Deferral.NONE, "", "")
    to = row.deferral_body.in_sentence if row.deferral_body else row.deferral_to
    return DeferredMatter(row, Deferral(row.deferral), row.deferral_reason, to)
