"""The header table of the protocol: rows, labels and order as the body has chosen, filled from data."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from meetings.draft.people import ABSENT, DECIDING, OTHER, AttendanceLine, lines
from meetings.draft.reading import Draft
from meetings.models import Body, DocumentRow, Meeting
from meetings.querysets import dealt_with_on
from meetings.record import protocol as record
from meetings.record.protocol import HeaderRow, LineGroup
from meetings.rules.deadlines import verification_deadline
from meetings.rules.distance import Mode
from meetings.rules.numbering import number_range
from meetings.swedish import genitive, join_names, long_date, section, sections, sort_key

SHOWN_FROM_START = {
    DocumentRow.Key.PLACE_TIME: "Plats och tid",
    DocumentRow.Key.DECIDING: "Beslutande",
    DocumentRow.Key.OTHERS: "Övriga deltagare",
    DocumentRow.Key.VERIFIERS: "Justerande",
    DocumentRow.Key.SECRETARY: "Sekreterare",
    DocumentRow.Key.PARAGRAPHS: "Paragrafer",
    DocumentRow.Key.VERIFICATION: "Justering",
    DocumentRow.Key.NOTICE: "Anslag",
    DocumentRow.Key.STORAGE: "Förvaringsplats",
}

NOTES_FROM_START = {
    DocumentRow.Key.DATE: "Datum",
    DocumentRow.Key.PLACE_TIME: "Plats och tid",
    DocumentRow.Key.OTHERS: "Deltagare",
    DocumentRow.Key.SECRETARY: "Sekreterare",
}

DIGITAL_SIGNATURE = "Digital justering, se sidan Underskrifter"
SIGNATURE_ON_PAPER = "Se sidan Underskrifter"
ATTENDANCE = (DocumentRow.Key.DECIDING, DocumentRow.Key.OTHERS)

NOTICE_RULE = (
    "Justeringen tillkännages senast andra dagen efter justeringen på anslagstavlan hos varje kommun och region "
    "som är medlem (19 § lagen 2003:1210 och 8 kap. 12 § kommunallagen). Ett beslut kan överklagas inom tre veckor "
    "från den dag då tillkännagivandet finns på alla dessa anslagstavlor. Dagarna står i förbundets anslag."
)


def rows_from_start(body: Body) -> dict[DocumentRow.Key, str]:
    """The rows of a body that has chosen none: those of a protocol, or the few of notes."""
    return SHOWN_FROM_START if body.under_kl else NOTES_FROM_START


def header_rows(draft: Draft, people: Sequence[AttendanceLine], today: date) -> tuple[HeaderRow, ...]:
    """The rows that show and have something to say.

    Where the attendance is running text or columns its rows come last and have the keys PRESENT and ABSENT.
    """
    body = draft.meeting.body
    rows = list(body.document_rows.all())
    chosen = [(row.key, row.label) for row in rows if row.shown] if rows else rows_from_start(body).items()
    in_table = body.attendance_layout == Body.AttendanceLayout.ROLES
    found: list[HeaderRow] = []
    for key, label in chosen:
        if key in ATTENDANCE and not in_table:
            continue
        found.append(_row(draft, people, DocumentRow.Key(key), label, today))
        if key == DocumentRow.Key.PLACE_TIME:
            pauses = tuple(_pauses(draft.meeting))
            found.append(HeaderRow(key=record.ADJOURNMENTS, label="Ajournering", value=pauses))
    last = max((at for at, row in enumerate(found, start=1) if row.key in ATTENDANCE), default=len(found))
    found.insert(last, HeaderRow(key=record.PARTIES, label="Förkortningar", value=_codes(draft, people)))
    found += [] if in_table else _attendance(body, people)
    return tuple(row for row in found if any(row.value))


def _row(
    draft: Draft, people: Sequence[AttendanceLine], key: DocumentRow.Key, label: str, today: date
) -> HeaderRow:
    groups = {DocumentRow.Key.DECIDING: DECIDING, DocumentRow.Key.OTHERS: OTHER}
    row = HeaderRow(key=str(key), label=label, value=())
    if key in groups:
        here = [one for one in people if one.group == groups[key]]
        return _people(draft.meeting.body, here, row, all_remote=held_at_a_distance(people))
    if key == DocumentRow.Key.PLACE_TIME:
        return replace(row, value=tuple(_place_time(draft.meeting, people)))
    on_paper = (SIGNATURE_ON_PAPER,) if key == DocumentRow.Key.SIGNATURE else ()
    return replace(row, value=tuple(_lines(draft, today)[key]), on_paper=on_paper)


def _lines(draft: Draft, today: date) -> dict[DocumentRow.Key, list[str]]:
    meeting, body, association = draft.meeting, draft.meeting.body, draft.meeting.body.association
    key = DocumentRow.Key
    return {
        key.VERIFICATION: [_verification(draft, today)],
        key.SECRETARY: [draft.rolls.name(meeting.secretary)] if meeting.secretary else [],
        key.PARAGRAPHS: [sections(number_range(draft.numbers[one.pk] for one in draft.covered))],
        key.CHAIR: chairs(draft),
        key.VERIFIERS: [
            join_names([draft.rolls.name(one.person) for one in meeting.verifiers.all() if not one.is_deputy])
        ],
        key.PROOF: ["Justeringen tillkännages på medlemmarnas anslagstavlor"],
        key.INSTANCE: [
            association.name if body.kind == Body.Kind.BOARD else f"{body.name}, {association.name}"
        ],
        key.DATE: [meeting.date.isoformat() if body.under_kl else long_date(meeting.date)],
        key.NOTICE: ["Senast andra dagen efter justeringen, hos varje kommun och region som är medlem"],
        key.STORAGE: [association.storage_place],
        key.SIGNATURE: [DIGITAL_SIGNATURE],
    }


def chairs(draft: Draft) -> list[str]:
    """The chair, with §§ for each where the chair changed during the meeting."""
    led: dict[str, list[str]] = {}
    for paragraph in draft.covered:
        if chair := paragraph.chair or draft.meeting.chair:
            led.setdefault(draft.rolls.name(chair), []).append(draft.number(paragraph))
    if len(led) < 2:
        return list(led) or ([draft.rolls.name(draft.meeting.chair)] if draft.meeting.chair else [])
    return [f"{name} ({sections(number_range(numbers))})" for name, numbers in led.items()]


def _codes(draft: Draft, people: Sequence[AttendanceLine]) -> tuple[str, ...]:
    """«AF (Arbetsförmedlingen), RVN (Region Vallnäs)»: what the codes beside the names stand for, once."""
    parties = [one.mandate.seat.party for one in draft.rolls.attendees.values() if one.mandate]
    names = {one.code: one.name for one in parties if one.code != one.name}
    used = sorted({one.party for one in people if one.party and one.party in names}, key=sort_key)
    return (", ".join(f"{code} ({names[code]})" for code in used),)


def held_at_a_distance(people: Sequence[AttendanceLine]) -> bool:
    """Whether everyone who was there took part at a distance: it is said once, with the place, and of nobody."""
    there = [one for one in people if one.group != ABSENT]
    return len(there) > 1 and all(one.is_remote for one in there)


def _place_time(meeting: Meeting, people: Sequence[AttendanceLine]) -> Iterator[str]:
    yield ", ".join(filter(None, [meeting.place, meeting.hours]))
    if held_at_a_distance(people) and "distans" not in meeting.place.lower():
        yield "Alla deltog på distans"
    if meeting.is_public:
        yield "Offentligt sammanträde"


def _people(body: Body, people: Sequence[AttendanceLine], row: HeaderRow, *, all_remote: bool) -> HeaderRow:
    """One line each; those at a distance under their label, where the body has one and not everyone was."""
    sound = _sound_only(body) if any(one.mode == Mode.REMOTE_AUDIO for one in people) else []
    remote = [one for one in people if one.is_remote]
    if not body.remote_label or not remote or all_remote:
        each = lines(people, body.title_position, distance_is_said=all_remote)
        return replace(row, value=(*each, *sound))
    here = tuple(lines([one for one in people if not one.is_remote], body.title_position))
    there = (*lines(remote, body.title_position, distance_is_said=True), *sound)
    groups = [LineGroup(label="", lines=here)] if here else []
    groups.append(LineGroup(label=body.remote_label, lines=there))
    return replace(row, value=(*here, body.remote_label, *there), groups=tuple(groups))


def _sound_only(body: Body) -> list[str]:
    """The board's decision that sound alone may do (Finsam 19 a §)."""
    if not body.distance_decided_on or not body.audio_allowed:
        return []
    where = f", {section(body.distance_decided_in)}" if body.distance_decided_in else ""
    decided = f"{genitive(body.in_sentence)} beslut den {long_date(body.distance_decided_on)}"
    return [f"Enbart ljud enligt {decided}{where}"]


