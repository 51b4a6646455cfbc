"""A measure's payee is changed by the organisation's signatory, by a link, and then two persons at the association."""

from datetime import datetime
from typing import Any

from django.db import transaction

from funding.access import confirms_payees, payee_confirmers
from funding.actions.linking import make_link, use_link
from funding.actions.measuring import lock_measure
from funding.actions.stepping import add_event
from funding.models import Link, Measure, PayeeChange, PayeeConfirmation
from funding.reads.content import latest_content
from funding.reads.payees import account_in_words, payee_of, waiting_change
from meetings import letters
from meetings.access import works_in_chancellery
from meetings.errors import RuleViolation
from meetings.letters import absolute
from meetings.models import Person
from meetings.swedish import day_of

Side = PayeeConfirmation.Side


@transaction.atomic
def propose_payee(
    *,
    measure: Measure,
    bankgiro: str,
    plusgiro: str,
    reference: str,
    reason: str,
    by: Person,
    at: datetime,
    signatory: str = "",
    signatory_email: str = "",
) -> PayeeChange:
    """Proposes another account or reference, and sends the organisation's signatory a link by which to confirm it.

    The signatory is the one of the agreement; the chancellery may name another. Everyone who writes the case, and the
    contact person it names, are told. Raises RuleViolation without an account, for the one that holds, before the
    agreement is signed, and while another change waits.
    """
    measure = lock_measure(measure)
    if measure.application is None or not measure.agreements.filter(sealed_at__isnull=False).exists():
        raise RuleViolation("Betalningsuppgifterna står i avtalet, som inte är underskrivet av båda än.")
    if waiting_change(measure):
        raise RuleViolation("En ändring av betalningsuppgifterna väntar redan. Avsluta den först.")
    if not account_in_words(bankgiro, plusgiro):
        raise RuleViolation("Skriv ett bankgiro eller ett plusgiro.", field="bankgiro")
    held = payee_of(measure)
    if (bankgiro, plusgiro, reference) == (held.bankgiro, held.plusgiro, held.reference):
        raise RuleViolation("Det är de uppgifter som gäller redan.", field="bankgiro")
    change = PayeeChange.objects.create(
        measure=measure,
        bankgiro=bankgiro,
        plusgiro=plusgiro,
        reference=reference,
        reason=reason,
        signatory=signatory or held.signatory,
        signatory_email=signatory_email or held.signatory_email,
        proposed_at=at,
        proposed_by=by,
    )
    _send_link(change, at=at)
    _tell(change, f"{by.name} har begärt att betalningsuppgifterna ändras.", by=by, at=at)
    return change


@transaction.atomic
def send_payee_link_again(*, change: PayeeChange, by: Person, at: datetime) -> None:
    """Sends the signatory a new link; the old one stops working. Raises RuleViolation when they have confirmed."""
    change = _open(change)
    if change.confirmations.filter(side=Side.SIGNATORY).exists():
        raise RuleViolation("Firmatecknaren har redan bekräftat.")
    _send_link(change, at=at)


@transaction.atomic
def confirm_for_organisation(*, token: str, name: str, at: datetime) -> PayeeConfirmation:
    """The organisation's signatory confirms by the link of the letter, which works once.

    Those who may confirm at the association are told. Raises RuleViolation when the link does not work.
    """
    link = use_link(token, Link.Purpose.PAYEE, at=at)
    if link.payee_change is None or not name.strip():
        raise RuleViolation("Skriv ditt namn.", field="name")
    change = _open(link.payee_change)
    given = PayeeConfirmation.objects.create(
        change=change, side=Side.SIGNATORY, name=name.strip()[:200], email=link.email, at=at
    )
    _tell(change, f"{given.name} bekräftade de nya betalningsuppgifterna för organisationen.", by=None, at=at)
    for person in payee_confirmers(change.measure.association, day_of(at)):
        _write(change, person.email, "Två personer på förbundet bekräftar dem nu.", is_own=False)
    return given


