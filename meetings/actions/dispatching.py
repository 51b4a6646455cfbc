"""Sv: expediering. What is sent of a verified protocol, in one press: extracts, or the whole; by mail or by post."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from meetings import letters
from meetings.actions.extracting import sealed_extract
from meetings.actions.locking import lock_meeting
from meetings.actions.posting_by_hand import mark_posted
from meetings.errors import RuleViolation
from meetings.hooks import Receiver
from meetings.models import Dispatch, Paragraph, Person, StoredFile, Verification
from meetings.reads.seals import waits_for_seal
from meetings.reads.withheld import marks_of, secrets

MOST_AT_ONCE = 100


@transaction.atomic
def dispatch(
    *, verification: Verification, receivers: Collection[Receiver], by: Person, at: datetime
) -> list[Dispatch]:
    """Sends each receiver the § that it is about, in a sealed extract, or the whole protocol where it is about none.

    What is secret is left out. One without an address gets it by post: the row waits until somebody says that it is
    posted. One that has been sent the same before is passed over, so that a second press sends nothing twice. Raises
    RuleViolation for nobody, too many, a protocol without its seal, and a whole protocol with secrets that has no
    copy without them.
    """
    meeting = lock_meeting(verification.protocol.meeting)
    if not receivers:
        raise RuleViolation("Välj minst en mottagare.")
    if len(receivers) > MOST_AT_ONCE:
        raise RuleViolation(f"Skicka till högst {MOST_AT_ONCE} åt gången.")
    if waits_for_seal(verification.original):
        raise RuleViolation("Protokollet är inte stämplat än. Expediera det när det är det.")
    marks = secrets(marks_of(meeting))
    has_it = {_thing(one.paragraph_id, one.email, one.receiver) for one in verification.dispatches.all()}
    files: dict[int | None, StoredFile] = {}
    made = []
    for one in receivers:
        key = one.paragraph.pk if one.paragraph else None
        thing = _thing(key, one.email, one.name)
        if thing in has_it:
            continue
        has_it.add(thing)
        if key not in files:
            files[key] = (
                sealed_extract(verification=verification, paragraph=one.paragraph, marks=marks, by=by, at=at)
                if one.paragraph
                else _whole(verification, is_secret=bool(marks))
            )
        made.append(_send(verification, one, files[key], by=by, at=at))
    if not made:
        raise RuleViolation("De har redan fått det.")
    return made


@transaction.atomic
def note_dispatch_posted(*, dispatch: Dispatch, day: date, by: Person, at: datetime) -> Dispatch:
    """Somebody says that they posted it that day. It is said once.

    Raises RuleViolation when it went by mail, for a day that has not come, and for one before it was made.
    """
    dispatch = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch.pk)
    if dispatch.email:
        raise RuleViolation("Det gick med mejl.")
    already, made = "Det är redan noterat som postat", "Det gjordes"
    mark_posted(dispatch, already=already, made=made, day=day, by=by, at=at)
    return dispatch


def _thing(paragraph: int | None, email: str, receiver: str) -> tuple[int | None, str]:
    return paragraph, (email or receiver).casefold()


def _whole(verification: Verification, *, is_secret: bool) -> StoredFile:
    if not is_secret:
        return verification.original
    if verification.public_copy is None:
        raise RuleViolation(
            "Protokollet innehåller sekretessbelagda uppgifter och har ingen kopia utan dem. Skicka utdrag i stället."
        )
    return verification.public_copy


def _send(
    verification: Verification, receiver: Receiver, file: StoredFile, *, by: Person, at: datetime
) -> Dispatch:
    meeting = verification.protocol.meeting
    letter = None
    if receiver.email:
        letter = letters.send(
            "dispatch",
            to=receiver.email,
            association=meeting.body.association,
            enclosed=(file, _file_name(verification, receiver.paragraph)),
            meeting=meeting,
            verification=verification,
            paragraph=receiver.paragraph,
            is_notes=not meeting.body.under_kl,
            check_address=letters.absolute("authenticity_check"),
        )
    return Dispatch.objects.create(
        verification=verification,
        paragraph=receiver.paragraph,
        receiver=receiver.name,
        receiver_as=receiver.receiver_as,
        email=receiver.email,
        letter=letter,
        file=file,
        at=at,
        by=by,
    )


def _file_name(verification: Verification, paragraph: Paragraph | None) -> str:
    day = verification.protocol.meeting.key
    if paragraph is None:
        return f"protokoll-{day}.pdf"
    return f"protokollsutdrag-{day}-paragraf-{paragraph.number}.pdf"
