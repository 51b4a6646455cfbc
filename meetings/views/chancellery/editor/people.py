"""The right column's changes: presence, service, guests, verifiers, facts of the meeting, publishing."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from meetings.actions.attending import (
    add_guest,
    choose_verifiers,
    earlier_guests,
    edit_guest,
    remove_guest,
    set_all_present,
    set_presence,
    set_serving,
)
from meetings.actions.planning import edit_meeting
from meetings.draft.checklist import verifier_hindrances
from meetings.draft.series import numbers_of
from meetings.errors import RuleViolation
from meetings.models import Attendee, Paragraph, Seat
from meetings.swedish import section

from .answer import answer, ask, settle
from .desk import Desk, asks_draft, writes_draft
from .forms import MeetingForm
from .people_forms import GuestForm, GuestsForm, ReasonForm, VerifiersForm
from .room import rolls

SOUND_LEAD = "Ljud och bild är huvudregeln. Enbart ljud kräver styrelsens beslut och särskilda skäl (19 a §)."


def seat_of(desk: Desk, key: str) -> Seat:
    """A seat of the body by its key; 404 for any other."""
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    seat = Seat.objects.filter(body=desk.meeting.body, pk=int(key)).first()
    if seat is None:
        raise Http404
    return seat


def attendee_of(desk: Desk, key: str) -> Attendee:
    """By the key in a request's body; 404 for anyone who is not in this meeting."""
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    attendees = desk.meeting.attendees.select_related("person", "meeting__body__association")
    attendee = attendees.filter(pk=int(key)).first()
    if attendee is None:
        raise Http404
    return attendee


@writes_draft
def draft_presence(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST `attendee` and `presence`; or `everyone` for all whose presence is not said."""
    if request.POST.get("everyone"):
        set_all_present(meeting=desk.meeting, by=desk.person, at=timezone.now())
        return answer(request, desk, say="Alla övriga är närvarande.")
    attendee = set_presence(
        attendee=attendee_of(desk, request.POST.get("attendee", "")),
        presence=request.POST.get("presence", ""),
        by=desk.person,
        at=timezone.now(),
    )
    said = f"{attendee}: {attendee.get_presence_display().lower()}."
    return answer(request, desk, focus=f"person-{attendee.pk}", say=said)


@asks_draft
def draft_sound_only(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Sound only asks why (Finsam 19 a §); `attendee` in the query."""
    attendee = attendee_of(desk, request.GET.get("attendee", ""))
    form = ReasonForm(request.POST if request.method == "POST" else None, reason=attendee.mode_reason)
    if settle(
        form,
        lambda values: set_presence(
            attendee=attendee,
            presence=Attendee.Presence.REMOTE_AUDIO,
            mode_reason=values["reason"],
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return answer(request, desk, say=f"{attendee}: på distans, enbart ljud.")
    return ask(request, title=f"{attendee} deltar med enbart ljud", form=form, lead=SOUND_LEAD)


@writes_draft
def draft_serving(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST `attendee` (a deputy) and `seat`, empty for none: from the start of the meeting."""
    key = request.POST.get("seat", "")
    deputy = set_serving(
        deputy=attendee_of(desk, request.POST.get("attendee", "")),
        seat=seat_of(desk, key) if key else None,
        by=desk.person,
        at=timezone.now(),
    )
    serving = "tjänstgör" if deputy.serving_seat else "tjänstgör inte"
    return answer(request, desk, say=f"{deputy} {serving}.")


@asks_draft
def draft_guests_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Several guests at once; those of earlier meetings are offered."""
    form = GuestsForm(
        request.POST if request.method == "POST" else None,
        earlier=earlier_guests(desk.meeting),
        paragraphs=_choices(desk),
    )
    if settle(form, lambda values: _add_guests(desk, form, _chosen(desk, values["paragraphs"]))):
        names = ", ".join(name for name, *_ in form.people())
        return answer(request, desk, say=f"{names} tillagd.")
    return ask(request, title="Fler som deltar", form=form, button="Lägg till")


@transaction.atomic
def _add_guests(desk: Desk, form: GuestsForm, paragraphs: list[Paragraph]) -> None:
    for name, title, organisation in form.people():
        try:
            add_guest(
                meeting=desk.meeting,
                name=name,
                title=title,
                organisation=organisation,
                paragraphs=paragraphs,
                by=desk.person,
                at=timezone.now(),
            )
        except RuleViolation as error:
            raise RuleViolation(error.sentence, field="names") from None


@asks_draft
def draft_guest_edit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`attendee` in the query names the guest."""
    guest = attendee_of(desk, request.GET.get("attendee", ""))
    form = GuestForm(
        request.POST if request.method == "POST" else None, guest=guest, paragraphs=_choices(desk)
    )
    title = guest.display_name
    if settle(
        form,
        lambda values: edit_guest(
            guest=guest,
            name=values["name"],
            title=values["title"],
            organisation=values["organisation"],
            paragraphs=_chosen(desk, values["paragraphs"]),
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return answer(request, desk, say="Sparat.")
    return ask(request, title=title, form=form)


@writes_draft
def draft_guest_remove(request: HttpRequest, desk: Desk) -> HttpResponse:
    guest = attendee_of(desk, request.POST.get("attendee", ""))
    remove_guest(guest=guest, by=desk.person, at=timezone.now())
    return answer(request, desk, say=f"{guest} är borttagen.")


@asks_draft
def draft_verifiers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who verifies beside the chair."""
    form = VerifiersForm(
        request.POST if request.method == "POST" else None,
        meeting=desk.meeting,
        hindrances=verifier_hindrances(rolls(desk)),
    )
    if settle(
        form,
        lambda _: choose_verifiers(
            meeting=desk.meeting,
            verifiers=form.verifiers(),
            deputies=form.deputies(),
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return answer(request, desk, say="Justerare valda.")
    return ask(request, title="Justerare", form=form)


@asks_draft
def draft_meeting(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Times, place, chair and secretary, next meeting, when and where it is verified."""
    form = MeetingForm(request.POST if request.method == "POST" else None, meeting=desk.meeting)
    if settle(
        form,
        lambda _: edit_meeting(meeting=desk.meeting, by=desk.person, at=timezone.now(), **form.changes()),
    ):
        return answer(request, desk, say="Sparat.")
    return ask(request, title="Om mötet", form=form)


@writes_draft
def draft_publish(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST `publish` 1 or 0: nobody but a person chooses it."""
    chosen = request.POST.get("publish")
    if chosen not in ("0", "1"):
        raise RuleViolation("Välj om protokollet ska publiceras.")
    edit_meeting(meeting=desk.meeting, publish=chosen == "1", by=desk.person, at=timezone.now())
    words = "publiceras" if chosen == "1" else "publiceras inte"
    return answer(request, desk, say=f"Protokollet {words}.")


def _choices(desk: Desk) -> list[tuple[str, str]]:
    numbers = numbers_of(desk.meeting)
    rows = Paragraph.objects.in_bulk(list(numbers))
    return [
        (rows[key].public_id, f"{section(number)} {rows[key].heading}".strip())
        for key, number in numbers.items()
    ]


def _chosen(desk: Desk, public_ids: list[str]) -> list[Paragraph]:
    return list(desk.meeting.paragraphs.filter(public_id__in=public_ids))
