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

from . import look_ins
from .filters import AssociationFilter
from .scoped import ReadOnlyAdmin, RegisterAdmin
from .site import register


def meeting_link(meeting: Meeting) -> SafeString:
    address = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    return format_html('<a href="{}">{}</a>', address, meeting)


@admin.register(Paragraph, site=register)
class ParagraphAdmin(look_ins.WithLookIns, RegisterAdmin):
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
        look_ins.PresenterLookIn,
        look_ins.SubItemLookIn,
        look_ins.DecisionLookIn,
        look_ins.ProposalLookIn,
        look_ins.BallotLookIn,
        look_ins.RecusalLookIn,
        look_ins.AbstentionLookIn,
        look_ins.ReservationLookIn,
        look_ins.StatementLookIn,
        look_ins.ElectionLookIn,
    ]

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
class MeetingAdmin(look_ins.WithLookIns, RegisterAdmin):
    read_only = True
    association_path = "body__association"
    list_display = ["date", "body", "state", "place", "number", "chair", "secretary"]
    list_filter = ["state", AssociationFilter]
    list_select_related = ["body", "chair", "secretary"]
    search_fields = ["place", "title", "registry_number"]
    date_hierarchy = "date"
    inlines = [
        look_ins.ProtocolLookIn,
        look_ins.ParagraphLookIn,
        look_ins.AttendeeLookIn,
        look_ins.VerifierLookIn,
        look_ins.MovementLookIn,
        look_ins.AdjournmentLookIn,
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


@admin.register(Protocol, site=register)
class ProtocolAdmin(look_ins.WithLookIns, ReadOnlyAdmin):
    association_path = "meeting__body__association"
    list_display = ["of_meeting", "number", "state_in_words", "verified_on"]
    list_display_links = ["number"]
    list_filter = [AssociationFilter]
    list_select_related = ["meeting__body", "verification"]
    date_hierarchy = "meeting__date"
    fields = ["of_meeting", "number", "state_in_words", "hidden_at"]
    readonly_fields = ["of_meeting", "state_in_words"]
    inlines = [
        look_ins.VersionLookIn,
        look_ins.VerificationLookIn,
        look_ins.NoticeLookIn,
        look_ins.AppealLookIn,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_state(super().get_queryset(request))

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
class NoticeAdmin(look_ins.WithLookIns, ReadOnlyAdmin):
    association_path = "protocol__meeting__body__association"
    list_display = ["of_protocol", "posted", "verified", "paragraphs_text"]
    list_filter = [AssociationFilter]
    list_select_related = ["protocol__meeting__body"]
    date_hierarchy = "posted"
    fields = ["of_protocol", "posted", "verified", "paragraphs_text", "storage_place", "court"]
    readonly_fields = ["of_protocol"]
    inlines = [look_ins.PostingLookIn]

    @admin.display(description="protokoll", ordering="protocol__meeting__date")
    def of_protocol(self, notice: Notice) -> str:
        return str(notice.protocol)
