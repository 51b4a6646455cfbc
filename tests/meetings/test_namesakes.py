"""Two ledamöter with the same name are told apart in everything that names them."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from meetings.actions.changing import request_change
from meetings.actions.planning import edit_meeting
from meetings.documents.extract import render_extract
from meetings.draft.reading import read_draft
from meetings.models import ProtocolVersion
from meetings.paper.storage import stored_bytes
from meetings.querysets import own_protocol
from meetings.record.plain_lines import printed_paragraphs
from meetings.record.reading import read_record
from meetings.rules.namesakes import Named, told_apart
from tests.meetings.draft_pages import Editor, plain
from tests.meetings.pdf_assertions import text_in_order
from tests.meetings.snapshots import assert_follows_schema
from tests.worlds.boards import at, sign
from tests.worlds.letters import letters
from tests.worlds.namesakes import EK, FK, make_frozen_namesakes, make_namesakes
from tests.worlds.once import made_once
from tests.worlds.running_meeting import Held
from tests.worlds.verification_pages import address, page

pytestmark = pytest.mark.django_db

SAID = [
    f"Föredragande: {FK}",
    f"{EK} yrkar avslag.",
    f"{EK} reserverar sig mot beslutet.",
    f"{FK} anmäler jäv",
    f"Deltar inte i beslutet: {EK}.",
    f"{FK} lämnar sammanträdet",
]


@made_once
def namesakes() -> Held:
    return make_namesakes()


@made_once
def frozen() -> ProtocolVersion:
    return make_frozen_namesakes()


def words(text: str) -> str:
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())


def unmarked(text: str) -> list[str]:
    """Every «Anna Andersson» that is not followed by her party, with what stands there instead."""
    return re.findall(r"Anna Andersson(?! \((?:FK|EK)\)).{0,30}", words(re.sub(r"<[^>]*>", " ", text)))


# -- The rule


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ([("Anna A", "FK")], ["Anna A"]),
        ([("Anna A", "FK"), ("Bo B", "FK")], ["Anna A", "Bo B"]),
        ([("Anna A", "FK"), ("anna  a", "EK")], ["Anna A (FK)", "anna  a (EK)"]),
        ([("Anna A", "FK"), ("Anna A", "", "", "utredare")], ["Anna A (FK)", "Anna A (utredare)"]),
        (
            [("Anna A", "FK", "", "ledamot"), ("Anna A", "FK", "", "ersättare")],
            ["Anna A (FK, ledamot)", "Anna A (FK, ersättare)"],
        ),
        ([("Anna A", "FK"), ("Anna A", "FK")], ["Anna A (FK, 1)", "Anna A (FK, 2)"]),
        ([("Anna A",), ("Anna A",)], ["Anna A (1)", "Anna A (2)"]),
        ([("A\u030asa A", "FK"), ("Åsa A", "EK")], ["A\u030asa A (FK)", "Åsa A (EK)"]),
    ],
)
def test_the_first_thing_that_differs_tells_them_apart(people, names):
    assert told_apart([Named(name, tuple(marks)) for name, *marks in people]) == names


@given(
    st.lists(
        st.builds(Named, st.sampled_from(["Anna", "Bo"]), st.tuples(*[st.sampled_from(["", "FK", "EK"])] * 2))
    )
)
def test_nobody_shares_what_they_are_called(people):
    names = told_apart(people)
    assert len(set(names)) == len(names)


# -- The snapshot and what is made of it


def test_snapshot_knows_them_by_key_with_party(frozen):
    snapshot = frozen.snapshot
    assert_follows_schema(snapshot)
    people = {one["key"]: one for one in snapshot["people"]}
    assert len(people) == len({one["name"] for one in people.values()})
    [fk, ek] = [one for one in people.values() if one["full_name"] == "Anna Andersson"]
    assert (fk["name"], fk["party"], ek["name"], ek["party"]) == (FK, "FK", EK, "EK")
    vote, jav, absent, left = snapshot["paragraphs"]
    choices = {one["person"]: one["choice"] for one in vote["votes"][0]["names"]}
    assert (choices[fk["key"]], choices[ek["key"]]) == ("ja", "nej")
    assert [one["person"] for one in vote["reservations"]] == [ek["key"]]
    assert (vote["presenters_people"], vote["proposals"][0]["movers_people"]) == ([fk["key"]], [ek["key"]])
    assert {fk["key"], ek["key"]} <= set(vote["took_part_people"])
    assert [one["person"] for one in jav["recusals"]] == [fk["key"]]
    assert absent["not_taking_part_people"] == [ek["key"]]
    assert [one["person"] for one in left["movements"]] == [fk["key"]]
    assert snapshot["verifiers_people"] == [ek["key"]]
    assert [one["person"] for one in snapshot["document"]["signatories"] if one["role"] == "justerare"] == [
        ek["key"]
    ]


def test_every_name_in_the_snapshot_has_the_key_of_its_bearer(frozen):
    names = {one["key"]: one["name"] for one in frozen.snapshot["people"]}

    def walk(value):
        if isinstance(value, dict):
            if "person" in value:
                assert names[value["person"]] == value["name"]
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(frozen.snapshot)


def test_vote_table_gives_each_her_own_party(frozen):
    blocks = frozen.snapshot["paragraphs"][0]["blocks"]
    [vote] = [one for one in blocks if one["block"] == "vote"]
    rows = {row[0]: row[1:] for row in vote["tallies"][0]["rows"]}
    assert (rows[FK], rows[EK]) == (["FK", "Ja"], ["EK", "Nej"])


def test_protocol_says_who_everywhere(frozen):
    text = words(text_in_order(stored_bytes(frozen.file.sha256)))
    assert unmarked(text) == []
    for sentence in SAID:
        assert sentence in text
    assert "(FK) (FK)" not in text


def test_plain_text_says_who_everywhere(frozen):
    text = " ".join(one.text for one in printed_paragraphs(read_record(frozen.snapshot)))
    assert unmarked(text) == []
    assert f"{FK}: ja" in text


# -- Signing


def test_signing_pages_letters_and_public_copy_say_who(frozen, client: Client):
    version, board = frozen, frozen.protocol.meeting
    [ek] = [one.person for one in version.signatories.all() if one.name == EK]
    secretary = version.signatories.get(role="secretary").person
    assert unmarked(page(client, secretary, address(version))) == []
    sign(version, secretary)
    request_change(version=version, by=ek, at=at(hour=17), reason="Yrkandet saknas.")
    assert f"{EK} begär en ändring" in letters(secretary.email)[-1].body
    for name in ("protocol_verify", "verification_status"):
        shown = page(client, secretary, address(version, name))
        assert EK in shown
        assert unmarked(shown) == []
    todo = page(client, secretary, reverse("todo", args=[board.body.association.slug]))
    assert unmarked(todo) == []


def test_verified_protocol_says_who_on_paper_and_on_the_web(frozen, client: Client):
    signatories = frozen.signatories.filter(role__in=("secretary", "chair", "verifier"))
    for signatory in signatories.select_related("person").order_by("position"):
        verification = sign(frozen, signatory.person)
    for file in (verification.original, verification.public_copy):
        assert unmarked(text_in_order(stored_bytes(file.sha256))) == []
    extract = render_extract(
        frozen.snapshot,
        number="1",
        record=verification.record,
        original_sha256=verification.original.sha256,
        files=stored_bytes,
        at=at(hour=17),
    )
    assert unmarked(text_in_order(extract.pdf)) == []
    shown = client.get(f"/exempelvik/protokoll/styrelsen/{frozen.protocol.key}/").text
    assert EK in shown
    assert unmarked(shown) == []


def test_page_of_the_meeting_says_which_of_them_leads(namesakes, client: Client):
    meeting = namesakes.meeting
    edit_meeting(meeting=meeting, chair=namesakes.board.member, by=namesakes.by, at=at())
    shown = page(
        client, namesakes.by, reverse("meeting_detail", args=["exempelvik", "styrelsen", meeting.key])
    )
    assert FK in shown
    edit = page(client, namesakes.by, reverse("meeting_edit", args=["exempelvik", "styrelsen", meeting.key]))
    assert len(set(re.findall(r"Anna Andersson \([^)]+\)", edit))) == 2


# -- The editor


def test_editor_says_who_in_every_list(namesakes, client: Client):
    client.force_login(namesakes.by)
    editor = Editor(client, namesakes.meeting)
    for paragraph in namesakes.paragraphs:
        assert unmarked(editor.shown(paragraph)) == []
        assert unmarked(editor.side(paragraph)) == []


@pytest.mark.parametrize(
    ("name", "of_paragraph"),
    [
        ("draft_ballot_add", True),
        ("draft_proposal_add", True),
        ("draft_reservation_add", True),
        ("draft_statement_add", True),
        ("draft_recusal_add", True),
        ("draft_not_taking_part", True),
        ("draft_presenters", True),
        ("draft_election_add", True),
        ("draft_verifiers", False),
        ("draft_meeting", False),
    ],
)
def test_dialog_says_who(namesakes, client: Client, name, of_paragraph):
    client.force_login(namesakes.by)
    ids = [namesakes.paragraphs[0].public_id] if of_paragraph else []
    shown = plain(Editor(client, namesakes.meeting).get(name, *ids).text)
    assert EK in shown
    assert unmarked(shown) == []


def test_draft_without_namesakes_adds_nothing(held):
    draft = read_draft(own_protocol(held.meeting))
    assert not [one.name for one in draft.rolls.people.values() if "(" in one.name]
