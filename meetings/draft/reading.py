"""The working rows of a protocol, read once into one value, with the numbers they have as things stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from meetings.draft.ballots import Handled, handled_in
from meetings.draft.figures import marked, read_figures
from meetings.draft.rolls import Rolls, rolls_of
from meetings.draft.series import Place, read_place
from meetings.models import (
    Announcement,
    Attachment,
    AttendeeParagraph,
    ChangeRequest,
    Election,
    Meeting,
    Movement,
    Paragraph,
    Person,
    Protocol,
    ProtocolParagraph,
    Recusal,
    SubItem,
    Vote,
    Withholding,
)
from meetings.querysets import one_moment
from meetings.record.paragraph import Figures
from meetings.rules import presence
from meetings.rules.attachments import attachment_numbers
from meetings.rules.numbering import number_range
from meetings.rules.placeholders import fill_html, fill_text, references
from meetings.swedish import join_names, long_date, sections, time_range

_OF_MEETING = ("verifiers__person", "adjournments", "body__offices", "body__document_rows")
_EARLIER = ("origin__meeting__body", "origin_item__paragraph__meeting__body", "corrects__meeting__body")
_OF_PARAGRAPHS = (
    "decisions",
    Prefetch("sub_items", SubItem.objects.select_related("deferral_body")),
    "presenters",
    "proposals__mover_links",
    "ballots__options",
    Prefetch("ballots__votes", Vote.objects.select_related("attendee")),
    Prefetch("recusals", Recusal.objects.select_related("verified_by")),
    "abstentions",
    "reservations",
    "statements",
    Prefetch("elections", Election.objects.select_related("person")),
)


@dataclass(frozen=True)
class Draft:
    """A protocol as it would be frozen now. Checklist, preview, freeze and the editor take it, and read nothing more.

    `paragraphs` are the §§ that its document shows, in order, with all that belongs to them; `place` is the
    meeting's in its series; `immediate` the immediate protocol of each § of the meeting that has one; `guests_at`
    the keys of the §§ that a guest is there for, when not throughout; `open_requests` counts the requests for a
    change that nobody has answered, by paragraph key (None: about no certain §); `figures` what another app keeps
    of a §.
    """

    protocol: Protocol
    meeting: Meeting
    place: Place
    paragraphs: Sequence[Paragraph]
    attachments: Sequence[Attachment]
    numbers: Mapping[int, int]
    attachment_numbers: Mapping[str, int]
    values: Mapping[str, str]
    rolls: Rolls
    immediate: Mapping[int, Protocol]
    guests_at: Mapping[int, set[int]]
    open_requests: Mapping[int | None, int]
    figures: Mapping[int, Figures]
    has_marks: bool
    is_announced: bool

    @property
    def covered(self) -> list[Paragraph]:
        """The §§ that this protocol verifies: those with an immediate protocol stand in the meeting's as stubs."""
        return [paragraph for paragraph in self.paragraphs if not self.is_stub(paragraph)]

    def is_stub(self, paragraph: Paragraph) -> bool:
        return not self.protocol.is_immediate and paragraph.pk in self.immediate

    def number(self, paragraph: Paragraph) -> str:
        return str(self.numbers[paragraph.pk])

    def name(self, attendee: int) -> str:
        """What an attendee is called, by key."""
        return self.rolls.name(self.rolls.attendees[attendee])

    def guest_is_at(self, attendee: int, paragraph: int) -> bool:
        return paragraph in self.guests_at.get(attendee, {paragraph})

    @cached_property
    def handled(self) -> Handled:
        """How each vote came out, and what no longer agrees with who is in the room."""
        return handled_in(self.paragraphs, self.rolls, body=self.meeting.body)

    @cached_property
    def _attachments_in(self) -> dict[int | None, list[Attachment]]:
        found: dict[int | None, list[Attachment]] = {}
        for one in sorted(self.attachments, key=lambda one: self.attachment_numbers[one.public_id]):
            found.setdefault(one.paragraph_id, []).append(one)
        return found

    def attachments_in(self, paragraph: Paragraph) -> list[Attachment]:
        """Those that lie in the § or in a part of it, by their numbers; looked for once for all the §§."""
        return self._attachments_in.get(paragraph.pk, [])

    @cached_property
    def movements(self) -> dict[int, list[Movement]]:
        """What changes when each § begins, by its key; not what an earlier change has left without effect."""
        rolls = self.rolls
        void = [event for event, _ in presence.passed_over(**rolls.course)]
        index = {key: at for at, key in enumerate(rolls.order)}
        rows = [row for row in rolls.movements if row.paragraph_id in index]
        rows.sort(key=lambda row: (index[row.paragraph_id], row.pk))
        found: dict[int, list[Movement]] = {}
        for row, rule in zip(rows, rolls.rule_movements, strict=True):
            if not any(rule is event for event in void):
                found.setdefault(row.paragraph_id, []).append(row)
        return found

    def html(self, text: str) -> str:
        return fill_html(text, self.values, self.attachment_numbers)

    def line(self, text: str) -> str:
        return fill_text(text, self.values, self.attachment_numbers)

    def texts_of(self, paragraph: Paragraph) -> list[str]:
        """Every text of a § in the order it is printed; none of one that «utgår» or is only a stub."""
        return [] if self.is_stub(paragraph) else _texts(paragraph, self.meeting)


