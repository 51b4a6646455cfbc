"""Finished notes of a group that only advises."""

from dataclasses import replace
from datetime import date

from meetings.actions.attending import set_all_present
from meetings.actions.freezing import freeze_protocol
from meetings.models import Body, ProtocolVersion
from meetings.querysets import own_protocol
from tests.worlds.boards import MEETING_DAY, Board, at, make_meeting, make_paragraph
from tests.worlds.laid_out import laid_out_once


def make_notes_body(board: Board) -> Body:
    """A preparatory group without seats."""
    return Body.objects.create(
        association=board.association,
        slug="beredningen",
        name="Beredningsgruppen",
        kind=Body.Kind.PREPARATORY_GROUP,
        document_title="Minnesanteckningar",
    )


def make_notes(
    board: Board, body: Body, *, day: date = MEETING_DAY, publish: bool = True, **changes: object
) -> ProtocolVersion:
    """Finished notes of one §."""
    meeting = make_meeting(replace(board, body=body), day=day, publish=publish, **changes)
    set_all_present(meeting=meeting, by=board.secretary, at=at(day))
    make_paragraph(meeting, board.secretary, heading="Läget i insatserna", decisions=())
    with laid_out_once():
        return freeze_protocol(protocol=own_protocol(meeting), by=board.secretary, at=at(day, 15))
