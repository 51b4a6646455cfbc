"""Somebody without an account is asked to write for the agenda by a link: a presenter, or a member of the
association."""

from datetime import date, datetime, timedelta

from django.db import transaction

from meetings import letters
from meetings.actions.locking import lock_draft
from meetings.actions.raising import locked_item, note, refuse_unless_open
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph, Party, Person, RaisedItem, RaisedLink
from meetings.reads.raised_items import address_of_sender, asked_before, full_sentence, raising_hindrance
from meetings.rules.addresses import usual_address
from meetings.rules.link_tokens import hash_token, new_token
from meetings.rules.raising import OPEN, RaisedKind, RaisedState, RaisedStep, is_reminded
from meetings.swedish import day_of, time_range
from meetings.text.plain_paste import plain_paste
from meetings.text.richtext import clean_line

# As answers to a summons: whoever asks who wrote an item has the item, which says their name.
KEPT = timedelta(days=90)
_TOLD = ("date", "start", "place")


@transaction.atomic
def ask_for_item(
    *,
    meeting: Meeting,
    email: str,
    by: Person,
    at: datetime,
    name: str = "",
    party: Party | None = None,
    paragraph: Paragraph | None = None,
    message: str = "",
    answer_by: date | None = None,
) -> RaisedItem:
    """Writes to a presenter, or to `party`, with a link to write for the meeting, for `paragraph` or a matter of
    their own.

    Raises RuleViolation without an address or a name, for a day to answer that is past or after the meeting, for a
    meeting that has begun, and for a party where it is not said that members may raise matters (Finsam 9 § 5).
    """
    meeting = lock_draft(meeting)
    kind = RaisedKind.PARTY if party else RaisedKind.PRESENTER
    if sentence := full_sentence(meeting, kind=RaisedKind.PRESENTER, at=at) or raising_hindrance(
        meeting.body, meeting, kind=kind, person=None, party=party, at=at
    ):
        raise RuleViolation(sentence)
    if not email:
        raise RuleViolation("Skriv e-postadressen som frågan ska skickas till.", field="email")
    if not (party or clean_line(name)):
        raise RuleViolation("Skriv vem du frågar.", field="name")
    if paragraph and (paragraph.meeting_id != meeting.pk or paragraph.removed_at):
        raise RuleViolation("Paragrafen finns inte på dagordningen.", field="paragraph")
    if answer_by and not day_of(at) <= answer_by <= meeting.date:
        raise RuleViolation("Välj en dag från i dag till och med mötesdagen.", field="answer_by")
    item = RaisedItem(
        body=meeting.body,
        meeting=meeting,
        kind=kind,
        party=party,
        name=clean_line(name)[:150],
        paragraph=paragraph,
        heading=paragraph.heading if paragraph else "",
        message=plain_paste(message),
        answer_by=answer_by,
        state=RaisedState.ASKED,
    )
    record(item, by=by, at=at)
    note(item, RaisedStep.ASKED, by=by, at=at)
    write_by_link(item, usual_address(email), "raised_asked", at=at)
    return item


@transaction.atomic
def send_new_link(*, item: RaisedItem, email: str, by: Person, at: datetime) -> RaisedItem:
    """A link in the place of the ones before, to the same address or another. Raises RuleViolation for an item that
    nobody writes by a link, one that is taken in, and a meeting that has begun."""
    item = locked_item(item)
    refuse_unless_open(item)
    if item.person or item.meeting is None:
        raise RuleViolation("Ärendet skrivs inte med en länk.")
    if sentence := full_sentence(item.meeting, kind=RaisedKind.PRESENTER, at=at):
        raise RuleViolation(sentence)
    if not email:
        raise RuleViolation("Skriv e-postadressen som länken ska skickas till.", field="email")
    note(item, RaisedStep.LINKED, by=by, at=at)
    item.links.filter(ended_at=None).update(ended_at=at)
    write_by_link(item, usual_address(email), "raised_asked", at=at)
    return item


def link_of(token: str) -> RaisedLink | None:
    """What the link was made for, whether it still works or not; None for one that was never made, or is forgotten."""
    seen = "item__body__association", "item__meeting__body__association", "item__paragraph", "item__party"
    return RaisedLink.objects.select_related(*seen).filter(token_hash=hash_token(token)).first()


def link_hindrance(link: RaisedLink, *, at: datetime) -> str:
    """Why nothing can be written by the link, in one sentence; empty while it works."""
    item = link.item
    if item.state == RaisedState.WITHDRAWN:
        return "Kansliet behöver inte längre något från dig."
    if link.ended_at:
        return "En nyare länk har skickats. Använd den i det senaste mejlet."
    if item.state == RaisedState.TAKEN:
        return "Det du skickade är på dagordningen. Svara på mejlet om något ska ändras."
    if item.meeting is None:
        return "Det finns inget sammanträde att skriva för än."
    return full_sentence(item.meeting, kind=RaisedKind.PRESENTER, at=at)


def remind_of_items(*, at: datetime) -> int:
    """The letters the day before the last day to answer, each once; how many went."""
    return sum(_remind(one, at) for one in asked_before(day_of(at)))


@transaction.atomic
def _remind(item: RaisedItem, at: datetime) -> bool:
    item = locked_item(item)
    email = address_of_sender(item)
    if item.person or item.meeting is None or not email or not is_reminded(item.answer_by, day_of(at)):
        return False
    known = item.events.filter(kind__in=(RaisedStep.ASKED, RaisedStep.REMINDED), at__date=day_of(at))
    waits = item.state in (RaisedState.ASKED, RaisedState.RETURNED)
    if known.exists() or not waits or full_sentence(item.meeting, kind=RaisedKind.PRESENTER, at=at):
        return False
    note(item, RaisedStep.REMINDED, by=None, at=at)
    write_by_link(item, email, "raised_reminder", at=at)
    return True


def tell_of_meeting(meeting: Meeting, *, at: datetime, before: Meeting | None = None) -> None:
    """A new letter to those who write by a link, when the meeting has another day, time or place than `before`; without
    one it is cancelled. Runs in the caller's transaction, which holds the meeting's row."""
    if before and all(getattr(before, name) == getattr(meeting, name) for name in _TOLD):
        return
    for item in meeting.raised_items.filter(person=None, state__in=OPEN).select_related("body__association"):
        if email := address_of_sender(item):
            item.meeting = meeting
            write_by_link(item, email, "raised_moved", at=at)


def forget_old_links(*, at: datetime) -> None:
    """Removes the links, with the addresses that they went to, some time after the meeting."""
    RaisedLink.objects.filter(item__meeting__date__lt=day_of(at - KEPT)).delete()


def write_by_link(item: RaisedItem, email: str, template: str, *, at: datetime, text: str = "") -> None:
    """A letter with a link of its own, for what an earlier one held is stored as its hash alone. Those go on working.
    Runs in the caller's transaction; nothing for an item that has no meeting."""
    meeting = item.meeting
    if meeting is None:
        return
    token = new_token()
    RaisedLink.objects.create(item=item, email=email, token_hash=hash_token(token), at=at)
    letters.send(
        template,
        to=email,
        association=item.body.association,
        item=item,
        meeting=meeting,
        hours=time_range(meeting.start, meeting.end),
        text=text,
        address=letters.absolute("raised_by_link", token),
    )
