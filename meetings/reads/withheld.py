"""What is marked as not to be handed out, and the frozen protocol as everybody may read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from msgspec.structs import replace

from meetings.draft.building import build_record
from meetings.draft.reading import read_draft
from meetings.models import Meeting, Protocol, ProtocolVersion, Withholding
from meetings.querysets import latest_version, with_state
from meetings.reads.frozen import frozen_record
from meetings.record.protocol import ProtocolRecord
from meetings.record.withheld import Mark, MarkKind, has_gaps, is_found, masked
from meetings.swedish import section
from meetings.workflow import LOCKED


def marks_of(meeting: Meeting) -> tuple[Mark, ...]:
    """Every mark in the meeting's protocols, by the numbers that its §§ were frozen with; one query."""
    return tuple(mark for one in _rows(meeting) if (mark := _mark(one, {})))


def marks_everywhere(meetings: Iterable[int]) -> dict[int, list[Mark]]:
    """The words that are withheld in whole protocols, by the key of their meeting; one query."""
    found: dict[int, list[Mark]] = {}
    for row in Withholding.objects.filter(meeting__in=meetings, paragraph=None, attachment=None):
        found.setdefault(row.meeting_id, []).append(Mark(kind=MarkKind(row.kind), words=row.words))
    return found


def secrets(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Those that hold for a receiver of extracts too; what is only kept from the web is given out on request."""
    return tuple(one for one in marks if one.kind == MarkKind.SECRECY)


def provision_of(version: ProtocolVersion, number: str, marks: Iterable[Mark]) -> str:
    """By which provisions something is left out of § `number`, or "" when nothing is."""
    record = frozen_record(version)
    own = tuple(one for one in record.paragraphs if one.number == number)
    if not has_gaps(masked(replace(record, paragraphs=own, attachments=()), tuple(marks))):
        return ""
    # A refusal names its provision, and only secrecy has one: what is kept from the web is given out on request.
    rows = version.protocol.meeting.withholdings.filter(kind=Withholding.Kind.SECRECY)
    about = Q(paragraph=None) | Q(paragraph__number=int(number))
    return ", ".join(dict.fromkeys(rows.filter(about).values_list("provision", flat=True)))


def public_record(version: ProtocolVersion) -> ProtocolRecord:
    """What everybody may read of the version."""
    return masked(frozen_record(version), marks_of(version.protocol.meeting))


@dataclass(frozen=True)
class Withheld:
    """A mark as the chancellery sees it. `is_found` is false when its words stand nowhere any longer."""

    row: Withholding
    where: str
    is_found: bool


def withheld_in(meeting: Meeting, *, at: datetime) -> list[Withheld]:
    """The marks of a meeting in the order of its §§, compared with its protocols as they stand."""
    records, numbers = _as_they_stand(meeting, at)
    return [
        Withheld(
            row=one,
            where=_where(one, numbers),
            is_found=(mark := _mark(one, numbers)) is not None
            and any(is_found(record, mark) for record in records),
        )
        for one in _rows(meeting)
    ]


def means_something(row: Withholding, *, at: datetime) -> bool:
    """Whether any of the meeting's protocols has what the mark, saved or not, is about."""
    records, numbers = _as_they_stand(row.meeting, at)
    mark = _mark(row, numbers)
    return mark is not None and any(is_found(record, mark) for record in records)


def _rows(meeting: Meeting) -> QuerySet[Withholding]:
    rows = meeting.withholdings.filter(Q(paragraph=None) | Q(paragraph__removed_at=None))
    return rows.select_related("paragraph", "attachment__file", "by")


def _mark(row: Withholding, numbers: Mapping[int, int]) -> Mark | None:
    """None for a § that has no number yet, and so stands in nothing that is frozen."""
    number = numbers.get(row.paragraph.pk, row.paragraph.number) if row.paragraph else ""
    if number is None:
        return None
    return Mark(
        kind=MarkKind(row.kind),
        words=row.words,
        paragraph=str(number),
        attachment=row.attachment.file.sha256 if row.attachment else "",
    )


def _where(row: Withholding, numbers: Mapping[int, int]) -> str:
    if row.attachment:
        return f"Bilagan {row.attachment.name}"
    if not row.paragraph:
        return "Hela protokollet"
    number = numbers.get(row.paragraph.pk, row.paragraph.number)
    return f"{section(number)} {row.paragraph.heading}" if number else row.paragraph.heading


def _as_they_stand(meeting: Meeting, at: datetime) -> tuple[list[ProtocolRecord], dict[int, int]]:
    """Each protocol of the meeting, as frozen or as its draft, and the numbers of the §§ that are drafts."""
    records: list[ProtocolRecord] = []
    numbers: dict[int, int] = {}
    for protocol in with_state(Protocol.objects.filter(meeting=meeting)):
        version = latest_version(protocol) if protocol.state in LOCKED else None
        if version:
            records.append(frozen_record(version))
            continue
        draft = read_draft(protocol)
        records.append(build_record(draft, version=0, at=at))
        numbers |= {one.pk: draft.numbers[one.pk] for one in draft.covered}
    return records, numbers
