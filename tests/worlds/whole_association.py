"""An association with one protocol in each state and of each kind, and the ids in its addresses."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Model
from django.utils import timezone

from funding.models import Criterion, UnitHead
from meetings.actions.assigning import add_assignment
from meetings.actions.attaching import add_attachment, edit_attachment
from meetings.actions.attending import add_guest
from meetings.actions.calendar_feeds import make_feed
from meetings.actions.changing import request_change
from meetings.actions.deciding import defer
from meetings.actions.drafting import add_sub_item
from meetings.actions.following_up import report_assignment
from meetings.actions.freezing import freeze_protocol
from meetings.actions.inviting import guest_address
from meetings.actions.keeping import take_away
from meetings.actions.replying import reply_address
from meetings.models import (
    Announcement,
    Ballot,
    Body,
    Disclosure,
    Dispatch,
    Election,
    Extract,
    MatterToReport,
    Meeting,
    Paragraph,
    Person,
    Phrase,
    Posting,
    Proposal,
    Protocol,
    ReadingCopy,
    Recusal,
    Refusal,
    Reservation,
    StandardItem,
    Statement,
    Summons,
    Verification,
    Withholding,
)
from meetings.rules.link_tokens import hash_token
from tests.worlds.accounts import make_address_change
from tests.worlds.boards import (
    MEETING_DAY,
    Board,
    at,
    make_board,
    make_frozen,
    make_meeting,
    make_paragraph,
    make_ready,
    sign,
)
from tests.worlds.fees import make_paid
from tests.worlds.immediate import freeze_first, sign_all
from tests.worlds.letters import make_letter
from tests.worlds.notes import make_notes, make_notes_body
from tests.worlds.papers import PDF, make_asked_pack
from tests.worlds.raised import make_raised
from tests.worlds.whole_funding import make_funding


@dataclass
class World:
    """An association with a verified, an opened, a frozen and a draft protocol, and the ids in their addresses.

    Two meetings more have a § verified at once, out («frozen») and verified, and a draft for the rest; a group
    that only advises has finished notes. `keys` is of meetings, `at_once` of those protocols.
    """

    board: Board
    notes: Body
    keys: dict[str, str] = field(default_factory=dict)
    at_once: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    funding: dict[str, str] = field(default_factory=dict)
    applicant: Person | None = None


def make_world(slug: str) -> World:
    board = make_board(
        slug=slug, suffix=f".{slug}", series="meeting", parties_raise_by="förbundsordningen § 9"
    )
    world = World(board, make_notes_body(board))
    days = {name: MEETING_DAY + timedelta(days=days) for name, days in WORLD_DAYS.items()}
    _verified(world, days["verified"])
    _opened(world, days["opened"])
    frozen = freeze_protocol(
        protocol=_with_attachment(board, days["frozen"]), by=board.secretary, at=at(days["frozen"], 15)
    )
    world.ids |= {"protocol": frozen.protocol.public_id, "signatory": frozen.signatories.first().public_id}
    _draft(world, days["draft"])
    out = freeze_first(_with_attachment(board, days["out at once"]), board)
    world.at_once["frozen"] = out.protocol.key
    verified = freeze_first(_with_attachment(board, days["verified at once"]), board).protocol
    sign_all(verified.versions.get(), board)
    world.at_once["verified"] = verified.key
    _to_be_read(verified.verification)
    world.ids["posting at once"] = verified.notice.postings.filter(mandatory=True).first().public_id
    make_notes(board, world.notes, day=days["verified"])
    world.ids["letter"] = make_letter(board.association, job="failed").public_id
    world.keys = {name: day.isoformat() for name, day in days.items()}
    office, world.funding = make_funding(
        board,
        Verification.objects.get(
            protocol__meeting__date=days["verified"], protocol__meeting__body=board.body
        ),
    )
    world.applicant = office.applicant
    _proposed_address(world)
    _assigned(world)
    world.ids |= make_paid(board, days["verified"])
    _kept(world)
    return world


def _assigned(world: World) -> None:
    """A beslutsuppdrag of the office's from a verified §, with a file in its trace."""
    board, day = world.board, world.keys["verified"]
    paragraph = Paragraph.objects.filter(meeting__date=day, meeting__body=board.body).first()
    decision = paragraph.decisions.filter(is_prepared=False).first()
    signed = {"by": board.secretary, "at": at(date.fromisoformat(day), 17)}
    assignment = add_assignment(decision=decision, role="office", **signed)
    report_assignment(assignment=assignment, is_done=False, document=("Rapport.pdf", PDF), **signed)
    world.ids |= {
        "assignment": assignment.public_id,
        "note of assignment": assignment.notes.exclude(file=None).get().public_id,
        "decision of the verified": decision.public_id,
    }


