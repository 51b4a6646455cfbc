"""A board's draft of three §§, open in the editor of its secretary."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from meetings.models import Meeting
from tests.browser.editor.page import open_editor
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once


@made_once
def meeting(board: Board) -> Meeting:
    meeting = boards.make_ready(board, paragraphs=1).meeting
    boards.make_paragraph(meeting, board.secretary, heading="Följeforskning", text="<p>Bakgrund.</p>")
    boards.make_paragraph(meeting, board.secretary, heading="Övrigt", text="", decisions=())
    return meeting


@pytest.fixture
def editor(page: Page, board: Board, meeting: Meeting, sign_in: Callable[[Page, Any], None]) -> Page:
    sign_in(page, board.secretary)
    return open_editor(page, meeting)
