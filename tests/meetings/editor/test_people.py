"""The editor's right column: presence, service, guests, verifiers, the meeting's facts, publishing."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.attending import add_guest, choose_verifiers
from meetings.actions.planning import edit_meeting
from meetings.errors import RuleViolation
from meetings.models import Attendee, Meeting
from tests.meetings.draft_pages import sentence
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def meeting(board: Board) -> Meeting:
    return boards.make_meeting(board)


@pytest.fixture
def editor(board: Board, client: Client) -> Client:
    client.force_login(board.secretary)
    return client


def address(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key])


def attendee(meeting: Meeting, person) -> Attendee:
    return meeting.attendees.get(person=person)


@pytest.mark.parametrize("presence", ["on_site", "remote", "remote_audio", "absent"])
def test_presence_is_said_with_one_press(editor, board, meeting, presence):
    key = attendee(meeting, board.member).pk
    answer = editor.post(address("draft_presence", meeting), {"attendee": key, "presence": presence})
    assert answer.status_code == 200
    assert attendee(meeting, board.member).presence == presence


def test_everyone_not_yet_said_is_present(editor, board, meeting):
    key = attendee(meeting, board.member).pk
    editor.post(address("draft_presence", meeting), {"attendee": key, "presence": "absent"})
    editor.post(address("draft_presence", meeting), {"everyone": "1"})
    assert attendee(meeting, board.chair).presence == "on_site"
    assert attendee(meeting, board.member).presence == "absent"


@pytest.mark.parametrize("key", ["", "x", "999999999", "9" * 40, "\x00", "²"])
def test_unknown_attendee_is_404(editor, meeting, key):
    answer = editor.post(address("draft_presence", meeting), {"attendee": key, "presence": "on_site"})
    assert answer.status_code == 404


def test_unknown_presence_is_refused(editor, board, meeting):
    key = attendee(meeting, board.member).pk
    answer = editor.post(address("draft_presence", meeting), {"attendee": key, "presence": "kanske"})
    assert answer.status_code == 422


def test_deputy_serves_for_an_absent_member(editor, board, meeting):
    deputy = attendee(meeting, board.deputy)
    editor.post(address("draft_presence", meeting), {"attendee": deputy.pk, "presence": "on_site"})
    url = address("draft_serving", meeting)
    seat = board.seats["RVN"]
    assert editor.post(url, {"attendee": deputy.pk, "seat": seat.pk}).status_code == 200
    assert attendee(meeting, board.deputy).serving_seat == seat
    assert editor.post(url, {"attendee": deputy.pk, "seat": ""}).status_code == 200
    assert attendee(meeting, board.deputy).serving_seat is None


def test_deputy_cannot_serve_for_one_who_is_here(editor, board, meeting):
    editor.post(address("draft_presence", meeting), {"everyone": "1"})
    deputy = attendee(meeting, board.deputy)
    values = {"attendee": deputy.pk, "seat": board.seats["RVN"].pk}
    answer = editor.post(address("draft_serving", meeting), values)
    assert answer.status_code == 422
    assert "behöver ingen ersättare" in answer.json()["sentence"]


def test_several_guests_are_added_at_once(editor, board, meeting):
    paragraph = boards.make_paragraph(meeting, board.secretary)
    names = "Ulla Vikström, ekonom, Region Vallnäs\n\nBo Lind"
    values = {"names": names, "paragraphs": [paragraph.public_id]}
    assert editor.post(address("draft_guests_add", meeting), values).status_code == 200
    ulla, bo = meeting.attendees.filter(kind="guest", person=None)
    assert (ulla.name, ulla.title, ulla.organisation) == ("Ulla Vikström", "ekonom", "Region Vallnäs")
    assert list(bo.paragraphs.all()) == [paragraph]


def test_guest_of_some_paragraphs_is_written_as_the_protocol_writes_it(editor, board, meeting):
    first, second = (boards.make_paragraph(meeting, board.secretary, heading=one) for one in ("Ett", "Två"))
    url = address("draft_guests_add", meeting)
    editor.post(url, {"names": "Ulla Vikström, ekonom (§ 2)\nBo Lind (§§ 1–2)\nEva Ek"})
    ulla, bo, eva = meeting.attendees.filter(kind="guest", person=None).order_by("pk")
    assert (ulla.title, list(ulla.paragraphs.all())) == ("ekonom", [second])
    assert [list(one.paragraphs.all()) for one in (bo, eva)] == [[first, second], []]
    answer = editor.post(url, {"names": "Sven Al (§ 2, 7)"})
    assert "§\N{NO-BREAK SPACE}7 finns inte i mötet." in answer.text


def test_guest_of_a_meeting_by_video_is_at_a_distance(editor, board, meeting):
    edit_meeting(meeting=meeting, mode="remote", by=board.secretary, at=boards.at())
    assert "Alla är med på distans" in editor.get(address("draft_edit", meeting)).text
    editor.post(address("draft_guests_add", meeting), {"names": "Bo Lind"})
    assert meeting.attendees.get(name="Bo Lind").presence == "remote"


def test_guests_of_earlier_meetings_are_offered_again(editor, board, meeting):
    add_guest(meeting=meeting, name="Ulla Vikström", title="ekonom", by=board.secretary, at=boards.at())
    later = boards.make_meeting(board, day=boards.date(2024, 6, 20))
    url = address("draft_guests_add", later)
    assert "Ulla Vikström" in editor.get(url).text
    guest = meeting.attendees.get(name="Ulla Vikström")
    editor.post(url, {"earlier": [guest.pk], "names": ""})
    assert later.attendees.get(name="Ulla Vikström").title == "ekonom"


def test_guests_without_a_name_show_the_form_again(editor, meeting):
    answer = editor.post(address("draft_guests_add", meeting), {"names": "  \n"})
    assert answer.status_code == 422
    assert "Skriv minst ett namn." in answer.text


def test_guest_is_edited_and_removed(editor, board, meeting):
    guest = add_guest(meeting=meeting, name="Bo Lind", by=board.secretary, at=boards.at())
    url = f"{address('draft_guest_edit', meeting)}?attendee={guest.pk}"
    assert "Bo Lind" in editor.get(url).text
    editor.post(url, {"name": "Bo Lindh", "title": "ekonom", "organisation": ""})
    guest.refresh_from_db()
    assert (guest.name, guest.title) == ("Bo Lindh", "ekonom")
    editor.post(address("draft_guest_remove", meeting), {"attendee": guest.pk})
    assert not meeting.attendees.filter(pk=guest.pk).exists()


def test_verifiers_and_their_deputy_are_chosen(editor, board, meeting):
    url = address("draft_verifiers", meeting)
    form = editor.get(url).text
    assert "Henrik Brolin" in form
    assert "Astrid Norling" not in form
    values = {"first": board.verifier.public_id, "deputy": board.member.public_id}
    assert editor.post(url, values).status_code == 200
    chosen = [(one.person, one.is_deputy) for one in meeting.verifiers.all()]
    assert chosen == [(board.verifier, False), (board.member, True)]


def test_same_verifier_twice_is_told_in_the_form(editor, board, meeting):
    values = {"first": board.verifier.public_id, "second": board.verifier.public_id}
    answer = editor.post(address("draft_verifiers", meeting), values)
    assert answer.status_code == 422
    assert "Samma person kan inte väljas två gånger." in answer.text


def test_one_who_does_not_serve_is_refused_as_verifier_beside_the_field(editor, board, meeting):
    editor.post(address("draft_presence", meeting), {"everyone": "1"})
    url = address("draft_verifiers", meeting)
    answer = editor.post(url, {"first": board.verifier.public_id, "deputy": board.deputy.public_id})
    assert answer.status_code == 422
    assert 'id="id_deputy_error">Gunnar Hallin tjänstgjorde inte' in answer.text
    assert not meeting.verifiers.exists()
    with pytest.raises(RuleViolation, match="tjänstgjorde inte"):
        choose_verifiers(meeting=meeting, verifiers=[board.deputy], by=board.secretary, at=boards.at())


def test_what_verification_needs_is_not_called_optional(editor, meeting):
    form = editor.get(address("draft_verifiers", meeting)).text
    assert form.count("(krävs före justering)") == 1
    assert editor.get(address("draft_meeting", meeting)).text.count("(krävs före justering)") == 3


@pytest.mark.parametrize(
    "line", ["bo  lind", "Bo Lind, ekonom", "Bo Lind,, Region Vallnäs", "Astrid Norling", "Ny\nNy"]
)
def test_nobody_is_in_the_meeting_twice(editor, board, meeting, line):
    add_guest(
        meeting=meeting, name="Bo Lind", organisation="Region Vallnäs", by=board.secretary, at=boards.at()
    )
    before = meeting.attendees.count()
    answer = editor.post(address("draft_guests_add", meeting), {"names": line})
    assert answer.status_code == 422
    assert re.search(r'id="id_names_error">[^<]+ är redan med\.', answer.text)
    assert meeting.attendees.count() == before


def test_namesake_from_elsewhere_is_somebody_else(editor, board, meeting):
    for organisation in ("Region Vallnäs", "Exempelviks kommun"):
        values = {"names": f"Bo Lind, ekonom, {organisation}"}
        assert editor.post(address("draft_guests_add", meeting), values).status_code == 200
    assert meeting.attendees.filter(name="Bo Lind").count() == 2


def test_presence_is_one_press_until_it_is_said_and_then_in_words(editor, board, meeting):
    key = attendee(meeting, board.member).pk
    choice = f'data-act="presence" data-attendee="{key}"'
    assert editor.get(address("draft_edit", meeting)).text.count(choice) == 3
    answer = editor.post(address("draft_presence", meeting), {"attendee": key, "presence": "on_site"})
    side = answer.json()["side"]
    assert choice not in side
    assert "på plats</span>" in side


FACTS = {"start": "08:30", "end": "11:00", "place": "Stadshuset", "mode": "on_site"}


def test_facts_of_the_meeting_are_changed(editor, board, meeting):
    url = address("draft_meeting", meeting)
    assert "Mötet avslutades kl." in editor.get(url).text
    values = FACTS | {
        "chair": board.verifier.public_id,
        "secretary": board.manager.public_id,
        "next_meeting": "2024-09-12",
        "verification_plan": "Digitalt vecka 24",
    }
    assert editor.post(url, values).status_code == 200
    meeting.refresh_from_db()
    assert (meeting.chair, meeting.secretary) == (board.verifier, board.manager)
    assert (str(meeting.end), meeting.verification_plan) == ("11:00:00", "Digitalt vecka 24")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"end": "07:00"}, "Sluttiden ligger före starttiden."),
        ({"end": "halv tolv"}, "giltig tid"),
        ({"place": ""}, "måste"),
        ({"place": "🎉"}, "kan inte skrivas ut"),
        ({"chair": "finns-inte"}, "giltigt alternativ"),
    ],
)
def test_wrong_facts_show_the_form_with_a_sentence(editor, board, meeting, change, told):
    answer = editor.post(address("draft_meeting", meeting), FACTS | change)
    assert answer.status_code == 422
    assert told in answer.text
    meeting.refresh_from_db()
    assert meeting.end is None


def test_publishing_must_be_chosen(editor, meeting):
    url = address("draft_publish", meeting)
    assert editor.post(url, {}).status_code == 422
    assert editor.post(url, {"publish": "0"}).status_code == 200
    meeting.refresh_from_db()
    assert meeting.publish is False


def test_frozen_meeting_refuses_every_change(board, editor, version):
    meeting = version.protocol.meeting
    key = attendee(meeting, board.member).pk
    for name, values in [
        ("draft_presence", {"attendee": key, "presence": "absent"}),
        ("draft_publish", {"publish": "0"}),
        ("draft_guests_add", {"names": "Bo"}),
        ("draft_guest_remove", {"attendee": key}),
    ]:
        answer = editor.post(address(name, meeting), values)
        assert "justering" in sentence(answer)
