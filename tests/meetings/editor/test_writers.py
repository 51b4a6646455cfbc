"""Who else writes in the draft: seen by colleagues, asked about before it is locked, and kept nowhere."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.actions.writers import FORGOTTEN_AFTER, see_writer
from meetings.actions.writing import digest
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Decision, Paragraph, Person, Protocol, Writer
from meetings.querysets import state_of
from meetings.reads.writers import OPEN_FOR, UNSAVED_FOR, WRITES_FOR, writers_to_ask
from meetings.workflow import ProtocolState
from tests.meetings.draft_pages import Editor, plain, sentence
from tests.worlds import boards
from tests.worlds.boards import Board, make_person
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def protocol(board: Board) -> Protocol:
    return boards.make_ready(board)


@pytest.fixture
def karl(board: Board, protocol: Protocol) -> Editor:
    return editor_of(board.secretary, protocol)


@pytest.fixture
def eva(board: Board, protocol: Protocol) -> Editor:
    return editor_of(board.manager, protocol)


def editor_of(person: Person, protocol: Protocol) -> Editor:
    client = Client()
    client.force_login(person)
    return Editor(client, protocol.meeting)


def first(protocol: Protocol) -> Paragraph:
    return protocol.meeting.paragraphs.order_by("position")[0]


def second(protocol: Protocol) -> Paragraph:
    return protocol.meeting.paragraphs.order_by("position")[1]


def tell(editor: Editor, tab: str, **told: object) -> list[dict[str, object]]:
    return editor.post("draft_writer", flik=tab, **told).json()["writers"]


def write(editor: Editor, tab: str, row: Paragraph, text: str) -> None:
    key, base = f"paragraph/{row.public_id}/text", digest(row.text)
    told = {"flik": tab, "nu": row.public_id, "skrev": 1, "osparat": 0}
    assert editor.post("draft_text_save", key=key, value=text, base=base, **told).status_code == 200


def see(protocol: Protocol, by: Person, at: datetime, tab: str = "eva", **told: object) -> None:
    row = told.pop("row", None) or first(protocol)
    see_writer(meeting=protocol.meeting, tab=tab, paragraph=row.public_id, by=by, at=at, **told)  # type: ignore[arg-type, union-attr]


def asked(protocol: Protocol, by: Person, at: datetime) -> list[str]:
    return [plain(one) for one in writers_to_ask(read_draft(protocol), by=by, at=at).values()]


def test_colleague_is_seen_in_the_paragraph_that_is_written_in(
    karl: Editor, eva: Editor, protocol: Protocol
) -> None:
    assert tell(karl, "karls") == []
    write(eva, "evas", first(protocol), "<p>Evas ord.</p>")
    [seen] = tell(karl, "karls")
    assert (seen["paragraph"], seen["here"]) == (first(protocol).public_id, "Eva Lindmark skriver här")
    # She goes to another §.
    tell(eva, "evas", nu=second(protocol).public_id)
    [seen] = karl.get("draft_state", flik="karls").json()["writers"]
    assert (seen["paragraph"], seen["name"]) == (second(protocol).public_id, "Eva Lindmark")


def test_own_other_tab_is_said_to_be_ones_own(karl: Editor, protocol: Protocol) -> None:
    tell(karl, "first", nu=first(protocol).public_id)
    [seen] = tell(karl, "second")
    assert (seen["here"], seen["name"]) == ("Du är här i en annan flik", "")
    assert tell(karl, "first") == [dict(seen, tab="second", paragraph="")]


def test_page_that_was_left_or_is_silent_is_seen_no_more(
    board: Board, karl: Editor, eva: Editor, protocol: Protocol
) -> None:
    tell(eva, "evas")
    assert len(tell(karl, "karls")) == 1
    tell(eva, "evas", stangs=1)
    assert tell(karl, "karls") == []
    see(protocol, board.manager, timezone.now() - OPEN_FOR - timedelta(seconds=1))
    assert tell(karl, "karls") == []


def test_rows_are_forgotten_without_a_job(board: Board, protocol: Protocol) -> None:
    now = timezone.now()
    see(protocol, board.manager, now - FORGOTTEN_AFTER - timedelta(seconds=1), tab="old")
    see(protocol, board.manager, now, tab="new")
    assert list(Writer.objects.values_list("tab", flat=True)) == ["new"]


def test_two_with_one_name_are_told_apart(board: Board, karl: Editor, protocol: Protocol) -> None:
    twin = make_person("Eva", "Lindmark", title="Controller", email="eva.tva@example.org")
    for person, tab in ((board.manager, "one"), (twin, "two")):
        see(protocol, person, timezone.now(), tab=tab)
    names = {str(one["name"]) for one in tell(karl, "karls")}
    assert len(names) == 2
    assert "Eva Lindmark" not in names


def test_reading_writes_nothing_and_others_cannot_tell_of_themselves(
    board: Board, karl: Editor, protocol: Protocol
) -> None:
    for name in ("draft_edit", "draft_state"):
        assert karl.get(name, flik="karls", nu=first(protocol).public_id).status_code == 200
    assert editor_of(board.auditor, protocol).post("draft_writer", flik="x").status_code == 404
    assert not Writer.objects.exists()


@pytest.mark.parametrize("tab", ["", "a b", "\0", "x" * 21])
def test_page_without_a_proper_name_is_not_seen(karl: Editor, tab: str) -> None:
    assert karl.post("draft_writer", flik=tab).status_code == 200
    assert not Writer.objects.exists()


def test_questions_do_not_grow_with_the_writers(board: Board, karl: Editor, protocol: Protocol) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            tell(karl, "karls")
        return len(found)

    see(protocol, board.manager, timezone.now())
    questions()  # the first read of the draft is noted
    few = questions()
    for number in range(5):
        see(protocol, board.manager, timezone.now(), tab=f"tab{number}", row=second(protocol))
    assert questions() == few


def test_nothing_of_it_stands_in_history_snapshot_or_log(
    board: Board, eva: Editor, protocol: Protocol
) -> None:
    before = {model: model.history.count() for model in (Paragraph, Decision)}
    tell(eva, "evaspage", nu=first(protocol).public_id)
    assert before == {model: model.history.count() for model in (Paragraph, Decision)}
    despite = list(writers_to_ask(read_draft(protocol), by=board.secretary, at=timezone.now()))
    version = freeze_protocol(protocol=protocol, by=board.secretary, at=timezone.now(), despite=despite)
    assert "evaspage" not in json.dumps(version.snapshot)


def test_lock_asks_first_who_writes_where_and_then_locks(
    karl: Editor, eva: Editor, protocol: Protocol
) -> None:
    write(eva, "evas", first(protocol), "<p>Evas ord.</p>")
    form = plain(karl.get("draft_freeze").text)
    assert "Eva Lindmark skrev i § 1 kl. " in form
    assert "Lås ändå" in form
    assert "Kryssa för alla som skriver" in sentence(karl.post("draft_freeze"))
    assert state_of(protocol) == ProtocolState.DRAFT
    assert karl.post("draft_freeze", despite="evas").json()["go"]
    assert state_of(protocol) == ProtocolState.FROZEN


def test_locking_itself_refuses_while_nobody_has_been_asked(board: Board, protocol: Protocol) -> None:
    at = boards.at()
    see(protocol, board.manager, at, typed=True)
    with pytest.raises(RuleViolation, match=r"det ska låsas ändå\. Eva Lindmark skrev i §\s1 kl"):
        freeze_protocol(protocol=protocol, by=board.secretary, at=at)
    later = at + WRITES_FOR
    assert freeze_protocol(protocol=protocol, by=board.secretary, at=later).number == 1


def test_who_is_asked_about_before_a_lock(board: Board, protocol: Protocol) -> None:
    """Whoever has just typed or has unsaved words; of one's own pages only those with unsaved words."""
    at = boards.at()
    karl, eva = board.secretary, board.manager
    see(protocol, eva, at, tab="reads")
    see(protocol, karl, at, tab="own", typed=True)
    assert asked(protocol, karl, at) == []
    see(protocol, karl, at, tab="own", is_unsaved=True)
    see(protocol, eva, at, tab="reads", typed=True, row=second(protocol))
    assert asked(protocol, karl, at) == [
        "Eva Lindmark skrev i § 2 kl. 12.00.",
        "Du har text i § 1 i en annan flik. Den är inte sparad.",
    ]
    see(protocol, eva, at, tab="reads", is_unsaved=True)
    assert asked(protocol, karl, at)[0] == "Eva Lindmark skriver i § 1. Texten är inte sparad."
    # Without contact since then: believed for a while, and not for ever.
    assert len(asked(protocol, karl, at + UNSAVED_FOR - timedelta(seconds=1))) == 2
    assert asked(protocol, karl, at + UNSAVED_FOR) == []


