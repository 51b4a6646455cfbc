"""Each letter about a protocol: to whom, where its links lead, and words that hold when it is read later."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from meetings.actions.changing import answer_request, request_change, withdraw_protocol
from meetings.actions.freezing import freeze_protocol
from meetings.actions.noticing import register_down, register_up
from meetings.actions.registering import invite_person
from meetings.actions.reminding import remind, remind_all
from meetings.actions.telling_boards import send_posting_again
from meetings.models import Posting, ProtocolVersion
from tests.worlds.boards import Board, at, let_stand_in, make_board, make_frozen, sign
from tests.worlds.letters import Letter, letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
RELATIVE = re.compile(r"\b(i dag|idag|i går|i morgon|imorgon|i övermorgon|nästa vecka)\b", re.IGNORECASE)


@made_once
def board() -> Board:
    """The board waits for the secretary, who signs first."""
    return make_board(awaits_secretary=True)


@made_once
def version(board: Board) -> ProtocolVersion:
    return make_frozen(board, deputy_verifier=board.member)


def links(letter: Letter) -> list[str]:
    """The names of the pages it leads to."""
    found = re.findall(r"https?://\S+", letter.body)
    return [resolve(urlsplit(one).path).url_name for one in found]


def test_whole_way_of_a_protocol_in_letters(board: Board, version: ProtocolVersion) -> None:
    everything = [*first_round(board, version), *second_round(board, version.protocol.versions.first())]
    for letter in everything:
        assert not RELATIVE.search(letter.body), letter
        assert "Förbundsstyrelsen" not in letter.body.replace("Organ: Förbundsstyrelsen", ""), letter
        assert "brev" not in letter.body, letter
        assert letter.reply_to == board.association.email


def first_round(board: Board, version: ProtocolVersion) -> list[Letter]:
    """Asked to sign, asked to step in, a change that the chair refuses."""
    freeze_letters = letters()
    assert freeze_letters == []  # the secretary froze it and needs no letter
    sign(version, board.secretary)
    chair, verifier = letters()
    assert (chair.to, verifier.to) == (board.chair.email, board.verifier.email)
    assert "Du är ordförande. Protokollet ska vara justerat senast den 13 juni 2024." in chair.body
    assert links(chair) == ["protocol_verify"]

    remind_all(version=version, at=at(date(2024, 6, 14)), by=board.manager)
    let_stand_in(version, board.member, by=board.chair, moment=at(date(2024, 6, 14)))
    remind(signatory=version.signatories.get(person=board.member), at=at(date(2024, 6, 14)), by=board.manager)
    reminded = letters()[2:]
    assert [one.to for one in reminded] == [
        board.chair.email,
        board.verifier.email,
        board.member.email,
        board.verifier.email,
        board.member.email,
    ]
    assert "Petra Sandell får skriva under" in reminded[-2].body
    assert "Henrik Brolin kan inte skriva under (bortrest)" in reminded[-1].body
    assert all(links(one) == ["protocol_verify"] for one in reminded[2:])

    asked = request_change(
        version=version,
        by=board.verifier,
        at=at(date(2024, 6, 14), 17),
        reason="Yrkandet saknas.",
        paragraph=version.protocol.paragraphs.first(),
        proposed_text="Henrik Brolin yrkade återremiss.",
    )
    told = letters()[7:]  # the secretary's signature is void, which the same letter says
    assert {one.to for one in told} == {board.secretary.email, board.manager.email}
    assert [links(one) for one in told] == [["verification_status"]] * 2
    answer_request(
        request=asked, by=board.chair, at=at(date(2024, 6, 14), 18), outcome="kept", text="Det fanns inget."
    )
    answered = letters()[-1]
    assert answered.to == board.verifier.email
    assert "avvikande mening" in answered.body
    return letters()


def second_round(board: Board, version: ProtocolVersion) -> list[Letter]:
    """Taken back by the secretary, verified by the deputy, posted, taken down too early."""
    before = len(letters())
    freeze = at(date(2024, 6, 15))
    second = freeze_protocol(protocol=version.protocol, by=board.manager, at=freeze)
    sign(second, board.secretary, moment=freeze)
    withdraw_protocol(version=second, by=board.manager, at=freeze, reason="Fel bilaga.")
    third = freeze_protocol(protocol=version.protocol, by=board.secretary, at=freeze)
    let_stand_in(third, board.member, by=board.chair, moment=freeze)
    for person in (board.secretary, board.chair, board.member):
        sign(third, person, moment=freeze)
    verified = [one for one in letters() if "är justerat – " in one.subject]
    assert {one.to for one in verified} == {board.secretary.email, board.manager.email}
    assert [links(one) for one in verified] == [["notice_status", "verification_status"]] * 2
    told = [one for one in letters() if one.subject.startswith("Justerat protokoll från")]
    board_and_auditor = {board.chair, board.verifier, board.member, board.deputy, board.auditor}
    assert {one.to for one in told} >= {one.email for one in board_and_auditor}
    assert not {one.to for one in told} & {board.secretary.email, board.manager.email}
    assert links(told[0]) == ["protocol_verify"]

    posting = Posting.objects.get(party=board.parties["RVN"])
    register_up(posting=posting, day=date(2024, 6, 17), name="Rut Ek", at=at(date(2024, 6, 17)))
    register_down(posting=posting, day=date(2024, 6, 20), name="Rut Ek", at=at(date(2024, 6, 20)))
    gap = letters()[-1]
    assert links(gap) == ["notice_status"]
    assert "togs ner den 20 juni 2024 hos Region Vallnäs" in gap.body
    send_posting_again(posting=posting, at=at(date(2024, 6, 20)), by=board.manager)
    reminder = letters()[-1]
    assert "togs ner för tidigt hos Region Vallnäs, den 20 juni 2024" in reminder.body
    assert links(reminder) == ["protocol_detail", "posting_answer", "notice_detail"]
    return letters()[before:]


def test_board_that_has_put_it_up_is_not_told_that_nobody_answered(
    board: Board, version: ProtocolVersion
) -> None:
    for person in (board.secretary, board.chair, board.verifier):
        sign(version, person, moment=at(date(2024, 6, 10)))
    posting = Posting.objects.get(party=board.parties["RVN"])
    register_up(posting=posting, day=date(2024, 6, 11), name="Rut Ek", at=at(date(2024, 6, 11)))
    send_posting_again(posting=posting, at=at(date(2024, 6, 12)), by=board.manager)
    letter = letters()[-1]
    assert "sattes tillkännagivandet nedan upp den 11 juni 2024" in letter.body
    assert "Anslaget uppsatt: 11 juni 2024" in letter.body
    assert "inte fått besked" not in letter.body


def test_invitation_says_what_one_is_invited_to(board: Board) -> None:
    invite_person(person=board.member, association=board.association, by=board.manager, at=at())
    invite_person(person=board.manager, association=board.association, by=board.secretary, at=at())
    member, manager = [letter.body for letter in letters()[-2:]]
    assert "justerar när det är din tur" in member
    assert "förbereder du sammanträden" in manager
    assert "justerar" not in manager


def test_invitation_leads_to_a_new_password_and_to_signing_in(board: Board) -> None:
    board.member.set_unusable_password()
    board.member.save()
    invite_person(person=board.member, association=board.association, by=board.manager, at=at())
    assert links(letters()[-1]) == ["account_reset_password_from_key", "account_login"]
