"""Who read what of cases, drafts, bank details and originals: every page is placed, and leaves the trace it should."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.signals import request_finished
from django.db import DatabaseError, close_old_connections, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from finsam.noted_reads import NotedReads
from meetings.actions.auditing import SITTING, forget_old_reads, note_restored, write_reads
from meetings.actions.drafting import remove_paragraph, restore_paragraph
from meetings.actions.writing import digest, restore_text, save_text
from meetings.admin.site import register
from meetings.models import AuditEntry, Meeting, Person, Protocol, ProtocolVersion
from meetings.noted import Noted, note_read
from tests.worlds.addresses import address, addresses
from tests.worlds.audiences import PUBLIC
from tests.worlds.boards import Board, at
from tests.worlds.kept import Told
from tests.worlds.whole_association import World

pytestmark = pytest.mark.django_db

# Lists, which name things and show nothing of them, and what is told in public or concerns nobody's case or draft.
NOT_NOTED = {
    "account_change",
    "account_change_list",
    "address_propose",
    "accessibility_edit",
    "application_list",
    "audit_log",
    "board_home",
    "body_add",
    "body_change",
    "body_detail",
    "body_head",
    "body_year",
    "body_list",
    "body_seats",
    "board_set_up",
    "budget_adjust",
    "budget_adopt",
    "budget_close",
    "budget_detail",
    "budget_edit",
    "budget_list",
    "budget_reopen",
    "export_list",
    "fee_payees",
    "fee_rule_add",
    "fee_rule_change",
    "fee_rules",
    "case_list",
    "disclosure_answer",
    "raised_item_ask",
    "raised_item_ask_party",
    "raised_item_list",
    "raised_item_register",
    "funds_add",
    "funds_change",
    "funds_register",
    "assignment_list",
    "letter_list",
    "mandate_add",
    "mandate_change",
    "mandate_end",
    "mandate_paste",
    "matter_end",
    "measure_create",
    "measure_list",
    "members_choose",
    "meeting_create",
    "meeting_plan_year",
    "meeting_announce",
    "meeting_detail",
    "meeting_edit",
    "meeting_list",
    "meeting_pack_state",
    "meeting_pass",
    "summons_tell",
    "notice_posting",
    "notice_print",
    "notice_status",
    "office_add",
    "office_end",
    "own_details",
    "own_fees",
    "own_notes",
    "particulars",
    "particulars_change",
    "party_change",
    "party_letter",
    "party_list",
    "person_add",
    "person_change",
    "person_detail",
    "person_list",
    "phrase_add",
    "phrase_change",
    "register",
    "reset_propose",
    "role_add",
    "role_end",
    "role_list",
    "saved_copy",
    "seal_detail",
    "seat_detail",
    "seal_take_in",
    "meeting_replies",
    "reply_note",
    "standard_item_add",
    "standard_item_change",
    "summons_posted",
    "to_report_add",
    "to_report_change",
    "to_report_list",
    "takeover_ask",
    "todo",
    "wordings",
}
READ, EXPORTED = AuditEntry.Kind.READ, AuditEntry.Kind.EXPORTED


def read(client: Client, path: str) -> int:
    """The status of an answer that is read to its end."""
    response = client.get(path)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def entry() -> AuditEntry:
    return AuditEntry.objects.get()


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_page_behind_login_leaves_a_trace_or_is_said_not_to(world: World, client: Client) -> None:
    """A new page: `note_read` where it fetches its row, or a line above."""
    client.force_login(world.board.secretary)
    noted, shown = set(), set()
    for name in set(addresses()) - PUBLIC:
        with undone():
            if read(client, address(name, world, world)) == 200:
                shown.add(name)
                noted |= {name} if AuditEntry.objects.exists() else set()
    assert shown - noted == NOT_NOTED
    files = {"draft_preview", "verification_original", "version_pdf", "case_version", "agreement_pdf"}
    assert files | {"draft_edit", "draft_state", "case_detail", "budget_csv", "protocol_verify"} <= noted


def test_drafts_are_noted_in_the_register_too(world: World, client: Client) -> None:
    meeting = Meeting.objects.get(date=world.keys["draft"], body=world.board.body)
    rows = {
        "meeting": meeting,
        "paragraph": meeting.paragraphs.first(),
        "protocol": meeting.protocols.first(),
    }
    client.force_login(world.board.auditor)
    for name, row in rows.items():
        for page in ("change", "history"):
            path = reverse(f"admin:meetings_{name}_{page}", args=[row.pk])
            with undone():
                assert read(client, path) in (200, 302)
                noted = set(AuditEntry.objects.values_list("subject", "row", "person"))
                assert noted <= {("meetings.meeting", meeting.pk, world.board.auditor.pk)}
                assert page == "history" or noted


def test_every_register_that_nobody_writes_says_which_meeting_it_shows() -> None:
    """Or shows what is told in public."""
    closed = {
        model.__name__ for model, admin in register._registry.items() if getattr(admin, "read_only", False)
    }
    assert closed == {"Meeting", "Paragraph", "Protocol", "Notice"}
    for model in (Meeting, Protocol):
        assert register._registry[model].meeting_of.__qualname__ != "Scoped.meeting_of"


def test_row_says_who_saw_what_and_when(version: ProtocolVersion, board: Board, client: Client) -> None:
    client.force_login(board.auditor)
    meeting = version.protocol.meeting
    args = [board.association.slug, meeting.body.slug, meeting.key]
    read(client, reverse("version_pdf", args=[*args, 1]) + "?hemligt=1")
    row = entry()
    assert (row.person, row.association, row.kind) == (board.auditor, board.association, EXPORTED)
    assert (row.what, row.subject, row.row) == ("Version 1", "meetings.meeting", meeting.pk)
    assert (row.title, row.page, row.file_format) == (str(meeting), "version_pdf", "PDF")
    assert timezone.now() - row.at < timedelta(minutes=1)


def test_what_was_not_shown_is_not_noted(protocol: Protocol, board: Board, client: Client) -> None:
    meeting = protocol.meeting
    path = reverse("draft_edit", args=[board.association.slug, meeting.body.slug, meeting.key])
    for person in (board.member, board.verifier):
        client.force_login(person)
        assert client.get(path).status_code == 404
    client.force_login(board.secretary)
    assert client.head(path).status_code == 405
    assert not AuditEntry.objects.exists()


def noted_of(meeting: Meeting) -> list[Noted]:
    return [Noted(meeting.body.association_id, "Utkast", "meetings.meeting", meeting.pk, str(meeting))]


def test_one_sitting_is_one_row_and_each_file_another(meeting: Meeting, board: Board) -> None:
    def seen(minutes: float, by: Person = board.secretary, file_format: str = "") -> int:
        moment = at() + timedelta(minutes=minutes)
        write_reads(noted_of(meeting), page="draft_edit", file_format=file_format, by=by, at=moment)
        return AuditEntry.objects.count()

    sitting = SITTING.total_seconds() / 60
    assert [seen(0), seen(1), seen(sitting - 0.1)] == [1, 1, 1]
    assert seen(sitting + 0.1) == 2
    assert seen(2, by=board.manager) == 3
    assert [seen(2, file_format="PDF"), seen(3, file_format="PDF")] == [4, 5]


def answer_to(person: Person, board: Board, meeting: Meeting) -> HttpResponse:
    """An answer that has come through the middleware and is not sent yet."""
    request = RequestFactory().get("/")
    request.user, request.resolver_match = person, None
    note_read(request, board.association, "Utkast", meeting)
    return NotedReads(lambda request: HttpResponse("sidan"))(request)


def send(answer: HttpResponse) -> None:
    """Close it, as the web server does when it is sent; the test keeps its connection."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def test_row_is_written_when_the_answer_has_been_sent(meeting: Meeting, board: Board) -> None:
    answer = answer_to(board.secretary, board, meeting)
    assert (answer.content, AuditEntry.objects.count()) == (b"sidan", 0)
    send(answer)
    assert entry().person == board.secretary


