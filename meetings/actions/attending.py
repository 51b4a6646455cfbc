"""Who is in the meeting, who serves for whom, and who verifies."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from meetings.actions.contradictions import refusing_contradictions
from meetings.actions.locking import lock_draft
from meetings.actions.recording import record, record_all, record_deletion
from meetings.draft.checklist import verifier_hindrances
from meetings.draft.rolls import order_of, rolls_of
from meetings.errors import RuleViolation
from meetings.models import Attendee, AttendeeParagraph, Meeting, Paragraph, Person, Seat, Verifier
from meetings.rules import presence as presence_rules
from meetings.rules.names import folded_name


@transaction.atomic
def set_presence(
    *, attendee: Attendee, presence: str, by: Person, at: datetime, mode_reason: str = ""
) -> Attendee:
    """Here, at a distance or absent when the meeting begins; later changes are actions.moving.

    A deputy who is not present does not serve; a ledamot who is takes the seat back. `mode_reason` says why
    somebody takes part by sound only (Finsam 19 a §). Raises RuleViolation when a § says otherwise.
    """
    meeting = lock_draft(attendee.meeting)
    attendee = Attendee.objects.select_for_update(of=("self",)).get(pk=attendee.pk)
    if presence not in Attendee.Presence:
        raise RuleViolation("Välj på plats, på distans eller frånvarande.")
    attendee.presence = presence
    attendee.mode_reason = mode_reason.strip() if presence == Attendee.Presence.REMOTE_AUDIO else ""
    if not attendee.is_present:
        attendee.serving_seat = None
    with refusing_contradictions(meeting):
        record(attendee, by=by, at=at, fields=["presence", "mode_reason", "serving_seat"])
        if attendee.is_present and attendee.kind == Attendee.Kind.MEMBER and attendee.mandate:
            served = Attendee.objects.filter(meeting=meeting, serving_seat=attendee.mandate.seat)
            for deputy in served:
                deputy.serving_seat = None
                record(deputy, by=by, at=at, fields=["serving_seat"])
    return attendee


@transaction.atomic
def set_all_present(*, meeting: Meeting, by: Person, at: datetime) -> None:
    """Records everyone whose presence is not yet said as present on site."""
    meeting = lock_draft(meeting)
    mode = usual_presence(meeting)
    with refusing_contradictions(meeting):
        unsaid = list(meeting.attendees.filter(presence=Attendee.Presence.UNSET))
        for attendee in unsaid:
            attendee.presence = mode
        record_all(unsaid, by=by, at=at, fields=["presence"])


def usual_presence(meeting: Meeting) -> str:
    """How one takes part of whom nothing else is said: at a distance when everybody does."""
    return Attendee.Presence.REMOTE if meeting.mode == Meeting.Mode.REMOTE else Attendee.Presence.ON_SITE


@transaction.atomic
def set_serving(*, deputy: Attendee, seat: Seat | None, by: Person, at: datetime) -> Attendee:
    """The deputy serves the seat from the start of the meeting, or none. Raises RuleViolation when the
    deputy is not there, the seat's ledamot is, or somebody else serves it."""
    meeting = lock_draft(deputy.meeting)
    deputy = Attendee.objects.select_for_update(of=("self",)).get(pk=deputy.pk)
    if deputy.kind != Attendee.Kind.DEPUTY:
        raise RuleViolation("Bara en ersättare kan tjänstgöra för någon annan.")
    with refusing_contradictions(meeting):
        _serve(meeting, deputy, seat, by=by, at=at)
    return deputy


def _serve(meeting: Meeting, deputy: Attendee, seat: Seat | None, *, by: Person, at: datetime) -> None:
    deputy.serving_seat = None
    if seat:
        record(deputy, by=by, at=at, fields=["serving_seat"])
        # Saved without a seat first: the seat that the deputy has must not stand in the way of the question.
        known = rolls_of(meeting, [0])
        if hindrance := presence_rules.hindrance(
            presence_rules.Movement(
                who=deputy.pk, at=0, change=presence_rules.MovementKind.SERVING, seat=seat.pk
            ),
            seats=known.seat_keys,
            participants=known.participants,
            movements=[],
            recusals=[],
            paragraphs=1,
        ):
            raise RuleViolation(hindrance)
        deputy.serving_seat = seat
    record(deputy, by=by, at=at, fields=["serving_seat"])


@transaction.atomic
def add_guest(
    *,
    meeting: Meeting,
    name: str,
    title: str = "",
    organisation: str = "",
    paragraphs: Sequence[Paragraph] = (),
    presence: str = "",
    by: Person,
    at: datetime,
) -> Attendee:
    """Adds somebody else who takes part, without account or e-mail; without §§ in the whole meeting.

    Without `presence` they take part as the meeting is held: at a distance when everybody is.
    """
    lock_draft(meeting)
    if not name.strip():
        raise RuleViolation("Skriv namnet på deltagaren.")
    if there := namesake(meeting, name, organisation):
        raise RuleViolation(f"{there} är redan med.", field="name")
    guest = Attendee(
        meeting=meeting,
        kind=Attendee.Kind.GUEST,
        name=name.strip(),
        title=title.strip(),
        organisation=organisation.strip(),
        presence=presence or usual_presence(meeting),
    )
    record(guest, by=by, at=at)
    _set_paragraphs(guest, paragraphs)
    return guest


