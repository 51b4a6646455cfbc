"""A § verified during the meeting is a protocol of its own; notes are finished without signatures."""

from datetime import date, time

import pytest
from django.db import DatabaseError, transaction

from meetings.actions.attending import set_all_present, set_presence
from meetings.actions.changing import answer_request, request_change, withdraw_protocol
from meetings.actions.deciding import decide_as_prepared
from meetings.actions.drafting import add_paragraph, move_paragraph, remove_paragraph
from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.actions.moving import register_departure
from meetings.actions.pausing import close_meeting
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.actions.writing import digest, save_text
from meetings.errors import RuleViolation
from meetings.models import Meeting, Notice, Paragraph, ProtocolVersion, Verification
from meetings.paper.storage import stored_bytes
from meetings.querysets import own_protocol
from meetings.rules.verification import IMMEDIATE
from tests.meetings.pdf_assertions import assert_conforms, text_of
from tests.worlds.boards import at, make_board, make_meeting, make_paragraph, sign
from tests.worlds.once import made_once
from tests.worlds.running_meeting import Held, make_held

pytestmark = pytest.mark.django_db


@made_once
def held() -> Held:
    held = make_held()
    for paragraph in held.paragraphs:
        decide_as_prepared(paragraph=paragraph, by=held.by, at=at())
    edit_meeting(meeting=held.meeting, publish=True, by=held.by, at=at())
    return held


@made_once
def version(held: Held) -> ProtocolVersion:
    return freeze_immediately(paragraphs=[held.paragraphs[1]], by=held.by, at=at())


def verify(held: Held, version: ProtocolVersion) -> Verification:
    for person in (held.board.secretary, held.board.chair):
        sign(version, person)
    verification = sign(version, held.board.verifier)
    assert verification
    return verification


@made_once
def main(held: Held, version: ProtocolVersion) -> ProtocolVersion:
    """The meeting's own protocol, out while § 2 still is."""
    return close_and_freeze(held)


def test_it_is_its_own_protocol_and_says_so(held: Held, version: ProtocolVersion) -> None:
    assert version.protocol.key == "2024-05-30-omedelbart"
    assert [one["number"] for one in version.snapshot["paragraphs"]] == ["2"]
    assert IMMEDIATE in text_of(stored_bytes(version.file.sha256)).replace("\n", " ")
    assert held.paragraphs[1].decisions.filter(text=IMMEDIATE).exists()
    assert_conforms(stored_bytes(version.file.sha256))


def test_numbers_up_to_it_are_fixed(held: Held, version: ProtocolVersion) -> None:
    assert list(held.meeting.paragraphs.order_by("position").values_list("number", flat=True)) == [1, 2, None]
    with pytest.raises(RuleViolation, match="omedelbart justerad"):
        add_paragraph(meeting=held.meeting, after=held.paragraphs[0], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="omedelbart justerad"):
        remove_paragraph(paragraph=held.paragraphs[0], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="omedelbart justerad"):
        move_paragraph(paragraph=held.paragraphs[2], index=0, by=held.by, at=at())
    assert add_paragraph(meeting=held.meeting, after=held.paragraphs[1], by=held.by, at=at()).position == 3


def test_it_is_locked_and_the_others_are_written_on(held: Held, version: ProtocolVersion) -> None:
    def write(paragraph: Paragraph) -> None:
        base = digest(paragraph.text)
        save_text(row=paragraph, field="text", value="<p>Mer.</p>", base=base, by=held.by, at=at())

    with pytest.raises(RuleViolation, match="justeras omedelbart"):
        write(held.paragraphs[1])
    with pytest.raises(DatabaseError, match="fryst"), transaction.atomic():
        Paragraph.objects.filter(pk=held.paragraphs[1].pk).update(text="<p>Mer.</p>")
    write(held.paragraphs[2])


def test_same_paragraph_is_not_verified_twice(held: Held, version: ProtocolVersion) -> None:
    with pytest.raises(RuleViolation, match="redan omedelbart"):
        freeze_immediately(paragraphs=[held.paragraphs[1]], by=held.by, at=at())


def test_two_protocols_have_two_notices_and_share_no_paragraph(held: Held, version: ProtocolVersion) -> None:
    verify(held, version)
    close_meeting(meeting=held.meeting, end=at(hour=11).time(), by=held.by, at=at())
    main = freeze_protocol(protocol=own_protocol(held.meeting), by=held.by, at=at(hour=15))
    stub = main.snapshot["paragraphs"][1]
    assert (stub["number"], stub["immediately_verified"], stub["decisions"]) == ("2", True, [])
    verify(held, main)
    assert [one.paragraphs_text.replace("\u00a0", " ") for one in Notice.objects.order_by("pk")] == [
        "§ 2",
        "§ 1, 3",
    ]
    assert_conforms(stored_bytes(main.file.sha256))


def test_meeting_is_still_open_while_it_is_signed(held: Held, version: ProtocolVersion) -> None:
    verify(held, version)
    held.meeting.refresh_from_db()
    assert held.meeting.state == "open"


def make_notes(publish: bool = True) -> ProtocolVersion:
    board = make_board()
    board.body.kind, board.body.heading_numbers = "preparatory_group", "number"
    board.body.save(update_fields=["kind", "heading_numbers"])
    meeting = make_meeting(board, publish=publish)
    set_all_present(meeting=meeting, by=board.secretary, at=at())
    make_paragraph(meeting, board.secretary, heading="Välkommen", decisions=())
    return freeze_protocol(protocol=own_protocol(meeting), by=board.secretary, at=at(hour=15))


