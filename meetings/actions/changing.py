"""Asking for changes, taking back, answering, and referring the verification to the next meeting."""

from datetime import datetime

from django.db import transaction
from django.utils.html import escape

from meetings import letters
from meetings.access import works_in_chancellery
from meetings.actions.drafting import add_paragraph
from meetings.actions.locking import lock_meeting, lock_protocol
from meetings.actions.recording import record
from meetings.actions.standing_in import leads
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import (
    ChangeAnswer,
    ChangeRequest,
    Decision,
    Meeting,
    Paragraph,
    Person,
    ProtocolVersion,
    Referral,
    Signatory,
    Signature,
)
from meetings.paper.fonts import refuse_unsupported
from meetings.querysets import latest_version, own_protocol, state_of
from meetings.reads.verifications import as_rules
from meetings.rules import verification
from meetings.rules.numbering import number_range
from meetings.rules.placeholders import referring
from meetings.rules.rewording import reworded
from meetings.rules.standing_in import candidates
from meetings.swedish import day_of, long_date, sections
from meetings.text.richtext import clean, clean_line
from meetings.workflow import LOCKED, ProtocolState


@transaction.atomic
def request_change(
    *,
    version: ProtocolVersion,
    by: Person,
    at: datetime,
    reason: str,
    paragraph: Paragraph | None = None,
    decision: Decision | None = None,
    proposed_text: str = "",
) -> ChangeRequest:
    """A signer wants something changed; the version opens and its signatures are void.

    `proposed_text` is plain text for the §'s text, or for `decision`; see rules.rewording. Those who signed
    are told why. Raises RuleViolation from anyone who is not to sign, without a reason, when it is too late,
    or when the proposal cannot be printed.
    """
    meeting = lock_meeting(version.protocol.meeting)
    if not version.signatories.filter(person=by).exists():
        raise RuleViolation("Bara den som ska skriva under kan begära en ändring.")
    if paragraph and not version.protocol.paragraphs.filter(pk=paragraph.pk).exists():
        raise RuleViolation("Paragrafen hör till ett annat protokoll.")
    if decision and (paragraph is None or decision.paragraph_id != paragraph.pk):
        raise RuleViolation("Beslutet hör till en annan paragraf.")
    refuse_unsupported(proposed_text)
    request = _open(
        version,
        ChangeRequest.Kind.REQUEST,
        by=by,
        at=at,
        reason=reason,
        paragraph=paragraph,
        decision=decision,
        proposed_text=proposed_text.strip() if paragraph else "",
    )
    for person in letters.chancellery_of(meeting.body.association):
        letters.write_to(person, "change_requested", protocol=version.protocol, request=request)
    return request


@transaction.atomic
def withdraw_protocol(*, version: ProtocolVersion, by: Person, at: datetime, reason: str) -> ChangeRequest:
    """Sv: återta. The secretary opens the version with a reason; its signatures are void."""
    lock_meeting(version.protocol.meeting)
    if state_of(version.protocol) != ProtocolState.FROZEN:
        raise RuleViolation("Protokollet är inte ute för justering.")
    return _open(version, ChangeRequest.Kind.WITHDRAWAL, by=by, at=at, reason=reason)


@transaction.atomic
def answer_request(
    *, request: ChangeRequest, by: Person, at: datetime, outcome: str, text: str = ""
) -> ChangeAnswer:
    """Answer a request; TAKEN also writes the proposed wording into the draft.

    That the text is kept is the chair's word (KL 5:65), given by the chair or registered by the chancellery
    with a reason; the draft is the chancellery's. Raises RuleViolation for a second answer, from anyone else,
    and when TAKEN has nothing to take in or the draft is locked.
    """
    protocol = request.version.protocol
    # Only what is taken in changes the draft. That the text stands may be answered while a new version is out.
    if outcome == ChangeAnswer.Outcome.TAKEN:
        lock_protocol(protocol)
    else:
        lock_meeting(protocol.meeting)
    if outcome not in answers_open_to(by, request):
        raise RuleViolation("Du kan inte svara så på den här begäran.")
    if ChangeAnswer.objects.filter(request=request).exists():
        raise RuleViolation("Begäran är redan besvarad.")
    if outcome == ChangeAnswer.Outcome.TAKEN:
        _take_in(request, by=by, at=at)
    if outcome == ChangeAnswer.Outcome.KEPT and not text.strip():
        raise RuleViolation("Skriv varför texten står kvar.", field="text")
    answer = ChangeAnswer.objects.create(
        request=request, person=by, at=at, outcome=outcome, text=text.strip()
    )
    if request.kind == ChangeRequest.Kind.REQUEST:
        letters.write_to(request.person, "change_answered", protocol=protocol, request=request, answer=answer)
    return answer


@transaction.atomic
def refer_verification(*, version: ProtocolVersion, by: Person, at: datetime, reason: str) -> Referral:
    """The chair refers the verification to the next meeting, whose draft gets an item for it; the vice chair
    does it too where nobody can sign in the place of one who cannot.

    Without a planned meeting the item comes when one is created.
    """
    meeting = lock_meeting(version.protocol.meeting)
    is_chair = version.signatories.filter(person=by, role="chair").exists()
    if not is_chair and not (leads(version, by, day_of(at)) and _is_stuck(version)):
        raise RuleViolation("Bara ordföranden kan hänskjuta justeringen.")
    if state_of(version.protocol) == ProtocolState.VERIFIED or version != latest_version(version.protocol):
        raise RuleViolation("Den här versionen kan inte längre hänskjutas.")
    if not reason.strip():
        raise RuleViolation("Skriv varför justeringen hänskjuts.", field="reason")
    if version.referrals.exists():
        raise RuleViolation("Justeringen är redan hänskjuten.")
    referral = Referral(version=version, person=by, at=at, reason=reason.strip())
    if following := next_open_meeting(meeting):
        add_referred_item(referral, following, by=by, at=at)
    referral.save()
    return referral


