"""From a signer's address to the version they read; everything shown comes from its snapshot."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from meetings import access
from meetings.actions.signing import hindrance, least_level
from meetings.actions.standing_in import leads
from meetings.models import Association, ChangeRequest, Meeting, Person, Protocol, ProtocolVersion, Signatory
from meetings.noted import note_read
from meetings.querysets import state_of
from meetings.reads.accounts import account_hindrance, needs_vouching
from meetings.reads.frozen import frozen_record
from meetings.reads.verifications import (
    RequestAndAnswer,
    Signer,
    VerificationStanding,
    asked_heading,
    asked_of,
    standing_of,
)
from meetings.record.paragraph import Paragraph
from meetings.record.plain_lines import printed_paragraphs
from meetings.record.protocol import ProtocolRecord
from meetings.record.reading import read_record
from meetings.record.titles import sections_of
from meetings.rules.difference import ParagraphChange, Segment, changes, word_changes
from meetings.rules.plain_text import plain
from meetings.rules.signing_level import Level, level_hindrance
from meetings.signing_methods import Means, means_of
from meetings.views.addresses import ProtocolAddress, association_entered, person_of, protocol_or_404
from meetings.workflow import ProtocolState


@dataclass(frozen=True)
class OpenProtocol:
    """What every page of a verification knows. `may_sign` and `hindrance` are about `person`."""

    person: Person
    association: Association
    version: ProtocolVersion
    document: ProtocolRecord
    standing: VerificationStanding

    @property
    def args(self) -> tuple[str, str, str]:
        """The arguments of its addresses."""
        return self.association.slug, self.meeting.body.slug, self.protocol.key

    @property
    def protocol(self) -> Protocol:
        return self.version.protocol

    @property
    def meeting(self) -> Meeting:
        return self.protocol.meeting

    @property
    def is_notes(self) -> bool:
        """Of a body that only advises: finished without signatures, notice and appeal."""
        return not self.meeting.body.under_kl

    @property
    def label(self) -> str:
        """«§ 37–45»"""
        return sections_of(self.own_numbers)

    @cached_property
    def own_numbers(self) -> list[str]:
        """The §§ this protocol covers; one verified at once is only referred to in the meeting's own."""
        return list(self.document.covered)

    @property
    def state(self) -> ProtocolState:
        return self.standing.state

    @cached_property
    def signer(self) -> Signer | None:
        return self.standing.of(self.person)

    @cached_property
    def hindrance(self) -> str:
        """Why `person` cannot sign, in whole sentences; empty when it is their turn and they have something to
        sign with."""
        if self.is_notes:
            return "Anteckningarna är färdigställda. De skrivs inte under."
        return hindrance(self.version, self.person) or self.means_hindrance

    @cached_property
    def usable(self) -> list[Means]:
        """What the person can sign this version with today, the strongest first."""
        return [one for one in means_of(self.person) if not self._obstacle(one.level, one.since)]

    @property
    def means_hindrance(self) -> str:
        """Why nothing that the person has can sign this version today; empty when something can."""
        return "" if self.usable else self._obstacle(Level.PASSWORD, None) or WITHOUT_MEANS

    def _obstacle(self, level: int, since: datetime | None) -> str:
        return account_hindrance(
            self.person, self.meeting, at=timezone.now(), means_since=since
        ) or level_hindrance(level, least_level(self.version))

    @property
    def may_ask_for_vouching(self) -> bool:
        """Whether only somebody else's word that the account is the person's stands in the way."""
        account = account_hindrance(self.person, self.meeting, at=timezone.now())
        return self.hindrance == account != "" and needs_vouching(self.person, self.meeting)

    @property
    def may_sign(self) -> bool:
        return not self.hindrance

    @property
    def verifies(self) -> bool:
        """Whether the signature is a justering, and not the secretary's alone."""
        roles = [row.role for row in self.signer.signatories] if self.signer else []
        return any(role != Signatory.Role.SECRETARY for role in roles)

    @property
    def last_number(self) -> str:
        return self.document.paragraphs[-1].number

    @property
    def may_request(self) -> bool:
        """A signer may ask for changes until the protocol is verified."""
        return self.signer is not None and self.state in (
            ProtocolState.FROZEN,
            ProtocolState.CHANGES_REQUESTED,
        )

    @cached_property
    def last_read(self) -> ProtocolVersion | None:
        """The latest earlier version the person was asked to sign: once an awaited secretary had signed it, or
        when they took part in it themselves."""
        of_version = Signatory.objects.filter(version=OuterRef("pk"))
        unsigned = Q(role=Signatory.Role.SECRETARY, is_awaited=True, signature__isnull=True)
        asked = ~Exists(of_version.filter(unsigned))
        own = Exists(of_version.filter(role=Signatory.Role.SECRETARY, person=self.person))
        requested = Exists(ChangeRequest.objects.filter(version=OuterRef("pk"), person=self.person))
        return (
            ProtocolVersion.objects.filter(asked | own | requested)
            .filter(
                protocol=self.protocol,
                number__lt=self.version.number,
                signatories__person=self.person,
            )
            .order_by("-number")
            .first()
        )

    @cached_property
    def changes(self) -> list[ParagraphChange]:
        """What changed, § by §, since `last_read`; empty for the first version."""
        if self.last_read is None:
            return []
        before = read_record(self.last_read.snapshot)
        return changes(printed_paragraphs(before), printed_paragraphs(self.document))

    def change_of(self, paragraph: Paragraph) -> ParagraphChange | None:
        """The change of a §, None when it stands as it was read."""
        return next(
            (one for one in self.changes if one.number == paragraph.number and one.status in CHANGED), None
        )

    @cached_property
    def changed_head(self) -> list[tuple[str, tuple[Segment, ...]]]:
        """Rows of the header table, and the closing lines, that are not as they were read."""
        if self.last_read is None:
            return []
        before = _outside_paragraphs(read_record(self.last_read.snapshot))
        after = _outside_paragraphs(self.document)
        return [
            (label, word_changes(before.get(label, ""), after.get(label, "")))
            for label in dict.fromkeys([*before, *after])
            if before.get(label, "") != after.get(label, "")
        ]

    @cached_property
    def asked(self) -> list[RequestAndAnswer]:
        """Every request for a change, in any version, with its answer."""
        return asked_of(self.protocol)

    @property
    def asked_heading(self) -> str:
        return asked_heading(self.asked)

    @cached_property
    def leads(self) -> bool:
        """Whether the person is chair or vice chair, who say who signs when somebody cannot."""
        return leads(self.version, self.person, self.standing.today)


