"""The working rows of a protocol, read once, with the numbers they have as things stand."""

from dataclasses import dataclass
from functools import cached_property

from meetings.draft.rolls import Rolls, order_of, rolls_of
from meetings.draft.series import earlier_meetings, numbers_of
from meetings.models import (
    Attachment,
    AttendeeParagraph,
    Meeting,
    Movement,
    Paragraph,
    Protocol,
    ProtocolParagraph,
)
from meetings.querysets import one_moment
from meetings.rules import presence
from meetings.rules.attachments import attachment_numbers
from meetings.rules.numbering import number_range
from meetings.rules.placeholders import fill_html, fill_text, references
from meetings.swedish import join_names, long_date, sections

_OF_PARAGRAPHS = (
    "decisions",
    "sub_items__deferral_body",
    "attachments",
    "presenters",
    "proposals__mover_links",
    "ballots__votes__attendee",
    "ballots__options",
    "recusals__verified_by",
    "abstentions",
    "reservations",
    "statements",
    "elections__person",
)
_EARLIER = ("origin__meeting__body", "origin_item__paragraph__meeting__body", "corrects__meeting__body")


@dataclass(frozen=True)
class Draft:
    """A protocol as it would be frozen now.

    `paragraphs` are the §§ that its document shows, in order; `immediate` is the immediate protocol of each §
    of the meeting that has one; `guests_at` the keys of the §§ that a guest is there for, when not throughout.
    """

    protocol: Protocol
    meeting: Meeting
    paragraphs: list[Paragraph]
    attachments: list[Attachment]
    numbers: dict[int, int]
    attachment_numbers: dict[str, int]
    values: dict[str, str]
    rolls: Rolls
    immediate: dict[int, Protocol]
    guests_at: dict[int, set[int]]

    @property
    def covered(self) -> list[Paragraph]:
        """The §§ that this protocol verifies: those with an immediate protocol stand in the meeting's as stubs."""
        return [paragraph for paragraph in self.paragraphs if not self.is_stub(paragraph)]

    def is_stub(self, paragraph: Paragraph) -> bool:
        return not self.protocol.is_immediate and paragraph.pk in self.immediate

    def number(self, paragraph: Paragraph) -> str:
        return str(self.numbers[paragraph.pk])

    def name(self, attendee: int) -> str:
        """The name of an attendee by key."""
        return self.rolls.attendees[attendee].display_name

    def guest_is_at(self, attendee: int, paragraph: int) -> bool:
        return paragraph in self.guests_at.get(attendee, {paragraph})

    @cached_property
    def movements(self) -> dict[int, list[Movement]]:
        """What changes when each § begins, by its key; not what an earlier change has left without effect."""
        rolls = self.rolls
        void = presence.passed_over(
            seats=rolls.seat_keys,
            participants=rolls.participants,
            movements=rolls.rule_movements,
            recusals=rolls.rule_recusals,
            paragraphs=len(rolls.order),
        )
        index = {key: at for at, key in enumerate(rolls.order)}
        rows = [row for row in rolls.movements if row.paragraph_id in index]
        rows.sort(key=lambda row: (index[row.paragraph_id], row.pk))
        found: dict[int, list[Movement]] = {}
        for row, rule in zip(rows, rolls.rule_movements, strict=True):
            if not any(rule is event for event, _ in void):
                found.setdefault(row.paragraph_id, []).append(row)
        return found

    def html(self, text: str) -> str:
        return fill_html(text, self.values, self.attachment_numbers)

    def line(self, text: str) -> str:
        return fill_text(text, self.values, self.attachment_numbers)

    def texts_of(self, paragraph: Paragraph) -> list[str]:
        """Every text of a § in the order it is printed; none of one that «utgår» or is only a stub."""
        if paragraph.withdrawn or self.is_stub(paragraph):
            return []
        texts = [paragraph.text]
        for item in paragraph.sub_items.all():
            texts += [item.text, *self._decided(paragraph, item.pk)]
        texts += [*self._decided(paragraph, None), paragraph.text_after]
        texts += [one.text for one in paragraph.reservations.all()]
        return [*texts, *(one.text for one in paragraph.statements.all())]

    def _decided(self, paragraph: Paragraph, sub_item: int | None) -> list[str]:
        own = [one for one in paragraph.decisions.all() if one.sub_item_id == sub_item]
        prepared = [one.text for one in own if one.is_prepared and self.meeting.body.shows_prepared]
        return prepared + [one.text for one in own if not one.is_prepared]


