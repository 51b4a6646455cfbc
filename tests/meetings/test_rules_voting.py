import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.voting import (
    CastVotes,
    Choice,
    DecidedBy,
    Majority,
    Outcome,
    chair_must_vote,
    elected,
    may_be_open,
    outcome,
    result_sentence,
    totals_hindrance,
    unsettled,
    vote_hindrance,
)
from meetings.swedish import number_word

YES, NO, ABSTAIN = Choice
NOT_SETTLED = Outcome(None, None)
TALLIES = st.builds(CastVotes, st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
SIDES = st.sampled_from([None, *Choice])


@pytest.mark.parametrize(
    ("tally", "known", "expected"),
    [
        (CastVotes(3, 1), {}, Outcome(True, DecidedBy.MAJORITY)),
        (CastVotes(1, 3), {}, Outcome(False, DecidedBy.MAJORITY)),
        (CastVotes(4, 9, 7), {}, Outcome(False, DecidedBy.MAJORITY)),
        (CastVotes(1, 0, 8), {}, Outcome(True, DecidedBy.MAJORITY)),  # most of the votes cast
        (CastVotes(2, 2), {"chair": YES}, Outcome(True, DecidedBy.CASTING_VOTE)),
        (CastVotes(2, 2), {"chair": NO}, Outcome(False, DecidedBy.CASTING_VOTE)),
        (CastVotes(2, 2), {}, NOT_SETTLED),
        (CastVotes(2, 2), {"chair": ABSTAIN}, NOT_SETTLED),
        (CastVotes(2, 1), {"chair": NO}, Outcome(True, DecidedBy.MAJORITY)),  # the chair has no second vote
        (CastVotes(2, 2), {"by_lot": True}, NOT_SETTLED),
        (CastVotes(2, 2), {"by_lot": True, "chair": YES}, NOT_SETTLED),  # the chair's side does not count
        (CastVotes(2, 2), {"by_lot": True, "lot": NO}, Outcome(False, DecidedBy.LOT)),
        (CastVotes(2, 2), {"lot": NO}, NOT_SETTLED),  # lots only in election and employment
        (CastVotes(3, 2), {"by_lot": True, "lot": NO}, Outcome(True, DecidedBy.MAJORITY)),
    ],
)
def test_a_simple_majority_decides_and_at_a_tie_the_chair_or_the_lot(tally, known, expected):
    assert outcome(tally, **known) == expected


@pytest.mark.parametrize(
    ("majority", "tally", "carried"),
    [
        (Majority.TWO_THIRDS, CastVotes(4, 2), True),
        (Majority.TWO_THIRDS, CastVotes(5, 3), False),
        (Majority.TWO_THIRDS, CastVotes(4, 2, 3), True),  # those who abstain are left out
        (Majority.TWO_THIRDS, CastVotes(2, 2), False),
        (Majority.TWO_THIRDS, CastVotes(0, 0, 5), False),
        (Majority.THREE_QUARTERS, CastVotes(3, 1), True),
        (Majority.THREE_QUARTERS, CastVotes(5, 2), False),
    ],
)
def test_a_qualified_majority_is_its_share_of_the_votes_cast(majority, tally, carried):
    assert outcome(tally, majority=majority, chair=YES) == Outcome(carried, DecidedBy.QUALIFIED)


@given(TALLIES, SIDES, SIDES, st.booleans())
def test_a_tie_is_never_settled_without_the_chair_or_the_lot(tally, chair, lot, by_lot):
    found = outcome(tally, chair=chair, lot=lot, by_lot=by_lot)
    side = lot if by_lot else chair
    assert (found == NOT_SETTLED) == (tally.yes == tally.no and side not in (YES, NO))
    assert (found.carried is None) == (found.decided_by is None)
    if tally.yes == tally.no and found != NOT_SETTLED:
        assert found.carried == (side == YES)


@given(TALLIES, SIDES)
def test_whoever_won_has_at_least_as_many_votes(tally, chair):
    found = outcome(tally, chair=chair)
    if found.carried is not None:
        assert tally.yes >= tally.no if found.carried else tally.no >= tally.yes


@given(TALLIES, st.sampled_from([Majority.TWO_THIRDS, Majority.THREE_QUARTERS]))
def test_more_votes_for_yes_never_undo_a_qualified_yes(tally, majority):
    carried = outcome(tally, majority=majority).carried
    one_more_yes = outcome(CastVotes(tally.yes + 1, tally.no, tally.abstain), majority=majority).carried
    one_more_no = outcome(CastVotes(tally.yes, tally.no + 1, tally.abstain), majority=majority).carried
    assert one_more_no <= carried <= one_more_yes
    assert carried <= (tally.yes > tally.no)


@given(TALLIES)
def test_three_quarters_is_also_two_thirds(tally):
    three, two = (
        outcome(tally, majority=one).carried for one in (Majority.THREE_QUARTERS, Majority.TWO_THIRDS)
    )
    assert three <= two


@given(TALLIES)
def test_the_chair_must_vote_exactly_where_nothing_is_settled_without(tally):
    assert chair_must_vote(tally) == (outcome(tally) == NOT_SETTLED)


@pytest.mark.parametrize(
    ("results", "lot", "expected"),
    [
        ({"Astrid": 3, "Mona": 1}, None, ("Astrid", DecidedBy.MAJORITY)),
        ({"Astrid": 2, "Mona": 1, "Henrik": 1}, None, ("Astrid", DecidedBy.MAJORITY)),
        ({"Astrid": 2, "Mona": 2}, None, (None, None)),
        ({"Astrid": 2, "Mona": 2}, "Mona", ("Mona", DecidedBy.LOT)),
        ({"Astrid": 2, "Mona": 2, "Henrik": 1}, "Henrik", (None, None)),  # not among those it is between
        ({"Astrid": 3, "Mona": 1}, "Mona", ("Astrid", DecidedBy.MAJORITY)),
        ({"Astrid": 0, "Mona": 0}, "Mona", (None, None)),  # only blank slips
        ({}, None, (None, None)),
    ],
)
def test_most_slips_elect_and_the_lot_at_a_tie(results, lot, expected):
    assert elected(results, lot=lot) == expected


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9)), st.sampled_from([None, *"abcd"]))
def test_nobody_is_elected_with_fewer_votes_than_another(results, lot):
    who, by = elected(results, lot=lot)
    assert (who is None) == (by is None)
    assert who is None or results[who] == max(results.values()) > 0


