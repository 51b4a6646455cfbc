"""The presses that do one thing with one row: its address, its row, its action and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from meetings.actions.attaching import remove_attachment
from meetings.actions.attending import remove_guest
from meetings.actions.dissenting import remove_dissent
from meetings.actions.drafting import remove_sub_item
from meetings.actions.electing import remove_election
from meetings.actions.filling import fill_paragraph
from meetings.actions.moving import remove_movement
from meetings.actions.pausing import open_meeting, remove_adjournment, reopen_meeting
from meetings.actions.proposing import remove_proposal
from meetings.actions.recusing import remove_recusal
from meetings.actions.voting import remove_ballot
from meetings.models import (
    Adjournment,
    Attachment,
    Attendee,
    Ballot,
    Election,
    Paragraph,
    Proposal,
    Recusal,
    Reservation,
    Statement,
    SubItem,
)

from ..editing import Editing, by_key, movement_in_request, named, the_meeting
from ..response import Done


@dataclass(frozen=True)
class Press:
    """`row` finds what the address names, and `action` takes it as its argument `argument`.

    In `said` and `focus` the {row} and its {paragraph} are named.
    """

    address: str
    row: Callable[..., Any]
    action: Callable[..., object]
    argument: str
    said: str
    focus: str = ""


def do_press(press: Press, editing: Editing, *ids: str) -> Done:
    row = press.row(editing, *ids)
    paragraph = row if isinstance(row, Paragraph) else getattr(row, "paragraph", None)
    press.action(**{press.argument: row}, **editing.signed)
    words = {"row": row, "paragraph": paragraph}
    return Done(
        press.said.format(**words),
        [paragraph] if paragraph else [],
        focus=press.focus.format(**words) if paragraph or "{" not in press.focus else "",
    )


def _adjournment(editing: Editing) -> Adjournment:
    return by_key(editing.meeting.adjournments.all(), editing.posted.get("ajournering", ""))


def _attendee(editing: Editing) -> Attendee:
    return editing.attendee(editing.posted.get("attendee", ""))


MENU = "m-{paragraph.public_id}"

PRESSES = {
    "draft_open": Press(
        "oppna/",
        the_meeting,
        open_meeting,
        "meeting",
        "Mötet är öppnat. En ny paragraf blir ett extra ärende.",
        "course",
    ),
    "draft_reopen": Press(
        "ateroppna/", the_meeting, reopen_meeting, "meeting", "Mötet pågår igen.", "course"
    ),
    "draft_paragraph_fill": Press(
        "paragrafer/<public:paragraph>/fyll-i/",
        named(Paragraph),
        fill_paragraph,
        "paragraph",
        "Ifyllt med det som finns nu. Den förra texten finns i historiken.",
        "paragraph-{paragraph.public_id}-text",
    ),
    "draft_adjournment_remove": Press(
        "ajourneringar/ta-bort/",
        _adjournment,
        remove_adjournment,
        "adjournment",
        "Ajourneringen är borttagen.",
        "course",
    ),
    "draft_sub_item_remove": Press(
        "delarenden/<public:item>/ta-bort/",
        named(SubItem),
        remove_sub_item,
        "item",
        "Delärendet är borttaget. Texten finns i historiken.",
        "paragraph-{paragraph.public_id}-text",
    ),
    "draft_attachment_remove": Press(
        "bilagor/<public:attachment>/ta-bort/",
        named(Attachment),
        remove_attachment,
        "attachment",
        "{row.name} är borttagen.",
        "n-{paragraph.public_id}",
    ),
    "draft_proposal_remove": Press(
        "yrkanden/<public:proposal>/ta-bort/",
        named(Proposal),
        remove_proposal,
        "proposal",
        "Yrkandet är borttaget.",
        MENU,
    ),
    "draft_ballot_remove": Press(
        "omrostningar/<public:ballot>/ta-bort/",
        named(Ballot),
        remove_ballot,
        "ballot",
        "Omröstningen är borttagen. Ett beslut som skrevs av den står kvar.",
        MENU,
    ),
    "draft_recusal_remove": Press(
        "jav/<public:recusal>/ta-bort/",
        named(Recusal),
        remove_recusal,
        "recusal",
        "Jävet för {row.attendee} är borttaget.",
        MENU,
    ),
    "draft_reservation_remove": Press(
        "reservationer/<public:reservation>/ta-bort/",
        named(Reservation),
        remove_dissent,
        "row",
        "{row}: borttagen.",
        MENU,
    ),
    "draft_statement_remove": Press(
        "yttranden/<public:statement>/ta-bort/",
        named(Statement),
        remove_dissent,
        "row",
        "{row}: borttagen.",
        MENU,
    ),
    "draft_election_remove": Press(
        "val/<public:election>/ta-bort/",
        named(Election),
        remove_election,
        "election",
        "Valet är borttaget.",
        MENU,
    ),
    "draft_movement_remove": Press(
        "handelser/ta-bort/", movement_in_request, remove_movement, "movement", "{row}: borttaget.", MENU
    ),
    "draft_guest_remove": Press(
        "deltagare/ta-bort/", _attendee, remove_guest, "guest", "{row} är borttagen."
    ),
}
