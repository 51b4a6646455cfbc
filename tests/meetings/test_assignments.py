"""What decisions ask somebody to do: it begins with the end of the meeting, follows the §, is reported."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from meetings.actions.assigning import add_assignment, change_assignment
from meetings.actions.changing import withdraw_protocol
from meetings.actions.drafting import edit_decision, remove_decision
from meetings.actions.following_up import (
    remind_of_assignments,
    reopen_assignment,
    report_assignment,
    write_off_assignment,
)
from meetings.actions.freezing import freeze_protocol
from meetings.actions.pausing import close_meeting, reopen_meeting
from meetings.actions.planning import pass_meeting_to
from meetings.errors import RuleViolation
from meetings.models import Assignment, Decision, Protocol, ProtocolVersion, Role
from meetings.reads.assignments import assignments_in, row_of
from tests.worlds.boards import MEETING_DAY, Board, at, make_board, make_meeting, make_ready, sign
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db
DUE = MEETING_DAY + timedelta(days=30)


@made_once
def board() -> Board:
    return make_board()


@made_once
def protocol(board: Board) -> Protocol:
    """A draft whose first § asks the manager for something by a day; its second asks nobody."""
    made = make_ready(board)
    decision = first_decision(made)
    edit_decision(decision=decision, responsible="Förbundschefen", due=DUE, by=board.secretary, at=at())
    return made


def first_decision(protocol: Protocol, paragraph: int = 0) -> Decision:
    row: Decision = protocol.meeting.paragraphs.order_by("position")[paragraph].decisions.first()
    return row


def close(protocol: Protocol, board: Board) -> None:
    close_meeting(meeting=protocol.meeting, end=time(11, 0), by=board.secretary, at=at(hour=13))


def begun(board: Board, protocol: Protocol) -> Assignment:
    close(protocol, board)
    return Assignment.objects.get()


def freeze(protocol: Protocol, board: Board, hour: int = 15) -> ProtocolVersion:
    return freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=hour))


def kinds(assignment: Assignment) -> list[str]:
    return list(assignment.notes.values_list("kind", flat=True))


def test_decision_becomes_an_open_one_when_the_meeting_closes(board: Board, protocol: Protocol) -> None:
    assert not Assignment.objects.exists()
    one = begun(board, protocol)
    assert (one.state, one.role, one.person, one.due, one.decided_due) == ("open", "manager", None, DUE, DUE)
    row = row_of(assignments_in(board.association).get(), MEETING_DAY)
    assert row.people == (board.manager,)
    assert row.unverified == "Protokollet är inte justerat än."
    version = freeze(protocol, board)
    for person in (board.secretary, board.chair, board.verifier):
        sign(version, person)
    row = row_of(assignments_in(board.association).get(), MEETING_DAY)
    assert row.unverified == ""
    assert kinds(one) == ["begun"]


def test_what_it_begins_with_is_saved_with_the_closing_or_not_at_all(
    board: Board, protocol: Protocol
) -> None:
    with pytest.raises(RuleViolation, match="före starttiden"):
        close_meeting(meeting=protocol.meeting, end=time(7, 0), by=board.secretary, at=at())
    assert not Assignment.objects.exists()


def test_it_follows_the_paragraph_until_it_is_verified(board: Board, protocol: Protocol) -> None:
    one = begun(board, protocol)
    reopen_meeting(meeting=protocol.meeting, by=board.secretary, at=at(hour=14))
    signed = {"by": board.secretary, "at": at(hour=14)}
    edit_decision(
        decision=first_decision(protocol), responsible="Petra Sandell", due=DUE + timedelta(days=1), **signed
    )
    close(protocol, board)
    one.refresh_from_db()
    assert (one.person, one.role, one.due) == (board.member, "", DUE + timedelta(days=1))
    version = freeze(protocol, board)
    withdraw_protocol(version=version, by=board.secretary, at=at(hour=16), reason="Fel.")
    edit_decision(decision=first_decision(protocol), responsible="", due=None, **signed)
    version = freeze(protocol, board, hour=17)
    one.refresh_from_db()
    assert one.state == "withdrawn"
    withdraw_protocol(version=version, by=board.secretary, at=at(hour=18), reason="Fel igen.")
    edit_decision(decision=first_decision(protocol), responsible="Kansliet", due=None, **signed)
    freeze(protocol, board, hour=19)
    one.refresh_from_db()
    assert (one.state, one.role, one.due) == ("open", "office", None)
    assert kinds(one) == ["begun", "followed", "withdrawn", "followed"]


def test_what_is_done_stays_done_when_the_decision_goes(board: Board, protocol: Protocol) -> None:
    one = begun(board, protocol)
    signed = {"by": board.secretary, "at": at(hour=14)}
    report_assignment(assignment=one, is_done=True, text="Planen är skickad.", **signed)
    remove_decision(decision=first_decision(protocol), **signed)
    add = protocol.meeting.paragraphs.order_by("position").first()
    Decision.objects.create(paragraph=add, position=1, text="att notera.")
    freeze(protocol, board)
    one.refresh_from_db()
    assert one.state == "done"
    assert one.notes.get(kind="done").text == "Planen är skickad."


def test_office_changes_what_it_added_and_nothing_that_is_decided(board: Board, protocol: Protocol) -> None:
    one = begun(board, protocol)
    signed = {"by": board.secretary, "at": at(hour=14)}
    with pytest.raises(RuleViolation, match=r"står i beslutet\. Bara förbundsstyrelsen") as refused:
        change_assignment(assignment=one, due=DUE + timedelta(days=1), person=None, role="manager", **signed)
    assert refused.value.field == "due"
    with pytest.raises(RuleViolation, match="Välj en person eller en roll"):
        change_assignment(assignment=one, due=DUE, person=None, **signed)
    change_assignment(assignment=one, due=DUE, person=board.member, together="Region Vallnäs", **signed)
    note = one.notes.get(kind="changed")
    assert "Person: Petra Sandell (förut ingen)" in note.text
    assert "Roll: ingen (förut förbundschefen)" in note.text
    own = add_assignment(decision=first_decision(protocol, 1), role="chair", due=DUE, **signed)
    change_assignment(assignment=own, due=DUE + timedelta(days=7), person=None, role="chair", **signed)
    assert Assignment.objects.get(pk=own.pk).due == DUE + timedelta(days=7)
    assert own.history.count() == 2


def test_database_keeps_what_a_verified_paragraph_says(board: Board, protocol: Protocol) -> None:
    one = begun(board, protocol)
    version = freeze(protocol, board)
    Assignment.objects.filter(pk=one.pk).update(text="att något annat.")
    Assignment.objects.filter(pk=one.pk).update(text=one.text)
    for person in (board.secretary, board.chair, board.verifier):
        sign(version, person)
    for change in ({"text": "att något annat."}, {"decided_due": None}, {"decided_responsible": "Kansliet"}):
        with pytest.raises(DatabaseError, match="bara i en ny paragraf"), transaction.atomic():
            Assignment.objects.filter(pk=one.pk).update(**change)


def test_who_has_it_reports_and_nobody_else(board: Board, protocol: Protocol) -> None:
    one = begun(board, protocol)
    with pytest.raises(RuleViolation, match="Bara den som har"):
        report_assignment(assignment=one, is_done=True, by=board.member, at=at(hour=14))
    with pytest.raises(RuleViolation, match="Skriv vad som har hänt"):
        report_assignment(assignment=one, is_done=False, by=board.manager, at=at(hour=14))
    report_assignment(assignment=one, is_done=True, by=board.manager, at=at(hour=14))
    with pytest.raises(RuleViolation, match="redan avslutat"):
        write_off_assignment(assignment=one, reason="Onödigt.", by=board.secretary, at=at(hour=15))


def test_role_follows_its_holder(board: Board, protocol: Protocol) -> None:
    begun(board, protocol)
    Role.objects.filter(person=board.manager).update(person=board.other_member)
    row = row_of(assignments_in(board.association).get(), MEETING_DAY)
    assert row.who == "Förbundschefen (Mona Edvinsson)"


def test_yearly_one_begins_again_and_is_taken_back_with_its_year(board: Board, protocol: Protocol) -> None:
    one = begun(board, protocol)
    signed = {"by": board.secretary, "at": at(hour=14)}
    change_assignment(assignment=one, due=DUE, person=None, role="manager", is_yearly=True, **signed)
    report_assignment(assignment=one, is_done=True, **signed)
    following = Assignment.objects.get(follows=one)
    assert (following.due, following.decided_due) == (date(2025, 6, 29), None)
    reopen_assignment(assignment=one, **signed)
    following.refresh_from_db()
    assert following.state == "withdrawn"
    report_assignment(assignment=one, is_done=True, **signed)
    following.refresh_from_db()
    assert following.state == "open"
    freeze(protocol, board)
    following.refresh_from_db()
    assert (following.state, following.due) == ("open", date(2025, 6, 29))


def test_reminders_go_once_each_to_who_has_it(board: Board, protocol: Protocol) -> None:
    begun(board, protocol)
    for days in (8, 7, 7, 6, 0, -1, -1):
        remind_of_assignments(at=at(DUE - timedelta(days=days), 8))
    sent = [one for one in letters() if one.subject.startswith("Påminnelse: ")]
    assert [one.to for one in sent] == [board.manager.email] * 2
    assert "Ska vara klart senast den 29 juni 2024." in sent[0].body
    report_assignment(assignment=Assignment.objects.get(), is_done=True, by=board.manager, at=at(DUE))
    assert remind_of_assignments(at=at(DUE, 9)) == 0


def test_chair_is_told_of_late_ones_with_the_summons(board: Board, protocol: Protocol) -> None:
    begun(board, protocol)
    freeze(protocol, board)
    later = make_meeting(board, day=DUE + timedelta(days=40))
    summoned = at(DUE + timedelta(days=20))
    pass_meeting_to(meeting=later, state="summoned", by=board.secretary, at=summoned)
    (letter,) = [one for one in letters() if one.subject.startswith("Ett försenat beslutsuppdrag")]
    assert letter.to == board.chair.email
    assert "Skulle ha varit klart senast den 29 juni 2024." in letter.body
    assert Assignment.objects.get().notes.filter(kind="told_late").count() == 1


def test_pages_lead_from_the_list_to_a_report(board: Board, protocol: Protocol) -> None:
    one = begun(board, protocol)
    office, slug = Client(), board.association.slug
    office.force_login(board.secretary)
    shown = office.get(reverse("assignment_list", args=[slug])).text
    assert "Förbundschefen (Eva Lindmark)" in shown
    assert "Försenat" in shown
    assert "Beslutsuppdrag" in office.get(reverse("todo", args=[slug])).text
    key = [slug, one.public_id]
    page = office.post(reverse("assignment_change", args=key), {"person": "", "role": ""})
    assert page.status_code == 422
    assert "Välj en person eller en roll." in page.text
    file = SimpleUploadedFile("plan.pdf", PDF)
    done = {"state": "done", "text": "Klart nu.", "document": file}
    page = office.post(reverse("assignment_report", args=key), done, follow=True).text
    assert "Klart nu." in page
    assert "plan.pdf" in page
    page = office.post(reverse("assignment_reopen", args=key), follow=True).text
    assert "Beslutsuppdraget är öppet igen." in page
    page = office.post(
        reverse("assignment_write_off", args=key), {"reason": "Inte aktuellt."}, follow=True
    ).text
    assert "Inte aktuellt." in page
    meeting = protocol.meeting
    where = [slug, meeting.body.slug, meeting.key]
    assert "Avskrivet" in office.get(reverse("meeting_decisions", args=where)).text
    added = reverse("assignment_add", args=[*where, first_decision(protocol, 1).public_id])
    office.post(added, {"person": board.member.public_id, "due": "2024-07-01"})
    assert Assignment.objects.get(is_decided=False).person == board.member


def test_agenda_takes_them_up_as_a_table(board: Board, protocol: Protocol) -> None:
    begun(board, protocol)
    later = make_meeting(board, day=DUE)
    office = Client()
    office.force_login(board.secretary)
    where = [board.association.slug, later.body.slug, later.key]
    found = office.get(reverse("draft_search", args=where) + "?q=uppföljning", headers={"HX-Request": "true"})
    assert "Uppföljning av beslut" in found.text
    office.post(reverse("draft_fetch", args=where), {"source": "filling", "key": "follow_up"})
    taken_up = later.paragraphs.get(heading="Uppföljning av beslut")
    assert "<table>" in taken_up.text
    assert "Förbundschefen (Eva Lindmark)" in taken_up.text


def test_member_sees_and_reports_their_own_alone(board: Board, protocol: Protocol) -> None:
    other = begun(board, protocol)
    signed = {"by": board.secretary, "at": at(hour=14)}
    own = add_assignment(decision=first_decision(protocol, 1), person=board.member, **signed)
    member, slug = Client(), board.association.slug
    member.force_login(board.member)
    home = member.get(reverse("board_home", args=[slug])).text
    assert "Mina beslutsuppdrag" in home
    assert own.public_id in home
    assert other.public_id not in home
    assert member.get(reverse("assignment_detail", args=[slug, own.public_id])).status_code == 200
    assert member.get(reverse("assignment_detail", args=[slug, other.public_id])).status_code == 404
    member.post(reverse("assignment_report", args=[slug, own.public_id]), {"state": "open", "text": "Pågår."})
    assert own.notes.get(kind="noted").by == board.member


def test_auditor_takes_the_list_as_a_file(board: Board, protocol: Protocol) -> None:
    begun(board, protocol)
    auditor, slug = Client(), board.association.slug
    auditor.force_login(board.auditor)
    file = auditor.get(reverse("assignment_list_csv", args=[slug]) + "?lage=open").content.decode()
    assert "Förbundschefen (Eva Lindmark);Förbundschefen;;2024-06-29;Försenat" in file
    none = auditor.get(reverse("assignment_list_csv", args=[slug]) + "?lage=done").content.decode()
    assert len(none.splitlines()) == 1


def test_longer_list_asks_no_more_questions(
    board: Board, protocol: Protocol, django_assert_max_num_queries
) -> None:
    begun(board, protocol)
    signed = {"by": board.secretary, "at": at(hour=14)}
    for person in (board.member, board.chair, board.deputy):
        add_assignment(decision=first_decision(protocol, 1), person=person, role="secretary", **signed)
    office = Client()
    office.force_login(board.secretary)
    with django_assert_max_num_queries(20):
        office.get(reverse("assignment_list", args=[board.association.slug]))
