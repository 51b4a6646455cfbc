"""Agreements: made after a decision, signed by the counterpart by a link and by the association, then sealed.

It is an underskrift, never a justering.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from funding import letters
from funding.actions.linking import make_link, use_link
from funding.actions.reporting import plan_reports
from funding.actions.stepping import add_event, lock_case, take_step
from funding.documents.agreement import (
    DEFAULT_TERMS,
    agreement_content,
    render_agreement,
)
from funding.models import Agreement, AgreementSignature, Application, Link, Measure, Placement
from funding.reads.content import latest_content
from funding.reads.measures import granted_amounts
from funding.reads.payees import Payee, payee_of
from funding.reads.placements import unread
from funding.record.agreement import AgreementContent, Counterpart, GivenSignature
from funding.record.application import ApplicantContent
from funding.workflow import DECIDED, State
from meetings import letters as post
from meetings.actions.attaching import store_file
from meetings.actions.sealing import store_sealed
from meetings.errors import RuleViolation
from meetings.letters import absolute
from meetings.models import Person
from meetings.paper.storage import stored_bytes

Side = AgreementSignature.Side


def terms_of(application: Application) -> list[str]:
    """The association's own terms, a paragraph each, or those we propose."""
    own = application.association.programme.agreement_terms if _has_programme(application) else ""
    return [" ".join(one.split()) for one in own.split("\n\n") if one.strip()] or list(DEFAULT_TERMS)


def outdated(agreement: Agreement) -> str:
    """Why it cannot be signed as it says, in one sentence: the board has decided something else since; else empty."""
    if sentence := unread(agreement.measure):
        return sentence
    content = agreement.content
    if content.amounts != granted_amounts(agreement.measure):
        return "Beloppen i avtalet är inte längre de som är beviljade. Kansliet upprättar en ny version."
    if content.last_day != agreement.measure.last_day:
        return "Insatsen har fått en ny slutdag sedan avtalet upprättades. Kansliet upprättar en ny version."
    return ""


def current_agreement(measure: Measure) -> Agreement | None:
    """The case's latest agreement that no other has replaced; None when there is none."""
    return measure.agreements.filter(replaced_at__isnull=True).order_by("number").last()


@transaction.atomic
def make_agreement(
    *,
    application: Application,
    terms: Sequence[str],
    signatory: str,
    email: str,
    by: Person,
    at: datetime,
    in_advance: bool = False,
) -> Agreement:
    """Makes a new version, frozen as it stands, and sends the counterpart's signatory a link to it.

    A version that nobody, or only the counterpart, has signed is replaced. Raises RuleViolation before a decision that
    grants and while a § waits for its figures, without terms, with terms that contradict `in_advance`, and when the
    counterpart has named nobody to sign.
    """
    case = lock_case(application)
    measure = _granted(case)
    if sentence := unread(measure):
        raise RuleViolation(sentence)
    terms = _agreed(terms, in_advance=in_advance)
    lead = latest_content(case).lead
    signatory, email = signatory.strip(), email.strip()
    if lead is None or not signatory or not email:
        raise RuleViolation("Ange vem som skriver under för motparten, med e-postadress.", field="email")
    replace_unsigned(current_agreement(measure), at=at)
    number = (measure.agreements.aggregate(last=Max("number"))["last"] or 0) + 1
    content = agreement_content(
        measure,
        number=number,
        counterpart=_counterpart(lead, payee_of(measure), signatory=signatory, email=email),
        amounts=granted_amounts(measure),
        terms=terms,
        conditions=_conditions(case),
        in_advance=in_advance,
    )
    agreement = issue_agreement(measure, content, by=by, at=at)
    what = f"Avtalet upprättades i version {number} och skickades till {signatory} för underskrift."
    if case.status == State.GRANTED:
        take_step(case, State.AGREEMENT, by=by, at=at, what=what)
    else:
        add_event(case, by=by, at=at, what=what)
    send_link(agreement, at=at)
    application.refresh_from_db()
    return agreement


