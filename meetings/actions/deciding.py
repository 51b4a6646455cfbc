"""The chair's gavel: what was prepared becomes the decision, or the matter is put off."""

from datetime import datetime

from django.db import transaction

from meetings.actions.locking import lock_paragraph
from meetings.actions.recording import record, record_deletion
from meetings.draft.rolls import Rolls, order_of, rolls_of
from meetings.errors import RuleViolation
from meetings.models import Body, Decision, Deferral, Meeting, Paragraph, Person, SubItem
from meetings.rules.quorum import quorum_sentence

REJECTION = "att avslå förslaget."


@transaction.atomic
def decide_as_prepared(
    *, paragraph: Paragraph, by: Person, at: datetime, sub_item: SubItem | None = None
) -> list[Decision]:
    """Enligt förslag: each prepared sentence becomes a decision. Raises RuleViolation when nothing is
    prepared, when there is a decision already, and below quorum (KL 6:27)."""
    prepared = _ready(paragraph, sub_item)
    return [
        _decide(paragraph, sub_item, one.text, order, Decision.Outcome.APPROVED, by=by, at=at)
        for order, one in enumerate(prepared, start=1)
    ]


@transaction.atomic
def decide_with_changes(
    *, paragraph: Paragraph, by: Person, at: datetime, sub_item: SubItem | None = None
) -> list[Decision]:
    """Sv: med ändring. Copies what was prepared, to be changed in place; the outcome is PARTLY."""
    prepared = _ready(paragraph, sub_item)
    return [
        _decide(paragraph, sub_item, one.text, order, Decision.Outcome.PARTLY, by=by, at=at)
        for order, one in enumerate(prepared, start=1)
    ]


@transaction.atomic
def reject_prepared(
    *, paragraph: Paragraph, by: Person, at: datetime, sub_item: SubItem | None = None
) -> Decision:
    """Rejects what was prepared."""
    _ready(paragraph, sub_item)
    return _decide(paragraph, sub_item, REJECTION, 1, Decision.Outcome.REJECTED, by=by, at=at)


@transaction.atomic
def defer(
    *,
    row: Paragraph | SubItem,
    kind: str,
    by: Person,
    at: datetime,
    reason: str = "",
    to: str = "",
    body: Body | None = None,
) -> None:
    """Bordlägg, återremittera or hänskjut a § or a sub-item; `kind` "" takes it back.

    Raises RuleViolation for a återremiss without a reason, for a hänskjutning to nobody, below quorum, and in a §
    that was not handled: to put off is to decide (KL 6:33), and what the meeting cannot handle is «inte behandlad».
    """
    meeting = lock_paragraph(row if isinstance(row, Paragraph) else row.paragraph)
    row.refresh_from_db()
    paragraph = row if isinstance(row, Paragraph) else row.paragraph
    if kind:
        refuse_below_quorum(paragraph, meeting)
    if kind and paragraph.not_handled:
        raise RuleViolation(
            "Paragrafen är inte behandlad. Ta bort det först: att skjuta upp ärendet är ett beslut."
        )
    if kind not in Deferral.values:
        raise RuleViolation("Välj bordlagd, återremitterad eller hänskjuten.")
    if kind == Deferral.REFERRED_BACK and not reason.strip():
        raise RuleViolation("Skriv varför ärendet återremitteras: den som bereder det behöver veta.")
    if kind == Deferral.PASSED_ON and not (to.strip() or body):
        raise RuleViolation("Ange vart ärendet hänskjuts.")
    row.deferral = kind
    row.deferral_reason = reason.strip() if kind else ""
    row.deferral_to = to.strip() if kind else ""
    row.deferral_body = body if kind else None
    record(row, by=by, at=at, fields=["deferral", "deferral_reason", "deferral_to", "deferral_body"])


@transaction.atomic
def take_back_decision(
    *, paragraph: Paragraph, by: Person, at: datetime, sub_item: SubItem | None = None
) -> None:
    """Undo of the gavel: the decisions and deferral of the §, or of its sub-item, go; what was prepared stays."""
    lock_paragraph(paragraph)
    paragraph.refresh_from_db()
    for decision in paragraph.decisions.filter(is_prepared=False, sub_item=sub_item):
        record_deletion(decision, by=by, at=at)
    defer(row=sub_item or paragraph, kind=Deferral.NONE, by=by, at=at)


def require_quorum(paragraph: Paragraph, meeting: Meeting) -> Rolls:
    """Raises RuleViolation when the board may not handle the § (KL 6:27 through Finsam 19 §)."""
    rolls = refuse_below_quorum(paragraph, meeting)
    if meeting.body.under_kl and not _is_attendance_said(rolls):
        raise RuleViolation("Ange först vilka som är närvarande.")
    return rolls


def refuse_below_quorum(paragraph: Paragraph, meeting: Meeting) -> Rolls:
    """Refuses below quorum what may be written before anybody has said who is there."""
    rolls = rolls_of(meeting, order_of(meeting))
    roll = rolls.by_paragraph.get(paragraph.pk, rolls.at_start)
    if meeting.body.under_kl and _is_attendance_said(rolls) and not roll.has_quorum:
        raise RuleViolation(
            f"{quorum_sentence(roll.present, roll.seats).capitalize()}: ärendet får inte handläggas. "
            "Ajournera eller avsluta sammanträdet (6 kap. 27 § kommunallagen)."
        )
    return rolls


def _is_attendance_said(rolls: Rolls) -> bool:
    return any(one.presence for one in rolls.attendees.values())


def _ready(paragraph: Paragraph, sub_item: SubItem | None) -> list[Decision]:
    meeting = lock_paragraph(paragraph)
    require_quorum(paragraph, meeting)
    own = paragraph.decisions.filter(sub_item=sub_item).order_by("position", "pk")
    if own.filter(is_prepared=False).exclude(text="").exists():
        raise RuleViolation("Paragrafen har redan ett beslut. Ändra det, eller ta bort det först.")
    prepared = [one for one in own if one.is_prepared and one.text]
    if not prepared:
        raise RuleViolation("Det finns inget förslag till beslut. Skriv beslutet i stället.")
    # An empty row is no decision: somebody asked for it and wrote nothing.
    for empty in own.filter(is_prepared=False):
        empty.delete()
    return prepared


def _decide(
    paragraph: Paragraph,
    sub_item: SubItem | None,
    text: str,
    position: int,
    outcome: str,
    *,
    by: Person,
    at: datetime,
) -> Decision:
    decision = Decision(paragraph=paragraph, sub_item=sub_item, position=position, text=text, outcome=outcome)
    record(decision, by=by, at=at)
    return decision
