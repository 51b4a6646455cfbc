"""Letters about applications: to those who write one, and to the chancellery."""

from typing import Any

from funding.models import Application
from meetings import letters
from meetings.letters import absolute
from meetings.models import Person, StoredFile

# What can wait for the day's mail of somebody who has chosen one. What asks for a signature, and what has a day by
# which the applicant must answer, goes at once.
MAY_WAIT = frozenset(
    [
        "application_arrived",
        "case_message_arrived",
        "case_withdrawn",
        "report_approved",
        "report_sent",
        "payment_corrected",
        "requisition_paid",
        "requisition_partly",
        "requisition_sent",
        "requisition_taken_back",
    ]
)


def to_editors(
    application: Application,
    template: str,
    *,
    enclosed: tuple[StoredFile, str] | None = None,
    **context: Any,
) -> None:
    """A letter to everyone who writes the application, with the address of what it is about, or of its page."""
    for editor in application.editor_links.select_related("person"):
        if editor.person.is_active:
            letters.send(
                template,
                to=editor.person.email,
                association=application.association,
                enclosed=enclosed,
                may_wait_for=None if enclosed else _waits(editor.person, template),
                application=application,
                person=editor.person,
                address=_own_page(application, template, context),
                **context,
            )


def to_chancellery(application: Application, template: str, **context: Any) -> None:
    """A letter to everyone in the chancellery, with the address of what is to be done, or of the case."""
    for person in letters.chancellery_of(application.association):
        letters.send(
            template,
            to=person.email,
            association=application.association,
            enclosed=None,  # said here, for a file in `context` would not be told from a word of the template
            may_wait_for=_waits(person, template),
            application=application,
            person=person,
            address=_page(application, context),
            **context,
        )


def _waits(person: Person, template: str) -> Person | None:
    return person if template in MAY_WAIT else None


def _own_page(application: Application, template: str, context: dict[str, Any]) -> str:
    """The report, the requisition to change, the measure with its money, or the application: what the letter is of."""
    slug = application.association.slug
    if template == "case_completion":
        return absolute("application_edit", slug, application.public_id, "sokande")
    if report := context.get("report"):
        return absolute("own_report", slug, report.measure.public_id, report.public_id)
    if requisition := context.get("requisition"):
        if template == "requisition_returned":
            form = absolute("own_requisition", slug, requisition.measure.public_id)
            return f"{form}?ersatter={requisition.number}"
        return absolute("own_measure", slug, requisition.measure.public_id)
    agreement = context.get("agreement")
    if measure := context.get("measure") or (agreement and agreement.measure):
        return absolute("own_measure", slug, measure.public_id)
    return absolute("application_detail", slug, application.public_id)


def _page(application: Application, context: dict[str, Any]) -> str:
    slug = application.association.slug
    if report := context.get("report"):
        return absolute("report_detail", slug, report.public_id)
    if requisition := context.get("requisition"):
        return absolute("requisition_detail", slug, requisition.public_id)
    if "signature" in context:  # the counterpart's: the association's is the next
        return absolute("agreement_countersign", slug, application.public_id)
    return absolute("case_detail", slug, application.public_id)
