"""What cannot be in a §, whoever writes: the database refuses it by ORM, in bulk and by raw SQL."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model

from meetings.actions.dissenting import add_reservation
from meetings.actions.recusing import register_recusal, set_not_taking_part
from meetings.actions.voting import vote_openly
from meetings.models import (
    Abstention,
    Attendee,
    Ballot,
    Paragraph,
    Recusal,
    Reservation,
    Signature,
    Verification,
    Vote,
)
from tests.meetings.test_constraints import by_bulk, by_orm, by_sql
from tests.worlds.boards import MEETING_DAY, at, make_frozen
from tests.worlds.once import made_once
from tests.worlds.running_meeting import Held, make_held

pytestmark = pytest.mark.django_db

WAYS = pytest.mark.parametrize("write", [by_orm, by_bulk, by_sql])
type Write = Callable[[Any], None]


@made_once
def held() -> Held:
    """Petra is recused in § 1, takes no part in § 2, and has voted and reserved in § 3."""
    held = make_held()
    board, member = held.board, held.of(held.board.member)
    first, second, third = held.paragraphs
    register_recusal(paragraph=first, attendee=member, by=held.by, at=at())
    set_not_taking_part(paragraph=second, attendees=[member], by=held.by, at=at())
    everyone = [board.chair, board.verifier, board.member, board.other_member]
    vote_openly(paragraph=third, choices=dict.fromkeys(map(held.of, everyone), "no"), by=held.by, at=at())
    add_reservation(paragraph=third, attendee=member, by=held.by, at=at())
    return held


def refused(write: Write, row: Model, sentence: str) -> None:
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        write(row)


def vote(held: Held, paragraph: Paragraph, attendee: Attendee) -> Vote:
    ballot = paragraph.ballots.first() or Ballot.objects.create(paragraph=paragraph, position=1)
    return Vote(ballot=ballot, attendee=attendee, seat=None, choice="yes")


@WAYS
def test_recused_member_neither_votes_nor_reserves_nor_stays_out(held: Held, write: Write) -> None:
    first, member = held.paragraphs[0], held.of(held.board.member)
    for row in (
        vote(held, first, member),
        Reservation(paragraph=first, attendee=member),
        Abstention(paragraph=first, attendee=member),
    ):
        refused(write, row, "jävig")


@WAYS
def test_one_who_takes_no_part_neither_votes_nor_reserves(held: Held, write: Write) -> None:
    second, member = held.paragraphs[1], held.of(held.board.member)
    refused(write, vote(held, second, member), "inte deltar i beslutet")
    refused(write, Reservation(paragraph=second, attendee=member), "inte deltar i beslutet")
    refused(write, Recusal(paragraph=second, attendee=member), "inte deltar i beslutet")


@WAYS
def test_one_who_voted_took_part(held: Held, write: Write) -> None:
    third, member = held.paragraphs[2], held.of(held.board.member)
    refused(write, Abstention(paragraph=third, attendee=member), "har deltagit")
    refused(write, Recusal(paragraph=third, attendee=member), "har deltagit")
    write(Recusal(paragraph=third, attendee=member, how=Recusal.How.REJECTED))


@WAYS
def test_guest_and_member_of_another_meeting_decide_nothing(held: Held, write: Write) -> None:
    second = held.paragraphs[1]
    other = make_frozen(held.board, day=date(2024, 2, 1)).protocol.meeting
    for stranger in (held.of(held.board.manager), other.attendees.get(person=held.board.chair)):
        for row in (
            vote(held, second, stranger),
            Reservation(paragraph=second, attendee=stranger),
            Abstention(paragraph=second, attendee=stranger),
            Recusal(paragraph=second, attendee=stranger),
        ):
            refused(write, row, "har ett uppdrag i sammanträdet")


@WAYS
def test_nobody_votes_twice(held: Held, write: Write) -> None:
    third, member = held.paragraphs[2], held.of(held.board.member)
    with pytest.raises(IntegrityError, match="vote_one_per_attendee"), transaction.atomic():
        write(vote(held, third, member))


@WAYS
@pytest.mark.parametrize(
    ("kind", "way", "employment", "sentence"),
    [
        ("election", "open", False, "val eller anställning är sluten"),
        ("decision", "open", True, "val eller anställning är sluten"),
        ("decision", "closed", False, "Bara omröstning om val eller anställning"),
        ("decision", "hands", False, "redovisas med namn"),
    ],
)
def test_way_of_a_vote_follows_its_matter(
    held: Held, write: Write, kind: str, way: str, employment: bool, sentence: str
) -> None:
    Paragraph.objects.filter(pk=held.paragraphs[0].pk).update(kind=kind)
    refused(write, Ballot(paragraph=held.paragraphs[0], position=1, way=way, employment=employment), sentence)


def test_matter_does_not_become_another_under_its_vote(held: Held) -> None:
    with pytest.raises(DatabaseError, match="är sluten"), transaction.atomic():
        Paragraph.objects.filter(pk=held.paragraphs[2].pk).update(kind="election")
    Paragraph.objects.filter(pk=held.paragraphs[2].pk).update(kind="information")


def test_group_that_advises_counts_hands_in_any_matter(held: Held) -> None:
    held.board.body.kind = "preparatory_group"
    held.board.body.save(update_fields=["kind"])
    Ballot.objects.create(paragraph=held.paragraphs[0], position=1, way=Ballot.Way.HANDS)


@WAYS
def test_no_protocol_is_verified_before_its_meeting(held: Held, write: Write) -> None:
    version = make_frozen(held.board, day=date(2024, 2, 1))
    row = Verification(
        protocol=version.protocol,
        version=version,
        day=date(2024, 1, 31),
        at=at(MEETING_DAY),
        record={},
        original=version.file,
    )
    for signatory in version.signatories.all():
        Signature.objects.create(
            signatory=signatory, at=at(), method="Lösenord", sha256=version.sha256, level=1
        )
    refused(write, row, "före sammanträdet")
    row.day = date(2024, 2, 1)
    write(row)