def issue_agreement(measure: Measure, content: AgreementContent, *, by: Person, at: datetime) -> Agreement:
    """The version that `content` is, as the file that is signed."""
    rendered = render_agreement(content, at=at)
    return Agreement.objects.create(
        measure=measure,
        number=content.number,
        snapshot=content.to_json(),
        file=store_file(data=rendered.pdf, media_type="application/pdf", at=at, pages=rendered.pages),
        made_at=at,
        made_by=by,
    )


def _granted(case: Application) -> Measure:
    measure = Measure.objects.filter(application=case).first()
    if measure is None or case.status not in DECIDED or case.status == State.CLOSED:
        raise RuleViolation("Avtal skrivs när styrelsen har beviljat medel och protokollet är justerat.")
    return measure


def _agreed(terms: Sequence[str], *, in_advance: bool) -> list[str]:
    given = [" ".join(one.split()) for one in terms if one.strip()]
    if not given:
        raise RuleViolation("Skriv vad som gäller.", field="terms")
    contrary = "i efterskott" if in_advance else "i förskott"
    if any(contrary in one for one in given):
        raise RuleViolation(
            f"Villkoren säger «{contrary}», men rutan om förskott säger något annat.", field="terms"
        )
    return given


def replace_unsigned(earlier: Agreement | None, *, at: datetime) -> None:
    """The version that a new one replaces is out of use, unless both have signed it: then it stands."""
    if earlier and not earlier.sealed_at:
        earlier.replaced_at = at
        earlier.save(update_fields=["replaced_at"])


def _conditions(case: Application) -> str:
    """Those of the latest § that granted what the case asked for."""
    decision = case.decisions.filter(kind=Placement.Kind.GRANT, amounts__isnull=False).distinct().last()
    return decision.conditions if decision else ""


@transaction.atomic
def send_link_again(*, agreement: Agreement, by: Person, at: datetime) -> None:
    """Sends the counterpart a new link; the old one stops working. Raises RuleViolation when they have signed."""
    case = _locked(agreement)
    if agreement.signatures.filter(side=Side.COUNTERPART).exists():
        raise RuleViolation("Motparten har redan skrivit under.")
    add_event(case, by=by, at=at, what="Länken till avtalet skickades igen.", is_internal=True)
    send_link(agreement, at=at)


@transaction.atomic
def sign_as_counterpart(*, token: str, name: str, at: datetime) -> AgreementSignature:
    """Signs for the counterpart with the link of the letter, which works once.

    Raises RuleViolation when it does not work.
    """
    link = use_link(token, Link.Purpose.SIGN, at=at)
    agreement = link.agreement
    if agreement is None or not name.strip():
        raise RuleViolation("Skriv ditt namn.", field="name")
    _locked(agreement)
    signature = _sign(
        agreement,
        side=Side.COUNTERPART,
        name=name.strip(),
        email=link.email,
        method=f"Engångslänk till {link.email}",
        at=at,
    )
    case = _case(agreement)
    add_event(case, by=None, at=at, what=f"{signature.name} skrev under avtalet för motparten.")
    _seal_when_signed(agreement, by=None, at=at)
    letters.to_chancellery(case, "agreement_signed", signature=signature)
    return signature


@transaction.atomic
def sign_as_association(*, agreement: Agreement, method: str, by: Person, at: datetime) -> AgreementSignature:
    """Somebody in the chancellery signs for the association.

    Raises RuleViolation before the counterpart has signed, and when it is done.
    """
    case = _locked(agreement)
    if not agreement.signatures.filter(side=Side.COUNTERPART).exists():
        raise RuleViolation("Motparten skriver under först.")
    signature = _sign(
        agreement, side=Side.ASSOCIATION, name=by.name, email=by.email, method=method, at=at, person=by
    )
    add_event(case, by=by, at=at, what=f"{by.name} skrev under avtalet för förbundet.")
    _seal_when_signed(agreement, by=by, at=at)
    return signature


