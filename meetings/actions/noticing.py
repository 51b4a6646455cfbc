"""The notice: our own record, and the members' postings of it."""

from datetime import date, datetime

import filetype
from django.db import transaction

from meetings.actions.attaching import store_file
from meetings.actions.telling_boards import locked_posting, send_posting, tell_new_days
from meetings.errors import RuleViolation
from meetings.models import (
    Notice,
    Person,
    Posting,
    PostingPeriod,
    Verification,
)
from meetings.paper.fonts import unsupported_sentence
from meetings.paper.opening import pages_of
from meetings.reads.frozen import frozen_record
from meetings.reads.notices import (
    can_answer,
    dates_of,
    has_force,
    latest_period,
    missing_boards,
    notices_of,
)
from meetings.rules.link_tokens import hash_token
from meetings.rules.numbering import number_range
from meetings.swedish import day_of, join_names, long_date, sections

# What a correction empties: the acceptance was of the days as they were.
NOT_ACCEPTED = {"accepted_from": None, "accepted_why": "", "accepted_by": None, "accepted_at": None}
STILL_UP = {"down_at": None, "down_registrar": None}


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
        send_posting(posting, "posting", at=at)
    return notice


@transaction.atomic
def register_up(
    *, posting: Posting, day: date, name: str, at: datetime, by: Person | None = None
) -> PostingPeriod:
    """The notice was put up on the member's board on `day`; `by` in the chancellery says so on its behalf.

    Raises RuleViolation for an impossible day. The other boards are told when the common days move.
    """
    posting = locked_posting(posting)
    before = dates_of(posting.notice)
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
    period = PostingPeriod.objects.create(
        posting=posting, first_day=day, up_by=name.strip(), up_at=at, up_registrar=by
    )
    tell_new_days(posting.notice, before, at=at, besides=None if by else posting)
    return period


@transaction.atomic
def register_down(
    *, posting: Posting, day: date, name: str, at: datetime, by: Person | None = None
) -> PostingPeriod:
    """The notice was taken down on `day`; `by` in the chancellery says so on the board's behalf.

    Before the end of the common appeal period it is a gap (KL 13:5), and the chancellery is told.
    """
    posting = locked_posting(posting)
    before = dates_of(posting.notice)
    period = posting.periods.filter(last_day__isnull=True).first()
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
    period.last_day, period.down_by, period.down_at, period.down_registrar = day, name.strip(), at, by
    period.save(update_fields=["last_day", "down_by", "down_at", "down_registrar"])
    tell_new_days(posting.notice, before, at=at, besides=None if by else posting)
    return period


@transaction.atomic
def correct_period(
    *, period: PostingPeriod, first_day: date, last_day: date | None, by: Person, at: datetime
) -> PostingPeriod:
    """The chancellery sets right a day that was registered wrong; without `last_day` the notice is still up.

    What was registered stands, replaced by a new period, where who corrected it is added after the name of whoever
    registered it. Raises RuleViolation for an impossible day, and when the decisions have gained legal force.
    """
    posting = locked_posting(period.posting)
    before = dates_of(posting.notice)
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
        up_by = _noted(period.up_by, note)
        changes |= {"first_day": first_day, "up_by": up_by, "up_at": at, "up_registrar": by}
    if last_day != period.last_day:
        down_by = _noted(period.down_by or by.name, note) if last_day else ""
        changes |= {"last_day": last_day, "down_by": down_by}
        changes |= {"down_at": at, "down_registrar": by} if last_day else STILL_UP
    if not changes:
        return period
    _accept_no_more(others, at=at)
    period = _replaced(period, at=at, **NOT_ACCEPTED, **changes)
    tell_new_days(posting.notice, before, at=at)
    return period


@transaction.atomic
def leave_certificate(*, period: PostingPeriod, data: bytes, at: datetime) -> PostingPeriod:
    """Sv: bevis om anslag (KL 8:10). A PDF or a picture. The one that was left before stands with its period."""
    # What the bytes are, not what the name or the browser says that they are.
    kind = filetype.guess(data)
    if kind is None or kind.mime not in ("application/pdf", "image/png", "image/jpeg"):
        raise RuleViolation("Beviset måste vara en PDF eller en bild (PNG eller JPEG).", field="certificate")
    limit = period.posting.party.association.largest_file_mb
    if len(data) > limit * 1024 * 1024:
        raise RuleViolation(f"Filen är för stor. Högst {limit} MB kan lämnas.", field="certificate")
    period = locked_posting(period.posting).periods.get(pk=period.pk)
    certificate = store_file(
        data=data, media_type=kind.mime, at=at, pages=pages_of(data, kind.mime, "med beviset")
    )
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


@transaction.atomic
def accept_gap(*, notice: Notice, why: str, by: Person, at: datetime) -> list[PostingPeriod]:
    """The office accepts the common period though some boards miss days of it, and says why. The dates are then final.

    It holds for that period and the days as they are registered: a correction or another first day asks anew.
    Raises RuleViolation without a reason, when no board misses a day, and while a board has not answered.
    """
    Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    notice = notices_of(notice.protocol.meeting.body.association).get(pk=notice.pk)
    before = dates_of(notice)
    if not why.strip():
        raise RuleViolation("Skriv varför dagarna godtas.", field="why")
    if sentence := unsupported_sentence(why):
        raise RuleViolation(sentence, field="why")
    if not before.gaps or before.common_start is None:
        raise RuleViolation("Anslaget har suttit uppe hos alla. Det finns inget att godta.")
    silent = [one.board for one in notice.postings.all() if one.mandatory and not one.periods.all()]
    if silent:
        raise RuleViolation(f"Alla har inte svarat än: {join_names(silent)}.")
    accepted = []
    for posting in missing_boards(notice):
        period = latest_period(locked_posting(posting))
        if period is None:
            continue
        said = {
            "accepted_from": before.common_start,
            "accepted_why": why.strip(),
            "accepted_by": by,
            "accepted_at": at,
        }
        accepted.append(_replaced(period, at=at, **said) if period.accepted_from else _filled(period, said))
    tell_new_days(notice, before, at=at)
    return accepted


def _accept_no_more(periods: list[PostingPeriod], *, at: datetime) -> None:
    """The days of the board are others than those that were accepted, whichever of its periods says so."""
    for period in periods:
        if period.accepted_from:
            _replaced(period, at=at, **NOT_ACCEPTED)


def _filled(period: PostingPeriod, fields: dict[str, object]) -> PostingPeriod:
    for field, value in fields.items():
        setattr(period, field, value)
    period.save(update_fields=list(fields))
    return period


def _replaced(period: PostingPeriod, *, at: datetime, **changes: object) -> PostingPeriod:
    """The period as it is now known, in a row of its own."""
    PostingPeriod.objects.filter(pk=period.pk).update(replaced_at=at)
    # Without a key, and said to be new, the row is inserted as another one.
    period.pk, period._state.adding = None, True
    for field, value in changes.items():
        setattr(period, field, value)
    period.save(force_insert=True)
    return period


def _refuse_nameless(name: str) -> None:
    if not name.strip():
        raise RuleViolation("Skriv ditt namn.", field="name")
    if sentence := unsupported_sentence(name):  # it is printed in the summary of the postings
        raise RuleViolation(sentence, field="name")


def _before_verification(posting: Posting) -> str:
    return f"Anslaget kan inte ha satts upp före justeringen den {long_date(posting.notice.verified)}."


def _noted(name: str, note: str) -> str:
    return f"{name}, {note}" if len(name) + len(note) < 198 else name
