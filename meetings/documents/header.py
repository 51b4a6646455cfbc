"""The header table of the protocol: rows, labels and order as the body has chosen, filled from data."""

from collections.abc import Sequence

from meetings.documents.people import DECIDING, OTHER, Participant
from meetings.models import Body, DocumentRow, Meeting, Paragraph
from meetings.rules.deadlines import verification_deadline
from meetings.rules.numbering import number_range
from meetings.swedish import join_names, long_date, sections, time_range

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

NOTICE_RULE = (
    "Justeringen tillkännages senast andra dagen efter justeringen på anslagstavlan hos varje kommun och region "
    "som är medlem (19 § lagen 2003:1210 och 8 kap. 12 § kommunallagen). Ett beslut kan överklagas inom tre veckor "
    "från den dag då tillkännagivandet finns på alla dessa anslagstavlor. Dagarna står i förbundets anslag."
)


def header_rows(
    meeting: Meeting, people: Sequence[Participant], paragraphs: Sequence[Paragraph], numbers: dict[int, int]
) -> list[dict[str, object]]:
    """`[{"key", "label", "value": [line]}]`, only rows that show and have something to say."""
    chosen = list(meeting.body.document_rows.filter(shown=True).values_list("key", "label"))
    rows = chosen or [(key.value, label) for key, label in SHOWN_FROM_START.items()]
    values = _values(meeting, people, paragraphs, numbers)
    return [{"key": key, "label": label, "value": values[key]} for key, label in rows if any(values[key])]


def _values(
    meeting: Meeting, people: Sequence[Participant], paragraphs: Sequence[Paragraph], numbers: dict[int, int]
) -> dict[str, list[str]]:
    body, association = meeting.body, meeting.body.association
    key = DocumentRow.Key

    def lines(group: str) -> list[str]:
        return [one.line(body.title_position) for one in people if one.group == group]

    all_numbers = sections(number_range(numbers[paragraph.pk] for paragraph in paragraphs))
    return {
        key.PLACE_TIME: [", ".join(filter(None, [meeting.place, _times(meeting)]))],
        key.DECIDING: lines(DECIDING),
        key.OTHERS: lines(OTHER),
        key.VERIFICATION: [_verification(meeting)],
        key.SECRETARY: [meeting.secretary.name] if meeting.secretary else [],
        key.PARAGRAPHS: [all_numbers],
        key.CHAIR: chairs(meeting, paragraphs, numbers),
        key.VERIFIERS: [join_names([one.person.name for one in _verifiers(meeting)])],
        key.PROOF: ["Justeringen tillkännages på medlemmarnas anslagstavlor"],
        key.INSTANCE: [
            association.name if body.kind == Body.Kind.BOARD else f"{body.name}, {association.name}"
        ],
        key.DATE: [meeting.date.isoformat()],
        key.NOTICE: [
            "Sätts upp senast andra dagen efter justeringen hos varje kommun och region som är medlem"
        ],
        key.STORAGE: [association.storage_place],
        key.SIGNATURE: ["Digital justering, se sidan Underskrifter"],
    }


def chairs(meeting: Meeting, paragraphs: Sequence[Paragraph], numbers: dict[int, int]) -> list[str]:
    """The chair, with §§ for each where the chair changed during the meeting."""
    led: dict[str, list[int]] = {}
    for paragraph in paragraphs:
        if chair := paragraph.chair or meeting.chair:
            led.setdefault(chair.name, []).append(numbers[paragraph.pk])
    if len(led) < 2:
        return list(led) or ([meeting.chair.name] if meeting.chair else [])
    return [f"{name} ({sections(number_range(range_))})" for name, range_ in led.items()]


def _times(meeting: Meeting) -> str:
    return time_range(meeting.start, meeting.end)


def _verification(meeting: Meeting) -> str:
    if meeting.verification_plan:
        return meeting.verification_plan
    return f"Digitalt, senast den {long_date(verification_deadline(meeting.last_day))}"


def _verifiers(meeting: Meeting) -> list:  # type: ignore[type-arg]
    return [one for one in meeting.verifiers.select_related("person") if not one.is_deputy]
