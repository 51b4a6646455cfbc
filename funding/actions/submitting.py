"""An application is sent, or sent again: it gets its number, and a version that never changes."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from funding import letters
from funding.actions.confirming import ask_for_confirmations
from funding.actions.stepping import add_event, lock_case, take_step
from funding.documents.application import render_application
from funding.models import Application, Submission
from funding.reads.content import content_of
from funding.rules.completeness import missing
from funding.workflow import EDITABLE_BY_APPLICANT, State
from meetings.actions.numbering import take_registry_number
from meetings.actions.recording import record
from meetings.actions.sealing import store_sealed
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.swedish import day_of, join_names


@transaction.atomic
def submit_application(*, application: Application, by: Person, at: datetime) -> Submission:
    """Locks a version: content and PDF, a registry number the first time, and a receipt by e-mail.

    The signatory and each partner get a link to confirm it. Raises RuleViolation when it is not the applicant's to
    send now, or when what must be there is not.
    """
    case = lock_case(application)
    if case.status not in EDITABLE_BY_APPLICANT:
        raise RuleViolation("Ansökan är redan inskickad.")
    content = content_of(case)
    if stopped := [one.what for one in missing(content) if one.stops]:
        raise RuleViolation(f"Det här saknas för att ansökan ska kunna skickas in: {join_names(stopped)}.")
    first = case.status == State.DRAFT
    if first:
        year = day_of(at).year
        case.registry_number = take_registry_number(association=case.association, year=year, by=by, at=at)
        case.state = State.RECEIVED  # the number and the state come together, says a constraint
        record(case, by=by, at=at, fields=["registry_number", "state"])
        add_event(case, by=by, at=at, what=f"Ansökan kom in och fick diarienummer {case.registry_number}.")
    else:
        take_step(case, State.PREPARING, by=by, at=at, what="Kompletteringen kom in.")
    number = (case.submissions.aggregate(last=Max("number"))["last"] or 0) + 1
    rendered = render_application(content, registry_number=case.registry_number, number=number, at=at)
    submission = Submission.objects.create(
        application=case,
        number=number,
        at=at,
        by=by,
        snapshot=content.to_json(),
        file=store_sealed(
            document=rendered, association=case.association, reason="Ansökan är inskickad", at=at
        ),
    )
    ask_for_confirmations(case, at=at)
    receipt = (submission.file, f"ansokan-{number}.pdf")
    letters.to_editors(case, "application_received", enclosed=receipt, submission=submission, first=first)
    letters.to_chancellery(case, "application_arrived", submission=submission, first=first)
    application.refresh_from_db()
    return submission
