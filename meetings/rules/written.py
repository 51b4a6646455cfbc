"""What is missing or doubtful in what somebody wrote, in words that follow the number of the §."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from meetings.swedish import join_names

from .near_names import near_names
from .personal_data import find_personal_data
from .placeholders import WRITTEN_OUT, missing_fields, references, unknown_fields
from .plain_text import is_rich, plain

_NAMED = 3  # of each kind of personal data in one sentence
_SAYS_ATTACHMENT = re.compile(r"\bbilag(?:a|an|or|orna)s?\b", re.IGNORECASE)


def doubts_of(
    texts: Sequence[str],
    *,
    values: Mapping[str, str],
    attachments: Collection[str],
    names: Collection[str],
    published: bool,
) -> Iterator[tuple[str, str, bool]]:
    """(sentence, code, whether it blocks) for each doubt about the stored `texts`, which stand together.

    `values` fill the placeholders, `attachments` are the ids that a reference may lead to, `names` those of the
    attendance; personal data are looked for in what is to be `published`.
    """
    for label in _each(missing_fields(text, values) for text in texts):
        yield f"saknar uppgiften {label.lower()}", "value", True
    for key in _each(unknown_fields(text) for text in texts):
        yield f"frågar efter uppgiften {key}, som inte finns", "field", True
    referred = referred_in(texts)
    if not referred <= set(attachments):
        yield "hänvisar till en bilaga som inte finns", "reference", True
    shown = "\n".join(plain(text) if is_rich(text) else text for text in texts)
    mentions = _each([[match[0] for match in WRITTEN_OUT.finditer(shown)]])
    for mention in mentions:
        yield f"nämner {mention} men hänvisar inte till bilagan", "mention", False
    if not referred and not mentions and _SAYS_ATTACHMENT.search(shown):
        yield "nämner en bilaga men hänvisar inte till någon", "mention", False
    for written, name in near_names(shown, names):
        yield f"nämner {written}, men i närvaron står {name}", "near_name", False
    if published and (kinds := personal_data_in(shown)):
        yield f"verkar innehålla {kinds}", "personal_data", False


def referred_in(texts: Iterable[str]) -> set[str]:
    """The ids of the attachments that the texts refer to."""
    return set(_each(references(text) for text in texts))


def personal_data_in(text: str) -> str:
    """«personnummer (811218-9876) och telefonnummer (060-12 34 56)», empty when there is none."""
    found: dict[str, dict[str, None]] = {}
    for finding in find_personal_data(text):
        found.setdefault(finding.kind.value, {})[finding.matched] = None
    return join_names(f"{kind} ({_some(list(matched))})" for kind, matched in found.items())


def _some(matched: Sequence[str]) -> str:
    more = f" och {len(matched) - _NAMED} till" if len(matched) > _NAMED else ""
    return ", ".join(matched[:_NAMED]) + more


def _each(lists: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(value for values in lists for value in values))
