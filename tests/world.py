"""An association with one protocol in each state, and the address of everything in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from meetings.actions.attaching import add_attachment, edit_attachment
from meetings.actions.changing import request_change
from meetings.actions.drafting import add_sub_item
from meetings.actions.freezing import freeze_protocol
from meetings.actions.noticing import hash_token
from meetings.models import Posting, Protocol
from tests.audiences import SIGNATORIES_ACT, SIGNATORIES_READ
from tests.builders import (
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

PDF = b"%PDF-1.4\n%%EOF\n"


@dataclass
class World:
    """An association with a verified, an opened, a frozen and a draft protocol, and the ids in their addresses."""

    board: Board
    keys: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def make_world(slug: str) -> World:
    board = make_board(slug=slug, suffix=f".{slug}", series="MEETING")
    world = World(board)
    days = {name: MEETING_DAY + timedelta(days=days) for name, days in WORLD_DAYS.items()}
    _verified(world, days["verified"])
    _opened(world, days["opened"])
    frozen = freeze_protocol(
        protocol=_with_attachment(board, days["frozen"]), by=board.secretary, at=at(days["frozen"], 15)
    )
    world.ids |= {"protocol": frozen.protocol.public_id, "signatory": frozen.signatories.first().public_id}
    _draft(world, days["draft"])
    world.keys = {name: day.isoformat() for name, day in days.items()}
    return world


WORLD_DAYS = {"verified": 0, "opened": 7, "frozen": 14, "draft": 21}


def _verified(world: World, day: date) -> None:
    board = world.board
    protocol = _with_attachment(board, day)
    version = freeze_protocol(protocol=protocol, by=board.secretary, at=at(day, 15))
    for person in (board.secretary, board.chair, board.verifier):
        sign(version, person)
    posting = Posting.objects.filter(notice__protocol=protocol, mandatory=True).first()
    posting.token_hash = hash_token(f"token-{board.association.slug}")
    posting.save()
    world.ids |= {
        "notice": protocol.notice.public_id,
        "posting": posting.public_id,
        "token": f"token-{board.association.slug}",
    }


def _with_attachment(board: Board, day: date) -> Protocol:
    protocol = make_ready(board, day=day)
    paragraph = protocol.meeting.paragraphs.first()
    attachment = add_attachment(
        paragraph=paragraph, file_name="b.pdf", data=PDF, by=board.secretary, at=at(day)
    )
    edit_attachment(attachment=attachment, publish=True, by=board.secretary, at=at(day))
    return protocol


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
    item = add_sub_item(paragraph=paragraph, by=board.secretary, at=at(day), heading="Delärende")
    attachment = add_attachment(
        paragraph=paragraph, file_name="c.pdf", data=PDF, by=board.secretary, at=at(day)
    )
    world.ids |= {
        "paragraph": paragraph.public_id,
        "item": item.public_id,
        "decision": paragraph.decisions.first().public_id,
        "attachment": attachment.public_id,
    }


def addresses() -> dict[str, URLPattern]:
    """Every address of the site by name, but for the register and sign-in, which have tests of their own."""
    return {pattern.name or "favicon": pattern for pattern in _walk(get_resolver().url_patterns)}


def _walk(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif pattern.app_name != "admin" and str(pattern.pattern) != "konto/":
            yield from _walk(pattern.url_patterns)


def address(name: str, pattern: URLPattern, world: World, rows: World) -> str:
    """An address in `world`'s association whose ids are those of `rows`."""
    if name == "favicon":
        return "/favicon.ico"
    if name.startswith("draft") or name in {"meeting_edit", "meeting_pass"}:
        meeting = "draft"
    elif name in {"request_answer", "request_close"}:
        meeting = "opened"
    elif (
        name in SIGNATORIES_READ | SIGNATORIES_ACT
        or name.startswith("verification_")
        or name == "version_pdf"
    ):
        meeting = "frozen"
    else:
        meeting = "verified"
    if name in {"verification_original", "verification_public_copy", "verification_scan"}:
        meeting = "verified"
    ids = rows.ids
    values = {
        "slug": world.board.association.slug,
        "body": "styrelsen",
        "key": world.keys[meeting],
        "number": 1,
        "state": "cancelled",
        "public_id": {
            "notice_detail": ids["notice"],
            "signatory_remind": ids["signatory"],
            "protocol_remind": ids["protocol"],
        }.get(name, ids["posting"]),
        "request_id": ids["request"],
        **{key: ids[key] for key in ("token", "paragraph", "item", "decision", "attachment")},
    }
    wanted = get_resolver().reverse_dict.getlist(name) and parameters(name)
    return reverse(name, kwargs={key: values[key] for key in wanted})


def parameters(name: str) -> set[str]:
    possibilities, *_ = get_resolver().reverse_dict.getlist(name)[0]
    return set(possibilities[0][1])
