"""Commands with fixed answers: what scripts outside the repository rely on."""

import hashlib
import io
import json

import jsonschema
import pytest
from django.conf import settings
from django.core.management import ManagementUtility, call_command

from meetings.actions.attending import add_guest
from meetings.actions.changing import withdraw_protocol
from meetings.actions.noticing import register_up
from meetings.actions.planning import pass_meeting_to
from meetings.models import Posting
from tests.worlds.boards import (
    MEETING_DAY,
    at,
    make_board,
    make_meeting,
    make_ready,
)

pytestmark = pytest.mark.django_db
DAY = MEETING_DAY.isoformat()


def answer(command: str, *arguments: str):
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return json.loads(out.getvalue())


def refusal(capsys, *arguments: str) -> str:
    """Exit status 2, nothing on stdout, one line on stderr."""
    with pytest.raises(SystemExit) as stopped:
        ManagementUtility(["manage.py", *arguments]).execute()
    captured = capsys.readouterr()
    assert (stopped.value.code, captured.out) == (2, "")
    assert captured.err.count("\n") == 1
    return captured.err.strip()


def hold(answered, name: str) -> None:
    if name == "meeting_json":
        schema = json.loads((settings.BASE_DIR / "docs" / "protokoll.schema.json").read_text())
    else:
        whole = json.loads((settings.BASE_DIR / "docs" / "kommandon.schema.json").read_text())
        schema = {"$defs": whole["$defs"], "$ref": f"#/$defs/{name}"}
    jsonschema.validate(answered, schema, format_checker=jsonschema.FormatChecker())


def test_list_meetings_tells_the_state_of_each(board):
    assert answer("list_meetings") == []
    meeting = make_meeting(board)
    states = [answer("list_meetings")[0]["state"]]
    pass_meeting_to(meeting=meeting, state="cancelled", by=board.secretary, at=at())
    states.append(answer("list_meetings")[0]["state"])
    hold(answer("list_meetings"), "list_meetings")
    assert states == ["planned", "cancelled"]


def test_list_meetings_tells_the_state_of_the_protocol(board, version):
    assert answer("list_meetings") == [
        {"association": "exempelvik", "body": "styrelsen", "date": DAY, "state": "frozen"}
    ]
    withdraw_protocol(version=version, by=board.secretary, at=at(), reason="Ett fel.")
    assert answer("list_meetings")[0]["state"] == "changes_requested"


def test_meeting_json_of_a_draft_follows_the_working_rows(board, protocol):
    answered = answer("meeting_json", "exempelvik", DAY)
    hold(answered, "meeting_json")
    assert [each["number"] for each in answered["paragraphs"]] == ["1", "2"]
    assert answered["verifiers"] == ["Henrik Brolin"]
    assert answered["paragraphs"][0]["decisions"][0]["text"] == "att lägga rapporten till handlingarna."
    assert "document" not in answered
    protocol.meeting.paragraphs.update(heading="Ny rubrik")
    assert answer("meeting_json", "exempelvik", DAY)["paragraphs"][0]["heading"] == "Ny rubrik"


def test_meeting_json_has_the_organisation_of_a_guest_as_party(board, meeting):
    add_guest(
        meeting=meeting, name="Ulla Vikström", organisation="Länsnätverket", by=board.secretary, at=at()
    )
    answered = answer("meeting_json", "exempelvik", DAY)
    hold(answered, "meeting_json")
    parties = {one["name"]: one["party"] for one in answered["attendees"]}
    assert (parties["Ulla Vikström"], parties["Astrid Norling"]) == ("Länsnätverket", "RVN")
    assert parties["Eva Lindmark"] is None


