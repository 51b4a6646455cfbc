"""What the draft still lacks, with where to go to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.rules.checklist import Finding

# What a § lacks, in the fewest words that the narrow list has room for.
LIST_WORDS = {
    "heading": "rubrik",
    "text": "text",
    "decision": "beslut",
    "empty_row": "tom rad",
    "request": "svar",
    "reservation": "motivering",
    "proposals": "huvudförslag",
    "quorum": "beslutsförhet",
    "value": "uppgift",
    "field": "uppgift",
    "reference": "bilaga",
    "mention": "bilaga?",
    "personal_data": "personuppgift?",
    "attachment_personal_data": "personuppgift?",
    "attachment_name": "bilagans namn",
    "attachment_unread": "bilaga?",
    "verifiers_absent": "justerare",
    "unverified": "justerare",
    "near_name": "namn?",
    "contradiction": "rättelse",
    "wide_table": "smalare tabell",
    "reservation_overdue": "motivering",
    "reserved": "beslut",
    "withdrawn": "utgår?",
    "assignment": "ansvarig?",
}

# Where what the meeting lacks is filled in: a dialog's address, or an element of the page.
DIALOG_FOR = {
    "chair": "mote/",
    "chair_absent": "mote/",
    "secretary": "mote/",
    "end": "avsluta/",
    "hours": "mote/",
    "verifiers": "justerare/",
    "verifiers_absent": "justerare/",
    "verifiers_partly": "justerare/",
}
ELEMENT_FOR = {"attendance": "side-attendance", "publish": "publish-yes"}


@dataclass(frozen=True)
class FindingLine:
    """A finding and where to go with it: a §, by public id, a dialog, or an element of the page."""

    sentence: str
    paragraph: str
    dialog: str
    element: str


@dataclass(frozen=True)
class Remaining:
    """What stops the freeze, what a person must confirm, and what is only doubtful."""

    blocking: list[FindingLine]
    confirming: list[FindingLine]
    doubtful: list[FindingLine]


def remaining_of(findings: Iterable[Finding], public_ids: dict[str, str]) -> Remaining:
    """`public_ids` by the number of each §."""
    remaining = Remaining([], [], [])
    for one in findings:
        line = FindingLine(
            one.sentence,
            public_ids.get(one.paragraph or "", ""),
            DIALOG_FOR.get(one.code, ""),
            ELEMENT_FOR.get(one.code, ""),
        )
        if one.blocking:
            remaining.blocking.append(line)
        if one.needs_confirmation:
            remaining.confirming.append(line)
        if not one.blocking and not one.needs_confirmation:
            remaining.doubtful.append(line)
    return remaining


def missing_of(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """What each § lacks in a word or two, by its number."""
    missing: dict[str, dict[str, None]] = {}
    for one in findings:
        if one.paragraph:
            missing.setdefault(one.paragraph, {})[LIST_WORDS.get(one.code, "kontroll")] = None
    return {number: list(words) for number, words in missing.items()}
