"""Attachments in the editor, and wordings fetched from earlier meetings."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.attaching import add_attachment
from meetings.actions.drafting import add_sub_item
from meetings.actions.pausing import open_meeting
from meetings.actions.writing import digest, save_text
from meetings.models import Attachment, Meeting, Paragraph, Phrase
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db


@made_once
def meeting(board: Board) -> Meeting:
    return boards.make_meeting(board)


@made_once
def paragraph(board: Board, meeting: Meeting) -> Paragraph:
    return boards.make_paragraph(meeting, board.secretary)


@pytest.fixture
def editor(board: Board, client: Client) -> Client:
    client.force_login(board.secretary)
    return client


@made_once
def attachment(board: Board, paragraph: Paragraph) -> Attachment:
    return add_attachment(
        paragraph=paragraph,
        file_name="Årsredovisning 2023.pdf",
        data=PDF,
        by=board.secretary,
        at=boards.at(),
    )


def address(name: str, meeting: Meeting, *ids: str) -> str:
    return reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key, *ids])


def test_dropped_file_becomes_an_attachment(editor, meeting, paragraph):
    file = SimpleUploadedFile("Ekonomisk_rapport april.pdf", PDF)
    answer = editor.post(address("draft_attachment_add", meeting, paragraph.public_id), {"file": file})
    assert answer.status_code == 200
    assert "Bilaga 1" in answer.json()["paragraphs"][paragraph.public_id]
    assert meeting.attachments.get().name == "Ekonomisk rapport april"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("virus.exe", b"MZ" + b"\0" * 200, "kan inte bifogas"),
        ("sida.html", b"<script>alert(1)</script>", "kan inte bifogas"),
        ("tom.pdf", b"", "är tom"),
        ("stor.pdf", PDF + b"\0" * (1024 * 1024), "för stor"),
    ],
)
def test_unfit_file_is_refused_with_a_sentence(editor, board, meeting, paragraph, name, data, sentence):
    board.association.largest_file_mb = 1
    board.association.save()
    file = SimpleUploadedFile(name, data)
    answer = editor.post(address("draft_attachment_add", meeting, paragraph.public_id), {"file": file})
    assert answer.status_code == 422
    assert sentence in answer.json()["sentence"]


def test_request_without_a_file_is_refused(editor, meeting, paragraph):
    assert editor.post(address("draft_attachment_add", meeting, paragraph.public_id)).status_code == 422


def test_attachment_is_named_moved_and_published(editor, board, meeting, paragraph, attachment):
    item = add_sub_item(paragraph=paragraph, by=board.secretary, at=boards.at(), heading="Ekonomi")
    other = boards.make_paragraph(meeting, board.secretary, heading="Annan")
    url = address("draft_attachment_edit", meeting, attachment.public_id)
    assert "Publiceras inte" in editor.get(url).text
    editor.post(url, {"name": "Årsredovisning", "paragraph": item.public_id, "publish": "1"})
    attachment.refresh_from_db()
    assert (attachment.name, attachment.sub_item, attachment.publish) == ("Årsredovisning", item, True)
    editor.post(url, {"name": "Årsredovisning", "paragraph": other.public_id, "publish": "0"})
    attachment.refresh_from_db()
    assert (attachment.paragraph, attachment.sub_item, attachment.publish) == (other, None, False)


def test_file_is_a_download_that_no_browser_runs(editor, meeting, attachment):
    answer = editor.get(address("draft_attachment_file", meeting, attachment.public_id))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"


def test_attachment_is_removed(editor, meeting, attachment):
    editor.post(address("draft_attachment_remove", meeting, attachment.public_id))
    assert not meeting.attachments.exists()


def test_attachment_of_another_association_is_404(board, meeting, attachment, client):
    other = boards.make_board(slug="grannvik", suffix="2")
    client.force_login(other.secretary)
    foreign = boards.make_meeting(other)
    url = address("draft_attachment_file", foreign, attachment.public_id)
    assert client.get(url).status_code == 404


def test_published_document_with_a_personal_number_is_pointed_out(editor, board, meeting, paragraph):
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w:p><w:t>811228-9874</w:t></w:p>")
    attachment = add_attachment(
        paragraph=paragraph,
        file_name="Lista.docx",
        data=archive.getvalue(),
        by=board.secretary,
        at=boards.at(),
    )
    url = address("draft_attachment_edit", meeting, attachment.public_id)
    values = {"name": "Lista", "paragraph": paragraph.public_id, "publish": "1"}
    assert "ska publiceras men verkar innehålla personnummer" in editor.post(url, values).json()["side"]


# -- Fetched wordings


def test_phrase_is_found_and_put_in_with_live_fields(editor, board, meeting, paragraph):
    Phrase.objects.create(
        association=board.association,
        name="Val av justerare",
        text="Till justerare väljs {justerare}.",
        decision="att utse {justerare}.",
    )
    found = editor.get(address("draft_search", meeting), {"q": "justerare"}).text
    assert "Val av justerare" in found
    key = Phrase.objects.get().pk
    values = {"source": "phrase", "key": key, "after": paragraph.public_id}
    assert editor.post(address("draft_fetch", meeting), values).status_code == 200
    fetched = meeting.paragraphs.get(heading="Val av justerare")
    assert fetched.text == '<p>Till justerare väljs <span data-field="verifiers"></span>.</p>'
    assert fetched.position == 2
    assert fetched.decisions.get().is_prepared


def test_decision_fetched_while_the_meeting_runs_is_a_decision(editor, board, meeting):
    Phrase.objects.create(
        association=board.association, name="Rapport", decision="att lägga till handlingarna."
    )
    open_meeting(meeting=meeting, by=board.secretary, at=boards.at())
    editor.post(address("draft_fetch", meeting), {"source": "phrase", "key": Phrase.objects.get().pk})
    assert not meeting.paragraphs.get(heading="Rapport").decisions.get().is_prepared


def test_paragraph_of_an_earlier_meeting_is_found_by_an_inflected_word(editor, board, meeting):
    earlier = boards.make_meeting(board, day=boards.date(2024, 2, 16))
    row = boards.make_paragraph(
        earlier, board.secretary, heading="Budget", text="<p>Budgeten för insatserna beslutades.</p>"
    )
    found = editor.get(address("draft_search", meeting), {"q": "insats"}).text
    assert "Budget" in found
    assert "16 februari 2024" in found
    editor.post(address("draft_fetch", meeting), {"source": "paragraph", "key": row.public_id})
    assert meeting.paragraphs.get(heading="Budget").decisions.count() == 1


def test_reference_to_another_meetings_attachment_is_left_behind(
    editor, board, meeting, attachment, paragraph
):
    text = f'<p>Se rapporten <span data-attachment="{attachment.public_id}"></span>.</p>'
    later = boards.make_meeting(board, day=boards.date(2024, 6, 20))
    save_text(
        row=paragraph,
        field="text",
        value=text,
        base=digest(paragraph.text),
        by=board.secretary,
        at=boards.at(),
    )
    editor.post(address("draft_fetch", later), {"source": "paragraph", "key": paragraph.public_id})
    assert "data-attachment" not in later.paragraphs.get().text


def test_excerpt_reads_as_it_would_here_and_says_what_is_only_planned(editor, board, meeting, paragraph):
    coming = boards.make_meeting(board, day=timezone.localdate() + timedelta(days=30))
    text = '<p>Vald är <span data-field="chair"></span> och <span data-field="verifiers"></span>.</p>'
    boards.make_paragraph(coming, board.secretary, heading="Justeringen", text=text, decisions=())
    page = editor.get(address("draft_search", meeting), {"q": "Justeringen"}).text
    assert "Vald är Astrid Norling och [justerare]." in page
    assert ", planerat" in page
    assert ", planerat" not in editor.get(address("draft_search", coming), {"q": paragraph.heading}).text


def test_more_hits_than_are_shown_are_counted(editor, board, meeting):
    earlier = boards.make_meeting(board, day=boards.date(2024, 4, 19))
    for _ in range(15):
        boards.make_paragraph(earlier, board.secretary, heading="Lägesrapport", decisions=())
    page = editor.get(address("draft_search", meeting), {"q": "Lägesrapport"}).text
    assert "De 12 första av 15 träffar" in page
    assert "aria-label" not in page


@pytest.mark.parametrize("words", ["'", '"', "a & b | !", "\x00", "å" * 500, "-", "((", "%"])
def test_any_search_words_give_an_answer(editor, meeting, paragraph, words):
    answer = editor.get(address("draft_search", meeting), {"q": words})
    assert answer.status_code == 200
    assert 'role="status"' in answer.text


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"source": "phrase", "key": "x"},
        {"source": "paragraph", "key": "\x00"},
        {"source": "annat", "key": "1"},
    ],
)
def test_unknown_wording_is_404(editor, meeting, values):
    assert editor.post(address("draft_fetch", meeting), values).status_code == 404


def test_wordings_of_another_association_are_never_found(board, meeting, paragraph, client):
    other = boards.make_board(slug="grannvik", suffix="2")
    client.force_login(other.secretary)
    theirs = boards.make_meeting(other)
    assert paragraph.heading not in client.get(address("draft_search", theirs), {"q": ""}).text
    values = {"source": "paragraph", "key": paragraph.public_id}
    assert client.post(address("draft_fetch", theirs), values).status_code == 404


DEEP = (
    b"%PDF-1.4\n1 0 obj<</Pages 1 0 R/Count " + b"[" * 20_000 + b">>endobj\ntrailer<</Root 1 0 R/Size 2>>\n"
)
ENDLESS = (
    b"%PDF-1.4\n1 0 obj<</Pages 1 0 R/Count 9" + b"9" * 40 + b">>endobj\ntrailer<</Root 1 0 R/Size 2>>\n"
)


@pytest.mark.parametrize("data", [DEEP, ENDLESS])
def test_pdf_whose_pages_cannot_be_counted_is_refused_with_a_sentence(editor, meeting, paragraph, data):
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    data = data.replace(b"trailer", table + b"trailer") + b"startxref\n%d\n%%%%EOF" % data.index(b"trailer")
    file = SimpleUploadedFile("trasig.pdf", data)
    answer = editor.post(address("draft_attachment_add", meeting, paragraph.public_id), {"file": file})
    assert answer.status_code == 422
    assert "är skadad" in answer.json()["sentence"]
    assert not paragraph.attachments.exists()
