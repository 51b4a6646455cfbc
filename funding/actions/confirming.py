"""The applicant's signatory and each partner confirm what was sent, each by their own link."""

from datetime import datetime

from django.db import transaction

from funding.actions.linking import make_link, use_link
from funding.actions.stepping import lock_case
from funding.models import Applicant, Application, Confirmation, Link
from funding.rules.parts import own_units
from meetings import letters
from meetings.errors import RuleViolation
from meetings.letters import absolute


def ask_for_confirmations(application: Application, *, at: datetime) -> list[str]:
    """Sends a link to everyone who is to confirm the latest version, has an address and has not done it; returns their
    addresses. A unit of the lead's own organisation is not asked. Earlier links stop working, also one to an address
    that the applicant has exchanged.
    """
    latest = application.submissions.order_by("number").last()
    if latest is None:
        return []
    sent = Link.objects.filter(purpose=Link.Purpose.CONFIRM, application=application, used_at__isnull=True)
    sent.update(used_at=at)
    # Of the latest version only: whoever confirmed an earlier one has not seen what is sent now, and is asked again.
    confirmed = latest.confirmations.values("applicant_id")
    asked = []
    own = {one.pk for one in own_units(application.applicants.all())}
    for one in (
        application.applicants.exclude(pk__in=own).exclude(pk__in=confirmed).exclude(signatory_email="")
    ):
        token = make_link(
            purpose=Link.Purpose.CONFIRM,
            association=application.association,
            email=one.signatory_email,
            application=application,
            applicant=one,
            at=at,
        )
        letters.send(
            "application_confirm",
            to=one.signatory_email,
            association=application.association,
            application=application,
            applicant=one,
            address=absolute("application_confirm", application.association.slug, token),
        )
        asked.append(one.signatory_email)
    return asked


@transaction.atomic
def confirm(*, token: str, name: str, number: int, at: datetime) -> Confirmation:
    """Confirms by a link the version with `number`, which was shown.

    Raises RuleViolation when the link does not work, or when another version has come meanwhile.
    """
    link = use_link(token, Link.Purpose.CONFIRM, at=at)
    applicant, application = link.applicant, link.application
    if applicant is None or application is None or not name.strip():
        raise RuleViolation("Skriv ditt namn.", field="name")
    case = lock_case(application)
    latest = case.submissions.order_by("number").last()
    if latest is None or Confirmation.objects.filter(submission=latest, applicant=applicant).exists():
        raise RuleViolation("Ansökan är redan bekräftad.")
    if latest.number != number:
        raise RuleViolation(
            "Ansökan har kommit in i en ny version sedan du läste. Läs den innan du bekräftar."
        )
    return Confirmation.objects.create(
        submission=latest, applicant=applicant, name=name.strip(), email=link.email, at=at
    )


def confirmed_by(applicant: Applicant, application: Application) -> Confirmation | None:
    """The applicant's confirmation of the latest version; None when it is not confirmed."""
    latest = application.submissions.order_by("number").last()
    return latest.confirmations.filter(applicant=applicant).first() if latest else None
