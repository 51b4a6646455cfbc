"""The text of a letter as blocks, so that its HTML part is made of the same words as its plain one."""

import re
from dataclasses import dataclass

_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ«])")
_LEADS_ON = re.compile(r"\bhär\b")
_UNDERLINE = re.compile(r"-{3,}")


@dataclass(frozen=True, slots=True)
class LetterLink:
    """Words that lead to `address`."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class LetterBlock:
    """One block: its `kind` is heading, list or paragraph. `lines` are the heading, the items or the paragraph's lines,
    each of words and links in order."""

    kind: str
    lines: tuple[tuple[str | LetterLink, ...], ...]


def blocks_of(text: str, *, site: str) -> list[LetterBlock]:
    """Divide the plain text of a letter into blocks, with an empty line between them.

    A line of dashes under another makes that a heading, and lines that begin with «- » are a list. An address alone
    on its line becomes a link on the sentence that leads to it. Only addresses that begin with `site`, such as
    «https://protokoll.example», do: a letter can hold what somebody else wrote, and another address is shown as it is.
    """
    found: list[LetterBlock] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = [line.rstrip() for line in chunk.split("\n")]
        if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
            found.append(LetterBlock("heading", ((lines[0],),)))
            lines = lines[2:]
        found += _blocks(lines, site.rstrip("/") + "/")
    return found


def _blocks(lines: list[str], site: str) -> list[LetterBlock]:
    found: list[LetterBlock] = []
    for line in lines:
        kind = "list" if line.startswith("- ") else "paragraph"
        before = found[-1] if found and found[-1].kind == kind else None
        above = before.lines[-1] if before else ()
        leads = len(above) == 1 and isinstance(above[0], str) and above[0].endswith(":")
        if line.startswith(site) and " " not in line and before and leads:
            whole = (*before.lines[:-1], _linked(str(above[0]), line))
        else:
            said = line.removeprefix("- ")
            own = line.startswith(site) and " " not in line
            whole = (*(before.lines if before else ()), (LetterLink(line, line) if own else said,))
        found = [*(found[:-1] if before else found), LetterBlock(kind, whole)]
    return found


def _linked(line: str, address: str) -> tuple[str | LetterLink, ...]:
    """The line with its sentence that says «här», or its last, as the link."""
    sentences = _SENTENCES.split(line.removesuffix(":") + ".")
    leading = [at for at, one in enumerate(sentences) if _LEADS_ON.search(one)]
    at = leading[-1] if leading else len(sentences) - 1
    before, after = " ".join(sentences[:at]), " ".join(sentences[at + 1 :])
    words = sentences[at].rstrip(".")
    parts = (f"{before} " if before else "", LetterLink(words, address), f". {after}" if after else ".")
    return tuple(part for part in parts if part)
