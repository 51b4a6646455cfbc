"""Rules of a case, without a database."""

import re
from datetime import date
from decimal import Decimal

import pytest

from funding.rules.amounts import parse_kronor
from funding.rules.economy import Year, difference_in_words, own_contribution, total
from funding.rules.impartiality import Flag, Head, NamedPerson, flags
from funding.rules.memo import ProposedDecision, changing, proposal
from funding.rules.parts import shortfall
from funding.workflow import NEXT_STEP_OF_CASE, TRANSITIONS, State, refusal
from meetings.rules.sums import difference


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("65 000", "65000.00"),
        ("3 750,50", "3750.50"),
        ("3750.5", "3750.50"),
        ("1.250.000,00", "1250000.00"),
        ("65\u202f000\xa0kr", "65000.00"),
        ("", "0.00"),
        ("0", "0.00"),
        ("–", "0.00"),
        ("-", "0.00"),
        ("— kr", "0.00"),
        (" -\xa0\xa0 kr ", "0.00"),
        ("- SEK", "0.00"),
        ("SEK 65 000", "65000.00"),
        ("kr 65 000", "65000.00"),
        ("65 000:-", "65000.00"),
        ("1 234,50 kronor", "1234.50"),
        ("999 999 999", "999999999.00"),
    ],
)
def test_kronor_are_read_as_people_write_them(text, amount):
    assert str(parse_kronor(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "−5",
        "mycket",
        "1,234",
        "1e5",
        "²",
        "9" * 14,
        "NaN",
        "kr",
        "1 2,3,4",
        "12 34",
        "1 2 3",
        "65 000\t384 000",
        "65 000\n384 000",
        "65000 384000",
        "SEK",
    ],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"negativt|inget belopp"):
        parse_kronor(text)


@pytest.mark.parametrize("text", ["65 000 384 000", "65\xa0000\u202f384\xa0000 kr", "65.000.384.000"])
def test_two_amounts_in_one_cell_are_refused(text):
    with pytest.raises(ValueError, match="ser ut som två belopp"):
        parse_kronor(text)


def test_differences_have_their_sign_per_year_and_in_total():
    years = [
        Year(year, Decimal(costs), Decimal(0), Decimal(0), Decimal(sought))
        for year, costs, sought in (
            (2021, 93_750, 250_000),
            (2022, 424_000, 300_000),
            (2023, 424_000, 300_000),
        )
    ]
    assert [one.difference for one in years] == [-156_250, 124_000, 124_000]
    assert total(years).difference == 91_750
    assert (
        difference_in_words(Decimal(-156_250))
        == "det sökta beloppet är 156\u202f250\xa0kronor högre än kostnaderna minus finansieringen"
    )
    assert difference_in_words(Decimal(124_000)) == "124\u202f000\xa0kronor är ofinansierat"
    assert difference_in_words(Decimal(0)) == "går ihop"


def test_in_kind_counts_only_where_its_cost_is_a_row():
    assert own_contribution(Decimal(10), Decimal(5), in_kind_is_cost=True) == 15
    assert own_contribution(Decimal(10), Decimal(5), in_kind_is_cost=False) == 10


@pytest.mark.parametrize(
    ("kinds", "warned"),
    [
        (["municipality", "af"], False),
        (["municipality", "municipality"], True),
        (["region", "region", None], True),
        ([None], True),
        (["fk", "region", None], False),
    ],
)
def test_two_different_parter_are_wanted(kinds, warned):
    assert bool(shortfall(kinds, wants_two=True)) is warned
    assert shortfall(kinds, wants_two=False) == ""


def test_named_person_and_head_of_the_unit_are_flagged_and_no_one_else():
    found = flags(
        ["Petra Sandell", "Mona Edvinsson", "Astrid Norling"],
        named=[NamedPerson("petra  sandell", "firmatecknare för Exempelviks kommun")],
        heads=[
            Head("Mona Edvinsson", "Exempelviks kommun", "Skolan"),
            Head("Astrid Norling", "Exempelviks kommun"),
        ],
        applying=[("Exempelviks kommun", "Näringslivsenheten")],
    )
    assert found == [
        Flag("Petra Sandell", "firmatecknare för Exempelviks kommun"),
        Flag("Astrid Norling", "chef för Exempelviks kommun"),
    ]