def test_meeting_json_of_a_verified_protocol_has_its_notice(board, verification):
    board.chair.last_name = "Nyman"
    board.chair.save()
    answered = answer("meeting_json", "exempelvik", DAY)
    hold(answered, "meeting_json")
    assert answered["chair"] == "Astrid Norling"
    notice = answered["notices"][0]
    assert (notice["paragraphs"], notice["posted"], notice["preliminary"]) == (["1", "2"], DAY, True)
    for posting in Posting.objects.filter(notice__protocol=verification.protocol, mandatory=True):
        register_up(posting=posting, day=MEETING_DAY, name="Registrator", at=at())
    notice = answer("meeting_json", "exempelvik", DAY)["notices"][0]
    assert (notice["preliminary"], notice["last_appeal_day"]) == (False, "2024-06-20")
    assert {posting["up"] for posting in notice["postings"]} == {DAY}


def test_render_protocol_writes_the_stored_file_and_renders_the_same_again(tmp_path, verification):
    path = tmp_path / "protokoll.pdf"
    answered = answer("render_protocol", "exempelvik", DAY, "--out", str(path))
    hold(answered, "render_protocol")
    assert answered["sealed"] is True
    assert answered["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert answered["rerender_sha256"] == answered["signed_sha256"]
    checked = answer("verify_protocol", str(path))
    hold(checked, "verify_protocol")
    assert (checked["ours"], checked["intact"], checked["pdfa3a"], checked["pdfua1"]) == (
        True,
        True,
        True,
        True,
    )
    assert [signer["name"] for signer in checked["signers"]] == [
        "Karl Ostman",
        "Astrid Norling",
        "Henrik Brolin",
    ]
    assert {signer["sha256"] for signer in checked["signers"]} == {answered["signed_sha256"]}


def test_render_protocol_before_verification_gives_the_frozen_file(tmp_path, version):
    answered = answer("render_protocol", "exempelvik", DAY, "--out", str(tmp_path / "f.pdf"))
    assert (answered["sealed"], answered["sha256"]) == (False, version.sha256)


@pytest.mark.parametrize("content", [b"", b"inte en pdf", b"%PDF-1.7\n%%EOF"])
def test_verify_protocol_answers_for_any_file(tmp_path, content):
    path = tmp_path / "fil"
    path.write_bytes(content)
    answered = answer("verify_protocol", str(path))
    hold(answered, "verify_protocol")
    assert (answered["ours"], answered["intact"], answered["signers"]) == (False, False, [])


def test_verify_protocol_says_no_to_one_changed_byte(tmp_path, verification):
    path = tmp_path / "protokoll.pdf"
    answer("render_protocol", "exempelvik", DAY, "--out", str(path))
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)
    answered = answer("verify_protocol", str(path))
    assert (answered["ours"], answered["intact"], answered["signers"]) == (False, False, [])


@pytest.mark.django_db(transaction=True)  # a command closes its connection
def test_bad_input_is_one_swedish_line_and_exit_2(capsys, tmp_path):
    board = make_board()
    make_ready(board)
    assert "finns inte" in refusal(capsys, "meeting_json", "okant", DAY)
    assert "inget sammanträde" in refusal(capsys, "meeting_json", "exempelvik", "2020-01-01")
    assert "ingen dag" in refusal(capsys, "meeting_json", "exempelvik", "igår")
    assert "inte låst" in refusal(capsys, "render_protocol", "exempelvik", DAY)
    assert "kan inte läsas" in refusal(capsys, "verify_protocol", str(tmp_path / "finns-inte.pdf"))
    assert "kan inte tolkas" in refusal(capsys, "meeting_json")
    assert "DEBUG" in refusal(capsys, "seed_demo") or settings.DEBUG


@pytest.mark.django_db(transaction=True)  # a command closes its connection
def test_a_choice_that_is_not_one_is_refused_with_the_choices(capsys):
    board = make_board()
    make_meeting(board)
    make_meeting(board)
    said = refusal(capsys, "meeting_json", "exempelvik", DAY)
    assert f"--body styrelsen {DAY}-2" in said
    assert answer("meeting_json", "exempelvik", f"{DAY}-2")["date"] == DAY
