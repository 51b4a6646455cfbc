"""«Klar för justering»: the working rows become a version that never changes."""

from datetime import datetime

from django.db import transaction

from meetings import letters
from meetings.actions.attaching import store_file
from meetings.actions.locking import lock_draft
from meetings.actions.recording import record
from meetings.documents.building import build_snapshot, expected_signatories, read_draft
from meetings.documents.protocol import render_protocol
from meetings.documents.storage import read
from meetings.errors import RuleViolation
from meetings.models import Body, BodyYear, Meeting, Person, Protocol, ProtocolVersion, Signatory
from meetings.querysets import latest_version
from meetings.reads.checklist import findings_of
from meetings.reads.series import first_unfrozen_before, meeting_number, numbers_of


@transaction.atomic
def freeze_protocol(*, protocol: Protocol, by: Person, at: datetime) -> ProtocolVersion:
    """A new version: numbers fixed, snapshot, PDF and its SHA-256, and who is to sign.

    The secretary is asked to sign first. Raises RuleViolation while something is missing in the draft or an
    earlier meeting in the series is not frozen; nothing is saved then.
    """
    meeting = lock_draft(protocol.meeting)
    year = BodyYear.objects.select_for_update().get(body=meeting.body, year=meeting.date.year)
    if earlier := first_unfrozen_before(meeting):
        raise RuleViolation(
            f"Protokollet från {earlier.date.isoformat()} måste vara klart för justering först."
        )
    if blocking := [
        finding.sentence for finding in findings_of(protocol, today=at.date()) if finding.blocking
    ]:
        raise RuleViolation(" ".join(f"{sentence.rstrip('.')}." for sentence in blocking))
    _fix_numbers(meeting, year, by=by, at=at)
    version = _write_version(protocol, by=by, at=at)
    for signatory in version.signatories.filter(role=Signatory.Role.SECRETARY).exclude(person=by):
        letters.write_to(signatory.person, "sign_first", meeting=meeting)
    return version


def _write_version(protocol: Protocol, *, by: Person, at: datetime) -> ProtocolVersion:
    last = latest_version(protocol)
    number = last.number + 1 if last else 1
    snapshot = build_snapshot(protocol, version=number, at=at)
    rendered = render_protocol(snapshot, files=read)
    file = store_file(data=rendered.pdf, media_type="application/pdf", at=at, pages=rendered.pages)
    version = ProtocolVersion.objects.create(
        protocol=protocol,
        number=number,
        snapshot=snapshot,
        sha256=rendered.sha256,
        file=file,
        frozen_at=at,
        frozen_by=by,
    )
    for position, (person, role, _) in enumerate(expected_signatories(read_draft(protocol)), start=1):
        Signatory.objects.create(
            version=version, person=person, role=role, name=person.name, position=position
        )
    return version


def _fix_numbers(meeting: Meeting, year: BodyYear, *, by: Person, at: datetime) -> None:
    """Numbers are taken from the series at the freeze, and again at a later one while nothing follows."""
    in_year = meeting.body.series == Body.Series.YEAR
    numbers = numbers_of(meeting)
    for paragraph in meeting.paragraphs.filter(pk__in=numbers):
        wanted = (numbers[paragraph.pk], year if in_year else None)
        if (paragraph.number, paragraph.number_year) != wanted:
            paragraph.number, paragraph.number_year = wanted
            record(paragraph, by=by, at=at, fields=["number", "number_year"])
    if meeting.number is None:
        meeting.number, meeting.number_year = meeting_number(meeting), year
    meeting.state = Meeting.State.CLOSED
    record(meeting, by=by, at=at, fields=["number", "number_year", "state"])
