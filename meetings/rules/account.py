"""Whose an account is: who may confirm a change of it, and when a signature with it is held back.

A signature says that a certain person stands behind the protocol (KL 5:69). It rests on the way into that person's
account. Whoever puts an address of their own there could sign as somebody else, so a change that the person's own
address has not confirmed is confirmed by a third person, and is held back from signing until the old address has
had time to protest. Reading, answering and signing on paper are never held back.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from meetings.swedish import NBSP, day_of, long_date, minute

from .labelled import Labelled

LINKS_WORK_FOR = timedelta(days=14)  # from when the change was proposed


class AccountChangeKind(Labelled):
    """Sv: nytt konto, ny e-postadress, återställd andra faktor, e-legitimation med annat namn."""

    ACCOUNT = "account", "Nytt konto"
    ADDRESS = "address", "Ny e-postadress"
    SECOND_FACTOR = "second_factor", "Återställd andra faktor"
    EID_NAME = "eid_name", "E-legitimation med annat namn"


@dataclass(frozen=True, slots=True)
class ValidChange:
    """A change that is valid. `signs_from` is None when the old address confirmed it, or when nothing waits.

    `vouched_by` is the name of the third person, "" when there was none, and `how` what he or she did to know.
    """

    kind: AccountChangeKind
    valid_at: datetime
    signs_from: datetime | None = None
    vouched_by: str = ""
    how: str = ""


def is_unknown(
    *, in_use_since: datetime | None, meeting_opened: datetime, changes: Sequence[ValidChange]
) -> bool:
    """Whether the account was first used after the meeting opened, and nobody has confirmed whose it is."""
    confirmed = any(one.kind is AccountChangeKind.ACCOUNT for one in changes)
    return not confirmed and (in_use_since is None or in_use_since > meeting_opened)


def signing_hindrance(
    *,
    in_use_since: datetime | None,
    meeting_opened: datetime,
    changes: Sequence[ValidChange],
    at: datetime,
    means_since: datetime | None = None,
) -> str:
    """Why the account cannot sign the meeting's protocol at `at`, in whole sentences; empty when it can.

    `in_use_since` is when the account was first used, None when it never was. `means_since` is when the passkey
    or e-ID was registered, None for a password, which whoever reads the address can choose anew. Every time is
    aware, in any time zone.
    """
    if is_unknown(in_use_since=in_use_since, meeting_opened=meeting_opened, changes=changes):
        return (
            "Ditt konto togs i bruk först efter att sammanträdet öppnades. Innan du skriver under här ska någon annan "
            "bekräfta att det är ditt: ordföranden, en vice ordförande, kansliet eller en revisor, men inte den "
            "som lade upp kontot. På papper kan du skriva under ändå."
        )
    held = [one for one in changes if one.signs_from and one.signs_from > at and _holds(one, means_since)]
    if not held:
        return ""
    last = max(held, key=lambda one: one.signs_from or at)
    return (
        f"{_HAPPENED[last.kind]} den {long_date(day_of(last.valid_at))}. Därför kan du skriva under här tidigast "
        f"den {_minute(last.signs_from or at)}. Med en inloggningsnyckel eller e-legitimation "
        "som är äldre än ändringen, eller på papper, kan du skriva under redan nu."
    )


_HAPPENED = {
    AccountChangeKind.ADDRESS: "Din e-postadress ändrades",
    AccountChangeKind.SECOND_FACTOR: "Din andra faktor återställdes",
    AccountChangeKind.EID_NAME: "Din e-legitimation kopplades fast namnet är ett annat",
}


def _holds(change: ValidChange, means_since: datetime | None) -> bool:
    """An e-ID with another name holds back itself, and a passkey that it let in, but not what was there before."""
    if means_since is None:
        return change.kind is not AccountChangeKind.EID_NAME
    return means_since >= change.valid_at


class WhyNot(Labelled):
    """Why somebody cannot confirm a change of an account, in a few words after the name."""

    OWN = "own", "det gäller det egna kontot"
    PROPOSED = "proposed", "har föreslagit ändringen"
    NEW_ACCOUNT = "new_account", "kontot togs i bruk efter att ändringen föreslogs"
    NO_OFFICE = "no_office", "har ingen roll i förbundet och leder inte styrelsen"
    NEW_OFFICE = "new_office", "hade inte haft rollen länge nog när ändringen föreslogs"


_TOLD_TO_THE_VOUCHER = {
    WhyNot.OWN: "Ändringen gäller ditt eget konto.",
    WhyNot.PROPOSED: "Du har själv föreslagit ändringen.",
    WhyNot.NEW_ACCOUNT: "Ditt konto togs i bruk efter att ändringen föreslogs.",
    WhyNot.NO_OFFICE: "Du har ingen roll i förbundet och leder inte styrelsen.",
    WhyNot.NEW_OFFICE: "Du hade inte haft din roll länge nog när ändringen föreslogs.",
}


def why_not_vouching(
    *,
    voucher: Hashable,
    person: Hashable,
    proposer: Hashable,
    voucher_in_use_since: datetime | None,
    held_since: datetime | None,
    proposed_at: datetime,
    wait: timedelta,
) -> WhyNot | None:
    """What hinders somebody from confirming the change as a third person; None when nothing does.

    It takes a third person, whose own account was in use before the change was proposed: else the proposer could
    make that third person up. `held_since` is when the voucher was given the oldest of the roles and offices that
    let them confirm, None without any. It was given `wait` before the proposal: the proposer may give roles, and
    the board's presidium, who is told of each, has had that time to protest. One that was ended and given back
    is as new as any.
    """
    if voucher == person:
        return WhyNot.OWN
    if voucher == proposer:
        return WhyNot.PROPOSED
    if voucher_in_use_since is None or voucher_in_use_since >= proposed_at:
        return WhyNot.NEW_ACCOUNT
    if held_since is None:
        return WhyNot.NO_OFFICE
    return WhyNot.NEW_OFFICE if held_since >= proposed_at - wait else None


def told_to_the_voucher(why: WhyNot) -> str:
    """The same in two sentences, to the one who cannot."""
    return f"{_TOLD_TO_THE_VOUCHER[why]} Någon annan ska bekräfta den."


def held_until(at: datetime, hours: int) -> datetime:
    """The whole minute from which a change confirmed at `at` by a third person no longer holds signing back."""
    # Pages say the minute: rounded down, it would name a minute in which signing is still refused.
    whole = at.replace(second=0, microsecond=0)
    return whole + timedelta(hours=hours, minutes=1 if whole < at else 0)


def evidence_lines(changes: Sequence[ValidChange], *, at: datetime) -> list[str]:
    """What the evidence of a signature made at `at` says of the account, a sentence a change, oldest first."""
    return [_evidence(one) for one in sorted(changes, key=lambda one: one.valid_at) if one.valid_at <= at]


def _evidence(change: ValidChange) -> str:
    day = long_date(day_of(change.valid_at))
    by = f"{change.vouched_by} bekräftade det: {change.how}"
    match change.kind:
        case AccountChangeKind.ACCOUNT:
            return f"Kontot bekräftades den {day}. {by}"
        case AccountChangeKind.SECOND_FACTOR:
            return f"Den andra faktorn återställdes den {day}. {by}"
        case AccountChangeKind.EID_NAME:
            return f"En e-legitimation med ett annat namn än registrets kopplades den {day}. {by}"
    confirmed = by if change.vouched_by else "Båda adresserna bekräftade det."
    return f"E-postadressen ändrades den {day}. {confirmed}"


def _minute(at: datetime) -> str:
    return minute(at).replace(NBSP, " ")
