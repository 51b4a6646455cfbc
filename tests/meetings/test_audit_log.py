"""The audit log: who did and read what, found by the chancellery and the auditor, never across associations."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding.models import Application
from meetings.actions.auditing import note_restored, write_reads
from meetings.actions.drafting import add_decision, edit_decision, remove_decision
from meetings.models import AuditEntry, Meeting, Party, Person, Protocol, ProtocolVersion
from meetings.noted import Noted
from meetings.reads.audit_log import LogLine, LogSearch, log_lines, traces
from tests.worlds.boards import MEETING_DAY, Board, at, make_board, make_meeting, make_person, sign
from tests.worlds.whole_association import World

pytestmark = pytest.mark.django_db

# What another trace tells of, what is part of a row that leaves one, and what is nobody's doing.
TOLD_ELSEWHERE = """
    meetings.AttendeeParagraph meetings.BallotOption meetings.Presenter meetings.ProposalMover meetings.DocumentRow
    meetings.Protocol meetings.ProtocolParagraph meetings.Signatory meetings.StoredFile meetings.Posting
    meetings.ReadingCopy meetings.Sealing meetings.SealKey meetings.SealWarning meetings.Letter meetings.Session
    meetings.ChainLink meetings.IntegrityCheck meetings.RegistryYear meetings.AuditEntry meetings.Writer
    meetings.DailyMail meetings.HeldLetter meetings.ReplyLink meetings.CalendarFeed
    meetings.ReadAgenda meetings.GuestAddress meetings.GuestLink meetings.RaisedLink meetings.FeeEntry
    meetings.ReadingPack meetings.AskedDispatch
    meetings.OwnNote
    meetings.Person_associations meetings.Person_groups meetings.Person_user_permissions
    funding.Submission funding.Confirmation funding.Message funding.Opinion funding.BoardDecision
    funding.DecidedAmount funding.Placement funding.PlacedAmount funding.MemoAmount funding.ReportCost
    funding.ParticipantCount funding.UnsentText funding.Repayment funding.ExportedPayment
    funding.PaymentOrder funding.Takeover
"""
# An applicant's own, until it is sent.
APPLICANTS_OWN = """
    funding.Application funding.Applicant funding.Activity funding.CriterionAnswer funding.Paper funding.PlanYear
    funding.CostRow funding.CostAmount funding.Editor funding.Link
