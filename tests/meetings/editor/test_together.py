"""Somebody reads the draft while a colleague changes it: always one protocol, never parts of two."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from meetings.actions.drafting import remove_paragraph
from meetings.draft.reading import read_draft
from meetings.draft.series import numbers_of
from meetings.models import Meeting, Paragraph
from meetings.querysets import one_moment, own_protocol
from tests.worlds.boards import Board, at, make_paragraph

pytestmark = pytest.mark.django_db(transaction=True)


def at_a_colleagues(paragraph: Paragraph, board: Board) -> None:
    """Removed in a connection of its own."""

    def remove() -> None:
        try:
            remove_paragraph(paragraph=paragraph, by=board.manager, at=at())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(remove).result()


def test_paragraph_that_goes_while_the_draft_is_read_still_has_its_number(board: Board, meeting: Meeting):
    first, second = (make_paragraph(meeting, board.secretary) for _ in range(2))
    with one_moment():
        read = list(Paragraph.objects.filter(meeting=meeting, removed_at__isnull=True))
        at_a_colleagues(first, board)
        assert set(numbers_of(meeting)) == {one.pk for one in read}
    assert set(numbers_of(meeting)) == {second.pk}


def test_draft_is_read_in_one_moment(board: Board, meeting: Meeting):
    make_paragraph(meeting, board.secretary)
    protocol = own_protocol(meeting)
    with CaptureQueriesContext(connections["default"]) as queries:
        read_draft(protocol)
    assert "REPEATABLE READ" in " ".join(query["sql"] for query in queries.captured_queries[:2])