def _kept(world: World) -> None:
    """A row of each register that is known by its key, and an item that was taken away."""
    board = world.board
    item, gone = (StandardItem.objects.create(body=board.body, position=at, heading="Val") for at in (1, 2))
    head, gone_head = (
        UnitHead.objects.create(
            association=board.association, person=board.member, organisation="Exempelviks kommun"
        )
        for _ in range(2)
    )
    world.ids |= {
        "person of the office's": board.deputy.public_id,
        "mandate": str(board.member.mandates.get().pk),
        "office": str(board.body.offices.get(kind="chair").pk),
        "part": "namn",
        "party": str(board.parties["EK"].pk),
        "standard_item": str(item.pk),
        "role": str(board.association.roles.get(person=board.auditor).pk),
        "phrase": str(Phrase.objects.create(association=board.association, name="Rapport").pk),
        "wording": "punkt",
        "fund": "kriterium",
        "entry": str(Criterion.objects.filter(association=board.association).earliest("pk").pk),
        "unit_head": str(head.pk),
        "head_version": str(take_away(gone_head, by=board.secretary, at=timezone.now())),
        "row": str(item.pk),
        "version": str(take_away(gone, by=board.secretary, at=timezone.now())),
    }


def _proposed_address(world: World) -> None:
    """A change of the member's address, which neither address has confirmed."""
    board, token = world.board, f"confirm-{world.board.association.slug}"
    change = make_address_change(board, token)
    world.ids |= {
        "person": board.member.public_id,
        "change": change.public_id,
        "confirming token": token,
        "calendar key": make_feed(body=board.body, at=timezone.now()).key,
    }


WORLD_DAYS = {
    "verified": 0,
    "opened": 7,
    "frozen": 14,
    "draft": 21,
    "out at once": 28,
    "verified at once": 35,
}


def _verified(world: World, day: date) -> None:
    board = world.board
    protocol = _with_attachment(board, day)
    version = freeze_protocol(protocol=protocol, by=board.secretary, at=at(day, 15))
    for person in (board.secretary, board.chair, board.verifier):
        sign(version, person)
    _withheld(world, protocol)
    _to_be_read(protocol.verification)
    posting = Posting.objects.filter(notice__protocol=protocol, mandatory=True).first()
    posting.token_hash = hash_token(f"token-{board.association.slug}")
    posting.save()
    world.ids |= {
        "notice": protocol.notice.public_id,
        "posting": posting.public_id,
        "token": f"token-{board.association.slug}",
    }


def _withheld(world: World, protocol: Protocol) -> None:
    """Words that stand nowhere, so that no page lacks anything, and an extract; made without their files."""
    made = {"by": world.board.secretary}
    withheld = Withholding.objects.create(
        meeting=protocol.meeting,
        kind=Withholding.Kind.WEB,
        words="står inte här",
        reason="personuppgift",
        authority=world.board.association.name,
        day=protocol.meeting.date,
        **made,
    )
    verification = protocol.verification
    made |= {"at": verification.at}
    whole = {"verification": verification, "file": verification.original, **made}
    disclosure = Disclosure.objects.create(
        verification=verification,
        outcome=Disclosure.Outcome.PARTLY,
        provision="26 kap. 1 § OSL",
        assessment="Utelämnat.",
        **made,
    )
    refusal = Refusal.objects.create(disclosure=disclosure, snapshot={}, file=verification.original, **made)
    extract = Extract.objects.create(disclosure=disclosure, paragraph=protocol.paragraphs.first(), **whole)
    dispatch = Dispatch.objects.create(receiver="Ekonomen", **whole)
    world.ids |= {
        "dispatch": dispatch.public_id,
        "withheld": withheld.public_id,
        "extract": extract.public_id,
        "refusal": refusal.public_id,
    }


def _to_be_read(verification: Verification) -> None:
    """Reading copies, made without their files."""
    for file, is_public in ((verification.original, False), (verification.public_copy, True)):
        made = {"of": file, "file": file, "is_public": is_public, "at": verification.at}
        ReadingCopy.objects.create(verification=verification, **made)


