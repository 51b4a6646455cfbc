"""Rules of what others bring to an agenda."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.rules.raising import comes_late, is_reminded, lacking, proposal_lines

SUMMONED = datetime(2026, 5, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("att bifalla", ("att bifalla",)),
        ("- att bifalla\n\n•  att  utreda\n3) att vänta", ("att bifalla", "att utreda", "att vänta")),
        ("2026 års budget fastställs", ("2026 års budget fastställs",)),
        ("o att bifalla", ("att bifalla",)),
    ],
    ids=["none", "one", "marks", "year", "Word"],
)
def test_each_line_is_a_proposal_without_its_mark(text: str, lines: tuple[str, ...]) -> None:
    assert proposal_lines(text) == lines


@pytest.mark.parametrize(
    ("kind", "hours", "summoned_at", "is_open", "late"),
    [
        ("member", 1, SUMMONED, False, True),
        ("member", -1, SUMMONED, False, False),
        ("member", -1, SUMMONED, True, True),
        ("member", 1, None, True, False),
        ("presenter", 1, SUMMONED, True, False),
        ("party", 1, SUMMONED, False, True),
    ],
    ids=["after", "before", "running", "never summoned", "presenter", "party"],
)
def test_extra_is_what_was_raised_after_the_summons(
    kind: str, hours: int, summoned_at: datetime | None, is_open: bool, late: bool
) -> None:
    sent = SUMMONED + timedelta(hours=hours)
    assert comes_late(kind, sent_at=sent, summoned_at=summoned_at, is_open=is_open) == late


@pytest.mark.parametrize(("days", "goes"), [(2, False), (1, True), (0, True), (-1, False)])
def test_reminder_goes_the_day_before_and_not_when_it_is_past(days: int, goes: bool) -> None:
    today = date(2026, 5, 4)
    assert is_reminded(today + timedelta(days=days), today) == goes
    assert not is_reminded(None, today)


def test_matter_says_what_it_is_called_and_something_more() -> None:
    assert "rubrik" in lacking(heading=" ", text="Ord", proposals=(), files=0)
    assert "vad ärendet gäller" in lacking(heading="Rubrik", text=" ", proposals=(), files=0)
    assert lacking(heading="Rubrik", text="", proposals=(), files=1) == ""
    assert lacking(heading="Rubrik", text="", proposals=("att bifalla",), files=0) == ""
