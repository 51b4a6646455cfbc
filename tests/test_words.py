"""One word for one thing: what docs/ordlista.md has put out of use stands in no page, letter, document or guide."""

import itertools
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
GLOSSARY = ROOT / "docs" / "ordlista.md"
HEADING = "## Ett ord för en sak"
READ = ("templates", "static/js", "meetings", "funding", "finsam", "docs", "script")
KINDS = {".html", ".txt", ".js", ".py", ".md", ""}


@dataclass(frozen=True)
class Choice:
    """A row: `banned` is what nobody writes within the folders `where`, save in the words of `allowed`."""

    banned: re.Pattern[str]
    where: tuple[str, ...]
    allowed: tuple[re.Pattern[str], ...]


def pattern(words: str) -> re.Pattern[str]:
    """`*` is the rest of a word; a capital letter is asked for where the glossary has one."""
    spaced = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in words.split())
    return re.compile(rf"\b{spaced}\b", 0 if words[0].isupper() else re.IGNORECASE)


def quoted(cell: str) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(words) for words in re.findall("«(.+?)»", cell))


def choices() -> list[Choice]:
    section = GLOSSARY.read_text(encoding="utf-8").split(HEADING)[1].split("\n## ")[0]
    rows = [line.split("|")[1:-1] for line in section.splitlines() if line.startswith("|")][2:]
    return [
        Choice(banned, tuple(re.findall("`(.+?)`", where)), quoted(allowed))
        for _, out, where, allowed in rows
        for banned in quoted(out)
    ]


def texts() -> dict[str, str]:
    """What people read, by path; an applied migration is history, and the tests say what is refused."""
    listed = subprocess.check_output(["git", "ls-files", "*"], cwd=ROOT, text=True).split()
    paths = [ROOT / name for name in listed if name.startswith(READ) or name.endswith(".md")]
    kept = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in KINDS and "migrations" not in path.parts and path.is_file()
    }
    before, _, rest = kept["docs/ordlista.md"].partition(HEADING)
    kept["docs/ordlista.md"] = before + rest.partition("\n## ")[2]
    return {name: text for name, text in kept.items() if not name.startswith("tests/")}


def faults(name: str, text: str, known: list[Choice]) -> list[str]:
    found = []
    for choice in known:
        if choice.where and not name.startswith(choice.where):
            continue
        rest = text
        for allowed in choice.allowed:
            rest = allowed.sub("…", rest)
        found += [
            f"{name}: {rest[max(0, one.start() - 30) : one.end() + 30]!r}"
            for one in choice.banned.finditer(rest)
        ]
    return found


def test_no_word_that_is_out_of_use_is_written_anywhere() -> None:
    known = choices()
    assert len(known) > 30
    assert [fault for name, text in texts().items() for fault in faults(name, text, known)] == []


def test_each_choice_is_seen_where_it_counts_and_only_there() -> None:
    known = choices()
    assert faults("templates/x.html", "Du får ett brev.", known)
    assert faults("templates/x.html", "Du får ett\n  Brev.", known)
    assert not faults("templates/x.html", "Beslutsbrevet följer med.", known)
    assert faults("meetings/actions/x.py", "Mötet är slut.", known)
    assert not faults("templates/meetings/x.html", "Mötet är slut.", known)
    assert not faults("templates/meetings/x.html", "Styrelsen tar upp ärendet.", known)
    assert faults("templates/meetings/x.html", ">Ta upp</button>", known)


def letter_lines() -> dict[str, list[str]]:
    """The lines of each letter's template after its subject, without tags."""
    folder = ROOT / "templates" / "mail"
    return {
        path.name: re.sub(r"{%.*?%}", "", path.read_text(encoding="utf-8")).split("\n")[1:]
        for path in sorted(folder.glob("*.txt"))
    }


def test_every_link_of_a_letter_says_where_it_leads():
    """A plain address is read aloud letter by letter, so the line above it is all that says what it is."""
    bare = []
    for name, lines in letter_lines().items():
        filled = [line.strip() for line in lines if line.strip()]
        links = [
            at for at, line in enumerate(filled) if re.match(r"{{ (\w*address|choose_password) }}", line)
        ]
        bare += [(name, filled[at]) for at in links if at == 0 or not filled[at - 1].endswith(":")]
    assert bare == []


def test_no_sentence_of_a_letter_is_broken_in_two():
    """The reader's program breaks lines; a break of ours stands in the middle of a line on a phone."""
    broken = [
        (name, after)
        for name, lines in letter_lines().items()
        for before, after in itertools.pairwise(lines)
        if before.strip() and re.match(r"[a-zåäö]", after)
    ]
    assert broken == []


def test_every_letter_greets_its_reader_and_says_whom_it_is_from():
    parts = {"closing.txt", "account_closing.txt"}
    for path in sorted((ROOT / "templates" / "mail").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if path.name not in parts:
            assert re.search(r"^Hej\b", text, re.MULTILINE), path.name
            assert re.search(
                r"closing\.txt|{{ association\.name }}\s*(?:{%[^%]*%}\s*)*$|Finsam protokoll", text
            ), path.name