def test_paragraphs_verified_at_once_ask_about_those_paragraphs_alone(
    board: Board, protocol: Protocol
) -> None:
    at = boards.at()
    see(protocol, board.manager, at, typed=True)
    signed = {"by": board.secretary, "at": at}
    with pytest.raises(RuleViolation, match=r"Eva Lindmark skrev i §\s1 kl"):
        freeze_immediately(paragraphs=[first(protocol)], **signed)
    see(protocol, board.manager, at, typed=True, row=second(protocol))
    assert freeze_immediately(paragraphs=[first(protocol)], **signed).number == 1


def test_dialog_of_immediate_verification_asks_about_the_chosen_paragraph(
    board: Board, karl: Editor, protocol: Protocol
) -> None:
    see(protocol, board.manager, timezone.now(), typed=True)
    answer = karl.post("draft_immediate", paragraphs=first(protocol).public_id)
    assert "Eva Lindmark skrev i § 1" in sentence(answer)
    assert (
        karl.post("draft_immediate", paragraphs=first(protocol).public_id, despite="eva").status_code == 200
    )


def test_open_page_is_told_who_locked_and_when(board: Board, eva: Editor, protocol: Protocol) -> None:
    at = datetime.fromisoformat("2026-11-12T10:12:00+01:00")
    freeze_protocol(protocol=protocol, by=board.secretary, at=at)
    for answer in (eva.post("draft_writer", flik="evas"), eva.get("draft_state", flik="evas")):
        told = answer.json()
        assert told["locked"]
        assert plain(told["sentence"]) == "Karl Ostman låste protokollet kl. 10.12."


def test_locked_page_knows_whose_words_the_browser_keeps(
    board: Board, eva: Editor, protocol: Protocol
) -> None:
    freeze_protocol(protocol=protocol, by=board.secretary, at=boards.at())
    page = eva.get("draft_edit").text
    assert f'"person": "{board.manager.public_id}"' in page
    assert "after_lock" in page
    assert "draft-config" not in editor_of(board.auditor, protocol).get("draft_edit").text
