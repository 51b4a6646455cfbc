"""«Klar för justering»: the working rows become a version that never changes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from meetings.actions.assigning import follow_decisions
from meetings.actions.attaching import store_file
from meetings.actions.locking import lock_draft, lock_protocol, lock_series
from meetings.actions.recording import record, record_all
from meetings.actions.signing import ask_to_sign
from meetings.actions.verifying import finish_notes
from meetings.actions.withholding import refuse_lost_marks
from meetings.documents.layout import layout_name
from meetings.documents.protocol import Pages, render_protocol
from meetings.draft.building import build_record
from meetings.draft.checklist import findings_of, to_confirm
from meetings.draft.reading import Draft, read_draft
from meetings.draft.signatories import expected_signatories, stand_ins_of_chair
from meetings.errors import RuleViolation
from meetings.models import (
    Body,
    BodyYear,
    Decision,
    Meeting,
    Paragraph,
    Person,
    Protocol,
    ProtocolParagraph,
    ProtocolVersion,
    Signatory,
)
from meetings.paper.storage import stored_bytes
from meetings.querysets import latest_version
from meetings.reads.writers import writers_to_ask
from meetings.record.reading import as_json
from meetings.rules.verification import IMMEDIATE
from meetings.swedish import day_of


@transaction.atomic
def freeze_protocol(
    *,
    protocol: Protocol,
    by: Person,
    at: datetime,
    confirmed: Collection[str] = (),
    despite: Collection[str] = (),
) -> ProtocolVersion:
    """A new version: numbers fixed, snapshot, PDF and its SHA-256, and who is to sign.

    Those who sign are asked to, the secretary alone where the board waits for them; notes of a body that only
    advises are finished at once. `confirmed` is the sentences of the findings that `by` has said are meant, and
    `despite` the tabs whose writers are known to be cut off. Raises RuleViolation while something is missing in the
    draft or not confirmed, somebody else writes in it, or an earlier meeting in the series is not frozen; nothing is
    saved then.
    """
    meeting = lock_protocol(protocol)
    year = lock_series(meeting.body, meeting.date.year)
    # Not before both rows are locked: what is checked, numbered and written must be the same rows.
    draft = read_draft(protocol)
    if earlier := draft.place.first_unfrozen:
        raise RuleViolation(
            f"Protokollet från {earlier.date.isoformat()} måste vara klart för justering först."
        )
    found = findings_of(draft, today=day_of(at))
    if blocking := [finding.sentence for finding in found if finding.blocking]:
        raise RuleViolation(" ".join(f"{sentence.rstrip('.')}." for sentence in blocking))
    if unconfirmed := [sentence for sentence in to_confirm(found) if sentence not in confirmed]:
        raise RuleViolation(f"Bekräfta först att det ska publiceras. {'. '.join(unconfirmed)}.")
    _refuse_over_writers(draft, despite, by=by, at=at)
    if draft.has_marks:
        refuse_lost_marks(meeting, at=at)
    _fix_numbers(draft, year, by=by, at=at)
    snapshot = _snapshot(draft, at=at)
    pages = Pages(snapshot, files=stored_bytes)
    version = _write_version(draft, snapshot, pages, by=by, at=at)
    follow_decisions(draft, by=by, at=at)
    if not meeting.body.under_kl:
        finish_notes(version=version, pages=pages, at=at)
    ask_to_sign(version, by=by)
    return version


@transaction.atomic
def freeze_immediately(
    *,
    paragraphs: Collection[Paragraph],
    by: Person,
    at: datetime,
    confirmed: Collection[str] = (),
    despite: Collection[str] = (),
) -> ProtocolVersion:
    """Sv: omedelbar justering. The §§ become a protocol of their own, out for signing during the meeting, and
    every number up to the last of them is fixed. Raises RuleViolation when something is missing in them.
    """
    if not paragraphs:
        raise RuleViolation("Välj vilka paragrafer som justeras omedelbart.")
    meeting = lock_draft(next(iter(paragraphs)).meeting)
    if not meeting.body.under_kl:
        raise RuleViolation("Anteckningar justeras inte.")
    rows = list(meeting.paragraphs.filter(pk__in=[one.pk for one in paragraphs], removed_at__isnull=True))
    if len(rows) != len(paragraphs):
        raise RuleViolation("En av paragraferna finns inte i sammanträdet.")
    if ProtocolParagraph.objects.filter(paragraph__in=rows, protocol__number__gt=1).exists():
        raise RuleViolation("En av paragraferna justeras redan omedelbart.")
    last: int = meeting.protocols.aggregate(last=Max("number"))["last"] or 1
    protocol = Protocol.objects.create(meeting=meeting, number=last + 1)
    for paragraph in rows:
        ProtocolParagraph.objects.filter(paragraph=paragraph).delete()
        ProtocolParagraph.objects.create(protocol=protocol, paragraph=paragraph)
        _say_immediate(paragraph, by=by, at=at)
    return freeze_protocol(protocol=protocol, by=by, at=at, confirmed=confirmed, despite=despite)


def _refuse_over_writers(draft: Draft, despite: Collection[str], *, by: Person, at: datetime) -> None:
    """A question and no bar: those who write stop nobody who has been told of them."""
    only = [one.pk for one in draft.paragraphs] if draft.protocol.is_immediate else None
    asked = writers_to_ask(draft, by=by, at=at, paragraphs=only)
    if unasked := [sentence for tab, sentence in asked.items() if tab not in despite]:
        raise RuleViolation(f"Bekräfta först att det ska låsas ändå. {' '.join(unasked)}")


def _say_immediate(paragraph: Paragraph, *, by: Person, at: datetime) -> None:
    if paragraph.decisions.filter(text=IMMEDIATE).exists():
        return
    position: int = paragraph.decisions.aggregate(last=Max("position"))["last"] or 0
    record(Decision(paragraph=paragraph, position=position + 1, text=IMMEDIATE), by=by, at=at)


def _snapshot(draft: Draft, *, at: datetime) -> dict[str, Any]:
    last = latest_version(draft.protocol)
    number = last.number + 1 if last else 1
    snapshot: dict[str, Any] = as_json(build_record(draft, version=number, at=at, layout=layout_name()))
    return snapshot


def _write_version(
    draft: Draft, snapshot: dict[str, Any], pages: Pages, *, by: Person, at: datetime
) -> ProtocolVersion:
    rendered = render_protocol(snapshot, files=stored_bytes, pages=pages)
    file = store_file(data=rendered.pdf, media_type="application/pdf", at=at, pages=rendered.pages)
    version = ProtocolVersion.objects.create(
        protocol=draft.protocol,
        number=snapshot["document"]["version"],
        snapshot=snapshot,
        sha256=rendered.sha256,
        file=file,
        frozen_at=at,
        frozen_by=by,
    )
    signing = [*expected_signatories(draft), *stand_ins_of_chair(draft)]
    for position, (person, role, numbers) in enumerate(signing, start=1):
        Signatory.objects.create(
            version=version,
            person=person,
            role=role,
            name=draft.rolls.name(person),
            position=position,
            paragraphs=numbers,
            is_awaited=role != Signatory.Role.SECRETARY or draft.meeting.body.awaits_secretary,
        )
    return version


def _fix_numbers(draft: Draft, year: BodyYear, *, by: Person, at: datetime) -> None:
    """Numbers are taken from the series at the freeze, and again at a later one while nothing follows.

    §§ verified immediately fix those before them, since they cannot be numbered otherwise.
    """
    meeting, numbers = draft.meeting, dict(draft.numbers)
    in_year = meeting.body.series == Body.Series.YEAR
    if draft.protocol.is_immediate:
        last = max(numbers[paragraph.pk] for paragraph in draft.paragraphs)
        numbers = {key: number for key, number in numbers.items() if number <= last}
    changed = []
    for paragraph in meeting.paragraphs.filter(pk__in=numbers).select_related("number_year"):
        wanted = (numbers[paragraph.pk], year if in_year else None)
        if (paragraph.number, paragraph.number_year) != wanted:
            paragraph.number, paragraph.number_year = wanted
            changed.append(paragraph)
    record_all(changed, by=by, at=at, fields=["number", "number_year"])
    state = meeting.state if draft.protocol.is_immediate else Meeting.State.CLOSED
    if meeting.number is None or meeting.state != state:
        meeting.number, meeting.number_year = draft.place.number, year
        meeting.state = state
        record(meeting, by=by, at=at, fields=["number", "number_year", "state"])
