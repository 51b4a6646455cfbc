"""The meeting is opened, paused and closed in the editor, and what waits is taken up."""

import pytest
from django.test import Client

from meetings.actions.deciding import defer
from meetings.actions.pausing import open_meeting
from meetings.models import Meeting
from tests.meetings.draft_pages import Editor, sentence
from tests.worlds import boards
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(held: Held, client: Client) -> Editor:
    client.force_login(held.by)
    return Editor(client, held.meeting)


def state(held: Held) -> str:
    held.meeting.refresh_from_db()
    return held.meeting.state


def test_meeting_is_opened_once(held, client):
    client.force_login(held.by)
    planned = boards.make_meeting(held.board, day=boards.date(2024, 6, 20))
    editor = Editor(client, planned)
    assert "Öppna mötet" in editor.page()
    assert editor.post("draft_open").status_code == 200
    planned.refresh_from_db()
    assert planned.state == Meeting.State.OPEN
    assert "redan öppnat" in sentence(editor.post("draft_open"))


def test_added_paragraph_is_an_extra_matter_while_a_summoned_meeting_runs(editor, held):
    Meeting.objects.filter(pk=held.meeting.pk).update(summoned_at=boards.at())
    editor.post("draft_paragraph_add")
    added = held.meeting.paragraphs.order_by("position").last()
    assert added.is_extra
    assert "Extra ärende" in editor.shown(added)


def test_meeting_is_adjourned_and_resumed_at_the_times_given(editor, held):
    assert 'type="time"' in editor.get("draft_adjourn").text
    editor.post("draft_adjourn", time="09:45")
    assert "Ajournerat kl. 9.45" in editor.side(held.paragraphs[0])
    assert "före" in sentence(editor.post("draft_resume", time="09:00"))
    editor.post("draft_resume", time="10:00")
    assert "Ajournering kl. 9.45–10.00" in editor.side(held.paragraphs[0])
    pause = held.meeting.adjournments.get()
    editor.post("draft_adjournment_remove", ajournering=pause.pk)
    assert not held.meeting.adjournments.exists()


@pytest.mark.parametrize("key", ["", "x", "0"])
def test_unknown_adjournment_is_404(editor, key):
    assert editor.post("draft_adjournment_remove", ajournering=key).status_code == 404


def test_closing_lists_what_was_not_decided(editor, held):
    first, second, third = held.paragraphs
    editor.post("draft_decide", first.public_id, slag="enligt")
    form = editor.get("draft_close").text
    assert first.public_id not in form
    assert second.public_id in form
    editor.post("draft_close", end="11:00", not_handled=[third.public_id])
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.not_handled, third.not_handled) == (False, True)
    assert (state(held), f"{held.meeting.end:%H:%M}") == ("closed", "11:00")
    assert "Avslutat kl. 11.00" in editor.side(first)


def test_end_before_the_start_keeps_the_meeting_open(editor, held):
    answer = editor.post("draft_close", end="08:00")
    assert "Sluttiden" in sentence(answer)
    assert state(held) == "open"


def test_adjourned_meeting_is_not_closed(editor, held):
    editor.post("draft_adjourn", time="09:45")
    assert "Återuppta" in sentence(editor.post("draft_close", end="11:00"))


def test_closed_meeting_is_opened_again(editor, held):
    assert "inte avslutat" in sentence(editor.post("draft_reopen"))
    editor.post("draft_close", end="11:00")
    assert editor.post("draft_reopen").status_code == 200
    assert state(held) == "open"


# -- What waits


@pytest.fixture
def later(held: Held, client: Client) -> Editor:
    """A later meeting, when § 1 was put off."""
    defer(row=held.paragraphs[0], kind="postponed", by=held.by, at=boards.at())
    client.force_login(held.by)
    meeting = boards.make_meeting(held.board, day=boards.date(2024, 6, 20))
    open_meeting(meeting=meeting, by=held.by, at=boards.at())
    return Editor(client, meeting)


def test_waiting_matter_is_taken_up_with_what_was_prepared(later, held):
    assert "Ärendebalans (1) …" in later.page()
    matter = held.paragraphs[0]
    assert "Bordlagd 30 maj 2024" in later.get("draft_waiting").text
    assert later.post("draft_take_up", arende=matter.public_id).status_code == 200
    taken = later.meeting.paragraphs.get(origin=matter)
    assert taken.decisions.get().is_prepared
    assert "Ärendebalans" not in later.page()
    assert "väntar inte längre" in sentence(later.post("draft_take_up", arende=matter.public_id))


def test_a_waiting_matter_is_written_off_only_by_the_board(later, held):
    html = later.get("draft_waiting").text
    assert "Ska styrelsen avskriva ett ärende" in html
    assert "Avför" not in html


def test_meeting_without_waiting_matters_says_so(editor, held):
    assert "Ärendebalans" not in editor.page()
    assert (
        "Inget ärende är bordlagt, återremitterat eller hänskjutet hit." in editor.get("draft_waiting").text
    )
