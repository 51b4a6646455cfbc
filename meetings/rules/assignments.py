"""Beslutsuppdrag: what a decision asks somebody to do, of whom and by when; late, reminded of, done. Pure."""

import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date, timedelta
from typing import Protocol

from meetings.swedish import MONTHS, join_names, long_date

from .labelled import Labelled
from .names import folded_name

WEEK = timedelta(days=7)


class AssignedRole(Labelled):
    """Sv: den roll som har uppdraget. It follows whoever holds it."""

    CHAIR = "chair", "Ordföranden"
    VICE_CHAIR = "vice_chair", "Vice ordföranden"
    SECRETARY = "secretary", "Sekreteraren"
    MANAGER = "manager", "Förbundschefen"
    OFFICE = "office", "Kansliet"


class AssignmentState(Labelled):
    """Sv: beslutsuppdragets läge. WITHDRAWN is one that the § no longer gives, before it was verified."""

    OPEN = "open", "Öppet"
    DONE = "done", "Klart"
    WRITTEN_OFF = "written_off", "Avskrivet"
    WITHDRAWN = "withdrawn", "Borttaget ur beslutet"


class NoteKind(Labelled):
    """Sv: vad som hände med ett beslutsuppdrag."""

    BEGUN = "begun", "Började"
    FOLLOWED = "followed", "Ändrades med paragrafen"
    CHANGED = "changed", "Ändrades av kansliet"
    NOTED = "noted", "Anteckning"
    DONE = "done", "Klart"
    WRITTEN_OFF = "written_off", "Avskrevs"
    WITHDRAWN = "withdrawn", "Togs bort ur beslutet"
    REOPENED = "reopened", "Öppnades igen"
    WEEK_BEFORE = "week_before", "Påminnelse en vecka före"
    ON_THE_DAY = "on_the_day", "Påminnelse på dagen"
    TOLD_LATE = "told_late", "Ordföranden fick veta att det är försenat"


SENT = (NoteKind.WEEK_BEFORE, NoteKind.ON_THE_DAY, NoteKind.TOLD_LATE)

_ROLES = {
    "ordförande": AssignedRole.CHAIR,
    "ordföranden": AssignedRole.CHAIR,
    "styrelsens ordförande": AssignedRole.CHAIR,
    "vice ordförande": AssignedRole.VICE_CHAIR,
    "vice ordföranden": AssignedRole.VICE_CHAIR,
    "sekreterare": AssignedRole.SECRETARY,
    "sekreteraren": AssignedRole.SECRETARY,
    "förbundschef": AssignedRole.MANAGER,
    "förbundschefen": AssignedRole.MANAGER,
    "kansli": AssignedRole.OFFICE,
    "kansliet": AssignedRole.OFFICE,
}
_GIVES = re.compile(
    r"\b(?:uppdras åt|uppdrar åt|uppdra åt|ges i uppdrag|ge .{1,80}? i uppdrag|får i uppdrag)\b"
)
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})\b"
    r"|(?P<iso>\b\d{4}-\d{2}-\d{2}\b)"
)
# A time that something is valid, as in an election, is no day when something is to be done.
_VALIDITY = re.compile(r"\b(?:från och med|till och med|fr\.o\.m\.|t\.o\.m\.)\s+(?:den )?$")


def role_named(words: str) -> AssignedRole | None:
    """The role that «ansvarig» in a decision is, when it is one and nothing more."""
    return _ROLES.get(" ".join(words.casefold().rstrip(".").split()))


def person_named[Key: Hashable](words: str, names: Mapping[Key, str]) -> Key | None:
    """The key of the only one of `names` that «ansvarig» in a decision is, when it is one person's name."""
    wanted = folded_name(words)
    found = [key for key, name in names.items() if folded_name(name) == wanted]
    return found[0] if len(found) == 1 else None


def responsible[Key: Hashable](person: Key | None, role_holders: Collection[Key] | None) -> list[Key]:
    """Who has it today. `role_holders` hold its role, None when it has no role.

    A role follows the successor: the person that was named has it as long as they hold the role.
    """
    if role_holders is None:
        return [] if person is None else [person]
    return [person] if person is not None and person in role_holders else list(role_holders)


def gives_task(text: str) -> bool:
    """Whether the sentence of a decision asks somebody to do something: «uppdras åt», «ges i uppdrag»."""
    return _GIVES.search(text.casefold()) is not None


def names_day_after(text: str, day: date) -> bool:
    """Whether the sentence names a day later than `day`, but for how long something is valid."""
    for match in _DAY.finditer(text):
        start = match.start("iso") if match["iso"] else match.start("day")
        if _VALIDITY.search(text[:start].casefold()):
            continue
        named = _day_of(match)
        if named and named > day:
            return True
    return False


class Asking(Protocol):
    """A decision, as `task_doubts` reads it."""

    text: str
    is_prepared: bool
    outcome: str
    responsible: str
    due: date | None


def task_doubts(decisions: Iterable[Asking], day: date) -> list[tuple[str, str, bool]]:
    """A question about the § whose decisions ask somebody to do something, or name a later day than the meeting's.

    It becomes a beslutsuppdrag when it says who and by when. An election names days too, and asks nothing of anybody.
    Sentence, code and whether it blocks, as rules.checklist takes them.
    """
    asked = [one for one in decisions if not one.is_prepared and one.outcome != "elected"]
    lacks = [
        word
        for word, is_lacking in (
            ("ansvarig", any(gives_task(one.text) and not one.responsible for one in asked)),
            ("sista dag", any(names_day_after(one.text, day) and not one.due for one in asked)),
        )
        if is_lacking
    ]
    sentence = f"säger att något ska göras. Ange {join_names(lacks)} för beslutet om det ska följas upp"
    return [(sentence, "assignment", False)] if lacks else []


def is_late(due: date | None, today: date) -> bool:
    """A beslutsuppdrag is late from the day after its last."""
    return due is not None and due < today


def by_when(due: date | None, today: date) -> str:
    """A sentence: until when."""
    if due is None:
        return "Ingen sista dag."
    if is_late(due, today):
        return f"Skulle ha varit klart senast den {long_date(due)}."
    return f"Ska vara klart senast den {long_date(due)}."


def reminder_due(due: date | None, today: date, sent: Iterable[str]) -> NoteKind | None:
    """Which reminder goes today: seven days before and on the day, each once for a last day.

    A morning when nothing ran is made up for by the next, for a week. `sent` are the reminders of this last day.
    """
    if due is None or today > due + WEEK or today < due - WEEK:
        return None
    kind = NoteKind.WEEK_BEFORE if today < due else NoteKind.ON_THE_DAY
    return None if kind in sent else kind


def a_year_later(day: date) -> date:
    """The same day the year after; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


def _day_of(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        return date(int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"]))
    except ValueError:
        return None