def answerable(opened: OpenProtocol) -> set[str]:
    """The requests the chair can answer here; the chancellery does it on its own page."""
    if not _is_chair(opened) or opened.state == ProtocolState.VERIFIED:
        return set()
    return {one.request.public_id for one in opened.asked if one.waits}


def may_let_stand_in(opened: OpenProtocol) -> bool:
    """Chair and vice chair, while somebody has not signed."""
    return bool(opened.standing.missing) and opened.leads


def may_refer(opened: OpenProtocol) -> bool:
    """The chair of an unverified protocol in which somebody has asked for a change; chair or vice chair of one
    in which somebody cannot be replaced."""
    if opened.state == ProtocolState.VERIFIED:
        return False
    asked = any(one.request.kind == ChangeRequest.Kind.REQUEST for one in opened.asked)
    return (asked and _is_chair(opened)) or (bool(opened.standing.stuck) and opened.leads)


def _is_chair(opened: OpenProtocol) -> bool:
    roles = {row.role for row in opened.signer.signatories} if opened.signer else set()
    return Signatory.Role.CHAIR in roles


CHANGED = ("changed", "added")
WITHOUT_MEANS = (
    "Du har inget att skriva under med än. Välj först ett lösenord eller lägg till en inloggningsnyckel."
)


def open_protocol(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> OpenProtocol:
    """404 to whoever is not to sign, does not read drafts and may not read the verified protocol."""
    person = person_of(request)
    association = association_entered(request, slug)
    protocol = protocol_or_404(access.protocols_visible_to(person, association), body, key)
    version = protocol.versions.select_related("file").order_by("-number").first()
    if version is None:
        raise Http404
    version.protocol = protocol
    state = state_of(protocol)
    standing = standing_of(version, state, timezone.localdate())
    if (
        state != ProtocolState.VERIFIED
        and standing.of(person) is None
        and not access.can_read_drafts(person, association)
    ):
        raise Http404
    note_read(request, association, f"Protokoll, version {version.number}", protocol.meeting)
    return OpenProtocol(person, association, version, frozen_record(version), standing)


def _outside_paragraphs(record: ProtocolRecord) -> dict[str, str]:
    rows = {row.label: "\n".join(row.value) for row in record.document.header_rows}
    return rows | {"Efter sista paragrafen": plain(record.closing)}
