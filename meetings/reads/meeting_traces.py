"""What in this app leaves a trace for the audit log: meetings and protocols, registers, accounts."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from meetings import models
from meetings.models import Meeting
from meetings.traces import Subject, Trace, evidence, history


def _title(path: str) -> Combinable:
    """As Meeting.__str__, but for the second meeting of a day."""
    return Concat(
        F(f"{path}body__name"), Value(" "), Cast(f"{path}date", TextField()), output_field=TextField()
    )


def _address(meeting: Meeting) -> str:
    return reverse("meeting_detail", args=[meeting.body.association.slug, meeting.body.slug, meeting.key])


MEETING = Subject(Meeting, "body__association", _title, _address, ("body__association",))


def _name(path: str) -> Combinable:
    """The name, with the address where somebody else has the name too."""
    name = [F(f"{path}first_name"), Value(" "), F(f"{path}last_name")]
    same = {one: OuterRef(f"{path}{one}") for one in ("first_name", "last_name")}
    namesakes = models.Person.objects.filter(**same).exclude(pk=OuterRef(f"{path}id"))
    with_address = Concat(*name, Value(" ("), F(f"{path}email"), Value(")"), output_field=TextField())
    return Case(When(Exists(namesakes), then=with_address), default=Concat(*name, output_field=TextField()))


def _in_paragraph(model: Any, detail: str | Combinable) -> Trace:
    return history(model, "paragraph__meeting", MEETING, detail=detail)


_VERSION = "version__protocol__meeting"
_PERSON, _ATTENDEE = _name("person__"), _name("attendee__person__")
_SUMMONED = Case(When(person=None, then=F("guest_name")), default=_PERSON, output_field=TextField())
_OF_MEETINGS = [
    history(Meeting, "", MEETING),
    history(models.Attendee, "meeting", MEETING, detail=_PERSON),
    history(models.Verifier, "meeting", MEETING, detail=_PERSON),
    history(models.Movement, "meeting", MEETING, detail=_ATTENDEE),
    history(models.Adjournment, "meeting", MEETING),
    history(models.Paragraph, "meeting", MEETING, detail="heading"),
    history(models.Attachment, "meeting", MEETING, detail="name"),
    _in_paragraph(models.SubItem, "heading"),
    _in_paragraph(models.Decision, "paragraph__heading"),
    _in_paragraph(models.Proposal, "paragraph__heading"),
    _in_paragraph(models.Ballot, "paragraph__heading"),
    _in_paragraph(models.Recusal, _ATTENDEE),
    _in_paragraph(models.Abstention, _ATTENDEE),
    _in_paragraph(models.Reservation, _ATTENDEE),
    _in_paragraph(models.Statement, _ATTENDEE),
    _in_paragraph(models.Election, _PERSON),
    history(models.Assignment, "paragraph__meeting", MEETING, detail="text"),
    evidence(
        models.AssignmentNote,
        "assignment__paragraph__meeting",
        MEETING,
        "at",
        "by",
        detail="assignment__text",
    ),
    history(models.FeeClaim, "meeting", MEETING, detail=_PERSON),
    history(models.Vote, "attendee__meeting", MEETING, detail=_ATTENDEE),  # the ballot may be gone
    evidence(models.Dismissal, "paragraph__meeting", MEETING, "at", "person"),
    evidence(models.ProtocolVersion, "protocol__meeting", MEETING, "frozen_at", "frozen_by"),
    evidence(
        models.Signature,
        f"signatory__{_VERSION}",
        MEETING,
        "at",
        "signatory__person",
        is_signature=True,
    ),
    evidence(models.StandIn, f"signatory__{_VERSION}", MEETING, "at", "started_by"),
    evidence(models.ChangeRequest, _VERSION, MEETING, "at", "person"),
    evidence(models.ChangeAnswer, f"request__{_VERSION}", MEETING, "at", "person"),
    evidence(models.Referral, _VERSION, MEETING, "at", "person"),
    evidence(models.Reminder, f"signatory__{_VERSION}", MEETING, "at", "sent_by"),
    evidence(models.Verification, "protocol__meeting", MEETING, "at", None),
    evidence(models.Disclosure, "verification__protocol__meeting", MEETING, "at", "by"),
    evidence(models.Refusal, "disclosure__verification__protocol__meeting", MEETING, "at", "by"),
    history(models.Withholding, "meeting", MEETING),
    evidence(models.ReplacedCopy, "verification__protocol__meeting", MEETING, "at", "by"),
    evidence(models.Extract, "verification__protocol__meeting", MEETING, "at", "by"),
    evidence(models.Dispatch, "verification__protocol__meeting", MEETING, "at", "by", detail=F("receiver")),
    evidence(
        models.Dispatch,
        "verification__protocol__meeting",
        MEETING,
        "ticked_at",
        "posted_by",
        detail=F("receiver"),
    ),
    evidence(models.Notice, "protocol__meeting", MEETING, "posted_at", None),
    evidence(models.PostingPeriod, "posting__notice__protocol__meeting", MEETING, "up_at", "up_registrar"),
    evidence(models.Announcement, "meeting", MEETING, "at", "by"),
    evidence(models.Summons, "meeting", MEETING, "at", "by", detail=_SUMMONED),
    evidence(models.SentAgenda, "meeting", MEETING, "at", "by"),
    evidence(models.AgendaApproval, "meeting", MEETING, "asked_at", "asked_by"),
    evidence(models.AgendaApproval, "meeting", MEETING, "answered_at", "answered_by", detail=F("words")),
    evidence(
        models.DeclaredRecusal, "paragraph__meeting", MEETING, "at", "person", title="paragraph__heading"
    ),
    evidence(models.Reply, "meeting", MEETING, "at", "by", detail=_PERSON),
    evidence(models.DeputyCall, "meeting", MEETING, "at", "by", detail=_PERSON),
    evidence(models.Summons, "meeting", MEETING, "ticked_at", "posted_by", detail=_PERSON),
    evidence(models.PostingSummary, "notice__protocol__meeting", MEETING, "at", "by"),
    evidence(models.Appeal, "protocol__meeting", MEETING, "registered_at", "registered_by"),
]


_OF_REGISTERS = [
    history(models.Association, title="name", association="id"),
    history(models.Party, title="name"),
    history(models.Role, title=_PERSON),
    history(models.Body, title="name"),
    history(models.Phrase, title="name"),
    history(models.MatterToReport, title="subject", association="body__association"),
    history(models.BodyYear, title=Cast("year", TextField()), association="body__association"),
    history(models.StandardItem, title="heading", association="body__association"),
    history(models.Seat, title="party__name", association="body__association"),
    history(models.Mandate, title=_PERSON, association="body__association"),
    history(models.Office, title=_PERSON, association="body__association"),
    history(models.RaisedItem, title="heading", association="body__association"),
    history(models.RaisedFile, title="name", association="item__body__association"),
    evidence(
        models.RaisedEvent,
        "",
        None,
        "at",
        "by",
        title="item__heading",
        association="item__body__association",
    ),
    history(models.FeeRule, title=Cast("first_day", TextField())),
    history(models.FeePayee, title=_PERSON),
    evidence(
        models.FeePeriod,
        "",
        None,
        "closed_at",
        "closed_by",
        title=Concat(
            Cast("first_day", TextField()),
            Value("–"),
            Cast("last_day", TextField()),
            output_field=TextField(),
        ),
    ),
    evidence(models.Seal, "", None, "taken_in_at", "taken_in_by", title="holder"),
    evidence(models.Disclosure, "", None, "at", "by", title="subject", only=Q(association__isnull=False)),
    evidence(
        models.Refusal,
        "",
        None,
        "at",
        "by",
        title="disclosure__subject",
        association="disclosure__association",
        only=Q(disclosure__association__isnull=False),
    ),
    evidence(models.Disposal, "", None, "at", "by", title="what"),
]

_OF_ACCOUNTS = [
    history(models.Person, title=_name(""), person="id"),
    evidence(models.AccountChange, "", None, "proposed_at", "proposed_by", title=_PERSON, person="person"),
    evidence(models.AccountChange, "", None, "vouched_at", "vouched_by", title=_PERSON, person="person"),
]

TRACES: list[Trace] = [*_OF_MEETINGS, *_OF_REGISTERS, *_OF_ACCOUNTS]
