"""How a verification stands today: who has signed, who is waited for, and the last day (KL 5:69)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max, QuerySet

from meetings.draft.reading import Draft, read_draft
from meetings.models import (
    ChangeAnswer,
    ChangeRequest,
    Person,
    Protocol,
    ProtocolVersion,
    Signatory,
    Signature,
    StandIn,
)
from meetings.querysets import verification_day
from meetings.rules import verification as rules
from meetings.rules.difference import Segment, word_changes
from meetings.rules.rewording import editable
from meetings.rules.standing_in import candidates
from meetings.swedish import MONTHS, day_of, join_names, long_date
from meetings.workflow import ProtocolState


@dataclass(frozen=True)
class Signer:
    """One person in all their roles.

    `waiting`: can be asked to sign now; `missing`: is needed, maybe later; `replaceable`: is needed, and these can
    sign in their place.
    """

    signatories: tuple[Signatory, ...]
    waiting: bool
    missing: bool
    last_day: date
    replaceable: tuple[Signatory, ...] = ()

    @property
    def person(self) -> Person:
        return self.signatories[0].person

    @property
    def name(self) -> str:
        return self.signatories[0].name

    @property
    def public_id(self) -> str:
        return self.signatories[0].public_id

    @property
    def roles(self) -> str:
        """«ordförande», «sekreterare och justerare»."""
        return join_names(row.get_role_display().lower() for row in self.signatories)

    @property
    def only_steps_in(self) -> bool:
        """Whether the person is only there to sign in somebody's place."""
        return all(rules.SigningRole(row.role).replaces for row in self.signatories)

    @property
    def is_awaited(self) -> bool:
        """Whether the protocol is kept waiting for the person; not for a secretary whom the board does not await."""
        return any(row.is_awaited and not rules.SigningRole(row.role).replaces for row in self.signatories)

    @property
    def instead_of(self) -> StandIn | None:
        """In whose place the person signs, and why; None for one who signs for themselves alone."""
        return next((row.stand_in for row in self.signatories if hasattr(row, "stand_in")), None)

    @property
    def signature(self) -> Signature | None:
        return next((row.signature for row in self.signatories if hasattr(row, "signature")), None)

    @property
    def reminded_at(self) -> datetime | None:
        moments = [row.reminded_at for row in self.signatories]  # type: ignore[attr-defined]
        return max(filter(None, moments), default=None)

    @property
    def days_late(self) -> int:
        """How many days after the last day the signature came; 0 when in time or not there."""
        return max((day_of(self.signature.at) - self.last_day).days, 0) if self.signature else 0

    @property
    def late_words(self) -> str:
        """How late the signature came: «3 dagar»."""
        return _days(self.days_late)