@one_moment()
def read_draft(protocol: Protocol) -> Draft:
    """The protocol's §§ with all that belongs to them, in a constant number of queries.

    The meeting's own protocol shows every § of the meeting; an immediate one only its own.
    """
    meeting = (
        Meeting.objects.select_related("body__association__logo", "chair", "secretary")
        .prefetch_related("verifiers__person", "adjournments")
        .get(pk=protocol.meeting_id)
    )
    of_protocol = protocol.paragraphs if protocol.is_immediate else meeting.paragraphs
    paragraphs = list(
        of_protocol.filter(removed_at__isnull=True)
        .select_related("chair", "deferral_body", *_EARLIER)
        .prefetch_related(*_OF_PARAGRAPHS)
        .order_by("position")
    )
    for paragraph in paragraphs:
        paragraph.meeting = meeting
    numbers = numbers_of(meeting)
    draft = Draft(
        protocol=protocol,
        meeting=meeting,
        paragraphs=paragraphs,
        attachments=[],
        numbers=numbers,
        attachment_numbers={},
        values={},
        rolls=rolls_of(meeting, order_of(meeting)),
        immediate=_immediate(meeting),
        guests_at=_guests_at(meeting),
    )
    draft.values.update(_values(meeting, [numbers[paragraph.pk] for paragraph in draft.covered]))
    order = {paragraph.pk: index for index, paragraph in enumerate(draft.covered)}
    files = Attachment.objects.filter(paragraph__in=order, paragraph__withdrawn=False).select_related("file")
    draft.attachments.extend(sorted(files, key=lambda one: (order[one.paragraph_id or 0], one.pk)))
    referred = [
        ref for paragraph in paragraphs for text in draft.texts_of(paragraph) for ref in references(text)
    ]
    known = [one.public_id for one in draft.attachments]
    draft.attachment_numbers.update(attachment_numbers(referred, known))
    return draft


def _immediate(meeting: Meeting) -> dict[int, Protocol]:
    links = ProtocolParagraph.objects.filter(protocol__meeting=meeting, protocol__number__gt=1)
    found = {link.paragraph_id: link.protocol for link in links.select_related("protocol__verification")}
    for protocol in found.values():
        protocol.meeting = meeting
    return found


def _guests_at(meeting: Meeting) -> dict[int, set[int]]:
    links = AttendeeParagraph.objects.filter(attendee__meeting=meeting, paragraph__removed_at__isnull=True)
    found: dict[int, set[int]] = {}
    for attendee, paragraph in links.values_list("attendee_id", "paragraph_id"):
        found.setdefault(attendee, set()).add(paragraph)
    return found


def _values(meeting: Meeting, numbers: list[int]) -> dict[str, str]:
    previous = earlier_meetings(meeting).last() or (
        Meeting.objects.filter(body=meeting.body, date__lt=meeting.date)
        .exclude(state=Meeting.State.CANCELLED)
        .order_by("date", "sequence")
        .last()
    )
    return {
        "verifiers": join_names([v.person.name for v in meeting.verifiers.all() if not v.is_deputy]),
        "deputy_verifiers": join_names([v.person.name for v in meeting.verifiers.all() if v.is_deputy]),
        "chair": meeting.chair.name if meeting.chair else "",
        "secretary": meeting.secretary.name if meeting.secretary else "",
        "date": long_date(meeting.date),
        "place": meeting.place,
        "previous_date": long_date(previous.date) if previous else "",
        "next_date": long_date(meeting.next_meeting) if meeting.next_meeting else "",
        "numbers": sections(number_range(numbers)),
    }
