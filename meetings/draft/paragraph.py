"""One § of the snapshot from its working rows."""

from typing import Any

from meetings.draft.reading import Draft
from meetings.draft.vote import vote_entry
from meetings.models import Decision, Meeting, Movement, Paragraph, Protocol, Recusal, SubItem
from meetings.rules import participation, presence
from meetings.rules.proposals import Proposal, sentence
from meetings.swedish import join_names

type Entry = dict[str, Any]

# A § that «utgår» keeps its number and heading; nothing was said or decided in it.
_NOT_DEALT_WITH: Entry = {
    **dict.fromkeys(("text", "text_after"), ""),
    **dict.fromkeys(("deferral", "chair"), None),
    **{
        key: []
        for key in (
            "sub_items proposals propositions decisions votes took_part not_taking_part reservations statements"
            " recusals prepared presenters elections"
        ).split()
    },
}
# One that the meeting did not reach keeps what was written for it, and the secretary's word on why.
_NOT_REACHED: Entry = {key: [] for key in ("proposals", "propositions", "decisions", "votes", "took_part")}


def paragraph_entry(draft: Draft, paragraph: Paragraph, order: dict[str, int]) -> Entry:
    """The § as `meeting_json` has it, with more for the document. `order` is the place of each name in lists.

    In the meeting's own protocol a § with an immediate protocol is only number, heading and where it is.
    """
    entry = {
        "number": draft.number(paragraph),
        "heading": draft.line(paragraph.heading),
        "kind": paragraph.kind,
        "registry_number": paragraph.registry_number,
        "text": draft.html(paragraph.text),
        "text_after": draft.html(paragraph.text_after),
        "sub_items": _sub_items(draft, paragraph),
        "decisions": [_decision(draft, one) for one in _decisions(paragraph, None) if not one.is_prepared],
        "prepared": [draft.line(one.text) for one in _decisions(paragraph, None) if one.is_prepared],
        **_handling(draft, paragraph, order),
        **_dissent(draft, paragraph),
        "attachments": _attachments(draft, paragraph),
        "immediately_verified": paragraph.pk in draft.immediate,
        "immediate": None,
        "deferral": _deferral(paragraph),
        "tag": _tag(draft, paragraph),
        "chair": paragraph.chair.name if paragraph.chair and paragraph.chair != draft.meeting.chair else None,
        "withdrawn": paragraph.withdrawn,
        "is_extra": paragraph.is_extra,
        "not_handled": paragraph.not_handled,
        "planned_time": f"{paragraph.planned_time:%H:%M}" if paragraph.planned_time else None,
        "corrects": _earlier(draft, paragraph.corrects),
        "origin": _earlier(draft, _origin(paragraph)),
        "movements": _movements(draft, paragraph),
    }
    if draft.is_stub(paragraph):
        return entry | _NOT_DEALT_WITH | _stub(draft.immediate[paragraph.pk])
    if paragraph.withdrawn:
        return entry | _NOT_DEALT_WITH
    return entry | _NOT_REACHED if paragraph.not_handled else entry


def _stub(protocol: Protocol) -> Entry:
    """Who comes and goes is said in both: it holds for the §§ after it, and its time stands nowhere else there."""
    verification = getattr(protocol, "verification", None)
    return {
        "registry_number": "",
        "tag": "",
        "attachments": [],
        "is_extra": False,
        "not_handled": False,
        "planned_time": None,
        "corrects": None,
        "origin": None,
        "immediate": {
            "verified": verification.day.isoformat() if verification else None,
            "key": protocol.key,
        },
    }


def _handling(draft: Draft, paragraph: Paragraph, order: dict[str, int]) -> Entry:
    """Who proposed, voted and took part, by name (KL 5:67)."""
    abstaining = {one.attendee_id for one in paragraph.abstentions.all()}
    deciding = [one.pk for one in draft.rolls.deciding(paragraph)]
    decided = paragraph.ballots.all() or any(
        one.text and not one.is_prepared for one in paragraph.decisions.all()
    )
    took_part = participation.took_part(deciding, abstaining) if decided else ()
    return {
        "presenters": [draft.name(one.attendee_id) for one in paragraph.presenters.all()],
        "proposals": [_proposal(draft, one) for one in paragraph.proposals.all()],
        "propositions": [
            line for line in map(str.strip, draft.line(paragraph.propositions).splitlines()) if line
        ],
        "votes": [vote_entry(draft, one, order) for one in paragraph.ballots.all()],
        "took_part": _in_order([draft.name(key) for key in took_part], order),
        "not_taking_part": _in_order([draft.name(key) for key in abstaining], order),
        "recusals": [_recusal(draft, paragraph, one) for one in paragraph.recusals.all()],
        "elections": [
            {
                "office": one.get_office_display().lower(),
                "person": one.person.name,
                "from": one.first_day.isoformat(),
                "to": one.last_day.isoformat() if one.last_day else None,
            }
            for one in paragraph.elections.all()
        ],
    }


def _dissent(draft: Draft, paragraph: Paragraph) -> Entry:
    return {
        "reservations": [
            {
                "name": draft.name(one.attendee_id),
                "text": draft.html(one.text),
                "lead": draft.line(one.lead),
                "without_text": one.without_text and not one.text,
            }
            for one in paragraph.reservations.all()
        ],
        "statements": [
            {"name": draft.name(one.attendee_id), "kind": one.kind, "text": draft.html(one.text)}
            for one in paragraph.statements.all()
        ],
    }


