"""The sums of a decision are read exactly, or told; they agree with its figures, or it is said how they differ."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.sums import difference, says_no_sum, sums_said
from meetings.swedish import kronor

FIGURES = [(2026, Decimal(200_000)), (2027, Decimal(300_000)), (2028, Decimal(300_000))]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("600 000 kronor", [600_000]),
        ("600\u00a0000\u202fkr", [600_000]),
        ("600.000 kr", [600_000]),
        ("600000 till insatsen", [600_000]),
        ("600 000:- till insatsen", [600_000]),
        ("600 tkr", [600_000]),
        ("0,6 miljoner kronor", [600_000]),
        ("1,25 mkr", [1_250_000]),
        ("600 tusen kronor", [600_000]),
        ("1 250,50 kronor", [Decimal("1250.50")]),
        ("100 000/250 000/250 000", [100_000, 250_000, 250_000]),
        ("budget 2026, § 43, dnr 2024/10001, 12 handlingar den 30 maj 2026", []),
    ],
)
def test_sum_in_figures_is_read(text, amounts):
    said = sums_said(f"att bevilja {text}")
    assert [one.amount for one in said.sums] == amounts
    assert said.unread == ()


@pytest.mark.parametrize(
    "text",
    [
        "sexhundra tusen kronor",
        "en halv miljon",
        "1.5 miljoner",
        "100 000–200 000 kronor",
        "600'000 kr",
        "600,000 kronor",
        "för 2026 100 000 kronor",
        "x600 000 kronor",
    ],
)
def test_sum_in_words_or_of_two_meanings_is_told_not_read(text):
    assert sums_said(f"att bevilja {text}").unread
    assert "säger ett belopp som inte kan läsas" in difference([text], FIGURES)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("att bevilja 800 000 kronor.", ""),
        ("att bevilja 800 tkr, varav 200 tkr för 2026 samt 300 tkr vardera för 2027 och 2028.", ""),
        ("att bevilja 200 000 kronor för 2026, 300 000 för 2027 och 300 000 för 2028.", ""),
        ("2026: 200 000, 2027: 300 000, 2028: 300 000", ""),
        ("att bifalla ansökan.", ""),
        ("att bevilja 600 000 kronor.", "säger 600 000 kronor, uppgifterna 800 000 kronor"),
        (
            "att bevilja 800 000 kronor, varav 100 000 kronor för 2026.",
            "säger 100 000 kronor för 2026, uppgifterna 200 000 kronor för 2026",
        ),
        ("att bevilja 300 000 kronor.", "säger 300 000 kronor, uppgifterna 800 000 kronor"),
        (
            "att bevilja 800 000 kronor, varav 200 000 för 2029.",
            "säger 200 000 kronor för 2029, uppgifterna 800 000 kronor",
        ),
    ],
)
def test_difference_is_said_with_both_sums(text, told):
    assert " ".join(difference([text], FIGURES).split()) == told


def test_money_taken_back_or_carried_is_said_without_its_minus():
    assert difference(["att minska medlen med 300 000 kronor för 2028."], [(2028, Decimal(-300_000))]) == ""
    carried = [(2026, Decimal(-50_000)), (2027, Decimal(50_000))]
    assert difference(["att föra över 50 000 kronor från 2026 till 2027."], carried) == ""
    assert difference(["att föra över 60 000 kronor från 2026 till 2027."], carried)


def test_decision_without_a_sum_is_pointed_out():
    assert says_no_sum(["att bifalla ansökan."], FIGURES)
    assert not says_no_sum(["att bevilja 800 000 kronor."], FIGURES)


SUMS = st.lists(st.integers(1, 9_999_999).map(Decimal), min_size=1, max_size=4)
SPELLED = st.sampled_from(
    [
        kronor,
        lambda amount: f"{amount:,} kr".replace(",", "."),
        lambda amount: f"{amount:,}:-".replace(",", " "),
        lambda amount: f"{amount / 1000:.3f} tkr".replace(".", ","),
        lambda amount: f"{amount} kronor",
    ]
)


def of_years(amounts: list[Decimal]) -> list[tuple[int, Decimal]]:
    return list(enumerate(amounts, start=2026))


@given(said=SUMS, fields=SUMS, spelled=SPELLED, whole=st.booleans())
def test_whatever_a_sentence_says_it_agrees_only_with_the_same_sums(said, fields, spelled, whole):
    parts = ", ".join(f"{spelled(amount)} för {year}" for year, amount in of_years(said))
    text = (
        f"att bevilja {spelled(sum(said))} till insatsen, varav {parts},"
        if whole
        else f"att bevilja {parts},"
    )
    told = difference([text], of_years(fields))
    read = sums_said(text)
    if read.unread:  # «12,345 tkr» could be a thousand or not: told
        assert told
    else:
        assert (told == "") == (said == fields)


STANDARD = "att bevilja 800 000 kronor till insatsen, varav 200 000 kronor för 2026, 300 000 kronor för 2027"


@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, len(STANDARD)),
            st.integers(0, 12),
            st.text("0123456789 .,:-/krtmö\u00a0", max_size=6),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_is_edited_no_other_sum_passes_untold(edits):
    """Any characters typed and struck anywhere: what is not told says the sums of the figures, or none."""
    text = STANDARD
    for place, length, typed in edits:
        text = text[:place] + typed + text[place + length :]
    if difference([text], FIGURES) == "":
        said = sums_said(text)
        assert said.unread == ()
        assert {one.amount for one in said.sums} <= {Decimal(800_000), Decimal(200_000), Decimal(300_000)}
        assert all(one.year is None or one.amount == dict(FIGURES)[one.year] for one in said.sums)


@pytest.mark.parametrize("digits", ["9" * 30, "9" + " 999" * 12, "9" * 24 + ",55"])
@pytest.mark.parametrize("unit", ["kronor", "miljoner kronor", ""])
def test_number_that_is_no_sum_of_kronor_is_told_and_breaks_nothing(digits, unit):
    text = f"att bevilja {digits} {unit}".strip()
    assert sums_said(text).sums == ()
    assert difference([text], FIGURES).startswith("säger ett belopp som inte kan läsas")


@given(text=st.text(alphabet="0123456789 .,:-/§krtmabiljon", max_size=200))
def test_any_text_is_answered(text):
    difference([text], FIGURES)


def test_words_before_what_is_not_read_are_looked_for_near_it():
    assert set(sums_said("kr " * 7_000).unread) == {"kr", "kr kr", "kr kr kr"}
