"""One line of attendance for each capacity, with the §§ it was for."""

import pytest

from meetings.actions.attending import add_guest, set_presence, set_serving
from meetings.actions.moving import register_arrival, register_departure, start_serving
from meetings.actions.recusing import register_recusal
from meetings.models import Attendee, Body, Seat
from meetings.querysets import own_protocol
from tests.meetings.snapshots import snapshot_of
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held, make_held

pytestmark = pytest.mark.django_db


def lines(held: Held) -> list[tuple[str, str, str | None, list[str] | None]]:
    """(name, role, serving for, §§) of everyone with a mandate, as the snapshot has them."""
    snapshot = snapshot_of(own_protocol(held.meeting), version=0, at=at())
    return [
        (one["name"], one["role"], one["serving_for"], one["paragraphs"])
        for one in snapshot["attendees"]
        if one["party"]
    ]


def entry(held: Held, name: str) -> dict:
    snapshot = snapshot_of(own_protocol(held.meeting), version=0, at=at())
    return next(one for one in snapshot["attendees"] if one["name"] == name)


def row(held: Held, key: str) -> dict:
    rows = snapshot_of(own_protocol(held.meeting), version=0, at=at())["document"]["header_rows"]
    return next(one for one in rows if one["key"] == key)


def test_who_is_there_throughout_has_no_numbers():
    assert lines(make_held()) == [
        ("Astrid Norling", "ordförande", None, None),
        ("Henrik Brolin", "vice ordförande", None, None),
        ("Mona Edvinsson", "ledamot", None, None),
        ("Petra Sandell", "ledamot", None, None),
        ("Gunnar Hallin", "ersättare", None, None),
    ]


def test_deputy_has_one_line_serving_and_one_listening(held):
    second = held.paragraphs[1]
    register_departure(attendee=held.of(held.board.chair), paragraph=second, by=held.by, at=at())
    start_serving(
        deputy=held.of(held.board.deputy), seat=held.board.seats["RVN"], paragraph=second, by=held.by, at=at()
    )
    found = lines(held)
    assert ("Astrid Norling", "ordförande", None, ["1"]) in found
    assert ("Gunnar Hallin", "tjänstgörande ersättare", "Astrid Norling", ["2", "3"]) in found
    assert ("Gunnar Hallin", "ersättare", None, ["1"]) in found
    assert "Gunnar Hallin, tjänstgörande ersättare för Astrid Norling (RVN), § 2–3" in [
        line.replace("\N{NO-BREAK SPACE}", " ") for line in row(held, "deciding")["value"]
    ]


def test_member_who_is_recused_is_still_in_the_meeting_and_the_deputy_serves_in_that_paragraph(held):
    register_recusal(
        paragraph=held.paragraphs[1],
        attendee=held.of(held.board.member),
        substitute=held.of(held.board.deputy),
        by=held.by,
        at=at(),
    )
    found = lines(held)
    assert ("Petra Sandell", "ledamot", None, None) in found
    assert ("Gunnar Hallin", "tjänstgörande ersättare", "Petra Sandell", ["2"]) in found
    assert ("Gunnar Hallin", "ersättare", None, ["1", "3"]) in found


def test_serving_deputy_who_is_recused_has_one_line_for_all(held):
    set_presence(attendee=held.of(held.board.chair), presence="absent", by=held.by, at=at())
    deputy = held.of(held.board.deputy)
    set_serving(deputy=deputy, seat=held.board.seats["RVN"], by=held.by, at=at())
    register_recusal(paragraph=held.paragraphs[1], attendee=deputy, by=held.by, at=at())
    assert [one for one in lines(held) if one[0] == "Gunnar Hallin"] == [
        ("Gunnar Hallin", "tjänstgörande ersättare", "Astrid Norling", None)
    ]


def test_vacant_seat_is_named_by_its_party_and_the_party_stands_once(held):
    seat = Seat.objects.create(body=held.board.body, party=held.board.parties["RVN"], number=5)
    set_serving(deputy=held.of(held.board.deputy), seat=seat, by=held.by, at=at())
    assert entry(held, "Gunnar Hallin")["serving_for"] == "vakant plats (RVN)"
    assert "Gunnar Hallin, tjänstgörande ersättare för vakant plats (RVN)" in row(held, "deciding")["value"]


def test_mode_is_that_of_the_first_presence(held):
    member = held.of(held.board.member)
    set_presence(attendee=member, presence="absent", by=held.by, at=at())
    register_arrival(attendee=member, paragraph=held.paragraphs[1], mode="remote", by=held.by, at=at())
    register_departure(attendee=member, paragraph=held.paragraphs[2], by=held.by, at=at())
    found = entry(held, "Petra Sandell")
    assert (found["mode"], found["paragraphs"], found["group"]) == ("på distans", ["2"], "deciding")