def _proposal(draft: Draft, row: Any) -> Entry:
    names = tuple(draft.name(one.attendee_id) for one in row.mover_links.all())
    text = draft.line(row.text)
    proposal = Proposal(by=names, text=text, is_main=row.is_main, withdrawn=row.withdrawn)
    return {
        "by": join_names(names),
        "text": text,
        "withdrawn": row.withdrawn,
        "is_main": row.is_main,
        "sentence": sentence(proposal),
    }


def _recusal(draft: Draft, paragraph: Paragraph, row: Recusal) -> Entry:
    """The substitute is named only when serving: the two rows may have been written at different times."""
    with_recusals = draft.rolls.by_paragraph.get(paragraph.pk, draft.rolls.at_start)
    without = draft.rolls.without_recusals.get(paragraph.pk, draft.rolls.at_start)
    serves = row.is_out and row.substitute_id in with_recusals.deciding
    return {
        "name": draft.name(row.attendee_id),
        "reason": row.reason,
        "how": row.how,
        "substitute": draft.name(row.substitute_id) if serves and row.substitute_id else None,
        "verified_by": row.verified_by.name if row.is_out and row.verified_by else None,
        "remote": without.modes.get(row.attendee_id, "").startswith("på distans"),
    }


def _movements(draft: Draft, paragraph: Paragraph) -> list[Entry]:
    rolls = draft.rolls
    at = rolls.order.index(paragraph.pk) if paragraph.pk in rolls.order else 0
    before = rolls.without_recusals[rolls.order[at - 1]] if at else rolls.at_start
    return [_movement(draft, row, before) for row in draft.movements.get(paragraph.pk, [])]


def _movement(draft: Draft, row: Movement, before: presence.Roll) -> Entry:
    attendee = draft.rolls.attendees[row.attendee_id]
    holder = None
    if row.kind == Movement.Kind.ARRIVED and attendee.mandate and attendee.kind == attendee.Kind.MEMBER:
        holder = before.serving.get(attendee.mandate.seat_id)
    return {
        "name": attendee.display_name,
        "what": row.kind,
        "time": f"{row.time:%H:%M}" if row.time else None,
        "cause": row.cause,
        "serving_for": draft.rolls.serves_in_words(row.seat_id) if row.seat_id else None,
        "mode": row.mode,
        "relieves": draft.name(holder) if isinstance(holder, int) and holder != row.attendee_id else None,
    }


def _sub_items(draft: Draft, paragraph: Paragraph) -> list[Entry]:
    letters = draft.meeting.body.letters_sub_items
    return [
        _sub_item(draft, paragraph, item) | {"letter": _letter(at) if letters else ""}
        for at, item in enumerate(paragraph.sub_items.all())
    ]


def _sub_item(draft: Draft, paragraph: Paragraph, item: SubItem) -> Entry:
    decisions = _decisions(paragraph, item.pk)
    return {
        "heading": draft.line(item.heading),
        "text": draft.html(item.text),
        "decisions": [draft.line(one.text) for one in decisions if not one.is_prepared],
        "prepared": [draft.line(one.text) for one in decisions if one.is_prepared],
        "attachments": [
            str(draft.attachment_numbers[one.public_id])
            for one in draft.attachments
            if one.sub_item_id == item.pk
        ],
        "deferral": _deferral(item),
    }


def _letter(at: int) -> str:
    """a, b … z, aa, ab …"""
    rest, place = divmod(at, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("a") + place)


def _decisions(paragraph: Paragraph, sub_item: int | None) -> list[Decision]:
    return [one for one in paragraph.decisions.all() if one.sub_item_id == sub_item and one.text]


def _decision(draft: Draft, one: Decision) -> Entry:
    return {
        "text": draft.line(one.text),
        "outcome": one.outcome,
        "responsible": one.responsible,
        "due": one.due.isoformat() if one.due else None,
    }


def _attachments(draft: Draft, paragraph: Paragraph) -> list[Entry]:
    own = [one for one in draft.attachments if one.paragraph_id == paragraph.pk]
    return [
        {"number": str(draft.attachment_numbers[one.public_id]), "name": one.name, "sha256": one.file.sha256}
        for one in sorted(own, key=lambda one: draft.attachment_numbers[one.public_id])
    ]


def _deferral(row: Paragraph | SubItem) -> Entry | None:
    if not row.deferral:
        return None
    to = row.deferral_body.name if row.deferral_body else row.deferral_to
    return {"kind": row.deferral, "reason": row.deferral_reason, "to": to or None}


def _tag(draft: Draft, paragraph: Paragraph) -> str:
    usual = draft.meeting.body.decision_tag if paragraph.kind == Paragraph.Kind.DECISION else ""
    return paragraph.tag or usual


def _earlier(draft: Draft, paragraph: Paragraph | None) -> Entry | None:
    if paragraph is None:
        return None
    meeting: Meeting = paragraph.meeting
    other = meeting.body_id != draft.meeting.body_id
    return {
        "date": meeting.date.isoformat(),
        "number": str(paragraph.number) if paragraph.number else None,
        "body": meeting.body.name if other else "",
    }


def _origin(paragraph: Paragraph) -> Paragraph | None:
    return paragraph.origin_item.paragraph if paragraph.origin_item else paragraph.origin


def _in_order(names: list[str], order: dict[str, int]) -> list[str]:
    return sorted(names, key=lambda name: order.get(name, len(order)))
