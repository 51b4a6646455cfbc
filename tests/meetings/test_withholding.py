"""What is withheld is in nothing that is handed out, byte for byte, and the sealed original is whole."""

import io
import json
import re
import zlib
from collections.abc import Iterator

import pypdf
import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from meetings.actions.attaching import add_attachment, edit_attachment
from meetings.actions.drafting import add_paragraph
from meetings.actions.freezing import freeze_protocol
from meetings.actions.reading_copies import make_reading_copy
from meetings.actions.withholding import hand_out, withhold, withhold_no_more
from meetings.errors import RuleViolation
from meetings.models import Extract, Meeting, Person, Protocol, ReplacedCopy, Verification, Withholding
from meetings.paper.storage import stored_bytes
from meetings.reads.integrity import integrity
from meetings.record.withheld import MASK
from tests.meetings.pdf_assertions import assert_sealed, embedded_files, text_of
from tests.worlds.boards import Board, at, make_board, make_ready, sign
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

pytestmark = pytest.mark.django_db
SECRET = "Zeldaquist"
TEXT = f"<p>Styrelsen anställer {SECRET} Wahlgren från hösten.</p>"
WHOLE = ("Nedläggningen", "Kvalster", "xylofonrapport")


def every_byte(pdf: bytes) -> str:
    """All that a PDF holds: as it is, every stream unpacked, every string as text, and the files inside it."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    said = [pdf.decode("latin-1"), text_of(pdf), str(reader.metadata), str(reader.outline)]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        packed = match[1]
        if re.fullmatch(rb"[0-9a-fA-F\s]+>", packed):
            packed = bytes.fromhex(packed[:-1].decode())
        try:
            said.append(zlib.decompress(packed).decode("latin-1"))
        except zlib.error:
            said.append(packed.decode("latin-1"))
    for number in range(1, len(reader.xref_objStm) + sum(len(one) for one in reader.xref.values()) + 1):
        try:
            said.append(str(reader.get_object(number)))
        except Exception:  # noqa: S112  # a number that no object has
            continue
    for files in reader.attachments.values():
        said += [data.decode("utf-8", "replace") for data in files]
    return " ".join(said) + " ".join(
        found.encode("latin-1", "ignore").decode("utf-16-be", "ignore") for found in said
    )


def picture(words: str) -> bytes:
    """A file that holds `words`, as they are."""
    said, data = PngInfo(), io.BytesIO()
    said.add_text("Comment", words)
    Image.new("RGB", (2, 2)).save(data, "PNG", pnginfo=said)
    return data.getvalue()


def is_nowhere(words: str, said: str) -> bool:
    return words.lower() not in said.lower()


@made_once
def board() -> Board:
    return make_board()


@made_once
def verification(board: Board) -> Verification:
    """§ 1 holds SECRET, § 2 has an attachment, and § 3 is to be withheld as a whole, with a file of its own."""
    protocol = make_ready(board, paragraphs=0)
    meeting, by, moment = protocol.meeting, board.secretary, at()
    _write(meeting, by, f"Anställning av {SECRET}", TEXT, f"att anställa {SECRET} Wahlgren.")
    second = _write(
        meeting, by, "Rapport", "<p>Rapporten läggs fram.</p>", "att lägga den till handlingarna."
    )
    third = _write(meeting, by, WHOLE[0], f"<p>{WHOLE[1]} finns i huset.</p>", "att sanera.")
    for paragraph, name, data in (
        (second, "plan.png", picture("Planen i ord")),
        (third, "xylofonrapport.png", picture("Melodi")),
    ):
        file = add_attachment(paragraph=paragraph, file_name=name, data=data, by=by, at=moment)
        edit_attachment(attachment=file, publish=True, by=by, at=moment)
    version = freeze_protocol(protocol=protocol, by=by, at=at(hour=15))
    for person in (board.secretary, board.chair):
        sign(version, person)
    found = sign(version, board.verifier)
    assert found
    return found


def _write(meeting: Meeting, by: Person, heading: str, text: str, decision: str):
    return add_paragraph(
        meeting=meeting,
        heading=heading,
        text=text,
        decisions=[decision],
        kind="decision",
        by=by,
        at=at(hour=9),
    )


@made_once
def marked(verification: Verification, board: Board) -> Verification:
    """Words kept from the web, a § that is secret and an attachment that is not shown."""
    meeting = verification.protocol.meeting
    first, second, third = meeting.paragraphs.order_by("position")
    made = {"meeting": meeting, "by": board.secretary, "at": at(hour=17)}
    withhold(kind="web", paragraph=first, words=SECRET, reason="personuppgift", **made)
    withhold(kind="secrecy", paragraph=third, provision="18 kap. 8 § OSL", **made)
    withhold(kind="web", attachment=second.attachments.get(), reason="upphovsrätt", **made)
    return Verification.objects.get(pk=verification.pk)


def pages(verification: Verification) -> Iterator[str]:
    """Every public page that says something of the protocol."""
    protocol = verification.protocol
    association, body = protocol.meeting.body.association.slug, protocol.meeting.body.slug
    client = Client()
    for name, args in (
        ("association_home", [association]),
        ("protocol_list", [association]),
        ("notice_board", [association]),
        ("notice_detail", [association, protocol.notice.public_id]),
        ("protocol_detail", [association, body, protocol.key]),
        *(("protocol_paragraph", [association, body, protocol.key, number]) for number in (1, 2, 3)),
    ):
        answer = client.get(reverse(name, args=args), follow=True)
        assert answer.status_code == 200
        yield answer.text


def test_what_is_withheld_is_in_no_byte_of_the_public_copy(marked: Verification):
    assert marked.public_copy
    copy = stored_bytes(marked.public_copy.sha256)
    assert_sealed(copy)
    said = every_byte(copy)
    for words in (SECRET, *WHOLE, "plan.png", "Planen i ord", "Melodi"):
        assert is_nowhere(words, said), words
    assert text_of(copy).count(MASK) >= 4
    assert "Wahlgren" in text_of(copy)
    assert "kammarrätten" in text_of(copy)
    assert set(embedded_files(copy)) == {"protokoll.json", "underskrifter.json"}


def test_the_search_finds_what_is_there(marked: Verification):
    """The search of every byte is worth something: in the original it finds everything."""
    original = stored_bytes(marked.original.sha256)
    assert_sealed(original)
    said = every_byte(original)
    for words in (SECRET, *WHOLE, "plan.png", "Planen i ord", "Melodi"):
        assert not is_nowhere(words, said), words
    assert MASK not in text_of(original)


def test_what_is_withheld_is_on_no_public_page(marked: Verification):
    said = " ".join(pages(marked))
    for words in (SECRET, *WHOLE, "plan.png"):
        assert is_nowhere(words, said), words
    assert "Wahlgren" in said
    assert "behöver inte säga vem du är" in said
    assert "personuppgift" not in said.lower().replace("personuppgifter", "")
    assert "18 kap. 8 §" not in said
    args = [marked.protocol.meeting.body.association.slug, "styrelsen", marked.protocol.key]
    for number in ("1", "2"):
        assert Client().get(reverse("protocol_attachment", args=[*args, number])).status_code == 404


def test_what_is_withheld_is_in_no_answer_as_json(marked: Verification, capsys: pytest.CaptureFixture[str]):
    meeting = marked.protocol.meeting
    call_command("meeting_json", meeting.body.association.slug, meeting.date.isoformat())
    said = capsys.readouterr().out
    assert [word for word in (SECRET, *WHOLE) if not is_nowhere(word, said)] == []
    call_command("meeting_json", meeting.body.association.slug, meeting.date.isoformat(), whole=True)
    assert SECRET in capsys.readouterr().out


def test_what_is_withheld_is_in_no_byte_of_the_publics_reading_copy(board: Board):
    protocol, by = make_ready(board, paragraphs=0), board.secretary
    meeting = protocol.meeting
    for heading, words in ((f"Anställning av {SECRET}", SECRET), (WHOLE[0], "")):
        paragraph = _write(meeting, by, heading, TEXT, "att anställa.")
        for name in ("oppen.pdf", "xylofonrapport.pdf"):
            file = add_attachment(
                paragraph=paragraph, file_name=name, data=make_pdf(note=name[:6].upper()), by=by, at=at()
            )
            edit_attachment(attachment=file, publish=True, by=by, at=at())
        mark = (
            {"kind": "web", "words": words, "reason": "person"}
            if words
            else {"kind": "secrecy", "provision": "18:8"}
        )
        withhold(meeting=meeting, paragraph=paragraph, by=by, at=at(), **mark)
    withhold(
        meeting=meeting,
        kind="web",
        reason="rätt",
        by=by,
        at=at(),
        attachment=meeting.paragraphs.order_by("position")[0].attachments.get(file_name="xylofonrapport.pdf"),
    )
    version = freeze_protocol(protocol=protocol, by=by, at=at(hour=15))
    for person in (board.secretary, board.chair, board.verifier):
        found = sign(version, person)
    assert found
    said, whole = (
        every_byte(
            stored_bytes(make_reading_copy(verification=found, is_public=which, at=at(hour=18)).file.sha256)
        )
        for which in (True, False)
    )
    assert [one for one in (SECRET, WHOLE[0], WHOLE[2], "XYLOFO") if not is_nowhere(one, said)] == []
    assert [one for one in (SECRET, WHOLE[0], WHOLE[2], "XYLOFO") if is_nowhere(one, whole)] == []
    assert "oppen" in said.lower()


def test_extract_holds_what_is_only_kept_from_the_web_and_not_what_is_secret(
    marked: Verification, board: Board
):
    first, _, third = marked.protocol.meeting.paragraphs.order_by("position")
    given = {"verification": marked, "by": board.secretary, "at": at(hour=18)}
    open_one = stored_bytes(hand_out(paragraph=first, **given).file.sha256)
    assert_sealed(open_one)
    assert SECRET in text_of(open_one)
    secret = stored_bytes(hand_out(paragraph=third, receiver="En nyfiken", **given).file.sha256)
    assert [word for word in WHOLE if not is_nowhere(word, every_byte(secret))] == []
    assert "kammarrätten" in text_of(secret)
    entitled = hand_out(paragraph=third, receiver="Åklagarmyndigheten", entitled="10 kap. 2 § OSL", **given)
    assert WHOLE[1] in text_of(stored_bytes(entitled.file.sha256))
    kept = Extract.objects.get(pk=entitled.pk)
    assert (kept.receiver, kept.entitled, kept.by) == (
        "Åklagarmyndigheten",
        "10 kap. 2 § OSL",
        board.secretary,
    )
    with pytest.raises(RuleViolation, match="Skriv vem som får det sekretessbelagda"):
        hand_out(paragraph=third, entitled="10 kap. 2 § OSL", **given)


def test_extract_on_paper_has_lines_to_certify_it_on(verification: Verification, board: Board):
    paragraph = verification.protocol.meeting.paragraphs.order_by("position")[1]
    given = {"verification": verification, "paragraph": paragraph, "by": board.secretary, "at": at(hour=18)}
    on_paper = text_of(stored_bytes(hand_out(on_paper=True, **given).file.sha256))
    assert "Utdraget bestyrks" in on_paper
    assert "Namnförtydligande" in on_paper
    assert "Utdraget bestyrks" not in text_of(stored_bytes(hand_out(**given).file.sha256))


def test_public_copy_is_made_anew_and_the_original_never(verification: Verification, board: Board):
    meeting, before = verification.protocol.meeting, verification.public_copy
    assert before
    mark = withhold(
        meeting=meeting,
        kind="web",
        paragraph=meeting.paragraphs.order_by("position")[0],
        words=SECRET,
        reason="personuppgift",
        by=board.secretary,
        at=at(hour=17),
    )
    now = Verification.objects.get(pk=verification.pk)
    assert now.original == verification.original
    assert now.public_copy != before
    assert [one.file for one in now.replaced_copies.all()] == [before]
    assert integrity().faults == []
    answer = Client().post(reverse("authenticity_check"), {"file": io.BytesIO(stored_bytes(before.sha256))})
    assert "Filen kommer från oss men har ersatts" in answer.text
    withhold_no_more(withholding=mark, by=board.secretary, at=at(hour=19))
    again = Verification.objects.get(pk=verification.pk)
    assert again.public_copy
    assert SECRET in text_of(stored_bytes(again.public_copy.sha256))
    assert Withholding.objects.count() == 0
    assert Withholding.history.filter(history_type="-", history_user=board.secretary).count() == 1


def test_marks_of_a_draft_hold_from_the_first_copy_on_and_in_letters(board: Board):
    protocol = make_ready(board, paragraphs=0)
    meeting, by = protocol.meeting, board.secretary
    paragraph = _write(meeting, by, f"Anställning av {SECRET}", TEXT, "att anställa.")
    withhold(meeting=meeting, kind="web", paragraph=paragraph, words=SECRET, reason="person", by=by, at=at())
    version = freeze_protocol(protocol=protocol, by=by, at=at(hour=15))
    assert SECRET in json.dumps(version.snapshot)
    for person in (board.secretary, board.chair, board.verifier):
        found = sign(version, person)
    assert found
    assert found.public_copy
    assert is_nowhere(SECRET, every_byte(stored_bytes(found.public_copy.sha256)))
    assert ReplacedCopy.objects.count() == 0
    boards = [letter for letter in letters() if "anslag" in letter.to]
    assert boards
    assert [letter.subject for letter in boards if not is_nowhere(SECRET, str(letter))] == []


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        ({"kind": "web", "words": "finns inte", "reason": "person"}, "Orden står inte där"),
        ({"kind": "web", "words": "anställ", "reason": ""}, "Skriv varför"),
        ({"kind": "secrecy", "words": "anställer"}, "Skriv vilken bestämmelse"),
        ({"kind": "web", "reason": "person"}, "Skriv orden"),
    ],
)
def test_a_mark_that_says_too_little_is_refused(board: Board, mark: dict[str, str], sentence: str):
    meeting = make_ready(board).meeting
    with pytest.raises(RuleViolation, match=sentence):
        withhold(meeting=meeting, by=board.secretary, at=at(), **mark)
    assert Withholding.objects.count() == 0


def test_what_is_to_be_withheld_is_not_lost_when_the_text_is_written_anew(board: Board):
    protocol = make_ready(board, paragraphs=0)
    meeting, by = protocol.meeting, board.secretary
    paragraph = _write(meeting, by, "Anställning", TEXT, "att anställa.")
    withhold(meeting=meeting, kind="web", paragraph=paragraph, words=SECRET, reason="person", by=by, at=at())
    paragraph.text = "<p>Zelda-Quist anställs.</p>"
    paragraph.save()
    with pytest.raises(RuleViolation, match=f"Orden «{SECRET}» ska utelämnas men står inte längre"):
        freeze_protocol(protocol=Protocol.objects.get(pk=protocol.pk), by=by, at=at(hour=15))


def test_database_replaces_a_public_copy_only_openly(verification: Verification):
    with pytest.raises(DatabaseError, match="byts bara mot en ny"), transaction.atomic():
        Verification.objects.filter(pk=verification.pk).update(public_copy=verification.original)
    with pytest.raises(DatabaseError, match="byts bara mot en ny"), transaction.atomic():
        Verification.objects.filter(pk=verification.pk).update(public_copy=None)