@pytest.mark.parametrize(
    ("kind", "employment", "under_kl", "may"),
    [
        ("decision", False, True, True),
        ("election", False, True, False),
        ("decision", True, True, False),
        ("election", True, True, False),
        ("election", False, False, True),  # a group that only advises
    ],
)
def test_election_and_employment_are_voted_on_by_closed_slips(kind, employment, under_kl, may):
    assert may_be_open(kind, employment=employment, under_kl=under_kl) is may


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, ""),
        ({"recused": "M"}, "Den som är jävig får inte rösta i paragrafen (6 kap. 30 § kommunallagen)."),
        (
            {"deciding": "AH"},
            "Bara den som tjänstgör i paragrafen får rösta (4 kap. 24 § kommunallagen).",
        ),
        (
            {"not_taking_part": "M"},
            "Den som inte deltar i beslutet röstar inte (4 kap. 25 § kommunallagen).",
        ),
        (
            {"already": "M"},
            "Var och en har en röst, och den är redan antecknad (4 kap. 24 § kommunallagen).",
        ),
    ],
)
def test_only_one_who_serves_votes_and_once(change, sentence):
    known = {"deciding": "AMH", "recused": "", "not_taking_part": "H", "already": "A"}
    assert vote_hindrance(voter="M", **known | change) == sentence


