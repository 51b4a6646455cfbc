"""Meetings, protocols and notices, to look into. Only the actions write them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import TabularInline
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.models import (
    Abstention,
    Adjournment,
    Attendee,
    Ballot,
    Election,
    Meeting,
    Movement,
    Notice,
    Paragraph,
    Posting,
    Proposal,
    Protocol,
    ProtocolVersion,
    Recusal,
    Reservation,
    Signatory,
    Statement,
    Verification,
)
from meetings.querysets import with_state
from meetings.workflow import ProtocolState

from .filters import AssociationFilter
from .scoped import ReadOnlyAdmin, RegisterAdmin
from .site import register


class LookIn(TabularInline):  # type: ignore[type-arg]
    """Rows of a record; seen with it, never written."""

    extra = 0
    can_delete = False
    related: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related(*self.related) if self.related else rows

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AttendeeLookIn(LookIn):
    model = Attendee
    fields = ["display_name", "kind", "title", "presence", "serving_seat"]
    related = ("person", "serving_seat__party")

    @admin.display(description="namn")
    def display_name(self, attendee: Attendee) -> str:
        return attendee.display_name


class ParagraphLookIn(LookIn):
    model = Paragraph
    fields = ["number", "kind", "heading", "removed_at"]
    fk_name = "meeting"
    ordering = ["position"]


class MovementLookIn(LookIn):
    model = Movement
    fields = ["attendee", "kind", "paragraph", "mode", "seat", "time", "cause"]
    related = ("attendee__person", "paragraph", "seat__party")


class AdjournmentLookIn(LookIn):
    model = Adjournment
    fields = ["start", "end"]


class RecusalLookIn(LookIn):
    model = Recusal
    fields = ["attendee", "how", "reason", "substitute"]
    related = ("attendee__person", "substitute__person")


class AbstentionLookIn(LookIn):
    model = Abstention
    fields = ["attendee"]
    related = ("attendee__person",)


class ReservationLookIn(LookIn):
    model = Reservation
    fields = ["attendee", "lead", "awaited_until", "without_text"]
    related = ("attendee__person",)


class StatementLookIn(LookIn):
    model = Statement
    fields = ["attendee", "kind"]
    related = ("attendee__person",)


class ProposalLookIn(LookIn):
    model = Proposal
    fields = ["text", "is_main", "withdrawn"]


class BallotLookIn(LookIn):
    model = Ballot
    fields = ["way", "majority", "yes_means", "no_means", "in_favour", "against", "abstaining", "lot"]


class ElectionLookIn(LookIn):
    model = Election
    fields = ["office", "person", "first_day", "last_day"]
    related = ("person",)


@admin.register(Paragraph, site=register)
class ParagraphAdmin(RegisterAdmin):
    """What happened in a §: votes, jäv, reservations."""

    read_only = True
    association_path = "meeting__body__association"
    list_display = ["number", "heading", "kind", "meeting"]
    list_filter = ["kind", AssociationFilter]
    list_select_related = ["meeting__body"]
    search_fields = ["heading", "registry_number"]
    date_hierarchy = "meeting__date"
    ordering = ["-meeting__date", "position"]
    fields = [
        "meeting",
        ("number", "kind"),
        "heading",
        "registry_number",
        ("withdrawn", "is_extra", "not_handled"),
        ("deferral", "deferral_reason", "deferral_to"),
        ("origin", "corrects"),
    ]
    inlines = [
        ProposalLookIn,
        BallotLookIn,
        RecusalLookIn,
        AbstentionLookIn,
        ReservationLookIn,
        StatementLookIn,
        ElectionLookIn,
    ]


@admin.register(Meeting, site=register)
class MeetingAdmin(RegisterAdmin):
    read_only = True
    association_path = "body__association"
    list_display = ["date", "body", "state", "place", "number", "chair", "secretary"]
    list_filter = ["state", AssociationFilter]
    list_select_related = ["body", "chair", "secretary"]
    search_fields = ["place", "title", "registry_number"]
    date_hierarchy = "date"
    inlines = [ParagraphLookIn, AttendeeLookIn, MovementLookIn, AdjournmentLookIn]
    fields = [
        "body",
        ("date", "end_date"),
        ("start", "end"),
        ("place", "mode"),
        "state",
        "number",
        "title",
        "registry_number",
        "chair",
        "secretary",
        "verification_plan",
        "next_meeting",
        "publish",
    ]


class VersionLookIn(LookIn):
    model = ProtocolVersion
    fields = ["number", "frozen_at", "frozen", "sha256", "signatures"]
    related = ("frozen_by",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("snapshot").prefetch_related("signatories__signature")

    @admin.display(description="av")
    def frozen(self, version: ProtocolVersion) -> str:
        return str(version.frozen_by)

    @admin.display(description="underskrifter")
    def signatures(self, version: ProtocolVersion) -> SafeString:
        lines = [
            format_html("{}: {}", signatory, _signed(signatory)) for signatory in version.signatories.all()
        ]
        return SafeString("<br>".join(lines))


class VerificationLookIn(LookIn):
    model = Verification
    fields = ["day", "method", "at"]


def _signed(signatory: Signatory) -> str:
    if not hasattr(signatory, "signature"):
        return "inte underskrivet"
    signature = signatory.signature
    return f"{signature.at:%Y-%m-%d %H:%M} UTC, {signature.method}"


@admin.register(Protocol, site=register)
class ProtocolAdmin(ReadOnlyAdmin):
    association_path = "meeting__body__association"
    list_display = ["of_meeting", "number", "state_in_words", "verified_on"]
    list_filter = [AssociationFilter]
    list_select_related = ["meeting__body", "verification"]
    date_hierarchy = "meeting__date"
    fields = ["of_meeting", "number", "state_in_words", "hidden_at"]
    readonly_fields = ["of_meeting", "state_in_words"]
    inlines = [VersionLookIn, VerificationLookIn]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_state(super().get_queryset(request))

    @admin.display(description="sammanträde", ordering="meeting__date")
    def of_meeting(self, protocol: Protocol) -> str:
        return str(protocol.meeting)

    @admin.display(description="läge")
    def state_in_words(self, protocol: Any) -> str:
        return ProtocolState(protocol.state).label

    @admin.display(description="justerat", ordering="verification__day")
    def verified_on(self, protocol: Protocol) -> Any:
        return protocol.verification.day if hasattr(protocol, "verification") else None


class PostingLookIn(LookIn):
    model = Posting
    fields = ["board", "email", "mandatory", "sent_at", "reminded_at", "periods_in_words"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("periods")

    @admin.display(description="uppe")
    def periods_in_words(self, posting: Posting) -> str:
        return ", ".join(f"{one.first_day}–{one.last_day or ''}" for one in posting.periods.all())


@admin.register(Notice, site=register)
class NoticeAdmin(ReadOnlyAdmin):
    association_path = "protocol__meeting__body__association"
    list_display = ["of_protocol", "posted", "verified", "paragraphs_text"]
    list_filter = [AssociationFilter]
    list_select_related = ["protocol__meeting__body"]
    date_hierarchy = "posted"
    fields = ["of_protocol", "posted", "verified", "paragraphs_text", "storage_place", "court"]
    readonly_fields = ["of_protocol"]
    inlines = [PostingLookIn]

    @admin.display(description="protokoll", ordering="protocol__meeting__date")
    def of_protocol(self, notice: Notice) -> str:
        return str(notice.protocol)
