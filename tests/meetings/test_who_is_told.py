"""Who is told of a meeting as what, and what each of them may read of its agenda."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.approving_agenda import answer_approval, approval_hindrance, ask_approval
from meetings.actions.attaching import add_attachment, edit_attachment
from meetings.actions.attending import add_guest, remove_guest
from meetings.actions.declaring_recusal import declare_recusal, withdraw_declared_recusal
from meetings.actions.inviting import set_guest_address
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.actions.replying import KEPT, forget_old_replies
from meetings.actions.summoning import summon_on_paper, tell_new_guests
from meetings.actions.telling_agenda import tell_changes
from meetings.actions.writing import digest, save_text
from meetings.errors import RuleViolation
from meetings.models import (
    AgendaApproval,
    Attachment,
    Body,
    DeclaredRecusal,
    GuestAddress,
    GuestLink,
    Meeting,
    Paragraph,
    Person,
)
from meetings.reads.replies import replies_to, short_of_quorum
from meetings.reads.summonses import summonses_of
from tests.worlds.boards import Board, make_meeting, make_paragraph
from tests.worlds.letters import letters, set_job
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

pytestmark = pytest.mark.django_db

GUEST = "asa.lind@foreningen.example"


@made_once
def planned(board: Board) -> Meeting:
    """Two matters with a paper each; a guest takes part in the second."""
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    for heading in ("Ekonomi", "Ny insats"):
        paragraph = make_paragraph(meeting, board.secretary, heading=heading, decisions=())
        data = make_pdf()
        add_attachment(
            paragraph=paragraph, file_name=f"{heading}.pdf", data=data, by=board.secretary, at=timezone.now()
        )
    guest = add_guest(
        meeting=meeting,
        name="Åsa Lind",
        paragraphs=[of(meeting, "Ny insats")],
        by=board.secretary,
        at=timezone.now(),
    )
    set_guest_address(guest=guest, email=GUEST, by=board.secretary, at=timezone.now())
    return meeting


def of(meeting: Meeting, heading: str) -> Paragraph:
    return Paragraph.objects.get(meeting=meeting, heading=heading)


def summoned(meeting: Meeting, by: Person) -> Meeting:
    return pass_meeting_to(meeting=meeting, state="summoned", by=by, at=timezone.now())


def reword(paragraph: Paragraph, heading: str, by: Person) -> None:
    save_text(
        row=paragraph,
        field="heading",
        value=heading,
        base=digest(paragraph.heading),
        by=by,
        at=timezone.now(),
    )


def link_in(body: str) -> str:
    found = re.search(r"https?://\S+(/inbjudan/\S+/)", body)
    assert found
    return found[1]


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(meeting: Meeting, name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key, *more])


def test_auditor_is_told_for_knowledge_and_answers_nothing(board: Board, planned: Meeting) -> None:
    summoned(planned, board.secretary)
    told = letters(board.auditor.email)
    assert [one.subject.partition(" –")[0] for one in told if "Kallelse" in one.subject] == [
        told[-1].subject.partition(" –")[0]
    ]
    assert "för kännedom" in told[-1].subject
    assert "/svar/" not in told[-1].body
    assert board.auditor.pk not in {one.id for one in replies_to(planned, timezone.now()).summoned}


def test_other_bodies_tell_no_auditor(board: Board, planned: Meeting) -> None:
    Body.objects.filter(pk=board.body.pk).update(kind=Body.Kind.PREPARATORY_GROUP)
    summoned(Meeting.objects.get(pk=planned.pk), board.secretary)
    assert not letters(board.auditor.email)
    assert letters(board.chair.email)


def test_guest_is_told_of_their_own_matters_alone(board: Board, planned: Meeting) -> None:
    summoned(planned, board.secretary)
    (letter,) = letters(GUEST)
    assert "Ny insats" in letter.body
    assert "Ekonomi" not in letter.body
    read = Client().get(link_in(letter.body))
    assert "Ny insats" in read.text
    assert "Ekonomi" not in read.text
    assert read["X-Robots-Tag"] == "noindex, nofollow"
    assert Client().get(link_in(letter.body) + "bilaga/2/").status_code == 200
    assert Client().get(link_in(letter.body) + "bilaga/1/").status_code == 404


def test_guest_without_matters_takes_part_in_all(board: Board, planned: Meeting) -> None:
    guest = add_guest(meeting=planned, name="Bo Ek", by=board.secretary, at=timezone.now())
    set_guest_address(guest=guest, email="bo@example.org", by=board.secretary, at=timezone.now())
    summoned(planned, board.secretary)
    (letter,) = letters("bo@example.org")
    assert "hela sammanträdet" in letter.body
    assert "Ekonomi" in Client().get(link_in(letter.body)).text


def test_paper_kept_in_the_board_is_not_shown_to_guests(board: Board, planned: Meeting) -> None:
    paper = Attachment.objects.get(paragraph=of(planned, "Ny insats"))
    edit_attachment(attachment=paper, kept_in_board=True, by=board.secretary, at=timezone.now())
    summoned(planned, board.secretary)
    link = link_in(letters(GUEST)[0].body)
    assert "Bilaga" not in Client().get(link).text
    assert Client().get(link + "bilaga/2/").status_code == 404
    assert signed_in(board.member).get(page(planned, "meeting_paper", 2)).status_code == 200


def test_paper_kept_in_the_board_cannot_be_published(board: Board, planned: Meeting) -> None:
    paper = Attachment.objects.get(paragraph=of(planned, "Ny insats"))
    edit_attachment(attachment=paper, publish=True, by=board.secretary, at=timezone.now())
    with pytest.raises(RuleViolation, match="kan inte publiceras"):
        edit_attachment(attachment=paper, kept_in_board=True, by=board.secretary, at=timezone.now())


def test_guest_is_told_again_only_of_what_concerns_them(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    at = timezone.now() + timedelta(minutes=5)
    reword(of(meeting, "Ekonomi"), "Ekonomin i stort", board.secretary)
    meeting = tell_changes(meeting=meeting, by=board.secretary, at=at)
    assert len(letters(GUEST)) == 1
    assert len(letters(board.auditor.email)) == 2
    reword(of(meeting, "Ny insats"), "Nya insatsen", board.secretary)
    meeting = tell_changes(meeting=meeting, by=board.secretary, at=at + timedelta(minutes=5))
    assert len(letters(GUEST)) == 2
    assert "Nya insatsen: rubriken är ändrad" in letters(GUEST)[-1].body
    assert "Ekonomi" not in letters(GUEST)[-1].body
    assert len([one for one in summonses_of(meeting) if one.guest_email == GUEST]) == 1


def test_everyone_hears_of_another_day_and_of_a_meeting_that_is_off(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    moved = edit_meeting(
        meeting=meeting, date=meeting.date + timedelta(days=1), by=board.secretary, at=timezone.now()
    )
    assert "Dag:" in letters(GUEST)[-1].body
    pass_meeting_to(meeting=moved, state="cancelled", by=board.secretary, at=timezone.now())
    for address in (GUEST, board.auditor.email, board.member.email):
        assert letters(address)[-1].subject.startswith("Inställt")
    assert Client().get(link_in(letters(GUEST)[0].body)).status_code == 404


def test_guest_who_comes_later_is_told_with_a_press(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    guest = add_guest(meeting=meeting, name="Bo Ek", by=board.secretary, at=timezone.now())
    set_guest_address(guest=guest, email="Bo@Example.org", by=board.secretary, at=timezone.now())
    office = signed_in(board.secretary)
    assert "Bo Ek" in office.get(page(meeting, "meeting_detail")).text
    office.post(page(meeting, "guests_tell"))
    assert len(letters("bo@example.org")) == 1
    with pytest.raises(RuleViolation, match="redan fått veta"):
        tell_new_guests(meeting=meeting, by=board.secretary, at=timezone.now())


def test_link_of_a_guest_who_is_taken_away_shows_nothing(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    link = link_in(letters(GUEST)[0].body)
    remove_guest(guest=meeting.attendees.get(name="Åsa Lind"), by=board.secretary, at=timezone.now())
    assert Client().get(link).status_code == 404


def test_addresses_of_guests_are_forgotten(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    forget_old_replies(at=timezone.now() + KEPT)
    assert GuestAddress.objects.exists()
    assert GuestLink.objects.exists()
    forget_old_replies(
        at=timezone.now() + KEPT + timedelta(days=(meeting.date - timezone.localdate()).days + 1)
    )
    assert not GuestAddress.objects.exists()
    assert not GuestLink.objects.exists()


def test_letter_that_did_not_arrive_is_told_and_goes_another_way(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    row = meeting.summonses.get(person=board.member)
    set_job(row.letter, "failed")
    office = signed_in(board.secretary)
    assert office.get(page(meeting, "meeting_detail")).text.count("Mejlet kom inte fram") == 1
    office.post(page(meeting, "summons_on_paper", row.public_id))
    made = summonses_of(meeting).get(person=board.member)
    assert made.file
    assert "Mejlet kom inte fram" not in office.get(page(meeting, "meeting_detail")).text
    with pytest.raises(RuleViolation, match="redan på papper"):
        summon_on_paper(summons=row, by=board.secretary, at=timezone.now())


@pytest.fixture
def wanted(board: Board) -> None:
    """The chair approves the summons before it is sent."""
    Body.objects.filter(pk=board.body.pk).update(chair_approves_summons=True)


@pytest.mark.usefixtures("wanted")
def test_summons_waits_for_the_chair(board: Board, planned: Meeting) -> None:
    meeting = Meeting.objects.get(pk=planned.pk)
    with pytest.raises(RuleViolation, match="godkänna kallelsen innan"):
        summoned(meeting, board.secretary)
    ask_approval(meeting=meeting, by=board.secretary, at=timezone.now())
    assert letters(board.chair.email)[-1].subject.startswith("Godkänn kallelsen")
    with pytest.raises(RuleViolation, match="inte godkänt"):
        summoned(meeting, board.secretary)
    chair = signed_in(board.chair)
    assert "Godkänn kallelsen" in chair.get(page(meeting, "meeting_agenda")).text
    chair.post(page(meeting, "summons_approve"))
    assert "godkänt kallelsen" in letters(board.secretary.email)[-1].body
    assert summoned(meeting, board.secretary).state == Meeting.State.SUMMONED


@pytest.mark.usefixtures("wanted")
def test_chair_sends_it_back_with_words(board: Board, planned: Meeting) -> None:
    meeting = Meeting.objects.get(pk=planned.pk)
    ask_approval(meeting=meeting, by=board.secretary, at=timezone.now())
    chair = signed_in(board.chair)
    refused = chair.post(page(meeting, "summons_return"), {"words": " "})
    assert refused.status_code == 422
    chair.post(page(meeting, "summons_return"), {"words": "Flytta upp ekonomin."})
    assert "Flytta upp ekonomin." in signed_in(board.secretary).get(page(meeting, "meeting_detail")).text
    assert "Flytta upp ekonomin." in letters(board.secretary.email)[-1].body
    ask_approval(meeting=meeting, by=board.secretary, at=timezone.now())
    assert AgendaApproval.objects.count() == 2


@pytest.mark.usefixtures("wanted")
def test_what_is_changed_afterwards_is_approved_anew(board: Board, planned: Meeting) -> None:
    meeting = Meeting.objects.get(pk=planned.pk)
    ask_approval(meeting=meeting, by=board.secretary, at=timezone.now())
    answer_approval(meeting=meeting, approved=True, by=board.chair, at=timezone.now())
    assert approval_hindrance(meeting, timezone.now()) == ""
    reword(of(meeting, "Ekonomi"), "Bokslut", board.secretary)
    assert "ändrats sedan den godkändes" in approval_hindrance(meeting, timezone.now())


@pytest.mark.usefixtures("wanted")
def test_nobody_else_approves(board: Board, planned: Meeting) -> None:
    meeting = Meeting.objects.get(pk=planned.pk)
    ask_approval(meeting=meeting, by=board.secretary, at=timezone.now())
    with pytest.raises(RuleViolation, match="Bara ordföranden"):
        answer_approval(meeting=meeting, approved=True, by=board.member, at=timezone.now())
    assert signed_in(board.member).post(page(meeting, "summons_approve")).status_code == 404
    assert signed_in(board.member).get(page(meeting, "meeting_agenda")).status_code == 404


def test_member_declares_and_takes_back(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    matter = of(meeting, "Ny insats")
    member = signed_in(board.member)
    address = page(meeting, "recusal_declare", matter.public_id)
    assert "Anmäl jäv" in member.get(page(meeting, "meeting_agenda")).text
    member.post(address, {"reason": "Sitter i föreningens styrelse."})
    assert "Sitter i föreningens styrelse." in letters(board.secretary.email)[-1].body
    assert "Du har anmält jäv" in member.get(page(meeting, "meeting_agenda")).text
    member.post(address, {"withdraw": "1"})
    assert not DeclaredRecusal.objects.exists()


def test_only_one_with_a_mandate_before_the_meeting(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    matter = of(meeting, "Ny insats")
    with pytest.raises(RuleViolation, match="uppdrag"):
        declare_recusal(paragraph=matter, by=board.auditor, at=timezone.now())
    pass_meeting_to(meeting=meeting, state="open", by=board.secretary, at=timezone.now())
    for act in (declare_recusal, withdraw_declared_recusal):
        with pytest.raises(RuleViolation, match="har börjat"):
            act(paragraph=matter, by=board.member, at=timezone.now())


def test_papers_are_left_out_only_where_the_body_says_so(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    declare_recusal(paragraph=of(meeting, "Ny insats"), by=board.member, at=timezone.now())
    member, paper = signed_in(board.member), page(meeting, "meeting_paper", 2)
    assert member.get(paper).status_code == 200
    Body.objects.filter(pk=board.body.pk).update(leaves_out_recused=True)
    assert member.get(paper).status_code == 404
    assert member.get(page(meeting, "meeting_paper", 1)).status_code == 200
    said = " ".join(member.get(page(meeting, "meeting_agenda")).text.split())
    assert "1 handling visas inte för dig" in said
    assert signed_in(board.chair).get(paper).status_code == 200


def test_declared_jav_counts_before_the_meeting(board: Board, planned: Meeting) -> None:
    meeting = summoned(planned, board.secretary)
    for person in (board.chair, board.member, board.verifier):
        signed_in(person).post(page(meeting, "meeting_agenda"), {"kind": "coming"})
    assert short_of_quorum(replies_to(meeting, timezone.now())) == []
    declare_recusal(paragraph=of(meeting, "Ny insats"), by=board.member, at=timezone.now())
    assert [one[0] for one in short_of_quorum(replies_to(meeting, timezone.now()))] == ["Ny insats"]
