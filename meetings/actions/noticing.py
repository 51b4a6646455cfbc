"""The notice: our own record, and the members' postings of it."""

from datetime import date, datetime

import filetype
from django.db import transaction

from meetings import letters
from meetings.actions.attaching import store_file
from meetings.errors import RuleViolation
from meetings.models import (
    Notice,
    Person,
    Posting,
    PostingPeriod,
    Verification,
)
from meetings.reads.frozen import frozen_record
from meetings.reads.notices import (
    can_answer,
    dates_if_up,
    dates_of,
    has_force,
    has_gap,
    keep_up_until,
    latest_period,
    notice_text,
    notices_of,
)
from meetings.rules.deadlines import posting_deadline
from meetings.rules.link_tokens import hash_token, new_token
from meetings.rules.numbering import number_range
from meetings.rules.reminding import too_soon
from meetings.swedish import day_of, long_date, sections


def post_notice(*, verification: Verification, at: datetime) -> Notice:
    """Our notice, the same day, and a letter to every member that must post it (and copies).

    Runs in the transaction of the verification.
    """
    protocol = verification.protocol
    association = protocol.meeting.body.association
    numbers = frozen_record(verification.version).covered
    notice = Notice.objects.create(
        protocol=protocol,
        posted=day_of(at),
        posted_at=at,
        verified=verification.day,
        paragraphs_text=sections(number_range(numbers)),
        storage_place=association.storage_place,
        court=association.court,
    )
    postings = [
        Posting.objects.create(
            notice=notice, party=party, board=party.name, email=party.board_email, mandatory=party.must_post
        )
        for party in association.parties.all()
        if party.must_post or party.wants_copy
    ]
    for posting in postings:  # when all exist, so that the letters count with every board
        _send(posting, "posting", at=at)
    return notice


@transaction.atomic
def send_posting_again(
    *, posting: Posting, at: datetime, by: Person | None = None, email: str | None = None
) -> Posting:
    """A reminder with a new link; the old link stops working. `email` is the address to use instead.

    Without `email` raises RuleViolation soon after the last letter.
    """
    posting = _locked(posting)
    last = posting.reminded_at or posting.sent_at
    if email is not None:
        posting.email = email
    elif sentence := too_soon(posting.board, last, at):
        raise RuleViolation(sentence)
    if not posting.email:
        raise RuleViolation(
            f"{posting.board} saknar e-postadress. Skriv en adress eller registrera anslaget själv.",
            field="email",
        )
    first = posting.sent_at is None
    posting.reminded_at = posting.reminded_at if first else at
    _send(posting, "posting" if first else "posting_reminder", at=at)
    return posting


@transaction.atomic
def register_up(*, posting: Posting, day: date, name: str, at: datetime) -> PostingPeriod:
    """The notice was put up on the member's board on `day`. Raises RuleViolation for an impossible day."""
    posting = _locked(posting)
    today = day_of(at)
    _refuse_nameless(name)
    if day > today:
        raise RuleViolation("Dagen ligger i framtiden. Registrera anslaget när det är uppsatt.", field="day")
    if day < posting.notice.verified:
        raise RuleViolation(_before_verification(posting), field="day")
    latest = latest_period(posting)
    if latest and latest.last_day is None:
        raise RuleViolation(f"Anslaget är redan registrerat som uppsatt den {long_date(latest.first_day)}.")
    if latest and latest.last_day and day < latest.last_day:
        raise RuleViolation(
            f"Anslaget satt uppe till den {long_date(latest.last_day)}. Välj den dagen eller en senare.",
            field="day",
        )
    return PostingPeriod.objects.create(posting=posting, first_day=day, up_by=name.strip(), up_at=at)


@transaction.atomic
def register_down(*, posting: Posting, day: date, name: str, at: datetime) -> PostingPeriod:
    """The notice was taken down on `day`; before the appeal period's end it must go up again (KL 13:5)."""
    period = (
        PostingPeriod.objects.select_for_update(of=("self",))
        .filter(posting=posting, last_day__isnull=True)
        .first()
    )
    if period is None:
        latest = latest_period(posting)
        if latest and latest.last_day:
            raise RuleViolation(
                f"Anslaget är redan registrerat som nedtaget den {long_date(latest.last_day)}."
            )
        raise RuleViolation("Anslaget är inte registrerat som uppsatt.")
    _refuse_nameless(name)
    if day > day_of(at):
        raise RuleViolation("Dagen ligger i framtiden. Registrera när anslaget är nedtaget.", field="day")
    if day < period.first_day:
        raise RuleViolation(
            f"Anslaget sattes upp den {long_date(period.first_day)} och kan inte ha tagits ner före det.",
            field="day",
        )
    period.last_day, period.down_by, period.down_at = day, name.strip(), at
    period.save(update_fields=["last_day", "down_by", "down_at"])
    posting = period.posting
    if posting.mandatory and has_gap(posting):
        protocol = posting.notice.protocol
        address = letters.of_protocol("notice_posting", protocol, posting.public_id)
        for person in letters.chancellery_of(protocol.meeting.body.association):
            letters.write_to(
                person,
                "posting_gap",
                posting=posting,
                period=period,
                protocol=protocol,
                posting_address=address,
            )
    return period