"""


def own_models() -> Iterator[type[models.Model]]:
    for app in ("meetings", "funding"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            if not hasattr(model, "history_id") and not hasattr(model, "m2m_history_id"):
                yield model


def lines(board: Board, **asked: object) -> list[LogLine]:
    return log_lines(board.association, LogSearch(**asked), first=0, most=1000)


def found(board: Board, **asked: object) -> set[tuple[str, str, str]]:
    return {(one.who, one.did, one.what) for one in lines(board, **asked)}


def read_draft(meeting: Meeting, by: Person, *, file_format: str = "") -> None:
    association = meeting.body.association_id
    noted = Noted(association, "Utkast till protokoll", "meetings.meeting", meeting.pk, str(meeting))
    write_reads([noted], page="draft_edit", file_format=file_format, by=by, at=at())


def test_every_table_leaves_a_trace_or_is_told_of_elsewhere():
    """A new one: a Trace in meetings/reads/meeting_traces.py or funding/reads/traces.py, else a line above."""
    traced = {trace.traced._meta.label for trace in traces()}
    untraced = {model._meta.label for model in own_models()} - traced
    assert untraced == {*TOLD_ELSEWHERE.split(), *APPLICANTS_OWN.split()}


def test_every_trace_asks_for_its_own_association_alone():
    """Each part of the question names the association, or its people."""
    for trace in traces():
        assert trace.subject or trace.person or trace.association.endswith(("association", "id")), trace


def test_change_is_told_with_who_how_and_of_what(protocol: Protocol, board: Board) -> None:
    paragraph, by = protocol.meeting.paragraphs.first(), {"by": board.secretary, "at": at()}
    decision = add_decision(paragraph=paragraph, text="att godkänna", **by)
    edit_decision(decision=decision, responsible="Kansliet", **by)
    remove_decision(decision=decision, **by)
    name = f"Beslut: {paragraph.heading}"
    words = {(did, what) for who, did, what in found(board) if who == board.secretary.name}
    assert {("Lagt till", name), ("Ändrat", name), ("Tagit bort", name)} <= words
    [line, *_] = lines(board, words="beslut:")
    assert line.title == str(protocol.meeting)
    assert line.address == reverse(
        "meeting_detail", args=[board.association.slug, board.body.slug, protocol.meeting.key]
    )


def test_register_is_told_with_its_name(board: Board) -> None:
    party = Party.objects.create(
        association=board.association, kind="municipality", name="Nyby kommun", code="NYB"
    )
    [line] = lines(board, words="Nyby")
    assert (line.did, line.what, line.title) == ("Lagt till", "Medlem", "Nyby kommun")
    assert line.address == reverse("admin:meetings_party_change", args=[party.pk])
    party.delete()
    assert {one.address for one in lines(board, words="Nyby") if one.did == "Tagit bort"} == {""}


def test_each_kind_is_found_alone(version: ProtocolVersion, board: Board) -> None:
    meeting = version.protocol.meeting
    sign(version, board.chair)
    read_draft(meeting, board.auditor)
    read_draft(meeting, board.manager, file_format="PDF")
    note_restored(board.association, "Paragraf", meeting, by=board.secretary, at=at())
    draft = "Utkast till protokoll"
    assert found(board, kind="signed") == {(board.chair.name, "Skrivit under", "Underskrift")}
    assert found(board, kind="read") == {(board.auditor.name, "Läst", draft)}
    assert found(board, kind="exported") == {(board.manager.name, "Tagit ut", draft)}
    assert found(board, kind="restored") == {(board.secretary.name, "Återställt", "Paragraf")}
    assert {did for _, did, _ in found(board, kind="changed")} <= {
        "Ändrat",
        "Lagt till",
        "Tagit bort",
        "Antecknat",
    }
    assert len(lines(board)) == sum(
        len(lines(board, kind=kind)) for kind in ("signed", "read", "exported", "restored", "changed")
    )


def test_person_days_and_words_narrow_it(version: ProtocolVersion, board: Board) -> None:
    sign(version, board.chair)
    read_draft(version.protocol.meeting, board.auditor)
    assert {one.who for one in lines(board, person=board.auditor)} == {board.auditor.name}
    days = {"first": MEETING_DAY, "last": MEETING_DAY, "kind": "read"}
    assert len(lines(board, **days)) == 1
    assert lines(board, **days | {"first": MEETING_DAY + timedelta(days=1), "last": None}) == []
    assert lines(board, **days | {"first": None, "last": MEETING_DAY - timedelta(days=1)}) == []
    assert len(lines(board, kind="read", words="utkast 2024-05")) == 1
    assert lines(board, kind="read", words="utkast 2019") == []


def test_newest_stands_first_and_pages_share_nothing(version: ProtocolVersion, board: Board) -> None:
    whole = lines(board)
    assert [one.at for one in whole] == sorted((one.at for one in whole), reverse=True)
    pages = [log_lines(board.association, LogSearch(), first=first, most=5) for first in (0, 5)]
    assert [*pages[0], *pages[1]] == whole[:10]


def test_nothing_of_another_association_is_told(world: World) -> None:
    """Every kind of row that a whole association holds, asked for from one that has nothing."""
    other = make_board(slug="annanvik", suffix=".annanvik")
    assert [one.what for one in lines(other)] == ["Elektronisk stämpel"]
    assert len(lines(world.board)) > 100
    mine = {one.address.split("/")[1] for one in lines(world.board) if one.address}
    assert mine <= {world.board.association.slug, "admin"}


def test_what_another_association_does_to_a_shared_person_is_not_told(board: Board) -> None:
    other = make_board(slug="annanvik", suffix=".annanvik")
    shared = make_person("Delad", "Person")
    shared.associations.add(board.association, other.association)
    for officer in (other.secretary, board.secretary, shared):
        shared._history_user = officer
        shared.save()
    told = {one.who for one in lines(board, words="Delad Person") if one.did == "Ändrat"}
    assert told == {board.secretary.name, shared.name}


def test_draft_of_an_applicant_is_not_told(world: World) -> None:
    told = {one.title for one in lines(world.board)}
    drafts = {one.name for one in Application.objects.filter(registry_number="")}
    assert drafts
    assert not told & drafts
    assert any(one.what.startswith("Händelse") for one in lines(world.board))


@pytest.fixture
def log(client: Client, version: ProtocolVersion, board: Board) -> Client:
    """The auditor's browser; the secretary has read a draft."""
    read_draft(version.protocol.meeting, board.secretary)
    client.force_login(board.auditor)
    return client


