"""Meetings, protocols and notices, to look into. Only the actions write them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.models import Meeting, Notice, Paragraph, Protocol
from meetings.querysets import with_state
from meetings.workflow import ProtocolState

from . import read_only_inlines
from .filters import AssociationFilter
from .scoped import ReadOnlyAdmin, RegisterAdmin
from .site import register


def meeting_link(meeting: Meeting) -> SafeString:
    address = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    return format_html('<a href="{}">{}</a>', address, meeting)


@admin.register(Paragraph, site=register)
class ParagraphAdmin(read_only_inlines.WithReadOnlyInlines, RegisterAdmin):
    """What happened in a §: who presented, proposed, voted, had jäv, reserved."""

    read_only = True
    association_path = "meeting__body__association"
    list_display = ["number", "heading", "kind", "of_meeting"]
    list_display_links = ["number", "heading"]
    list_filter = ["kind", AssociationFilter]
    list_select_related = ["meeting__body"]
    search_fields = ["heading", "registry_number"]
    date_hierarchy = "meeting__date"
    ordering = ["-meeting__date", "position"]
    fields = [
        "of_meeting",
        ("number", "kind"),
        "heading",
        "registry_number",
        "chair",
        "marks",
        ("deferral", "deferral_reason", "deferral_to"),
        ("origin", "corrects"),
    ]
    readonly_fields = ["of_meeting", "marks"]
    inlines = [
        read_only_inlines.PresenterInline,
        read_only_inlines.SubItemInline,
        read_only_inlines.DecisionInline,
        read_only_inlines.ProposalInline,
        read_only_inlines.BallotInline,
        read_only_inlines.RecusalInline,
        read_only_inlines.AbstentionInline,
        read_only_inlines.ReservationInline,
        read_only_inlines.StatementInline,
        read_only_inlines.ElectionInline,
    ]

    def meeting_of(self, row: Paragraph) -> Meeting:
        return row.meeting

    @admin.display(description="sammanträde", ordering="meeting__date")
    def of_meeting(self, paragraph: Paragraph) -> SafeString:
        return meeting_link(paragraph.meeting)

    @admin.display(description="särskilt")
    def marks(self, paragraph: Paragraph) -> str:
        said = {
            "utgår": paragraph.withdrawn,
            "extra ärende": paragraph.is_extra,
            "inte behandlad": paragraph.not_handled,
            "borttagen": paragraph.removed_at is not None,
        }
        return ", ".join(words for words, holds in said.items() if holds) or "–"


@admin.register(Meeting, site=register)
class MeetingAdmin(read_only_inlines.WithReadOnlyInlines, RegisterAdmin):
    read_only = True
    association_path = "body__association"
    list_display = ["date", "body", "state", "place", "number", "chair", "secretary"]
    list_filter = ["state", AssociationFilter]
    list_select_related = ["body", "chair", "secretary"]
    search_fields = ["place", "title", "registry_number"]
    date_hierarchy = "date"
    inlines = [
        read_only_inlines.ProtocolInline,
        read_only_inlines.ParagraphInline,
        read_only_inlines.AttendeeInline,
        read_only_inlines.VerifierInline,
        read_only_inlines.MovementInline,
        read_only_inlines.AdjournmentInline,
    ]
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

    def meeting_of(self, row: Meeting) -> Meeting:
        return row


@admin.register(Protocol, site=register)
class ProtocolAdmin(read_only_inlines.WithReadOnlyInlines, ReadOnlyAdmin):
    association_path = "meeting__body__association"
    list_display = ["of_meeting", "number", "state_in_words", "verified_on"]
    list_display_links = ["number"]
    list_filter = [AssociationFilter]
    list_select_related = ["meeting__body", "verification"]
    date_hierarchy = "meeting__date"
    fields = ["of_meeting", "number", "state_in_words", "hidden_at"]
    readonly_fields = ["of_meeting", "state_in_words"]
    inlines = [
        read_only_inlines.VersionInline,
        read_only_inlines.VerificationInline,
        read_only_inlines.NoticeInline,
        read_only_inlines.AppealInline,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_state(super().get_queryset(request))

    def meeting_of(self, row: Protocol) -> Meeting:
        return row.meeting

    @admin.display(description="sammanträde", ordering="meeting__date")
    def of_meeting(self, protocol: Protocol) -> SafeString:
        return meeting_link(protocol.meeting)

    @admin.display(description="läge")
    def state_in_words(self, protocol: Any) -> str:
        return ProtocolState(protocol.state).label

    @admin.display(description="justerat", ordering="verification__day")
    def verified_on(self, protocol: Protocol) -> Any:
        return protocol.verification.day if hasattr(protocol, "verification") else None


@admin.register(Notice, site=register)
class NoticeAdmin(read_only_inlines.WithReadOnlyInlines, ReadOnlyAdmin):
    association_path = "protocol__meeting__body__association"
    list_display = ["of_protocol", "posted", "verified", "paragraphs_text"]
    list_filter = [AssociationFilter]
    list_select_related = ["protocol__meeting__body"]
    date_hierarchy = "posted"
    fields = ["of_protocol", "posted", "verified", "paragraphs_text", "storage_place", "court"]
    readonly_fields = ["of_protocol"]
    inlines = [read_only_inlines.PostingInline]

    @admin.display(description="protokoll", ordering="protocol__meeting__date")
    def of_protocol(self, notice: Notice) -> str:
        return str(notice.protocol)
