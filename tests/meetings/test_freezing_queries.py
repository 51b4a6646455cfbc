"""A freeze reads the draft once: what it asks does not grow with the protocol."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.actions.freezing import freeze_protocol
from meetings.models import (
    Attendee,
    Ballot,
    Election,
    Meeting,
    Office,
    Presenter,
    Proposal,
    ProposalMover,
    Reservation,
    Statement,
    SubItem,
    Vote,
)
from tests.worlds.boards import MEETING_DAY, Board, at, make_paragraph, make_ready

pytestmark = pytest.mark.django_db
MOST_QUESTIONS = 47


def fill(meeting: Meeting, board: Board, paragraphs: int) -> None:
    """§§ in which everything has happened that is read with a §."""
    members = list(meeting.attendees.filter(kind=Attendee.Kind.MEMBER))
    for number in range(paragraphs):
        one = make_paragraph(meeting, board.secretary, heading=f"Mer {number}")
        SubItem.objects.create(paragraph=one, position=1, heading="Del", text="<p>Text.</p>")
        Presenter.objects.create(paragraph=one, attendee=members[0])
        proposal = Proposal.objects.create(paragraph=one, position=1, text="bifall")
        ProposalMover.objects.create(proposal=proposal, attendee=members[0])
        ballot = Ballot.objects.create(paragraph=one, position=1)
        for member in members:
            Vote.objects.create(
                ballot=ballot, attendee=member, choice=Vote._meta.get_field("choice").choices[0][0]
            )
        Reservation.objects.create(paragraph=one, attendee=members[1], text="<p>Nej.</p>")
        Statement.objects.create(
            paragraph=one, attendee=members[1], kind=Statement.Kind.NOTE, text="<p>Så.</p>"
        )
        Election.objects.create(
            paragraph=one, office=Office.Kind.CHAIR, person=board.chair, first_day=MEETING_DAY
        )


def questions_of_a_freeze(board: Board, day: date, paragraphs: int) -> list[str]:
    protocol = make_ready(board, day=day)
    fill(protocol.meeting, board, paragraphs - 2)
    with CaptureQueriesContext(connection) as asked:
        freeze_protocol(protocol=protocol, by=board.secretary, at=at(day))
    return [one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT")]


def test_freeze_asks_as_much_of_a_long_protocol_as_of_a_short_one(board):
    few = questions_of_a_freeze(board, MEETING_DAY, 3)
    many = questions_of_a_freeze(board, MEETING_DAY + timedelta(days=30), 50)
    assert len(set(few)) == len(few), "nothing is asked twice"
    # The first meeting of a series is asked once more, for one in an earlier year.
    assert len(many) <= len(few) <= MOST_QUESTIONS
    assert len(few) - len(many) <= 1
