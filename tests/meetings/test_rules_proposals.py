import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.proposals import Proposal, hindrance, propositions, sentence

GRANT = Proposal(by=("Astrid Norling", "Mona Edvinsson"), text="bifall till förslaget")
REJECT = Proposal(by=("Henrik Brolin",), text="avslag")
LESS = Proposal(by=("Petra Ek",), text="att bevilja 50 000 kronor.")
LATER = Proposal(by=("Petra Ek",), text="en utvärdering först")
MAIN = Proposal(by=("Vera Lund",), text="bifall till förslaget", is_main=True)
GONE = Proposal(by=("Petra Ek",), text="ett nytt förslag", withdrawn=True)


@pytest.mark.parametrize(
    ("proposal", "text"),
    [
        (REJECT, "Henrik Brolin yrkar avslag."),
        (GRANT, "Astrid Norling och Mona Edvinsson yrkar bifall till förslaget."),
        (LESS, "Petra Ek yrkar att bevilja 50 000 kronor."),
        (GONE, "Petra Ek yrkar ett nytt förslag. Yrkandet återtogs."),
    ],
)
def test_a_proposal_names_who_made_it_and_whether_it_was_withdrawn(proposal, text):
    assert sentence(proposal) == text


@pytest.mark.parametrize("proposals", [[], [GRANT], [GRANT, GONE], [GONE], [GRANT, MAIN]])
def test_no_propositions_where_nothing_stands_against_anything(proposals):
    assert propositions(proposals) == []


@pytest.mark.parametrize(
    ("proposals", "decided", "text"),
    [
        (
            [GRANT, REJECT],
            "avslag",
            "Ordföranden ställer yrkandet om bifall till förslaget mot yrkandet om avslag och finner att "
            "styrelsen beslutar enligt yrkandet om avslag.",
        ),
        (
            [GRANT, REJECT],
            "",
            "Ordföranden ställer yrkandet om bifall till förslaget mot yrkandet om avslag.",
        ),
        (
            [GRANT, GONE, LESS],
            LESS.text,
            "Ordföranden ställer yrkandet om bifall till förslaget mot yrkandet att bevilja 50 000 kronor och "
            "finner att styrelsen beslutar enligt yrkandet att bevilja 50 000 kronor.",
        ),
    ],
)
def test_two_proposals_are_put_against_each_other(proposals, decided, text):
    assert propositions(proposals, decided=decided) == [text]


def test_with_more_than_two_the_chair_names_the_main_one_and_the_others_are_settled_first():
    assert propositions([REJECT, LESS, MAIN], decided="avslag") == [
        "Ordföranden utser yrkandet om bifall till förslaget till huvudförslag.",
        "För att utse motförslag ställer ordföranden yrkandet om avslag mot yrkandet att bevilja 50 000 kronor, "
        "och finner att yrkandet om avslag blir motförslag.",
        "Ordföranden ställer huvudförslaget mot motförslaget och finner att styrelsen beslutar enligt "
        "motförslaget.",
    ]


def test_the_others_are_settled_pairwise_and_the_body_is_named():
    order = propositions(
        [MAIN, REJECT, LESS, LATER], body="arbetsutskottet", decided=MAIN.text, counter=LATER.text
    )
    assert order[1:] == [
        "För att utse motförslag ställer ordföranden yrkandet om avslag mot yrkandet att bevilja 50 000 kronor, "
        "därefter det som vinner mot yrkandet om en utvärdering först, och finner att yrkandet om en utvärdering "
        "först blir motförslag.",
        "Ordföranden ställer huvudförslaget mot motförslaget och finner att arbetsutskottet beslutar enligt "
        "huvudförslaget.",
    ]


def test_what_is_not_found_yet_is_left_out():
    assert propositions([GRANT, REJECT, LESS]) == [
        "Ordföranden utser yrkandet om bifall till förslaget till huvudförslag.",
        "För att utse motförslag ställer ordföranden yrkandet om avslag mot yrkandet att bevilja 50 000 kronor.",
        "Ordföranden ställer huvudförslaget mot motförslaget.",
    ]


@pytest.mark.parametrize(
    ("proposals", "text"),
    [
        ([GRANT, REJECT], ""),
        ([REJECT, LESS, MAIN], ""),
        ([GRANT, REJECT, GONE], ""),
        (
            [GRANT, REJECT, LESS],
            "Välj ordförandens huvudförslag: fler än två yrkanden står mot varandra.",
        ),
        (
            [GRANT, REJECT, LESS, Proposal(by=("A",), text="x", is_main=True, withdrawn=True)],
            "Välj ordförandens huvudförslag: fler än två yrkanden står mot varandra.",
        ),
        (
            [MAIN, Proposal(by=("A",), text="avslag", is_main=True)],
            "Bara ett yrkande kan vara huvudförslag.",
        ),
    ],
)
def test_more_than_two_need_one_main_proposal(proposals, text):
    assert hindrance(proposals) == text


PROPOSALS = st.lists(
    st.builds(
        Proposal,
        by=st.just(("A",)),
        text=st.sampled_from(["alfa", "beta", "gamma", "delta"]),
        is_main=st.booleans(),
        withdrawn=st.booleans(),
    )
)


@given(PROPOSALS, st.sampled_from(["", "alfa", "beta", "omega"]))
def test_every_standing_proposal_is_put_and_no_withdrawn_one(proposals, decided):
    standing = {one.text for one in proposals if not one.withdrawn}
    text = " ".join(propositions(proposals, decided=decided))
    assert {name for name in ("alfa", "beta", "gamma", "delta", "omega") if name in text} == (
        standing if len(standing) > 1 else set()
    )
    assert ("beslutar" in text) == (len(standing) > 1 and decided in standing)
