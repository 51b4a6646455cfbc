"""When somebody cannot sign: chair or vice chair lets a lawful stand-in sign, or the board verifies by a §."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from meetings import letters
from meetings.access import works_in_chancellery
from meetings.actions.locking import lock_meeting
from meetings.actions.verifying import complete_verification
from meetings.errors import RuleViolation
from meetings.models import (
    Decision,
    Office,
    Paragraph,
    Person,
    ProtocolVersion,
    Signatory,
    StandIn,
    Verification,
)
from meetings.paper.fonts import refuse_unsupported
from meetings.querysets import latest_version, state_of, verification_day
from meetings.reads.verifications import as_rules
from meetings.rules.standing_in import stand_in_hindrance
from meetings.swedish import day_of, long_date, section
from meetings.workflow import ProtocolState


@transaction.atomic
def start_stand_in(
    *, replaced: Signatory, signatory: Signatory, reason: str, by: Person, at: datetime
) -> StandIn:
    """Let `signatory` sign in the place of `replaced`, of the same version; both are told in a letter.

    Raises RuleViolation for anyone but the chair or a vice chair, without a reason, and where the rules of
    rules.standing_in say no.
    """
    version = replaced.version
    lock_meeting(version.protocol.meeting)
    if state_of(version.protocol) != ProtocolState.FROZEN or version != latest_version(version.protocol):
        raise RuleViolation("Den här versionen är inte ute för justering.")
    if not leads(version, by, day_of(at)):
        raise RuleViolation(
            "Bara ordföranden eller en vice ordförande låter någon skriva under i en annans ställe."
        )
    if not reason.strip():
        raise RuleViolation("Skriv varför underskriften inte kan göras av den som skulle.", field="reason")
    refuse_unsupported(reason)
    signatories, signatures = as_rules(version)
    known = {one.id: one for one in signatories}
    if replaced.pk not in known or signatory.pk not in known:
        raise RuleViolation("Den personen kan inte skriva under i den andras ställe.")
    if sentence := stand_in_hindrance(known[replaced.pk], known[signatory.pk], signatories, signatures):
        raise RuleViolation(sentence)
    stand_in = StandIn.objects.create(
        signatory=signatory, replaces=replaced, reason=reason.strip(), started_by=by, at=at
    )
    protocol = version.protocol
    last_day = verification_day(protocol)
    for person, letter in ((signatory.person, "step_in"), (replaced.person, "stepped_in")):
        letters.write_to(
            person,
            letter,
            protocol=protocol,
            stand_in=stand_in,
            last_day=last_day,
            late=day_of(at) > last_day,
        )
    return stand_in


def leads(version: ProtocolVersion, person: Person, day: date) -> bool:
    """Whether the person is chair or vice chair of the body that day, or led a § of the version."""
    held = Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))
    offices = Office.objects.filter(held, body=version.protocol.meeting.body, person=person)
    chairs = version.signatories.filter(person=person, role=Signatory.Role.CHAIR)
    return chairs.exists() or offices.exists()


@transaction.atomic
def verify_by_board(*, version: ProtocolVersion, by: Person, at: datetime) -> Verification:
    """The board has verified the protocol by a § of a later meeting; then seal and notice as usual.

    The day of verification is that on which the § was verified itself: before it nothing shows what the board
    decided (KL 5:69 leaves the manner to the board). Raises RuleViolation where there is no such § and for
    anyone but the chancellery, the chair or a vice chair.
    """
    meeting = lock_meeting(version.protocol.meeting)
    if state_of(version.protocol) != ProtocolState.FROZEN or version != latest_version(version.protocol):
        raise RuleViolation("Den här versionen är inte ute för justering.")
    if not (works_in_chancellery(by, meeting.body.association) or leads(version, by, day_of(at))):
        raise RuleViolation(
            "Bara kansliet, ordföranden eller en vice ordförande registrerar styrelsens justering."
        )
    item = decided_by_board(version)
    if item is None:
        raise RuleViolation("Det finns ingen justerad paragraf där styrelsen har justerat protokollet.")
    return complete_verification(
        version=version,
        day=Verification.objects.filter(protocol__paragraphs=item).latest("day").day,
        at=at,
        method=Verification.Method.BOARD,
        decision=f"{meeting.body.name} justerade protokollet i {section(item.number or 0)} den "
        f"{long_date(item.meeting.date)}.",
    )


def decided_by_board(version: ProtocolVersion) -> Paragraph | None:
    """The § to which the verification was referred, once it is handled and verified, and when it decided in favour.

    It is one of the same body, frozen after the version. The database asks the same (meetings_refuse_verification).
    """
    return (
        Paragraph.objects.filter(
            referrals__version=version,
            meeting__body=version.protocol.meeting.body,
            protocols__verification__version__frozen_at__gt=version.frozen_at,
            withdrawn=False,
            not_handled=False,
            deferral="",
            decisions__is_prepared=False,
            decisions__outcome__in=(Decision.Outcome.UNSAID, Decision.Outcome.APPROVED),
        )
        .select_related("meeting")
        .first()
    )