@one_moment()
def read_draft(protocol: Protocol) -> Draft:
    """The protocol's §§ with all that belongs to them, in a constant number of queries.

    The meeting's own protocol shows every § of the meeting; an immediate one only its own.
    """
    meeting = (
        _with_following(Meeting.objects.select_related("body__association__logo", "chair", "secretary"))
        .prefetch_related(*_OF_MEETING)
        .annotate(
            has_marks=Exists(Withholding.objects.filter(meeting=OuterRef("pk"))),
            is_announced=Exists(Announcement.objects.filter(meeting=OuterRef("pk"))),
        )
        .get(pk=protocol.meeting_id)
    )
    of_meeting = meeting.paragraphs.filter(removed_at__isnull=True).order_by("position")
    order = list(of_meeting.values_list("pk", flat=True))
    shown = of_meeting.filter(protocols=protocol) if protocol.is_immediate else of_meeting
    paragraphs = tuple(
        marked(shown).select_related("chair", "deferral_body", *_EARLIER).prefetch_related(*_OF_PARAGRAPHS)
    )
    # The meeting with what was read of it: each § would else fetch one of its own.
    for paragraph in paragraphs:
        paragraph.meeting = meeting
    immediate = _immediate(meeting)
    covered = [one for one in paragraphs if protocol.is_immediate or one.pk not in immediate]
    place = read_place(meeting)
    numbers = place.numbers(order)
    attachments = _attachments(covered)
    rolls = rolls_of(meeting, order, _named(meeting, paragraphs))
    return Draft(
        protocol=protocol,
        meeting=meeting,
        place=place,
        paragraphs=paragraphs,
        attachments=attachments,
        numbers=numbers,
        attachment_numbers=attachment_numbers(
            [key for one in covered for text in _texts(one, meeting) for key in references(text)],
            [one.public_id for one in attachments],
        ),
        values=_values(meeting, rolls, place, [numbers[paragraph.pk] for paragraph in covered]),
        rolls=rolls,
        immediate=immediate,
        guests_at=_guests_at(meeting),
        open_requests=_open_requests(protocol),
        figures=read_figures(covered),
        has_marks=meeting.has_marks,
        is_announced=meeting.is_announced,
    )


def _named(meeting: Meeting, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Person, str]]:
    """Who is named beside the attendees, and as what; most of them are attendees too."""
    of_meeting = [(meeting.chair, "ordförande"), (meeting.secretary, "sekreterare")]
    of_meeting += [(one.person, "justerare") for one in meeting.verifiers.all()]
    for paragraph in paragraphs:
        of_meeting.append((paragraph.chair, "ordförande"))
        of_meeting += [(one.verified_by, "justerare") for one in paragraph.recusals.all()]
        of_meeting += [(one.person, "vald") for one in paragraph.elections.all()]
    yield from ((person, role) for person, role in of_meeting if person)