def _attendance(body: Body, people: Sequence[AttendanceLine]) -> Iterable[HeaderRow]:
    for key, label, group in (
        (record.PRESENT, "Närvarande", [one for one in people if one.group != ABSENT]),
        (record.ABSENT, "Frånvarande", [one for one in people if one.group == ABSENT and not one.unsaid]),
    ):
        if body.attendance_layout != Body.AttendanceLayout.COLUMNS:
            yield HeaderRow(key=key, label=label, value=(", ".join(_running(one) for one in group),))
        else:
            columns = tuple((one.name, _belongs(one)) for one in group)
            value = (", ".join(filter(None, row)) for row in columns)
            yield HeaderRow(key=key, label=label, value=tuple(value), columns=columns)


def _running(one: AttendanceLine) -> str:
    return f"{one.name} ({_belongs(one)})" if _belongs(one) and not one.says(_belongs(one)) else one.name


def _belongs(one: AttendanceLine) -> str:
    """What the person is named with: the organisation, else the party, else the role."""
    return one.organisation or one.party or ("" if one.role == "ledamot" else one.role)


def _pauses(meeting: Meeting) -> list[str]:
    return [one.in_words for one in meeting.adjournments.all() if one.end]


def _verification(draft: Draft, today: date) -> str:
    meeting = draft.meeting
    if draft.protocol.is_immediate:
        return f"Omedelbart, den {long_date(dealt_with_on(draft.protocol, today))}"
    if meeting.verification_plan:
        return meeting.verification_plan
    return f"Senast den {long_date(verification_deadline(meeting.last_day))}"
