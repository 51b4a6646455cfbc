"""Who comes to a meeting, as they have answered: seat by seat, with the deputies that are asked."""

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import can_edit
from meetings.actions.replying import ask_deputies, may_take_part_remotely, reply, reply_hindrance
from meetings.models import Association, DeputyCall, Meeting, Person, Reply
from meetings.reads.replies import MeetingReplies, replies_to, short_of_quorum
from meetings.reads.summonses import summonses_of
from meetings.rules.replies import SeatOutlook, SeatState, outlook_sentence
from meetings.views.addresses import (
    DayAndSequence,
    association_edited,
    association_read,
    meeting_or_404,
    person_of,
)
from meetings.views.refusals import done_or_said, goes_through
from meetings.views.reply_form import ReplyForm

TONES = {
    SeatState.MEMBER: "done",
    SeatState.DEPUTY: "done",
    SeatState.ASKED: "waiting",
    SeatState.TO_ASK: "stopped",
    SeatState.NOBODY: "stopped",
    SeatState.UNKNOWN: "waiting",
}


@dataclass(frozen=True)
class PersonRow:
    """One who is summoned; `summons` is the public id of their summons, "" for one who has none yet."""

    person: Person
    summons: str
    reply: Reply | None
    call: DeputyCall | None


@dataclass(frozen=True)
class SeatRow:
    """A seat: `party` is its member's name, `state` and `tone` how it looks."""

    party: str
    number: int
    state: str
    tone: str
    reason: str
    member: PersonRow | None
    deputy: PersonRow | None


@require_GET
def meeting_replies(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    association = association_read(request, slug)
    meeting = _meeting(association, body, key)
    replies = replies_to(meeting, timezone.now())
    people = _people(replies)
    seen = replies.outlook
    context = {
        "association": association,
        "meeting": meeting,
        "seats": _seats(meeting, seen.seats, people),
        "deputies": [people[one.id] for one in replies.summoned if not one.is_member],
        "sentence": outlook_sentence(seen) if meeting.body.under_kl else "",
        "is_quorate": seen.is_quorate,
        "short": short_of_quorum(replies) if meeting.body.under_kl else [],
        "to_ask": [people[one.id] for one in replies.to_ask],
        "is_open": meeting.state == Meeting.State.SUMMONED,
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/meeting_replies.html", context)


@require_http_methods(["POST"])
def deputies_ask(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Asks the deputies whose turn it is, with one press."""
    association = association_edited(request, slug)
    meeting = _meeting(association, body, key)
    done_or_said(
        request,
        "Frågan är skickad.",
        lambda: ask_deputies(meeting=meeting, by=person_of(request), at=timezone.now()),
    )
    return redirect("meeting_replies", slug, body, meeting.key)


@require_http_methods(["GET", "HEAD", "POST"])
def reply_note(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, public_id: str
) -> HttpResponse:
    """The office notes what somebody said by telephone."""
    association = association_edited(request, slug)
    meeting = _meeting(association, body, key)
    summons = get_object_or_404(summonses_of(meeting).exclude(person=None), public_id=public_id)
    person = cast(Person, summons.person)
    form = ReplyForm(
        request.POST if request.method == "POST" else None, may_be_remote=may_take_part_remotely(meeting)
    )
    at = timezone.now()
    if goes_through(
        request,
        form,
        "Svaret är noterat.",
        lambda: reply(meeting=meeting, person=person, by=person_of(request), at=at, **form.cleaned_data),
    ):
        return redirect("meeting_replies", slug, body, meeting.key)
    context = {
        "association": association,
        "meeting": meeting,
        "person": person,
        "form": form,
        "hindrance": reply_hindrance(meeting, person),
        "latest": replies_to(meeting, at).latest.get(person.pk),
    }
    return render(request, "meetings/reply_note.html", context, status=422 if form.errors else 200)


def _meeting(association: Association, body: str, key: DayAndSequence) -> Meeting:
    return meeting_or_404(Meeting.objects.filter(body__association=association), body, key)


def _people(replies: MeetingReplies) -> dict[object, PersonRow]:
    summonses = {one.person_id: one.public_id for one in summonses_of(replies.meeting)}
    return {
        key: PersonRow(person, summonses.get(key, ""), replies.latest.get(key), replies.calls.get(key))
        for key, person in replies.people.items()
    }


def _seats(
    meeting: Meeting, seats: tuple[SeatOutlook, ...], people: dict[object, PersonRow]
) -> list[SeatRow]:
    known = {one.pk: one for one in meeting.body.seats.select_related("party")}
    return [
        SeatRow(
            party=known[one.seat].party.name,  # type: ignore[index]
            number=known[one.seat].number,  # type: ignore[index]
            state=one.state.label,
            tone=TONES[one.state],
            reason=one.reason,
            member=people[one.member.id] if one.member else None,
            deputy=people[one.deputy.id] if one.deputy else None,
        )
        for one in seats
    ]
