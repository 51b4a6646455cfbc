"""The rows of a record, seen with it and never written: what an auditor looks for in a meeting, a § and a protocol.

A table's first column is the row itself in words; `fields` are the rest.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin import TabularInline
from django.db.models import Model, Prefetch, QuerySet
from django.forms import inlineformset_factory
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.models import (
    Abstention,
    Adjournment,
    Appeal,
    Attendee,
    Ballot,
    Decision,
    Election,
    Movement,
    Notice,
    Paragraph,
    Posting,
    PostingPeriod,
    Presenter,
    Proposal,
    Protocol,
    ProtocolVersion,
    Recusal,
    Reservation,
    Signatory,
    Statement,
    SubItem,
    Verification,
    Verifier,
)
from meetings.swedish import join_names, sections


class ReadOnlyInline(TabularInline):  # type: ignore[type-arg]
    """`related` and `prefetched` are what the rows' words need."""

    extra = 0
    can_delete = False
    related: tuple[str, ...] = ()
    prefetched: tuple[str | Prefetch, ...] = ()  # type: ignore[type-arg]

    @classmethod
    def has_rows(cls, record: Model) -> bool:
        """Whether there is anything to see in `record`."""
        formset = inlineformset_factory(type(record), cls.model, fk_name=cls.fk_name, fields=())
        return formset(instance=record).get_queryset().exists()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).prefetch_related(*self.prefetched)
        return rows.select_related(*self.related) if self.related else rows

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class WithReadOnlyInlines:
    """An admin that shows those of its read-only inlines that have rows."""

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        inlines = super().get_inlines(request, obj)  # type: ignore[misc]
        return [inline for inline in inlines if obj is not None and inline.has_rows(obj)]


def lines(rows: Any) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((row,) for row in rows))


# -- In a meeting


class ParagraphInline(ReadOnlyInline):
    model = Paragraph
    fields = ["number", "kind", "removed_at"]
    fk_name = "meeting"
    ordering = ["position"]
    show_change_link = True


class AttendeeInline(ReadOnlyInline):
    model = Attendee
    fields = ["kind", "title", "presence", "serving_seat", "only_at"]
    related = ("person", "serving_seat__party")
    prefetched = ("paragraphs",)

    @admin.display(description="bara vid")
    def only_at(self, attendee: Attendee) -> str:
        return ", ".join(
            sections(str(one.number)) if one.number else str(one) for one in attendee.paragraphs.all()
        )


class VerifierInline(ReadOnlyInline):
    model = Verifier
    fields = ["is_deputy"]
    related = ("person",)


class MovementInline(ReadOnlyInline):
    model = Movement
    fields = ["paragraph", "mode", "seat", "time", "cause"]
    related = ("attendee__person", "paragraph", "seat__party")


class AdjournmentInline(ReadOnlyInline):
    model = Adjournment
    fields = ["start", "end"]


class ProtocolInline(ReadOnlyInline):
    model = Protocol
    fields = ["number", "hidden_at"]
    related = ("meeting__body",)
    show_change_link = True


# -- In a §


class DecisionInline(ReadOnlyInline):
    model = Decision
    fields = ["is_prepared", "outcome", "responsible", "due", "part"]
    related = ("sub_item",)

    @admin.display(description="delärende")
    def part(self, decision: Decision) -> str:
        return str(decision.sub_item or "–")


class SubItemInline(ReadOnlyInline):
    model = SubItem
    fields = ["deferral", "deferral_reason", "deferral_to"]


class PresenterInline(ReadOnlyInline):
    model = Presenter
    fields = ["title"]
    related = ("attendee__person",)

    @admin.display(description="titel eller organisation")
    def title(self, presenter: Presenter) -> str:
        return presenter.attendee.title


class ProposalInline(ReadOnlyInline):
    model = Proposal
    fields = ["moved_by", "is_main", "withdrawn"]
    prefetched = ("movers__person",)

    @admin.display(description="yrkat av")
    def moved_by(self, proposal: Proposal) -> str:
        return join_names(str(mover) for mover in proposal.movers.all())


class BallotInline(ReadOnlyInline):
    model = Ballot
    fields = ["way", "majority", "yes_means", "no_means", "votes", "lot", "note"]
    related = ("paragraph",)
    prefetched = ("votes__attendee__person", "options")

    @admin.display(description="röster")
    def votes(self, ballot: Ballot) -> SafeString:
        totals = [
            ("ja", ballot.in_favour),
            ("nej", ballot.against),
            ("avstår", ballot.abstaining),
            ("blanka", ballot.blank_slips),
            ("ogiltiga", ballot.invalid_slips),
        ]
        return lines(
            [
                *ballot.votes.all(),
                *ballot.options.all(),
                *(f"{word}: {number}" for word, number in totals if number is not None),
            ]
        )


class RecusalInline(ReadOnlyInline):
    model = Recusal
    fields = ["how", "reason", "substitute", "verified_by"]
    related = ("attendee__person", "paragraph", "substitute__person", "verified_by")


class AbstentionInline(ReadOnlyInline):
    model = Abstention
    fields = ["title"]
    related = ("attendee__person", "paragraph")

    @admin.display(description="titel")
    def title(self, abstention: Abstention) -> str:
        return abstention.attendee.title


class ReservationInline(ReadOnlyInline):
    model = Reservation
    fields = ["lead", "awaited_until", "without_text"]
    related = ("attendee__person",)


class StatementInline(ReadOnlyInline):
    model = Statement
    fields = ["kind"]
    related = ("attendee__person",)


class ElectionInline(ReadOnlyInline):
    model = Election
    fields = ["office", "person", "first_day", "last_day"]
    related = ("person",)


# -- In a protocol and its notice


class VersionInline(ReadOnlyInline):
    model = ProtocolVersion
    fields = ["frozen_at", "frozen", "sha256", "signatures"]
    related = ("frozen_by", "protocol__meeting__body")
    prefetched = ("signatories__signature", "signatories__person")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("snapshot")

    @admin.display(description="av")
    def frozen(self, version: ProtocolVersion) -> str:
        return str(version.frozen_by)

    @admin.display(description="underskrifter")
    def signatures(self, version: ProtocolVersion) -> SafeString:
        return lines(f"{signatory}: {_signed(signatory)}" for signatory in version.signatories.all())


def _signed(signatory: Signatory) -> str:
    if not hasattr(signatory, "signature"):
        return "inte underskrivet"
    at = timezone.localtime(signatory.signature.at)
    return f"{at:%Y-%m-%d %H.%M}, {signatory.signature.method}"


class VerificationInline(ReadOnlyInline):
    model = Verification
    fields = ["day", "method", "at"]
    related = ("protocol__meeting__body",)


class NoticeInline(ReadOnlyInline):
    model = Notice
    fields = ["posted", "verified", "paragraphs_text"]
    related = ("protocol__meeting__body",)
    show_change_link = True


class AppealInline(ReadOnlyInline):
    model = Appeal
    fields = ["received", "case_number", "closed", "note"]
    related = ("paragraph",)


class PostingInline(ReadOnlyInline):
    model = Posting
    fields = ["email", "mandatory", "sent_at", "reminded_at", "up"]
    prefetched = (Prefetch("periods", PostingPeriod.registered.all()),)

    @admin.display(description="uppe")
    def up(self, posting: Posting) -> SafeString:
        return lines(
            f"{one.first_day}–{one.last_day or ''} ({', '.join(filter(None, [one.up_by, one.down_by]))}"
            f"{', bevis finns' if one.certificate_id else ''}{', ersatt' if one.replaced_at else ''})"
            for one in posting.periods.all()
        )