def page(client: Client, board: Board, **asked: str) -> str:
    answer = client.get(reverse("audit_log", args=[board.association.slug]), {"fran": "2024-01-01"} | asked)
    assert answer.status_code == 200
    return answer.text


def test_page_shows_it_to_the_auditor(log: Client, board: Board) -> None:
    shown = page(log, board, slag="read", vem=board.secretary.public_id)
    assert "Utkast till protokoll" in shown
    assert board.secretary.name in shown
    assert "Torsdagen den 30 maj 2024" in shown.replace("\xa0", " ")
    assert "Inget hände" in page(log, board, slag="read", vem=board.manager.public_id)


def test_first_visit_shows_the_last_thirty_days(log: Client, board: Board) -> None:
    shown = log.get(reverse("audit_log", args=[board.association.slug])).text
    assert "Utkast till protokoll" not in shown  # that was in 2024
    assert 'name="fran"' in shown


@pytest.mark.parametrize("asked", [{"fran": "2024-13-01"}, {"vem": "okand"}, {"slag": "x"}, {"sok": "\x00"}])
def test_impossible_question_is_told(log: Client, board: Board, asked: dict[str, str]) -> None:
    for name in ("audit_log", "audit_log_csv"):
        answer = log.get(reverse(name, args=[board.association.slug]), {"fran": ""} | asked)
        assert answer.status_code == 422
        assert "Kontrollera sökningen" in answer.text


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999", "9" * 30, "²"])
def test_any_page_number_is_answered(log: Client, board: Board, number: str) -> None:
    assert page(log, board, sida=number)


def test_file_has_the_same_lines_and_is_told_of(log: Client, board: Board) -> None:
    asked = {"fran": "2024-01-01", "slag": "read"}
    answer = log.get(reverse("audit_log_csv", args=[board.association.slug]), asked)
    head, row = csv.reader(StringIO(answer.text.removeprefix("\ufeff")), delimiter=";")
    assert head[:3] == ["Tid", "Vem", "Vad som hände"]
    assert row[:4] == ["2024-05-30 12:00:00", board.secretary.name, "Läst", "Utkast till protokoll"]
    told = AuditEntry.objects.latest("pk")
    assert (told.person, told.what, told.file_format) == (board.auditor, "Granskningsloggen", "CSV")


def test_longer_log_asks_no_more_questions(log: Client, board: Board, django_assert_max_num_queries) -> None:
    with CaptureQueriesContext(connection) as few:
        page(log, board)
    for month in range(1, 9):
        meeting = make_meeting(board, day=date(2025, month, 3))
        read_draft(meeting, board.manager)
    with django_assert_max_num_queries(len(few)):
        assert "2025-08-03" in page(log, board)
