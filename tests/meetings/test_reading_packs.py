"""Handlingarna i en fil: a summons and its papers in one PDF, made by a job, for those who have the same papers."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from meetings.actions.asking_for_packs import ask_for_pack
from meetings.actions.attaching import add_attachment, remove_attachment, store_file
from meetings.actions.planning import pass_meeting_to
from meetings.actions.reading_packs import ask_for_changed_packs, make_asked_packs
from meetings.actions.telling_agenda import tell_changes
from meetings.draft.agenda import read_agenda
from meetings.draft.reading_pack import pack_content
from meetings.models import Meeting, Person, ReadingPack, StoredFile
from meetings.paper.storage import path_of, stored_bytes
from meetings.reads.reading_packs import MOST_TRIES, pack_state
from tests.meetings.pdf_assertions import text_of
from tests.meetings.test_reading_copies import pdf_that_says
from tests.worlds.boards import Board, make_board, make_meeting, make_paragraph
from tests.worlds.forging import past_the_guards
from tests.worlds.once import made_once
from tests.worlds.papers import make_locked_pdf, make_portfolio
from tests.worlds.running_pdf import make_pdf_that_runs

pytestmark = pytest.mark.django_db


@made_once
def planned(board: Board) -> Meeting:
    """Two §§ with papers of three and one pages, and a picture; a third without any."""
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    by = {"by": board.secretary, "at": timezone.now()}
    first = make_paragraph(meeting, board.secretary, heading="Budget", decisions=())
    second = make_paragraph(meeting, board.secretary, heading="Ny insats", decisions=())
    make_paragraph(meeting, board.secretary, heading="Övrigt", decisions=())
    add_attachment(paragraph=first, file_name="Förslag.pdf", data=pdf_that_says("Forslag", pages=3), **by)
    add_attachment(paragraph=second, file_name="Ansökan.pdf", data=pdf_that_says("Ansokan"), **by)
    add_attachment(paragraph=second, file_name="Karta.png", data=PNG, **by)
    return meeting


@made_once
def meeting(board: Board, planned: Meeting) -> Meeting:
    return pass_meeting_to(meeting=planned, state="summoned", by=board.secretary, at=timezone.now())


@made_once
def pack(meeting: Meeting) -> ReadingPack:
    assert make_asked_packs(at=timezone.now()) == 1
    return ReadingPack.objects.get()


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND\xaeB`\x82"


def jobs(name: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=f"meetings.tasks.{name}").count()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(meeting: Meeting, name: str = "meeting_agenda", *more: str) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key, *more])


def shown(client: Client, meeting: Meeting, name: str = "meeting_agenda") -> str:
    """Its words, without tags."""
    words = re.sub(r"<[^>]+>", " ", client.get(page(meeting, name)).text).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r" ([,.)])", r"\1", " ".join(words.split()))


def fetched(client: Client, meeting: Meeting) -> bytes:
    answer = client.get(page(meeting, "meeting_pack"))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def said(pdf: bytes) -> str:
    return " ".join(text_of(pdf).replace("\N{NO-BREAK SPACE}", " ").split())


def add_paper(meeting: Meeting, board: Board, name: str = "Nytt.pdf", words: str = "Nytt") -> None:
    paragraph = meeting.paragraphs.get(heading="Budget")
    add_attachment(
        paragraph=paragraph, file_name=name, data=pdf_that_says(words), by=board.secretary, at=timezone.now()
    )


def test_it_is_asked_for_when_the_summons_is_sent_and_made_by_a_job(meeting: Meeting) -> None:
    asked = ReadingPack.objects.get()
    assert (asked.file, asked.papers, asked.sent.number) == (None, 3, 1)
    assert jobs("make_reading_packs") == 1
    assert make_asked_packs(at=timezone.now()) == 1
    assert make_asked_packs(at=timezone.now()) == 0


def test_meeting_without_papers_has_none(board: Board) -> None:
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    make_paragraph(meeting, board.secretary, heading="Budget", decisions=())
    meeting = pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())
    assert not ReadingPack.objects.exists()
    assert "Handlingarna i en fil" not in shown(signed_in(board.member), meeting)
    assert signed_in(board.member).post(page(meeting, "meeting_pack_make")).status_code == 404


def test_the_summons_comes_first_then_the_papers_in_the_order_of_the_agenda(pack: ReadingPack) -> None:
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(stored_bytes(pack.file.sha256))).pages]
    assert pack.file.pages == len(pages) == 1 + 1 + 3 + 1
    for number, one in enumerate(pages, start=1):
        assert f"Sida {number} av {len(pages)}" in one
    assert "Kallelse till sammanträde" in " ".join(pages[1].split()).replace("\N{NO-BREAK SPACE}", " ")
    assert "Bilaga 1. Förslag, sida 2 av 3" in pages[3]
    assert "Forslag2" in pages[3]
    assert "Bilaga 2. Ansökan, sida 1 av 1" in pages[5]


def test_front_page_has_contents_reading_time_and_what_is_not_there(
    pack: ReadingPack, meeting: Meeting
) -> None:
    reader = PdfReader(io.BytesIO(stored_bytes(pack.file.sha256)))
    front = " ".join(reader.pages[0].extract_text().replace("\N{NO-BREAK SPACE}", " ").split())
    assert "6 sidor, cirka 4 min att läsa" in front
    assert "följer därför inte PDF/UA" in front
    assert "Bilaga 1. Förslag 3–5" in front
    assert "Bilaga 2. Ansökan 6" in front
    assert "Bilaga 3. Karta är ingen PDF." in front
    assert "Inga handlingar." in front
    links = [one.get_object() for one in reader.pages[0]["/Annots"]]
    addresses = [str(one["/A"].get("/URI", "")) for one in links]
    assert f"{settings.SITE_URL}{page(meeting, 'meeting_paper', '3')}" in addresses
    inside = [one["/A"]["/D"][0].get_object() for one in links if one["/A"]["/S"] == "/GoTo"]
    assert inside == [reader.pages[at].get_object() for at in (1, 2, 5)]


def test_bookmarks_are_the_matters_and_their_papers(pack: ReadingPack) -> None:
    reader = PdfReader(io.BytesIO(stored_bytes(pack.file.sha256)))
    outline = reader.outline
    assert [one.title for one in outline if not isinstance(one, list)] == [
        "Innehåll",
        "Kallelse med dagordning",
        "Budget",
        "Ny insats",
    ] or "§" in outline[2].title
    below = [one for one in outline if isinstance(one, list)]
    assert [[each.title for each in one] for one in below] == [["Bilaga 1. Förslag"], ["Bilaga 2. Ansökan"]]
    assert reader.get_destination_page_number(below[1][0]) == 5


def test_what_runs_opens_or_lies_inside_stays_behind(board: Board, planned: Meeting) -> None:
    add_file(planned, board, make_pdf_that_runs())
    made = make_of(planned, board)
    with pikepdf.open(io.BytesIO(stored_bytes(made.file.sha256))) as pdf:
        for key in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Metadata", "/AF"):
            assert key not in pdf.Root
        written = io.BytesIO()
        pdf.save(written, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    every = written.getvalue()
    for left in (b"JavaScript", b"app.alert", b"Launch", b"EmbeddedFile", b"inbaddad", b"kommentar"):
        assert left not in every, left
    links = [
        str(one.get_object()["/A"].get("/URI", ""))
        for sheet in PdfReader(io.BytesIO(stored_bytes(made.file.sha256))).pages
        for one in sheet.get("/Annots", ())
    ]
    assert "https://example.org/kvar" in links
    assert not [one for one in links if one.startswith("javascript")]


def test_one_that_cannot_be_read_stops_no_other(board: Board, planned: Meeting) -> None:
    for name, data in (
        ("Låst", make_locked_pdf()),
        ("Samling", make_portfolio()),
        ("Avhuggen", pdf_that_says("Halv")[:300]),
    ):
        add_file(planned, board, data, name=name)
    lost = add_file(planned, board, pdf_that_says("Borta"), name="Borta")
    path_of(lost.sha256).unlink()
    words = said(stored_bytes(make_of(planned, board).file.sha256))
    for expected in (
        "Låst kräver ett lösenord.",
        "Samling är en samling av andra filer.",
        "Avhuggen är skadad och kan inte läsas.",
        "Borta kan inte läsas på servern.",
        "Forslag3",
        "Ansokan1",
    ):
        assert expected in words


def test_page_tells_how_far_it_has_come(board: Board, meeting: Meeting) -> None:
    member = signed_in(board.member)
    assert "Handlingarna i en fil väntar på att göras." in shown(member, meeting)
    ReadingPack.objects.update(tries=1, done=2)
    asked = ReadingPack.objects.get()
    for client, name in ((member, "meeting_agenda"), (signed_in(board.secretary), "meeting_detail")):
        assert "Görs: 2 av 3 handlingar" in shown(client, meeting, name)
    assert "Görs: 2 av 3 handlingar" in member.get(page(meeting, "meeting_pack_state", asked.public_id)).text
    assert member.get(page(meeting, "meeting_pack")).status_code == 404
    make_asked_packs(at=timezone.now())
    assert "Handlingarna i en fil (PDF, 6 sidor," in shown(member, meeting)
    asked.refresh_from_db()
    assert fetched(member, meeting) == stored_bytes(asked.file.sha256)


def test_failed_one_says_why_and_is_tried_again_at_a_press(board: Board, meeting: Meeting) -> None:
    member = signed_in(board.member)
    member.get(page(meeting, "meeting_summons"))
    sent = meeting.sent_agendas.get()
    kept = path_of(sent.file.sha256).read_bytes()
    path_of(sent.file.sha256).write_bytes(b"skadad")
    assert make_asked_packs(at=timezone.now()) == 0
    assert "kunde inte göras" in shown(member, meeting)
    assert "Filen saknas eller är skadad" in shown(signed_in(board.secretary), meeting, "meeting_detail")
    path_of(sent.file.sha256).write_bytes(kept)
    answer = signed_in(board.secretary).post(page(meeting, "meeting_pack_make"), {"back": "meeting"})
    assert answer["Location"] == f"{page(meeting, 'meeting_detail')}#handlingar"
    assert make_asked_packs(at=timezone.now()) == 1
    assert "kunde inte göras" not in shown(member, meeting)


def test_worker_that_ends_each_time_is_not_begun_for_ever(meeting: Meeting) -> None:
    left = Path(settings.FILES_DIR) / ".part-pack-old"
    left.mkdir(parents=True)
    ReadingPack.objects.update(tries=MOST_TRIES)
    assert make_asked_packs(at=timezone.now()) == 0
    assert "avbröts flera gånger" in ReadingPack.objects.get().trouble
    assert not left.exists()


def test_paper_that_comes_later_is_in_a_new_one_and_the_old_is_read_until_then(
    board: Board, meeting: Meeting, pack: ReadingPack
) -> None:
    member = signed_in(board.member)
    assert "före den senaste ändringen" not in shown(member, meeting)
    add_paper(meeting, board)
    assert jobs("renew_reading_packs") == 1
    add_paper(meeting, board, "Mer.pdf", "Mer")
    assert jobs("renew_reading_packs") == 1, "papers that come together are put together once"
    assert "före den senaste ändringen" in shown(member, meeting)
    assert fetched(member, meeting) == stored_bytes(pack.file.sha256)
    assert len(ask_for_changed_packs(at=timezone.now())) == 1
    assert make_asked_packs(at=timezone.now()) == 1
    assert ask_for_changed_packs(at=timezone.now()) == []
    assert "före den senaste ändringen" not in shown(member, meeting)
    assert "Mer1" in said(fetched(member, meeting))


def test_removed_paper_is_in_nothing_that_is_given(board: Board, meeting: Meeting, pack: ReadingPack) -> None:
    remove_attachment(
        attachment=meeting.attachments.get(name="Ansökan"), by=board.secretary, at=timezone.now()
    )
    member = signed_in(board.member)
    assert member.get(page(meeting, "meeting_pack")).status_code == 404
    assert "av sig själv inom tio minuter" in shown(member, meeting)


def test_each_version_of_the_summons_has_its_own(board: Board, meeting: Meeting, pack: ReadingPack) -> None:
    add_paper(meeting, board)
    tell_changes(meeting=meeting, by=board.secretary, at=timezone.now())
    assert [one.sent.number for one in ReadingPack.objects.order_by("pk")] == [1, 2]
    assert make_asked_packs(at=timezone.now()) == 1
    assert "Nytt" in said(stored_bytes(ReadingPack.objects.get(sent__number=2).file.sha256))


def test_reader_who_may_not_see_a_paper_has_a_pack_of_their_own(
    board: Board, meeting: Meeting, pack: ReadingPack
) -> None:
    agenda, sent = read_agenda(meeting, timezone.now()), meeting.sent_agendas.get()
    kept_back = meeting.attachments.get(name="Ansökan").file.sha256
    content = pack_content(agenda, left_out={kept_back: "du har anmält jäv"})
    state = pack_state(meeting, content)
    assert (state.current, state.given) == (None, None), "the pack of the others is not theirs"
    one = ask_for_pack(sent=sent, content=content, at=timezone.now())
    assert ask_for_pack(sent=sent, content=content, at=timezone.now()) == one
    assert make_asked_packs(at=timezone.now()) == 1
    given = pack_state(meeting, content).given
    words = said(stored_bytes(given.file.sha256))
    assert "Ansokan1" not in words
    assert "Bilaga 2. Ansökan är inte med: du har anmält jäv." in words
    assert pack_state(meeting, pack_content(agenda)).given == pack


def test_those_who_read_no_agenda_are_given_nothing(
    board: Board, meeting: Meeting, pack: ReadingPack
) -> None:
    outsider = signed_in(make_board(slug="granby", suffix=".granby").member)
    for name, more in (("meeting_pack", ()), ("meeting_pack_state", (pack.public_id,))):
        assert outsider.get(page(meeting, name, *more)).status_code == 404
    assert outsider.post(page(meeting, "meeting_pack_make")).status_code == 404


def test_database_keeps_what_was_made(pack: ReadingPack) -> None:
    pack.papers = 7
    with pytest.raises(Exception, match="ändras inte"):
        pack.save()


def make_of(planned: Meeting, board: Board) -> ReadingPack:
    pass_meeting_to(meeting=planned, state="summoned", by=board.secretary, at=timezone.now())
    assert make_asked_packs(at=timezone.now()) == 1
    return ReadingPack.objects.get()


def add_file(meeting: Meeting, board: Board, data: bytes, *, name: str = "Fil") -> StoredFile:
    """A paper that came past the check of an upload, as old ones did."""
    paragraph = meeting.paragraphs.get(heading="Budget")
    added = add_attachment(
        paragraph=paragraph,
        file_name=f"{name}.pdf",
        data=pdf_that_says(name.encode("ascii", "ignore").decode()),
        by=board.secretary,
        at=timezone.now(),
    )
    file = store_file(data=data, media_type="application/pdf", at=timezone.now(), pages=1)
    with past_the_guards():
        type(added).objects.filter(pk=added.pk).update(file=file)
    return file