@pytest.mark.parametrize(
    ("totals", "sentence"),
    [
        ((4, 9, 7, 0, 21), ""),  # hands may be fewer than those present
        ((4, 4, 0, 0, 8), ""),
        ((4, 4, 0, 1, 8), "Var och en har en röst: 9 röster är fler än de 8 som får rösta."),
        ((4, -1, 0, 0, 8), "Ett antal röster kan inte vara mindre än noll."),
    ],
)
def test_totals_are_no_more_than_those_who_may_vote(totals, sentence):
    names = ("yes", "no", "abstain", "invalid", "serving")
    assert totals_hindrance(**dict(zip(names, totals, strict=True))) == sentence


@pytest.mark.parametrize(
    ("tally", "known", "means", "sentence"),
    [
        (CastVotes(3, 1), {}, (), "Med tre röster mot en"),
        (CastVotes(1, 3), {}, (), "Med tre röster mot en"),
        (CastVotes(1, 0), {}, (), "Med en röst mot noll"),
        (CastVotes(13, 12, 2), {}, (), "Med 13 röster mot tolv och två som avstod"),
        (CastVotes(2, 2), {"chair": NO}, (), "Med två röster mot två och ordförandens utslagsröst"),
        (
            CastVotes(2, 2, 1),
            {"chair": YES},
            (),
            "Med två röster mot två, en som avstod och ordförandens utslagsröst",
        ),
        (CastVotes(2, 2), {"by_lot": True, "lot": YES}, (), "Efter lottning vid två röster mot två"),
        (
            CastVotes(2, 2, 1),
            {"by_lot": True, "lot": YES},
            (),
            "Efter lottning vid två röster mot två och en som avstod",
        ),
        (
            CastVotes(6, 2, 1),
            {"majority": Majority.TWO_THIRDS},
            (),
            "Med kvalificerad majoritet (sex röster mot två och en som avstod)",
        ),
        (
            CastVotes(5, 4),
            {"majority": Majority.TWO_THIRDS},
            (),
            "Utan kvalificerad majoritet (fem röster mot fyra)",
        ),
        (
            CastVotes(1, 3),
            {},
            ("bifall till förslaget", "avslag"),
            "Med tre röster för avslag mot en för bifall till förslaget",
        ),
        (CastVotes(2, 2), {}, (), ""),
    ],
)
def test_the_result_is_written_from_the_votes(tally, known, means, sentence):
    named = dict(zip(("yes_means", "no_means"), means, strict=False))
    assert result_sentence(tally, outcome(tally, **known), **named) == sentence


@given(TALLIES, st.sampled_from(Majority), SIDES)
def test_the_sentence_says_the_votes_as_they_were_cast(tally, majority, chair):
    found = outcome(tally, majority=majority, chair=chair)
    text = result_sentence(tally, found, yes_means="JA", no_means="NEJ")
    assert bool(text) == (found != NOT_SETTLED)
    if text:
        votes = number_word(tally.yes)
        assert (
            f"{votes} {'röst' if tally.yes == 1 else 'röster'} för JA" in text
            or f"mot {votes} för JA" in text
        )
        assert ("som avstod" in text) == (tally.abstain > 0)


@pytest.mark.parametrize(
    ("came_out", "by_lot", "sentence"),
    [
        (Outcome(True, DecidedBy.MAJORITY), False, ""),
        (Outcome(False, DecidedBy.CASTING_VOTE), False, ""),
        (Outcome(None, None), False, "har en omröstning med lika röstetal där ordföranden inte har röstat"),
        (Outcome(None, None), True, "har en omröstning med lika röstetal som lotten inte har avgjort"),
    ],
)
def test_a_vote_that_decides_nothing_says_what_is_missing(came_out, by_lot, sentence):
    said = unsettled(came_out, by_lot)
    assert said.startswith(sentence)
    assert bool(said) == bool(sentence)
