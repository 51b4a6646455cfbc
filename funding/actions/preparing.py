"""The chancellery prepares a case: takes it up, asks, writes, sends it on; and it can be withdrawn."""

from datetime import date, datetime

from django.db import transaction

from funding import letters
from funding.actions.stepping import add_event, lock_case, take_step
from funding.models import Application, Message
from funding.reads.standing import rejection_is_annulled
from funding.workflow import UNDECIDED, State
from meetings.actions.deferred import note_withdrawal
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.reads.deferred import deferred_in
from meetings.swedish import day_of, long_date

PREPARES = "Kansliet bereder ärendet."


def prepare(*, application: Application, by: Person, at: datetime) -> None:
    """The chancellery takes the case up, from wherever it was; one that was rejected, when a court annulled that."""
    annulled = rejection_is_annulled(application)
    take_step(application, State.PREPARING, by=by, at=at, what=PREPARES, is_annulled=annulled)


@transaction.atomic
def ask_for_completion(
    *, application: Application, text: str, due: date, by: Person, at: datetime, today: date
) -> Message:
    """The applicant may change the application again, and is told by a letter what is missing and until when."""
    if due < today:
        raise RuleViolation("Dagen har redan varit. Välj en kommande dag.", field="due")
    message = _write(application, text=text, by=by, at=at, due=due)
    take_step(
        application,
        State.COMPLETION_REQUESTED,
        by=by,
        at=at,
        what=f"Komplettering begärdes, senast den {long_date(due)}.",
    )
    letters.to_editors(application, "case_completion", message=message)
    return message


@transaction.atomic
def write_to_applicant(*, application: Application, text: str, by: Person, at: datetime) -> Message:
    message = _write(application, text=text, by=by, at=at)
    letters.to_editors(application, "case_message", message=message)
    return message


@transaction.atomic
def write_to_chancellery(*, application: Application, text: str, by: Person, at: datetime) -> Message:
    """Sends a message from one who writes the application."""
    message = _write(application, text=text, by=by, at=at, from_applicant=True)
    letters.to_chancellery(application, "case_message_arrived", message=message)
    return message


def send_to_group(*, application: Application, by: Person, at: datetime) -> None:
    take_step(
        application, State.AT_PREPARATORY_GROUP, by=by, at=at, what="Ärendet gick till beredningsgruppen."
    )


def send_for_comments(*, application: Application, to: str, due: date, by: Person, at: datetime) -> None:
    """Sv: remiss. Notes on the time line who is asked, and until when."""
    what = f"Ärendet skickades på remiss till {to.strip()}, svar senast den {long_date(due)}."
    take_step(application, State.SENT_FOR_COMMENTS, by=by, at=at, what=what)


@transaction.atomic
def withdraw(*, application: Application, reason: str, by: Person, at: datetime) -> None:
    """Sv: återkalla. Raises RuleViolation when the board has decided, or is about to."""
    case = lock_case(application)
    if case.status not in UNDECIDED:
        raise RuleViolation("Ansökan är beslutad och kan inte återkallas. Kontakta kansliet.")
    if case.status == State.ON_AGENDA:
        raise RuleViolation("Ansökan står på styrelsens dagordning. Kansliet tar bort den därifrån först.")
    what = "Ansökan återkallades." + (f" Skäl: {reason.strip()}" if reason.strip() else "")
    take_step(application, State.WITHDRAWN, by=by, at=at, what=what[:500])
    _withdraw_from_board(case, reason.strip(), by=by, at=at)
    letters.to_chancellery(application, "case_withdrawn", reason=reason.strip())


def _withdraw_from_board(case: Application, reason: str, *, by: Person, at: datetime) -> None:
    """The § that put the case off no longer waits to be taken up."""
    waiting = {one.row for one in deferred_in(case.association)}
    for placement in case.placements.select_related("paragraph__meeting__body__association"):
        if placement.paragraph in waiting:
            note_withdrawal(
                source=placement.paragraph,
                withdrawn_by=by.name,
                day=day_of(at),
                reason=reason,
                by=by,
                at=at,
            )


def _write(
    application: Application,
    *,
    text: str,
    by: Person,
    at: datetime,
    due: date | None = None,
    from_applicant: bool = False,
) -> Message:
    lock_case(application)
    if not text.strip():
        raise RuleViolation("Skriv något först.", field="text")
    message = Message.objects.create(
        application=application, at=at, by=by, text=text.strip(), due=due, from_applicant=from_applicant
    )
    who = "Den sökande" if from_applicant else "Kansliet"
    if due is None:
        add_event(application, by=by, at=at, what=f"{who} skrev ett meddelande.")
    return message
