"""A meeting of any size, made at once, in an association of its own that is never committed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from secrets import token_hex

from django.utils import timezone

from meetings.actions.planning import create_meeting
from meetings.models import (
    Association,
    Attachment,
    Attendee,
    Ballot,
    Body,
    Decision,
    Mandate,
    Meeting,
    Office,
    Paragraph,
    Party,
    Person,
    ProtocolParagraph,
    Role,
    Seat,
    StoredFile,
    Vote,
)
from meetings.paper.pdf import render_pdf
from meetings.paper.storage import store
from meetings.querysets import own_protocol

PAGES = 3
_HTML = (
    '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Underlag</title></head><body>'
    "<h1>Underlag</h1>{pages}</body></html>"
)


@dataclass(frozen=True)
class Sizes:
    paragraphs: int = 250
    papers: int = 10  # in each §
    voters: int = 50
    votes: int = 25


@dataclass(frozen=True)
class MeetingWorld:
    meeting: Meeting
    secretary: Person
    voters: list[Attendee]


def make_meeting_world(sizes: Sizes) -> MeetingWorld:
    """Runs in the caller's transaction, and stores its papers in FILES_DIR."""
    at, slug = timezone.now(), f"matning-{token_hex(4)}"
    association = Association.objects.create(
        slug=slug, name="Mätningens samordningsförbund", org_number="222000-0000", email="kansli@example.org"
    )
    body = Body.objects.create(association=association, slug="styrelsen", name="Styrelsen")
    people = _people(association, body, sizes.voters, slug, at)
    secretary = _person("Mätare", slug)
    Role.objects.create(association=association, person=secretary, kind=Role.Kind.SECRETARY, given_at=at)
    Office.objects.create(body=body, person=people[0], kind="chair", first_day=date(2024, 1, 1), given_at=at)
    meeting = create_meeting(
        body=body,
        date=timezone.localdate() + timedelta(days=14),
        start=time(9),
        place="Stadshuset",
        by=secretary,
        at=at,
    )
    paragraphs = _paragraphs(meeting, sizes.paragraphs)
    _papers(meeting, paragraphs, sizes.papers, at)
    Attendee.objects.filter(meeting=meeting).update(presence=Attendee.Presence.ON_SITE)
    voters = list(meeting.attendees.filter(kind=Attendee.Kind.MEMBER).select_related("mandate"))
    _votes(paragraphs[: sizes.votes], voters)
    return MeetingWorld(meeting, secretary, voters)


def _person(last_name: str, slug: str) -> Person:
    return Person.objects.create_user(
        f"{slug}.{token_hex(4)}@example.org", first_name="Vald", last_name=last_name
    )


def _people(association: Association, body: Body, count: int, slug: str, at: datetime) -> list[Person]:
    party = Party.objects.create(
        association=association, kind="municipality", name="Provets kommun", code="PK"
    )
    people = [_person(f"Ledamot {number}", slug) for number in range(1, count + 1)]
    for person in people:
        person.associations.add(association)
    seats = [Seat(body=body, party=party, number=number) for number in range(1, count + 1)]
    Seat.objects.bulk_create(seats)
    Mandate.objects.bulk_create(
        Mandate(body=body, seat=seat, person=person, kind="member", first_day=date(2024, 1, 1))
        for seat, person in zip(seats, people, strict=True)
    )
    return people


def _paragraphs(meeting: Meeting, count: int) -> list[Paragraph]:
    rows = [
        Paragraph(
            meeting=meeting,
            position=number,
            heading=f"Ärende {number} om samordning i provets kommun",
            text="<p>Förbundschefen redogör för ärendet. </p>" * 4,
        )
        for number in range(1, count + 1)
    ]
    Paragraph.objects.bulk_create(rows)
    protocol = own_protocol(meeting)
    ProtocolParagraph.objects.bulk_create(ProtocolParagraph(protocol=protocol, paragraph=row) for row in rows)
    Decision.objects.bulk_create(
        Decision(paragraph=row, position=1, text="att lägga rapporten till handlingarna.") for row in rows
    )
    return rows


def _papers(meeting: Meeting, paragraphs: list[Paragraph], count: int, at: datetime) -> None:
    html = _HTML.format(
        pages='<p style="break-after: page">Text om samordning.</p>' * (PAGES - 1) + "<p>Slut.</p>"
    )
    pdf = render_pdf(html, created=at).pdf
    files = []
    for number in range(len(paragraphs) * count):
        data = pdf + b"\n%% %d\n" % number  # each is another file
        files.append(
            StoredFile(
                sha256=store(data), size=len(data), media_type="application/pdf", pages=PAGES, created_at=at
            )
        )
    StoredFile.objects.bulk_create(files, ignore_conflicts=True)
    stored = {one.sha256: one for one in StoredFile.objects.filter(sha256__in=[one.sha256 for one in files])}
    Attachment.objects.bulk_create(
        Attachment(
            meeting=meeting,
            paragraph=paragraphs[number // count],
            file=stored[one.sha256],
            name=f"Underlag {number + 1}",
            file_name=f"underlag-{number + 1}.pdf",
        )
        for number, one in enumerate(files)
    )


def _votes(paragraphs: list[Paragraph], voters: list[Attendee]) -> None:
    for paragraph in paragraphs:
        ballot = Ballot.objects.create(
            paragraph=paragraph, position=1, way=Ballot.Way.OPEN, yes_means="bifall", no_means="avslag"
        )
        Vote.objects.bulk_create(
            Vote(
                ballot=ballot,
                attendee=one,
                seat_id=one.mandate.seat_id if one.mandate else None,
                choice="yes" if number % 3 else "no",
            )
            for number, one in enumerate(voters)
        )