def test_sound_only_says_why_and_by_which_decision(held):
    Body.objects.update(
        distance_decided_on="2023-02-16", distance_decided_in="6", audio_allowed=True, remote_label="På länk"
    )
    Attendee.objects.filter(person=held.board.member).update(
        presence="remote_audio", mode_reason="strömavbrott på orten"
    )
    assert entry(held, "Petra Sandell")["mode_reason"] == "strömavbrott på orten"
    deciding = row(held, "deciding")
    assert [group["label"] for group in deciding["groups"]] == ["", "På länk"]
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in deciding["groups"][1]["lines"]] == [
        "Petra Sandell (FK), enbart ljud (strömavbrott på orten)",
        "Enbart ljud enligt förbundsstyrelsens beslut den 16 februari 2023, § 6",
    ]
    assert deciding["value"][3] == "På länk"


def test_those_at_a_distance_are_marked_one_by_one_where_the_body_has_no_label(held):
    set_presence(attendee=held.of(held.board.member), presence="remote", by=held.by, at=at())
    assert "Petra Sandell (FK), på distans" in row(held, "deciding")["value"]
    assert row(held, "deciding")["groups"] == []


def test_guest_has_the_paragraphs_of_the_visit(held):
    add_guest(
        meeting=held.meeting,
        name="Ulla Vikström",
        title="kontaktperson",
        paragraphs=[held.paragraphs[1]],
        by=held.by,
        at=at(),
    )
    assert entry(held, "Ulla Vikström")["paragraphs"] == ["2"]
    assert "Ulla Vikström, kontaktperson (§\N{NO-BREAK SPACE}2)" in row(held, "others")["value"]


def test_guests_stand_as_written_by_their_paragraphs_and_those_of_one_organisation_together(held):
    second, third = held.paragraphs[1:]
    for name, title, organisation, paragraphs in (
        ("Sofia Ö", "", "Byalaget", [third]),
        ("Märta Wall", "", "Skuldprojektet", [second]),
        ("Farid Jamil", "", "Skuldprojektet", [second]),
        ("Bo Å", "chef", "Näringslivet", [third]),
        ("Al Å", "handläggare", "Näringslivet", [third]),
    ):
        add_guest(
            meeting=held.meeting,
            name=name,
            title=title,
            organisation=organisation,
            paragraphs=paragraphs,
            by=held.by,
            at=at(),
        )
    said = [one.replace("\N{NO-BREAK SPACE}", " ") for one in row(held, "others")["value"]]
    assert said[-3:] == [
        "Märta Wall och Farid Jamil, Skuldprojektet (§ 2)",
        "Sofia Ö, Byalaget (§ 3)",
        "Bo Å, chef och Al Å, handläggare, Näringslivet (§ 3)",
    ]


def test_title_before_a_name_has_a_capital_where_the_line_begins(held):
    Body.objects.update(title_position=Body.TitlePosition.BEFORE)
    for name, title in (("Bo Å", "chef"), ("Al Å", "handläggare")):
        add_guest(
            meeting=held.meeting,
            name=name,
            title=title,
            organisation="Näringslivet",
            paragraphs=[held.paragraphs[1]],
            by=held.by,
            at=at(),
        )
    said = row(held, "others")["value"][-1].replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Chef Bo Å och handläggare Al Å, Näringslivet (§ 2)"


def test_meeting_where_everyone_is_at_a_distance_says_it_once(held):
    Body.objects.update(remote_label="Deltog digitalt")
    for one in held.meeting.attendees.all():
        set_presence(attendee=one, presence="remote", by=held.by, at=at())
    assert row(held, "place_time")["value"][1] == "Alla deltog på distans"
    for key in ("deciding", "others"):
        assert "distans" not in " ".join(row(held, key)["value"])
        assert row(held, key)["groups"] == []
    set_presence(attendee=held.of(held.board.chair), presence="on_site", by=held.by, at=at())
    assert len(row(held, "place_time")["value"]) == 1
    assert len(row(held, "deciding")["groups"]) == 2


def test_codes_beside_the_names_are_told_once(held):
    names = {one.code: one.name for one in held.board.parties.values()}
    [said] = row(held, "parties")["value"]
    assert said == ", ".join(f"{code} ({names[code]})" for code in ("AF", "EK", "FK", "RVN"))


def test_meeting_without_paragraphs_has_its_people():
    assert len(lines(make_held(paragraphs=0))) == 5