@dataclass(frozen=True)
class VerificationStanding:
    """A version's verification as of `today`."""

    version: ProtocolVersion
    state: ProtocolState
    signers: tuple[Signer, ...]
    last_day: date
    today: date

    @property
    def is_open(self) -> bool:
        return self.state == ProtocolState.FROZEN

    @cached_property
    def signed(self) -> list[Signer]:
        return [signer for signer in self.signers if signer.signature]

    @cached_property
    def missing(self) -> list[Signer]:
        return [signer for signer in self.signers if signer.missing]

    @cached_property
    def waiting(self) -> list[Signer]:
        return [signer for signer in self.signers if signer.waiting]

    @property
    def missing_names(self) -> str:
        return join_names(signer.name for signer in self.missing)

    @property
    def listed(self) -> list[Signer]:
        """Those who sign, and those who do it in somebody's place; not those who only could."""
        return [one for one in self.signers if not one.only_steps_in or one.instead_of]

    @property
    def stuck(self) -> list[Signer]:
        """The missing in whose place nobody can sign, other than the board at its next meeting."""
        return [one for one in self.missing if not one.replaceable and not self._is_replaced(one)]

    @property
    def stepping_in(self) -> list[Signer]:
        """Those who can sign now in the place of one who has not."""
        missing = {row.pk for one in self.waiting if one.missing for row in one.signatories}
        return [
            one
            for one in self.listed
            if one.instead_of and one.instead_of.replaces_id in missing and not one.signature
        ]

    def _is_replaced(self, signer: Signer) -> bool:
        rows = {row.pk for row in signer.signatories}
        return any(one.instead_of and one.instead_of.replaces_id in rows for one in self.signers)

    @property
    def progress(self) -> str:
        """«2 av 3 har skrivit under.» Of those who must: a stand-in counts only in the place of another, and a
        secretary whom the board does not await not at all.
        """
        needed = sum(one.is_awaited for one in self.signers)
        return f"{needed - sum(one.is_awaited for one in self.missing)} av {needed} har skrivit under."

    @property
    def days_left(self) -> int:
        """Days until the last day; negative when it has passed."""
        return (self.last_day - self.today).days

    @property
    def deadline(self) -> str:
        """«Senast den 13 juni 2024, om 3 dagar.» or how late it is."""
        day = long_date(self.last_day)
        if self.days_left < 0:
            return f"Skulle ha varit justerat den {day}, för {_days(-self.days_left)} sedan."
        if self.days_left == 0:
            return "I dag är sista dagen."
        return f"Senast den {day}, om {_days(self.days_left)}."

    @property
    def short_deadline(self) -> str:
        """«senast 13 juni», or that it is too late."""
        if self.days_left < 0:
            return f"{_days(-self.days_left)} försenad"
        return f"senast {self.last_day.day} {MONTHS[self.last_day.month - 1]}"

    def of(self, person: Person) -> Signer | None:
        return next((signer for signer in self.signers if signer.person.pk == person.pk), None)


def standing_of(version: ProtocolVersion, state: ProtocolState, today: date) -> VerificationStanding:
    """How the version's verification stands, in one query.

    `version` comes with its protocol's meeting; `state` is the protocol's.
    """
    return _standing(version, list(_signatories([version])), state, today)


def open_standings(
    versions: Sequence[ProtocolVersion], today: date, states: Mapping[int, ProtocolState] | None = None
) -> list[VerificationStanding]:
    """The same for many versions, in one query for all; out for verification unless `states` says else."""
    known = states or {}
    rows: dict[int, list[Signatory]] = {}
    for row in _signatories(versions):
        rows.setdefault(row.version_id, []).append(row)
    return [
        _standing(one, rows.get(one.pk, []), known.get(one.pk, ProtocolState.FROZEN), today)
        for one in versions
    ]


def as_rules(version: ProtocolVersion) -> tuple[list[rules.Signatory], list[rules.Signature]]:
    """The version's signatories and signatures as rules.verification speaks of them."""
    return rules_of(version.signatories.select_related("signature", "stand_in"))


def rules_of(rows: Iterable[Signatory]) -> tuple[list[rules.Signatory], list[rules.Signature]]:
    """As `as_rules`, from rows that were read with their signatures."""
    rows = list(rows)
    signatories = {
        row.pk: rules.Signatory(
            id=row.pk,
            person=row.person_id,
            role=rules.SigningRole(row.role),
            paragraphs=None if row.paragraphs is None else frozenset(row.paragraphs),
            is_awaited=row.is_awaited,
            stands_for=row.stand_in.replaces_id if hasattr(row, "stand_in") else None,
        )
        for row in rows
    }
    signatures = [
        rules.Signature(signatories[row.pk], row.signature.at) for row in rows if hasattr(row, "signature")
    ]
    return list(signatories.values()), signatures


def _signatories(versions: Sequence[ProtocolVersion]) -> QuerySet[Signatory]:
    return (
        Signatory.objects.filter(version__in=versions)
        .select_related("person", "signature", "stand_in__replaces")
        .annotate(reminded_at=Max("reminders__at"))
        .order_by("version", "position")  # said again: a grouped query forgets the model's own order
    )


