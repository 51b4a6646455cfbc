"""A § verified at once has a protocol of its own and is only referred to in the meeting's."""

from datetime import date

import pytest

from meetings.actions.attending import add_guest
from meetings.actions.deciding import decide_as_prepared
from meetings.actions.freezing import freeze_immediately
from meetings.actions.moving import register_departure
from meetings.actions.planning import edit_meeting
from meetings.documents.protocol import render_protocol
from meetings.draft.reading import read_draft
from meetings.draft.signatories import expected_signatories
from meetings.models import ProtocolVersion
from meetings.paper.storage import stored_bytes
from meetings.querysets import own_protocol
from meetings.record.plain_lines import lines_of
from meetings.record.reading import read_record
from tests.meetings.pdf_assertions import assert_conforms, text_of
from tests.meetings.snapshots import assert_follows_schema, snapshot_of
from tests.worlds.boards import at, sign
from tests.worlds.once import made_once
from tests.worlds.running_meeting import Held, make_held

pytestmark = pytest.mark.django_db


@made_once
def held() -> Held:
    """Three §§, all decided; Petra Sandell leaves at the third and a guest is there for the first."""
    held = make_held()
    for paragraph in held.paragraphs:
        decide_as_prepared(paragraph=paragraph, by=held.by, at=at())
    register_departure(attendee=held.of(held.board.member), paragraph=held.paragraphs[2], by=held.by, at=at())
    edit_meeting(meeting=held.meeting, publish=True, by=held.by, at=at())
    add_guest(meeting=held.meeting, name="Ulla", paragraphs=held.paragraphs[:1], by=held.by, at=at())
    return held


@made_once
def version(held: Held) -> ProtocolVersion:
    return freeze_immediately(paragraphs=[held.paragraphs[1]], by=held.by, at=at())


def own(held: Held) -> dict:
    snapshot = snapshot_of(own_protocol(held.meeting), version=0, at=at())
    assert_follows_schema(snapshot)
    return snapshot


def test_it_is_whole_in_its_own_protocol_with_those_who_were_there(version: ProtocolVersion):
    [paragraph] = version.snapshot["paragraphs"]
    assert (paragraph["number"], paragraph["immediately_verified"], paragraph["immediate"]) == (
        "2",
        True,
        None,
    )
    assert paragraph["decisions"]
    present = {
        one["name"]: one["paragraphs"] for one in version.snapshot["attendees"] if one["group"] != "absent"
    }
    assert present["Petra Sandell"] is None
    assert "Ulla" not in present


def test_it_stands_in_the_meetings_protocol_with_number_heading_and_where_it_is(
    held: Held, version: ProtocolVersion
):
    first, stub, third = own(held)["paragraphs"]
    assert (stub["number"], stub["heading"], stub["immediately_verified"]) == ("2", "Ärende 2", True)
    assert stub["immediate"] == {"verified": None, "key": "2024-05-30-omedelbart"}
    said = set(stub) - {"number", "heading", "kind", "immediately_verified", "immediate", "label", "blocks"}
    assert not any(stub[key] for key in said)
    assert [one["text"] for one in stub["blocks"]] == [
        "Paragrafen justeras omedelbart och har ett eget protokoll."
    ]
    assert first["immediate"] is third["immediate"] is None
    assert not first["immediately_verified"]


def test_day_of_verification_follows(held: Held, version: ProtocolVersion):
    for person in (held.board.secretary, held.board.chair, held.board.verifier):
        sign(version, person)
    assert own(held)["paragraphs"][1]["immediate"]["verified"] == "2024-05-30"
    document = read_record(own(held))
    assert list(lines_of(document.paragraphs[1].blocks)) == [
        "Paragrafen är omedelbart justerad den 30 maj 2024 och har ett eget protokoll."
    ]


def test_meetings_protocol_covers_the_others(held: Held, version: ProtocolVersion):
    snapshot = own(held)
    assert read_record(snapshot).covered == ("1", "3")
    rows = {one["key"]: one["value"] for one in snapshot["document"]["header_rows"]}
    assert rows["paragraphs"] == ["§\N{NO-BREAK SPACE}1,\N{NO-BREAK SPACE}3"]
    draft = read_draft(own_protocol(held.meeting))
    assert [one.heading for one in draft.paragraphs] == ["Ärende 1", "Ärende 2", "Ärende 3"]
    assert [one.heading for one in draft.covered] == ["Ärende 1", "Ärende 3"]
    assert draft.texts_of(held.paragraphs[1]) == []


def test_who_leaves_later_is_partly_there_in_the_meetings_protocol(held: Held, version: ProtocolVersion):
    found = next(one for one in own(held)["attendees"] if one["name"] == "Petra Sandell")
    assert found["paragraphs"] == ["1", "2"]


def test_both_are_printed(held: Held, version: ProtocolVersion):
    immediate = render_protocol(version.snapshot, files=stored_bytes).pdf
    assert_conforms(immediate)
    said = text_of(immediate).replace("\N{NO-BREAK SPACE}", " ")
    assert "torsdagen den 30 maj 2024, omedelbar justering av § 2" in said
    assert "Justering Omedelbart, den 30 maj 2024" in said
    assert said.count("omedelbart justerad") == 1
    whole = render_protocol(own(held), files=stored_bytes).pdf
    assert_conforms(whole)
    said = text_of(whole).replace("\N{NO-BREAK SPACE}", " ")
    assert "Ärende 2 Paragrafen justeras omedelbart och har ett eget protokoll." in said


def test_chair_of_the_immediate_paragraph_signs_there_and_not_in_the_other(held: Held):
    held.paragraphs[1].chair = held.board.member
    held.paragraphs[1].save()
    version = freeze_immediately(paragraphs=[held.paragraphs[1]], by=held.by, at=at(date(2024, 5, 30), 11))
    chairs = [one.person for one in version.signatories.filter(role="chair")]
    assert chairs == [held.board.member]
    expected = expected_signatories(read_draft(own_protocol(held.meeting)))
    assert [(str(person), numbers) for person, role, numbers in expected if role == "chair"] == [
        ("Astrid Norling", None)
    ]