@transaction.atomic
def edit_guest(
    *,
    guest: Attendee,
    title: str,
    organisation: str,
    paragraphs: Sequence[Paragraph],
    name: str | None = None,
    by: Person,
    at: datetime,
) -> Attendee:
    lock_draft(guest.meeting)
    if guest.kind != Attendee.Kind.GUEST:
        raise RuleViolation("Ledamöter och ersättare ändras i registret.")
    if name is not None and not guest.person_id:
        if there := namesake(guest.meeting, name, organisation, but=guest):
            raise RuleViolation(f"{there} är redan med.", field="name")
        guest.name = name.strip()
    guest.title, guest.organisation = title.strip(), organisation.strip()
    record(guest, by=by, at=at, fields=["name", "title", "organisation"])
    _set_paragraphs(guest, paragraphs)
    return guest


@transaction.atomic
def remove_guest(*, guest: Attendee, by: Person, at: datetime) -> None:
    lock_draft(guest.meeting)
    if guest.kind != Attendee.Kind.GUEST:
        raise RuleViolation("Ledamöter och ersättare tas inte bort, de är frånvarande.")
    record_deletion(guest, by=by, at=at)


def namesake(
    meeting: Meeting, name: str, organisation: str, *, but: Attendee | None = None
) -> Attendee | None:
    """Who of the same name is in the meeting already; another by the same name has another organisation."""
    wanted = (folded_name(name), folded_name(organisation))
    for one in meeting.attendees.select_related("person").order_by("id"):
        differs = folded_name(one.organisation) and wanted[1] and folded_name(one.organisation) != wanted[1]
        if one != but and folded_name(one.display_name) == wanted[0] and not differs:
            return one
    return None


def earlier_guests(meeting: Meeting) -> list[Attendee]:
    """Guests of the body's earlier meetings, latest first, each name once, not those already here."""
    here = {folded_name(attendee.display_name) for attendee in meeting.attendees.select_related("person")}
    found: dict[str, Attendee] = {}
    for guest in Attendee.objects.filter(
        meeting__body=meeting.body, kind=Attendee.Kind.GUEST, person__isnull=True
    ).order_by("-meeting__date", "-id")[:300]:
        if folded_name(guest.name) not in here:
            found.setdefault(folded_name(guest.name), guest)
    return list(found.values())[:20]


@transaction.atomic
def choose_verifiers(
    *,
    meeting: Meeting,
    verifiers: Sequence[Person],
    deputies: Sequence[Person] = (),
    by: Person,
    at: datetime,
) -> None:
    """One or two who verify beside the chair, and who may step in. Raises RuleViolation for anyone who is not a
    ledamot or ersättare of the meeting, who is its chair, or of whom it is said that he or she did not serve."""
    meeting = lock_draft(meeting)
    # Practice: a chair and one or two. The law leaves the manner to the board (KL 5:69).
    if len(verifiers) > 2:
        raise RuleViolation("Välj högst två justerare.")
    chosen = [*verifiers, *deputies]
    if len({person.pk for person in chosen}) != len(chosen):
        raise RuleViolation("Samma person kan inte väljas två gånger.")
    mandated = set(meeting.attendees.exclude(kind=Attendee.Kind.GUEST).values_list("person_id", flat=True))
    for person in chosen:
        if person.pk not in mandated:
            raise RuleViolation(f"{person} är inte ledamot eller ersättare i det här sammanträdet.")
        if person.pk == meeting.chair_id:
            raise RuleViolation(f"{person} är ordförande och justerar redan. Välj någon annan.")
    hindrances = verifier_hindrances(rolls_of(meeting, order_of(meeting)))
    if hindrance := next((hindrances[person.pk] for person in chosen if person.pk in hindrances), ""):
        raise RuleViolation(hindrance)
    # Those who are chosen again keep their row, so that its history does not say that they were ever taken away.
    for old in meeting.verifiers.exclude(person__in=chosen):
        record_deletion(old, by=by, at=at)
    kept = {old.person_id: old for old in meeting.verifiers.all()}
    for person in chosen:
        row = kept.get(person.pk) or Verifier(meeting=meeting, person=person)
        row.is_deputy = person in deputies
        record(row, by=by, at=at, fields=["is_deputy"] if row.pk else None)


def _set_paragraphs(guest: Attendee, paragraphs: Sequence[Paragraph]) -> None:
    wanted = {paragraph.pk for paragraph in paragraphs if paragraph.meeting_id == guest.meeting_id}
    guest.paragraph_links.exclude(paragraph__in=wanted).delete()
    present = set(guest.paragraph_links.values_list("paragraph_id", flat=True))
    for key in wanted - present:
        AttendeeParagraph.objects.create(attendee=guest, paragraph_id=key)
