"""docs/regler.md says what the functions do."""

import importlib
import re
from datetime import date
from pathlib import Path

import pytest

from meetings.rules.deadlines import (
    earliest_removal,
    last_appeal_day,
    posting_deadline,
    verification_deadline,
)
from meetings.rules.distance import Mode
from meetings.rules.personal_data import find_personal_data
from meetings.rules.presence import Movement, MovementKind, Participant, Recusal, rolls
from meetings.rules.quorum import quorum_sentence
from meetings.rules.voting import CastVotes, Choice, Majority, outcome, result_sentence

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/regler.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("|")
]
DAY = r"\d{4}-\d{2}-\d{2}"
NOTICES = [row for row in ROWS if len(row) == 4 and re.fullmatch(DAY, row[0])]
DEADLINES = [row for row in ROWS if row[0] in {"sammanträdet slutade", "justerat"}]
QUORUMS = [row for row in ROWS if row[0].isdigit() and len(row) == 3 and row[2].endswith("beslutsför")]
ROLLS = [row for row in ROWS if row[0].isdigit() and len(row) == 4]
VOTES = [row for row in ROWS if row[0].isdigit() and len(row) == 7]
RULES = [row for row in ROWS if row[-1].endswith(".py`")]
IMPOSSIBLE = [row for row in ROWS if len(row) == 4 and row[2].startswith("`test_")]


def test_the_tables_are_found():
    assert (len(NOTICES), len(DEADLINES), len(QUORUMS)) == (8, 4, 4)
    assert (len(ROLLS), len(VOTES)) == (5, 8)


@pytest.mark.parametrize("row", NOTICES, ids=lambda row: row[0])
def test_notice_table_is_right(row):
    posted, last, removal = (date.fromisoformat(row[n]) for n in (0, 2, 3))
    assert (last_appeal_day(posted), earliest_removal(posted)) == (last, removal)


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: row[1])
def test_deadline_table_is_right(row):
    rule = verification_deadline if row[0] == "sammanträdet slutade" else posting_deadline
    assert row[2].endswith(rule(date.fromisoformat(row[1])).isoformat())


@pytest.mark.parametrize("row", QUORUMS, ids=lambda row: " av ".join(row[:2]))
def test_quorum_table_is_right(row):
    assert quorum_sentence(int(row[0]), int(row[1])).endswith(f", {row[2]}")


def test_presence_table_is_right():
    members = [
        Participant(id=name, is_member=True, seat=name, mode=Mode.ON_SITE)
        for name in ("Astrid", "Mona", "Henrik")
    ]
    found = rolls(
        seats=("Astrid", "Mona", "Henrik", "Petra"),
        participants=[
            *members,
            Participant(id="Petra", is_member=True, seat="Petra"),
            Participant(id="Karim", is_member=False, mode=Mode.ON_SITE, serves="Petra"),
            Participant(id="Vera", is_member=False, mode=Mode.ON_SITE),
        ],
        movements=[
            Movement(who="Petra", at=1, change=MovementKind.ARRIVED),
            Movement(who="Henrik", at=3, change=MovementKind.LEFT),
        ],
        recusals=[Recusal(who="Mona", at=2, substitute="Vera"), Recusal(who="Petra", at=4)],
        paragraphs=len(ROLLS),
    )
    assert [row[2:] for row in ROLLS] == [
        [", ".join(roll.deciding), quorum_sentence(roll.present, roll.seats)] for roll in found
    ]


MAJORITIES = dict(
    zip(("mer än hälften", "två tredjedelar", "tre fjärdedelar"), list(Majority)[:3], strict=True)
)
CHOICES = {one.label.lower(): one for one in Choice}


@pytest.mark.parametrize("row", VOTES, ids=lambda row: " ".join(row[:6]))
def test_vote_table_is_right(row):
    who, _, choice = row[4].partition(": ")
    side = {"lotten": "lot", "ordföranden": "chair"}.get(who)
    tally = CastVotes(*map(int, row[:3]))
    found = outcome(
        tally,
        majority=MAJORITIES[row[3]],
        by_lot=side == "lot",
        **({side: CHOICES[choice]} if side else {}),
    )
    assert row[5] == {True: "ja", False: "nej", None: "oavgjort"}[found.carried]
    assert row[6] == (result_sentence(tally, found) or "–")


def test_personal_data_table_is_right():
    rows = [row for row in ROWS if len(row) == 2 and re.search(r"\d{3}", row[0])]
    for text, meaning in rows:
        found = find_personal_data(text)
        expected = 0 if meaning.startswith("inget") else text.count(",") + 1
        assert len(found) == expected, text
        assert all(finding.kind in meaning for finding in found)


@pytest.mark.parametrize("row", RULES, ids=lambda row: row[2])
def test_every_function_and_test_file_named_exists(row):
    for name in re.findall(r"`([a-z_.]+)`", row[2]):
        module, function = name.split(".")
        assert callable(getattr(importlib.import_module(f"meetings.rules.{module}"), function))
    assert (ROOT / "tests/meetings" / row[3].strip("`")).is_file()


def test_every_function_of_rules_is_in_the_table():
    public = {
        f"{file.stem}.{name}"
        for file in (ROOT / "meetings/rules").glob("*.py")
        for name in re.findall(r"^def ([a-z]\w*)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert public <= {name for row in RULES for name in re.findall(r"`([a-z_.]+)`", row[2])}


@pytest.mark.parametrize("row", IMPOSSIBLE, ids=lambda row: row[0])
def test_impossible_things_have_their_tests(row):
    for name in re.findall(r"`(\w+)`", " ".join(row[2:])):
        assert (ROOT / f"tests/meetings/{name}.py").is_file()