def _is_stuck(version: ProtocolVersion) -> bool:
    """Whether somebody is missing in whose place nobody can sign."""
    signatories, signatures = as_rules(version)
    missing = verification.missing(signatories, signatures)
    replaced = {one.stands_for for one in signatories}
    return any(one.id not in replaced and not candidates(one, signatories, signatures) for one in missing)


def add_referred_item(referral: Referral, following: Meeting, *, by: Person, at: datetime) -> None:
    """The § in which the next meeting takes up a verification that was referred to it; `referral` is not saved.

    It says which protocol and §§, and the referral which § it became.
    """
    protocol = referral.version.protocol
    day = long_date(protocol.meeting.date)
    numbers = [one.number for one in protocol.paragraphs.all() if one.number]
    where = f"{day}, {sections(number_range(numbers))}"
    referral.meeting = following
    referral.item = add_paragraph(
        meeting=following,
        by=by,
        at=at,
        heading=f"Justering av protokollet från {where if protocol.is_immediate else day}",
        text=f"<p>{escape(referral.person.name)} har hänskjutit justeringen av protokollet från {where}, till dagens "
        f"sammanträde. Skäl: {escape(referral.reason.rstrip('.'))}.</p>",
    )


def next_open_meeting(meeting: Meeting) -> Meeting | None:
    """The body's next meeting after this one that is still a draft."""
    later = Meeting.objects.filter(body=meeting.body, date__gt=meeting.date).exclude(
        state=Meeting.State.CANCELLED
    )
    for one in later.order_by("date", "sequence"):
        if state_of(own_protocol(one)) not in LOCKED:
            return one
    return None


def _open(
    version: ProtocolVersion,
    kind: str,
    *,
    by: Person,
    at: datetime,
    reason: str,
    paragraph: Paragraph | None = None,
    decision: Decision | None = None,
    proposed_text: str = "",
) -> ChangeRequest:
    if not reason.strip():
        raise RuleViolation("Skriv vad som behöver ändras och varför.", field="reason")
    if state_of(version.protocol) == ProtocolState.VERIFIED:
        raise RuleViolation("Protokollet är justerat och kan inte ändras.")
    if version != latest_version(version.protocol):
        raise RuleViolation("Det finns en nyare version av protokollet.")
    already_open = version.change_requests.exists()
    request = ChangeRequest.objects.create(
        version=version,
        kind=kind,
        person=by,
        at=at,
        reason=reason.strip(),
        paragraph=paragraph,
        decision_public_id=decision.public_id if decision else "",
        proposed_text=proposed_text,
    )
    if not already_open:
        signed = Signature.objects.filter(signatory__version=version).exclude(signatory__person=by)
        void = Person.objects.filter(signatories__signature__in=signed).distinct()
        # The chancellery hears of it in the letter that asks for an answer to a request.
        is_asked = kind == ChangeRequest.Kind.REQUEST
        asked = letters.chancellery_of(version.protocol.meeting.body.association) if is_asked else []
        for person in void.exclude(pk__in=[one.pk for one in asked]):
            letters.write_to(person, "signature_void", protocol=version.protocol, request=request)
    return request


def _take_in(request: ChangeRequest, *, by: Person, at: datetime) -> None:
    # Read after the lock: somebody may have written in it since the page was shown.
    paragraph = Paragraph.objects.get(pk=request.paragraph_id) if request.paragraph_id else None
    if not request.proposed_text or paragraph is None:
        raise RuleViolation("Begäran har inget förslag till lydelse att ta in.")
    if paragraph.removed_at:
        raise RuleViolation("Paragrafen finns inte längre i utkastet.")
    draft = read_draft(request.version.protocol)
    # «(Bilaga 3)» is a reference again, so that it follows when §§ move.
    if request.decision_public_id:
        decision = Decision.objects.filter(public_id=request.decision_public_id).first()
        if decision is None:
            raise RuleViolation("Beslutet finns inte längre i utkastet.")
        decision.text = referring(clean_line(request.proposed_text), draft.attachment_numbers, rich=False)
        record(decision, by=by, at=at, fields=["text"])
        return
    html = reworded(paragraph.text, request.proposed_text, shown=draft.html)
    paragraph.text = clean(referring(html, draft.attachment_numbers, rich=True))
    record(paragraph, by=by, at=at, fields=["text"])


def answers_open_to(person: Person, request: ChangeRequest) -> list[ChangeAnswer.Outcome]:
    """How `person` may answer: the chancellery in every way, the chair that the text is kept (KL 5:65)."""
    answers = ChangeAnswer.Outcome
    if works_in_chancellery(person, request.version.protocol.meeting.body.association):
        taken = [answers.TAKEN] if request.proposed_text else []
        return [*taken, answers.CHANGED, answers.KEPT]
    is_chair = request.version.signatories.filter(person=person, role=Signatory.Role.CHAIR).exists()
    return [answers.KEPT] if is_chair else []