@transaction.atomic
def confirm_for_association(*, change: PayeeChange, by: Person, at: datetime) -> PayeeConfirmation:
    """One of the two at the association; with the second, one of them in the chancellery, the new data hold.

    Raises RuleViolation before the signatory has confirmed, for the same person twice, for somebody who writes the
    case, and for anybody else than the chancellery, the chair, a vice chair and the attestanter. The database refuses
    all of it too (guards.MAY_CONFIRM_PAYEE, guards.HOLDS_WHEN_THREE_CONFIRM).
    """
    change = _open(change)
    association = change.measure.association
    given = list(change.confirmations.select_related("person"))
    if not any(one.side == Side.SIGNATORY for one in given):
        raise RuleViolation("Firmatecknaren bekräftar först.")
    if not confirms_payees(by, association, day_of(at)):
        raise RuleViolation("Kansliet, ordföranden, en vice ordförande eller en attestant bekräftar.")
    if change.measure.application.editor_links.filter(person=by).exists():  # type: ignore[union-attr]
        raise RuleViolation("Du skriver för den sökande. Någon annan bekräftar för förbundet.")
    if any(one.person_id == by.pk for one in given):
        raise RuleViolation("Två olika personer bekräftar. Be någon annan.")
    own = [one.person for one in given if one.person]
    if own and not any(works_in_chancellery(one, association) for one in (*own, by)):
        raise RuleViolation("En av de två hör till kansliet. Be kansliet att bekräfta.")
    confirmation = PayeeConfirmation.objects.create(
        change=change, side=Side.ASSOCIATION, person=by, name=by.name, email=by.email, at=at
    )
    if own:
        change.confirmed_at = at
        change.save(update_fields=["confirmed_at"])
        _tell(change, "De nya betalningsuppgifterna är bekräftade och gäller.", by=by, at=at)
    return confirmation


@transaction.atomic
def end_payee_change(*, change: PayeeChange, reason: str, by: Person, at: datetime) -> None:
    """Ends a change that is not confirmed: the data that hold stay. Raises RuleViolation without a reason."""
    change = _open(change)
    if not reason.strip():
        raise RuleViolation("Skriv varför.", field="reason")
    change.ended_at, change.ended_by, change.ending = at, by, reason.strip()[:300]
    change.save(update_fields=["ended_at", "ended_by", "ending"])
    Link.objects.filter(payee_change=change, used_at__isnull=True).update(used_at=at)
    _tell(change, f"Ändringen av betalningsuppgifterna avslutades. Skäl: {change.ending}", by=by, at=at)


def _open(change: PayeeChange) -> PayeeChange:
    lock_measure(change.measure)
    found = PayeeChange.objects.select_related("measure__association", "measure__application").get(
        pk=change.pk
    )
    if found.confirmed_at or found.ended_at:
        raise RuleViolation("Ändringen är redan avgjord.")
    return found


def _send_link(change: PayeeChange, *, at: datetime) -> None:
    association = change.measure.association
    token = make_link(
        purpose=Link.Purpose.PAYEE,
        association=association,
        email=change.signatory_email,
        application=change.measure.application,
        payee_change=change,
        at=at,
    )
    letters.send(
        "payee_link",
        to=change.signatory_email,
        association=association,
        change=change,
        address=absolute("payee_sign", association.slug, token),
    )


def _tell(change: PayeeChange, what: str, *, by: Person | None, at: datetime) -> None:
    """The time line, everyone who writes the case, its contact person, and the chancellery. No letter has the account:
    whoever reads another's mail learns nothing, and whoever did not ask for it hears that something goes on.
    """
    case = change.measure.application
    if case is None:
        return
    add_event(case, by=by, at=at, what=what)
    writers = {one.person.email for one in case.editor_links.select_related("person") if one.person.is_active}
    lead = latest_content(case).lead
    contacts = {lead.email if lead else ""} - writers - {""}
    if change.confirmations.exists():  # before that the signatory has the letter with the link
        contacts |= {change.signatory_email} - writers
    for email in sorted(writers):
        _write(change, email, what, is_own=True)
    for email in sorted(contacts):
        _write(change, email, what, is_own=None)
    for person in letters.chancellery_of(change.measure.association):
        if person.email not in writers | contacts:
            _write(change, person.email, what, is_own=False)


def _write(change: PayeeChange, email: str, what: str, *, is_own: bool | None) -> None:
    """`is_own` tells whose page is linked to: the applicant's, the association's, or none."""
    measure = change.measure
    page: dict[Any, str] = {True: "own_measure", False: "measure_payee"}
    address = (
        absolute(page[is_own], measure.association.slug, measure.public_id) if is_own is not None else ""
    )
    letters.send(
        "payee_news", to=email, association=measure.association, measure=measure, what=what, address=address
    )