def _with_attachment(board: Board, day: date) -> Protocol:
    protocol = make_ready(board, day=day)
    paragraph = protocol.meeting.paragraphs.first()
    attachment = add_attachment(
        paragraph=paragraph, file_name="b.pdf", data=PDF, by=board.secretary, at=at(day)
    )
    edit_attachment(attachment=attachment, publish=True, by=board.secretary, at=at(day))
    return protocol


def _announced(world: World, meeting: Meeting) -> None:
    """The meeting is summoned and public, with a budget; made without their actions, which ask for a day to come."""
    summoned = {"state": Meeting.State.SUMMONED, "summoned_at": at(meeting.date)}
    Meeting.objects.filter(pk=meeting.pk).update(is_public=True, **summoned)
    file = meeting.attachments.first().file
    announcement = Announcement.objects.create(
        meeting=meeting,
        date=meeting.date,
        start=meeting.start,
        place=meeting.place,
        proposal=file,
        proposal_name="Budget.pdf",
        at=at(meeting.date),
        by=world.board.secretary,
    )
    world.ids["announcement"] = announcement.public_id
    summons = Summons.objects.create(
        meeting=meeting,
        person=world.board.member,
        at=at(meeting.date),
        by=world.board.secretary,
        by_mail=False,
        snapshot={"address": ["Storgatan 1", "123 45 Vallnäs"]},
        file=file,
    )
    noted = {"kind": "received", "day": meeting.date, "who": "Region Vallnäs", "subject": "Remiss"}
    world.ids["to_report"] = MatterToReport.objects.create(body=meeting.body, **noted).public_id
    guest = add_guest(meeting=meeting, name="Åsa Lind", by=world.board.secretary, at=at(meeting.date))
    world.ids["guest token"] = guest_address(guest, at=at(meeting.date)).rstrip("/").rpartition("/")[2]
    world.ids["summons"], world.ids["pack"] = summons.public_id, make_asked_pack(summons)
    address = reply_address(meeting, world.board.member, at=at(meeting.date))
    world.ids["reply token"] = address.rstrip("/").rpartition("/")[2]


def _opened(world: World, day: date) -> None:
    version = make_frozen(world.board, day=day)
    request = request_change(
        version=version,
        by=world.board.chair,
        at=at(day, 16),
        reason="Fel.",
        paragraph=version.protocol.paragraphs.first(),
    )
    world.ids["request"] = request.public_id


def _draft(world: World, day: date) -> None:
    board = world.board
    meeting = make_meeting(board, day=day)
    paragraph = make_paragraph(meeting, board.secretary)
    put_off = make_paragraph(meeting, board.secretary, heading="Bordlagt ärende", decisions=())
    defer(row=put_off, kind="postponed", by=board.secretary, at=at(day))
    item = add_sub_item(paragraph=paragraph, by=board.secretary, at=at(day), heading="Delärende")
    attachment = add_attachment(
        paragraph=paragraph, file_name="c.pdf", data=PDF, by=board.secretary, at=at(day)
    )
    world.ids |= {
        "paragraph": paragraph.public_id,
        "item": item.public_id,
        "decision": paragraph.decisions.first().public_id,
        "attachment": attachment.public_id,
        "matter": put_off.public_id,
    }
    _announced(world, meeting)
    _handling(world, paragraph)
    world.ids |= make_raised(board, paragraph)


def _handling(world: World, paragraph: Paragraph) -> None:
    """One of everything that is noted in a §. Made without the actions: nobody has said who is in the room."""
    attendee, recused = paragraph.meeting.attendees.filter(kind="member")[:2]
    person, day = world.board.chair, paragraph.meeting.date
    kinds: tuple[tuple[type[Model], dict[str, object]], ...] = (
        (Proposal, {"position": 1, "text": "avslag"}),
        (Ballot, {"position": 1}),
        (Recusal, {"attendee": recused}),
        (Reservation, {"attendee": attendee}),
        (Statement, {"attendee": attendee, "kind": Statement.Kind.NOTE}),
        (Election, {"office": "chair", "person": person, "first_day": day}),
    )
    for model, values in kinds:
        row = model.objects.create(paragraph=paragraph, **values)  # type: ignore[attr-defined]
        world.ids[str(model._meta.model_name)] = row.public_id