def _sign(
    agreement: Agreement, *, side: str, at: datetime, person: Person | None = None, **who: str
) -> AgreementSignature:
    if agreement.replaced_at:
        raise RuleViolation("Avtalet har ersatts av en ny version.")
    if sentence := outdated(agreement):
        raise RuleViolation(sentence)
    if agreement.signatures.filter(side=side).exists():
        raise RuleViolation("Avtalet är redan underskrivet.")
    return AgreementSignature.objects.create(
        agreement=agreement, side=side, person=person, at=at, sha256=agreement.file.sha256, **who
    )


def _seal_when_signed(agreement: Agreement, *, by: Person | None, at: datetime) -> None:
    """Seals the agreement after the last signature, or lets it wait for a seal that can be used."""
    signatures = list(agreement.signatures.order_by("at"))
    if {one.side for one in signatures} != set(Side.values):
        return
    content = agreement.content
    rendered = render_agreement(
        content,
        at=agreement.made_at,
        signatures=[_given(one, content) for one in signatures],
        signed_pdf=stored_bytes(agreement.file.sha256),
        signed_at=at,
    )
    agreement.sealed = store_sealed(
        document=rendered,
        association=agreement.measure.association,
        reason="Avtalet är undertecknat",
        at=at,
    )
    agreement.sealed_at = at
    agreement.save(update_fields=["sealed", "sealed_at"])
    case = _case(agreement)
    if case.status == State.AGREEMENT and by is not None:
        take_step(case, State.RUNNING, by=by, at=at, what="Avtalet är underskrivet av båda. Insatsen pågår.")
    if by is not None:
        plan_reports(measure=agreement.measure, by=by, at=at)
    signed = (agreement.sealed, f"avtal-{agreement.number}.pdf")
    letters.to_editors(case, "agreement_sealed", enclosed=signed, agreement=agreement)


def _counterpart(lead: ApplicantContent, payee: Payee, *, signatory: str, email: str) -> Counterpart:
    return Counterpart(
        organisation=lead.organisation,
        unit=lead.unit,
        org_number=lead.org_number,
        address=lead.address,
        postal_code=lead.postal_code,
        city=lead.city,
        signatory=signatory,
        signatory_email=email,
        plusgiro=payee.plusgiro,
        bankgiro=payee.bankgiro,
        payment_reference=payee.reference,
    )


def _given(signature: AgreementSignature, content: AgreementContent) -> GivenSignature:
    is_counterpart = signature.side == Side.COUNTERPART
    side = content.counterpart.organisation if is_counterpart else content.association.name
    return GivenSignature(
        name=signature.name,
        side=f"För {side}",
        at=signature.at,
        method=signature.method,
        sha256=signature.sha256,
    )


def send_link(agreement: Agreement, *, at: datetime) -> None:
    """The counterpart's signatory gets a link to sign with."""
    content = agreement.content
    counterpart = content.counterpart
    association = agreement.measure.association
    token = make_link(
        purpose=Link.Purpose.SIGN,
        association=association,
        email=counterpart.signatory_email,
        application=agreement.measure.application,
        agreement=agreement,
        at=at,
    )
    post.send(
        "agreement_link",
        to=counterpart.signatory_email,
        association=association,
        name=counterpart.signatory,
        content=content,
        address=absolute("agreement_sign", association.slug, token),
    )


def _locked(agreement: Agreement) -> Application:
    case = lock_case(_case(agreement))
    agreement.refresh_from_db()
    return case


def _case(agreement: Agreement) -> Application:
    case = agreement.measure.application
    if case is None:
        raise RuleViolation("Insatsen har ingen ansökan.")
    return case


def _has_programme(application: Application) -> bool:
    return hasattr(application.association, "programme")