@transaction.atomic
def correct_period(
    *, period: PostingPeriod, first_day: date, last_day: date | None, by: Person, at: datetime
) -> PostingPeriod:
    """The chancellery sets right a day that was registered wrong; without `last_day` the notice is still up.

    What was registered stands, replaced by a new period, where who corrected it is added after the name of whoever
    registered it. Raises RuleViolation for an impossible day, and when the decisions have gained legal force.
    """
    posting = _locked(period.posting)
    period = posting.periods.get(pk=period.pk)
    today = day_of(at)
    if has_force(posting.notice, today):
        raise RuleViolation("Besluten har fått laga kraft. Anslagets dagar kan inte längre rättas.")
    others = [other for other in posting.periods.all() if other.pk != period.pk]
    if first_day > today:
        raise RuleViolation("Dagen ligger i framtiden.", field="first_day")
    if last_day and last_day > today:
        raise RuleViolation("Dagen ligger i framtiden.", field="last_day")
    if first_day < posting.notice.verified:
        raise RuleViolation(_before_verification(posting), field="first_day")
    if last_day and last_day < first_day:
        raise RuleViolation(
            "Anslaget kan inte ha tagits ner före den dag då det sattes upp.", field="last_day"
        )
    if any(
        first_day < (other.last_day or date.max) and other.first_day < (last_day or date.max)
        for other in others
    ):
        raise RuleViolation("Anslaget är redan registrerat som uppsatt under den tiden.", field="first_day")
    note = f"rättat av {by.name}"
    changes: dict[str, object] = {}
    if first_day != period.first_day:
        changes |= {"first_day": first_day, "up_by": _noted(period.up_by, note), "up_at": at}
    if last_day != period.last_day:
        down_by = _noted(period.down_by or by.name, note) if last_day else ""
        changes |= {"last_day": last_day, "down_by": down_by, "down_at": at if last_day else None}
    return _replaced(period, at=at, **changes) if changes else period


@transaction.atomic
def leave_certificate(*, period: PostingPeriod, data: bytes, at: datetime) -> PostingPeriod:
    """Sv: bevis om anslag (KL 8:10). A PDF or a picture. The one that was left before stands with its period."""
    kind = filetype.guess(data)
    if kind is None or kind.mime not in ("application/pdf", "image/png", "image/jpeg"):
        raise RuleViolation("Beviset måste vara en PDF eller en bild (PNG eller JPEG).", field="certificate")
    limit = period.posting.party.association.largest_file_mb
    if len(data) > limit * 1024 * 1024:
        raise RuleViolation(f"Filen är för stor. Högst {limit} MB kan lämnas.", field="certificate")
    period = _locked(period.posting).periods.get(pk=period.pk)
    certificate = store_file(data=data, media_type=kind.mime, at=at)
    if period.certificate:
        return _replaced(period, at=at, certificate=certificate)
    period.certificate = certificate
    period.save(update_fields=["certificate"])
    return period


def posting_by_token(token: str, *, today: date) -> Posting | None:
    """The posting a letter's link belongs to; None when it is unknown, replaced or its notice is over."""
    posting = (
        Posting.objects.select_related("notice__protocol__meeting__body__association", "party")
        .filter(token_hash=hash_token(token))
        .first()
    )
    return posting if posting and can_answer(posting, today) else None


def _locked(posting: Posting) -> Posting:
    return (
        Posting.objects.select_for_update(of=("self",))
        .select_related("notice__protocol__meeting__body__association")
        .get(pk=posting.pk)
    )


def _replaced(period: PostingPeriod, *, at: datetime, **changes: object) -> PostingPeriod:
    """The period as it is now known, in a row of its own."""
    PostingPeriod.objects.filter(pk=period.pk).update(replaced_at=at)
    period.pk, period._state.adding = None, True
    for field, value in changes.items():
        setattr(period, field, value)
    period.save(force_insert=True)
    return period


def _refuse_nameless(name: str) -> None:
    if not name.strip():
        raise RuleViolation("Skriv ditt namn.", field="name")


def _before_verification(posting: Posting) -> str:
    return f"Anslaget kan inte ha satts upp före justeringen den {long_date(posting.notice.verified)}."


def _noted(name: str, note: str) -> str:
    return f"{name}, {note}" if len(name) + len(note) < 198 else name


def _send(posting: Posting, template: str, *, at: datetime) -> None:
    """Save the posting with a fresh link, and mail it. Without an address there is no link to lose."""
    token = new_token()
    posting.token_hash = hash_token(token) if posting.email else ""
    if posting.email:
        posting.sent_at = posting.sent_at or at
    posting.save()
    if not posting.email:
        return
    association = posting.party.association
    notice = notices_of(association).get(pk=posting.notice_id)
    day = day_of(at)
    period = latest_period(posting)
    up = period.first_day if period and period.last_day is None else None
    letters.send(
        template,
        to=posting.email,
        posting=posting,
        notice=notice,
        meeting=notice.protocol.meeting,
        association=association,
        dates=dates_of(notice),
        deadline=posting_deadline(notice.verified),
        in_time=day <= posting_deadline(notice.verified),
        up=up,
        gap=period.last_day if period and has_gap(posting) else None,
        keep_until=keep_up_until(posting),
        text=notice_text(notice, dates_if_up(posting, up or day), posted=up),
        address=letters.absolute("posting_answer", token),
        notice_address=letters.absolute("notice_detail", association.slug, notice.public_id),
    )
