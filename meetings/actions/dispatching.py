"""Sv: expediering. What is sent of a verified protocol, in one press: extracts, or the whole; by mail or by post.

The press notes who is to have what, and a job makes and sends it.
"""

import logging
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from meetings import letters
from meetings.actions.extracting import sealed_extract
from meetings.actions.locking import lock_meeting
from meetings.actions.posting_by_hand import mark_posted
from meetings.errors import RuleViolation
from meetings.hooks import Receiver
from meetings.models import AskedDispatch, Dispatch, Paragraph, Person, StoredFile, Verification
from meetings.reads.seals import waits_for_seal
from meetings.reads.withheld import marks_of, secrets

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 100
_FAILED = "Utdraget kunde inte göras."


@transaction.atomic
def dispatch(
    *, verification: Verification, receivers: Collection[Receiver], by: Person, at: datetime
) -> list[AskedDispatch]:
    """Has each receiver sent the § that it is about, in a sealed extract, or the whole protocol where it is about none.

    A job makes and sends them, each once (send_asked). One that has been sent the same before, or soon will be, is
    passed over, so that a second press sends nothing twice. Raises RuleViolation for nobody, too many, a protocol
    without its seal, and a whole protocol with secrets that has no copy without them.
    """
    meeting = lock_meeting(verification.protocol.meeting)
    if not receivers:
        raise RuleViolation("Välj minst en mottagare.")
    if len(receivers) > MOST_AT_ONCE:
        raise RuleViolation(f"Skicka till högst {MOST_AT_ONCE} åt gången.")
    if waits_for_seal(verification.original):
        raise RuleViolation("Protokollet är inte stämplat än. Expediera det när det är det.")
    known: list[Dispatch | AskedDispatch] = [
        *verification.dispatches.all(),
        *verification.asked_dispatches.all(),
    ]
    has_it = {_thing(one.paragraph_id, one.email, one.receiver) for one in known}
    new: dict[tuple[int | None, str], Receiver] = {}
    for one in receivers:
        thing = _thing(one.paragraph.pk if one.paragraph else None, one.email, one.name)
        if thing not in has_it:
            new.setdefault(thing, one)
    if not new:
        raise RuleViolation("De har redan fått det.")
    if any(one.paragraph is None for one in new.values()):
        _whole(verification, is_secret=bool(secrets(marks_of(meeting))))
    asked = [
        AskedDispatch(
            verification=verification,
            paragraph=one.paragraph,
            receiver=one.name,
            receiver_as=one.receiver_as,
            email=one.email,
            by=by,
            at=at,
            number=number,
            of=len(new),
        )
        for number, one in enumerate(_by_paragraph(new.values()), start=1)
    ]
    AskedDispatch.objects.bulk_create(asked)
    _ask_job(at)
    return asked


def send_asked(*, at: datetime) -> int:
    """Make and send everything that has been asked for; how many. What cannot be made says why, and stops no other.

    What is about one § is made and sent in one transaction: a worker that ends in the middle leaves all of it or
    nothing, and the next one goes on from there.
    """
    sent = 0
    waiting = AskedDispatch.objects.filter(trouble="")
    while first := waiting.first():
        try:
            sent += _send_together(first, at=at)
        except RuleViolation as violation:
            _note_trouble(first, violation.sentence)
        except Exception:  # as a damaged file
            logger.exception("An extract for %s could not be made", first)
            _note_trouble(first, _FAILED)
    return sent


@transaction.atomic
def try_dispatches_again(*, verification: Verification, at: datetime) -> None:
    """Has what could not be made tried once more."""
    if verification.asked_dispatches.exclude(trouble="").update(trouble=""):
        _ask_job(at)


@transaction.atomic
def drop_stopped_dispatches(*, verification: Verification) -> None:
    """Leaves what could not be made: it is not sent."""
    verification.asked_dispatches.exclude(trouble="").delete()


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


def _ask_job(at: datetime) -> None:
    app.configure_task("meetings.tasks.send_dispatches").defer(timestamp=int(at.timestamp()))


def _by_paragraph(receivers: Collection[Receiver]) -> list[Receiver]:
    """Those of one § together, as they are made; the whole protocol, which is made already, first."""
    return sorted(
        receivers, key=lambda one: (one.paragraph.position, one.paragraph.pk) if one.paragraph else (-1, 0)
    )


def _together_with(first: AskedDispatch) -> QuerySet[AskedDispatch]:
    """What waits of the same § and was asked for by the same press: one extract does for all."""
    same = {"paragraph": first.paragraph_id, "by": first.by_id, "at": first.at}
    return AskedDispatch.objects.filter(verification=first.verification_id, trouble="", **same)


@transaction.atomic
def _send_together(first: AskedDispatch, *, at: datetime) -> int:
    verification = Verification.objects.select_related(
        "original", "public_copy", "version", "protocol__meeting__body__association"
    ).get(pk=first.verification_id)
    meeting = lock_meeting(verification.protocol.meeting)
    rows = list(_together_with(first).select_for_update(of=("self",)).select_related("paragraph", "by"))
    if not rows:
        return 0
    marks, paragraph, by = secrets(marks_of(meeting)), rows[0].paragraph, rows[0].by
    if paragraph is None:
        file = _whole(verification, is_secret=bool(marks))
    else:
        file = sealed_extract(verification=verification, paragraph=paragraph, marks=marks, by=by, at=at)
    for one in rows:
        _send(verification, one, file, at=at)
        one.delete()
    return len(rows)


def _note_trouble(first: AskedDispatch, why: str) -> None:
    _together_with(first).update(trouble=why[:300])


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


def _send(verification: Verification, asked: AskedDispatch, file: StoredFile, *, at: datetime) -> Dispatch:
    meeting = verification.protocol.meeting
    letter = None
    if asked.email:
        letter = letters.send(
            "dispatch",
            to=asked.email,
            association=meeting.body.association,
            enclosed=(file, _file_name(verification, asked.paragraph)),
            meeting=meeting,
            verification=verification,
            paragraph=asked.paragraph,
            is_notes=not meeting.body.under_kl,
            check_address=letters.absolute("authenticity_check"),
        )
    return Dispatch.objects.create(
        verification=verification,
        paragraph=asked.paragraph,
        receiver=asked.receiver,
        receiver_as=asked.receiver_as,
        email=asked.email,
        letter=letter,
        file=file,
        at=at,
        by=asked.by,
    )


def _file_name(verification: Verification, paragraph: Paragraph | None) -> str:
    day = verification.protocol.meeting.key
    if paragraph is None:
        return f"protokoll-{day}.pdf"
    return f"protokollsutdrag-{day}-paragraf-{paragraph.number}.pdf"