def test_row_that_cannot_be_written_breaks_no_answer(meeting: Meeting, board: Board, told: Told) -> None:
    answer = answer_to(Person(), board, meeting)  # nobody that the database knows
    send(answer)
    assert (answer.closed, answer.content) == (True, b"sidan")
    assert not AuditEntry.objects.exists()
    assert "could not be written to the log of reads" in told.text


def test_what_is_put_back_leaves_a_row(protocol: Protocol, board: Board) -> None:
    row = protocol.meeting.paragraphs.last()
    by = {"by": board.secretary, "at": at()}
    save_text(row=row, field="text", value="<p>Ny</p>", base=digest(row.text), **by)
    row.refresh_from_db()
    restore_text(row=row, field="text", value="<p>Förra</p>", **by)
    remove_paragraph(paragraph=row, **by)
    restore_paragraph(paragraph=row, **by)
    kinds = {one.kind for one in AuditEntry.objects.all()}
    assert kinds == {AuditEntry.Kind.RESTORED}
    assert [one.what for one in AuditEntry.objects.order_by("pk")] == [
        "Tidigare lydelse: paragraf",
        f"Borttagen paragraf: {row}",
    ]


def made(board: Board, meeting: Meeting, *, days: int) -> AuditEntry:
    before = timezone.now() - timedelta(days=days, hours=1)
    return note_restored(board.association, "Paragraf", meeting, by=board.secretary, at=before)


def test_log_of_reads_is_kept_for_two_years(board: Board, meeting: Meeting) -> None:
    kept = made(board, meeting, days=729)
    made(board, meeting, days=730)
    assert forget_old_reads(at=timezone.now()) == 1
    assert entry() == kept


def test_how_long_it_is_kept_is_a_setting_and_never_shorter(
    board: Board, meeting: Meeting, settings: LazySettings
) -> None:
    made(board, meeting, days=731)
    settings.READS_KEPT_DAYS = 1000
    assert forget_old_reads(at=timezone.now()) == 0
    settings.READS_KEPT_DAYS = 1
    assert forget_old_reads(at=timezone.now()) == 1


def test_database_lets_no_new_row_go_and_changes_none(board: Board, meeting: Meeting) -> None:
    row = made(board, meeting, days=729)
    with pytest.raises(DatabaseError, match="nyare än 730 dagar"), transaction.atomic():
        row.delete()
    with pytest.raises(DatabaseError, match="ändras inte"), transaction.atomic():
        AuditEntry.objects.filter(pk=made(board, meeting, days=900).pk).update(person=board.auditor)