def _texts(paragraph: Paragraph, meeting: Meeting) -> list[str]:
    if paragraph.withdrawn:
        return []
    texts = [paragraph.text]
    for item in paragraph.sub_items.all():
        texts += [item.text, *_decided(paragraph, item.pk, meeting)]
    texts += [*_decided(paragraph, None, meeting), paragraph.text_after]
    texts += [one.text for one in paragraph.reservations.all()]
    return [*texts, *(one.text for one in paragraph.statements.all())]


def _decided(paragraph: Paragraph, sub_item: int | None, meeting: Meeting) -> list[str]:
    own = [one for one in paragraph.decisions.all() if one.sub_item_id == sub_item]
    prepared = [one.text for one in own if one.is_prepared and meeting.body.shows_prepared]
    return prepared + [one.text for one in own if not one.is_prepared]


def _attachments(covered: Sequence[Paragraph]) -> tuple[Attachment, ...]:
    """The files of the §§ in the order of the §§."""
    order = {paragraph.pk: index for index, paragraph in enumerate(covered) if not paragraph.withdrawn}
    files = Attachment.objects.filter(paragraph__in=order).select_related("file")
    return tuple(sorted(files, key=lambda one: (order[one.paragraph_id or 0], one.pk)))


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


def _open_requests(protocol: Protocol) -> dict[int | None, int]:
    found: dict[int | None, int] = {}
    unanswered = ChangeRequest.objects.filter(
        version__protocol=protocol, kind=ChangeRequest.Kind.REQUEST, answer__isnull=True
    )
    for key in unanswered.values_list("paragraph_id", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def _values(meeting: Meeting, rolls: Rolls, place: Place, numbers: list[int]) -> dict[str, str]:
    previous = place.earlier[-1] if place.earlier else _last_of_earlier_years(meeting)
    return {
        "verifiers": join_names([rolls.name(v.person) for v in meeting.verifiers.all() if not v.is_deputy]),
        "deputy_verifiers": join_names(
            [rolls.name(v.person) for v in meeting.verifiers.all() if v.is_deputy]
        ),
        "chair": rolls.name(meeting.chair) if meeting.chair else "",
        "secretary": rolls.name(meeting.secretary) if meeting.secretary else "",
        "date": long_date(meeting.date),
        "place": meeting.place,
        "previous_date": long_date(previous.date) if previous else "",
        "next_date": _next_in_words(meeting),
        "numbers": sections(number_range(numbers)),
    }


def _with_following(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With day and start of the body's next planned meeting, or of the one planned on the day that is said."""
    later = Meeting.objects.filter(
        body=OuterRef("body"), date__gt=OuterRef("date"), date=Coalesce(OuterRef("next_meeting"), F("date"))
    )
    later = later.exclude(state=Meeting.State.CANCELLED).order_by("date", "sequence")
    return meetings.annotate(
        following_day=Subquery(later.values("date")[:1]), following_start=Subquery(later.values("start")[:1])
    )


def _next_in_words(meeting: Meeting) -> str:
    """«17 december 2026 kl. 9.00», of a meeting with its following one; empty when nothing is said or planned."""
    day = meeting.next_meeting or meeting.following_day  # type: ignore[attr-defined]
    start = meeting.next_meeting_start or meeting.following_start  # type: ignore[attr-defined]
    return " ".join(filter(None, [long_date(day) if day else "", time_range(start) if day and start else ""]))


def _last_of_earlier_years(meeting: Meeting) -> Meeting | None:
    before = Meeting.objects.filter(body=meeting.body, date__lt=meeting.date)
    return before.exclude(state=Meeting.State.CANCELLED).order_by("date", "sequence").last()