def test_notes_are_finished_without_signature_or_notice() -> None:
    version = make_notes()
    verification = Verification.objects.get(version=version)
    assert (verification.method, verification.record["signatures"]) == ("notes", [])
    assert verification.public_copy
    assert not version.signatories.exists()
    assert not Notice.objects.exists()
    assert_conforms(stored_bytes(verification.original.sha256))


def test_notes_that_are_not_published_have_no_public_copy() -> None:
    assert Verification.objects.get(version=make_notes(publish=False)).public_copy is None


def close_and_freeze(held: Held) -> ProtocolVersion:
    close_meeting(meeting=held.meeting, end=at(hour=11).time(), by=held.by, at=at())
    return freeze_protocol(protocol=own_protocol(held.meeting), by=held.by, at=at(hour=15))


@pytest.mark.parametrize("own", ["frozen", "verified"])
def test_it_goes_out_again_when_it_was_opened_after_the_meetings_own_went_out(
    held: Held, version: ProtocolVersion, main: ProtocolVersion, own: str
) -> None:
    if own == "verified":
        verify(held, main)
    paragraph = held.paragraphs[1]
    request = request_change(
        version=version,
        by=held.board.chair,
        at=at(hour=16),
        reason="Ett ord saknas.",
        paragraph=paragraph,
        proposed_text="Förbundschefen redovisade hela ekonomin.",
    )
    answer_request(request=request, by=held.by, at=at(hour=17), outcome="taken")
    again = freeze_protocol(protocol=version.protocol, by=held.by, at=at(hour=18))
    assert (again.number, again.snapshot["paragraphs"][0]["text"]) == (
        2,
        "<p>Förbundschefen redovisade hela ekonomin.</p>",
    )
    assert verify(held, again).version == again


def test_meeting_with_a_protocol_out_keeps_its_day_and_is_held(held: Held) -> None:
    meeting = Meeting.objects.get(pk=held.meeting.pk)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.PLANNED)
    version = freeze_immediately(paragraphs=[held.paragraphs[1]], by=held.by, at=at())

    def refused() -> None:
        with pytest.raises(RuleViolation, match="har varit ute för justering"):
            edit_meeting(meeting=meeting, date=date(2024, 6, 5), by=held.by, at=at())
        with pytest.raises(RuleViolation, match="kan inte ställas in"):
            pass_meeting_to(meeting=meeting, state=Meeting.State.CANCELLED, by=held.by, at=at())

    refused()
    verify(held, version)
    refused()


def test_day_is_not_moved_when_the_paragraphs_of_an_opened_protocol_are_gone(held: Held) -> None:
    """Without §§ nothing has a number but the meeting itself, which has one in the year's series."""
    main = close_and_freeze(held)
    withdraw_protocol(version=main, by=held.by, at=at(hour=16), reason="Fel möte.")
    for paragraph in held.paragraphs:
        remove_paragraph(paragraph=paragraph, by=held.by, at=at(hour=16))
    with pytest.raises(RuleViolation, match="har varit ute för justering"):
        edit_meeting(meeting=held.meeting, date=date(2025, 1, 9), by=held.by, at=at(hour=16))


def test_who_decided_in_it_is_not_changed_afterwards(held: Held, version: ProtocolVersion) -> None:
    member = held.of(held.board.member)
    for index in (0, 1):
        with pytest.raises(RuleViolation, match=r"ute för justering|justeras omedelbart"):
            register_departure(attendee=member, paragraph=held.paragraphs[index], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="vilka som är med där"):
        set_presence(attendee=member, presence="absent", by=held.by, at=at())
    register_departure(attendee=member, paragraph=held.paragraphs[2], by=held.by, at=at())
    assert ["Petra Sandell" in held.deciding(index) for index in range(3)] == [True, True, False]


def test_who_is_in_the_room_is_fixed_with_the_meetings_own_too(
    held: Held, version: ProtocolVersion, main: ProtocolVersion
) -> None:
    """Open again alone, the § may be written in; its attendance stands in the meeting's protocol as well."""
    withdraw_protocol(version=version, by=held.by, at=at(hour=16), reason="Ett ord saknas.")
    with pytest.raises(RuleViolation, match="ute för justering"):
        register_departure(
            attendee=held.of(held.board.member), paragraph=held.paragraphs[1], by=held.by, at=at(hour=16)
        )


def test_who_leaves_when_it_begins_is_said_in_the_meetings_own_protocol_too(held: Held) -> None:
    register_departure(
        attendee=held.of(held.board.member),
        paragraph=held.paragraphs[1],
        time=time(9, 40),
        by=held.by,
        at=at(),
    )
    version = freeze_immediately(paragraphs=[held.paragraphs[1]], by=held.by, at=at())
    verify(held, version)
    main = close_and_freeze(held)
    [there] = [one for one in main.snapshot["attendees"] if one["name"] == "Petra Sandell"]
    assert there["paragraphs"] == ["1"]
    for snapshot in (version.snapshot, main.snapshot):
        [movement] = next(one for one in snapshot["paragraphs"] if one["number"] == "2")["movements"]
        assert (movement["name"], movement["what"], movement["time"]) == ("Petra Sandell", "gick", "09:40")
    assert "Petra Sandell lämnar sammanträdet kl. 9.40" in text_of(stored_bytes(main.file.sha256)).replace(
        "\N{NO-BREAK SPACE}", " "
    ).replace("\n", " ")
    assert "Petra Sandell" not in main.snapshot["paragraphs"][2]["took_part"]