def test_proposal_has_the_usual_three_sentences():
    lines = proposal(ProposedDecision.GRANT, name="X", amounts=[(2024, Decimal(1)), (2025, Decimal(2))])
    assert len(lines) == 3
    assert (
        lines[0]
        == "att bevilja 3\xa0kronor till insatsen X, varav 1\xa0krona för 2024 och 2\xa0kronor för 2025,"
    )
    assert len(proposal(ProposedDecision.REJECT, name="X", amounts=[])) == 1
    assert "remiss" in proposal(ProposedDecision.COMMENTS, name="X", amounts=[])[0]


def test_every_state_but_the_draft_is_reached_and_the_ended_ones_lead_nowhere():
    reached = {after for followers in TRANSITIONS.values() for after in followers}
    assert reached == set(State) - {State.DRAFT}
    assert [one for one in State if not TRANSITIONS[one]] == [State.REJECTED, State.CLOSED, State.WITHDRAWN]
    assert refusal(State.CLOSED, State.RUNNING) == "Ärendet har läget «Avslutad» och kan inte ändras."
    assert refusal(State.RECEIVED, State.PREPARING) == ""


@pytest.mark.parametrize(
    ("kind", "amounts", "last_day", "sentence"),
    [
        (
            "supplement",
            [(2027, 50_000)],
            None,
            "att bevilja ytterligare 50 000 kronor till insatsen X för 2027.",
        ),
        ("supplement", [], date(2027, 6, 30), "att förlänga insatsen X till och med den 30 juni 2027."),
        (
            "supplement",
            [(2026, 10_000), (2027, 50_000)],
            date(2027, 6, 30),
            "att bevilja ytterligare 60 000 kronor till insatsen X, varav 10 000 kronor för 2026 och 50 000 kronor "
            "för 2027, och förlänga den till och med den 30 juni 2027.",
        ),
        (
            "carry_over",
            [(2026, -10_000), (2027, 10_000)],
            None,
            "att föra över 10 000 kronor från 2026 till 2027 för insatsen X.",
        ),
        (
            "carry_over",
            [(2026, -10_000), (2027, 10_000)],
            date(2027, 6, 30),
            "att föra över 10 000 kronor från 2026 till 2027 för insatsen X, och förlänga den till och med den 30 juni "
            "2027.",
        ),
        (
            "carry_over",
            [(2025, -1_000), (2026, -2_000), (2027, 3_000)],
            None,
            "att för insatsen X föra över 1 000 kronor från 2025 och 2 000 kronor från 2026, varav 3 000 kronor till "
            "2027.",
        ),
        (
            "reduction",
            [(2026, -10_000)],
            None,
            "att minska det som är beviljat till insatsen X med 10 000 kronor för 2026.",
        ),
        (
            "early_end",
            [],
            date(2026, 8, 31),
            "att insatsen X avslutas i förtid, med sista dag 31 augusti 2026.",
        ),
        ("prolongation", [], date(2027, 6, 30), "att förlänga insatsen X till och med den 30 juni 2027."),
    ],
)
def test_a_sentence_is_made_of_the_fields_and_agrees_with_them(kind, amounts, last_day, sentence):
    given = [(year, Decimal(amount)) for year, amount in amounts]
    said = changing(kind, name="X", amounts=given, last_day=last_day)
    assert " ".join(said.split()) == sentence
    assert difference([said], given) == ""


@pytest.mark.parametrize("state", [one for one in State if one != State.DRAFT])
def test_next_step_on_the_chancellerys_page_says_who_takes_it(state):
    """What speaks to the applicant, or begins with what to do, would ask the chancellery to apply for its own money."""
    sentence = NEXT_STEP_OF_CASE[state]
    assert not re.search(r"(?i)\b(?:du|dig|din|ditt|dina|er|ert|era)\b", sentence)
    assert not re.match(r"(?:Rekvirera|Lämna|Skriv|Granska)\b", sentence)