def _standing(
    version: ProtocolVersion, rows: list[Signatory], state: ProtocolState, today: date
) -> VerificationStanding:
    signatories, signatures = rules_of(rows)
    lacking = rules.missing(signatories, signatures)
    missing = {one.id for one in lacking}
    by_key = {row.pk: row for row in rows}
    instead = {
        one.id: [by_key[int(str(other.id))] for other in candidates(one, signatories, signatures)]
        for one in lacking
    }
    waiting = {one.id for one in rules.waited_for_now(signatories, signatures)}
    is_open = state == ProtocolState.FROZEN
    protocol = version.protocol
    last_day = verification_day(protocol)
    of_person: dict[int, list[Signatory]] = {}
    for row in rows:
        of_person.setdefault(row.person_id, []).append(row)
    signers = tuple(
        Signer(
            signatories=tuple(own),
            waiting=is_open and any(row.pk in waiting for row in own),
            missing=is_open and any(row.pk in missing for row in own),
            last_day=last_day,
            replaceable=tuple(one for row in own for one in instead.get(row.pk, ())) if is_open else (),
        )
        for own in of_person.values()
    )
    return VerificationStanding(version, state, signers, last_day, today)


@dataclass(frozen=True)
class RequestAndAnswer:
    """A request for a change, or a withdrawal, with its answer."""

    request: ChangeRequest
    answer: ChangeAnswer | None
    difference: tuple[Segment, ...] = ()  # from the text as it stands to the proposed wording

    @property
    def waits(self) -> bool:
        """Whether it still needs an answer; a withdrawal needs none."""
        return self.answer is None and self.request.kind == ChangeRequest.Kind.REQUEST


def is_withdrawn(asked: Iterable[RequestAndAnswer], version: ProtocolVersion) -> bool:
    """Whether the version was opened by the secretary alone, and not because a signer asked for a change."""
    kinds = {one.request.kind for one in asked if one.request.version_id == version.pk}
    return kinds == {ChangeRequest.Kind.WITHDRAWAL}


def asked_heading(asked: Iterable[RequestAndAnswer]) -> str:
    """The heading of a list of requests and withdrawals."""
    kinds = {one.request.kind for one in asked}
    if ChangeRequest.Kind.WITHDRAWAL not in kinds:
        return "Begärda ändringar"
    return "Återtaget" if len(kinds) == 1 else "Begärda ändringar och återtaget"


def asked_of(protocol: Protocol) -> list[RequestAndAnswer]:
    """Everything that was asked for in any version of a protocol, the latest first, in two queries, and those that read
    the draft once where a proposed wording waits for an answer."""
    rows = ChangeRequest.objects.filter(version__protocol=protocol).order_by("-at", "-pk")
    rows = rows.select_related("person", "paragraph", "answer__person", "version").defer("version__snapshot")
    rows = rows.prefetch_related("version__signatories")
    asked = [RequestAndAnswer(row, getattr(row, "answer", None)) for row in rows]
    if not any(one.waits and one.request.proposed_text for one in asked):
        return asked
    draft = read_draft(protocol)
    return [
        replace(one, difference=proposed_difference(draft, one.request)) if one.waits else one
        for one in asked
    ]


def proposed_difference(draft: Draft, request: ChangeRequest) -> tuple[Segment, ...]:
    """What taking in the proposed wording would change in the text as it stands now; empty without a proposal."""
    row = next((one for one in draft.paragraphs if one.pk == request.paragraph_id), None)
    if not request.proposed_text or row is None:
        return ()
    if not request.decision_public_id:
        return word_changes(editable(draft.html(row.text)), request.proposed_text)
    decisions = (one for one in row.decisions.all() if one.public_id == request.decision_public_id)
    return next((word_changes(draft.line(one.text), request.proposed_text) for one in decisions), ())


def _days(count: int) -> str:
    return "1 dag" if count == 1 else f"{count} dagar"
