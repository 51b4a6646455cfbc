"""Files that people attach: whole ones, and such as nobody can open."""

import zipfile
from io import BytesIO

from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from meetings.actions.summoning import summons_record
from meetings.models import Summons

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _written(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _one_page() -> PdfWriter:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    return writer


def make_pdf(*, note: str = "", field: str = "", attached: bytes = b"") -> bytes:
    """A PDF of one empty page, with a note on it, a field that is filled in, a file in it."""
    writer = _one_page()
    if note:
        writer.add_annotation(0, Text(rect=(50, 50, 70, 70), text=note))
    if field:
        entry = DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject("nummer"),
                NameObject("/V"): TextStringObject(field),
            }
        )
        form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(entry)])})
        writer.root_object[NameObject("/AcroForm")] = form
    if attached:
        writer.add_attachment("mer.txt", attached)
    return _written(writer)


def make_locked_pdf() -> bytes:
    writer = _one_page()
    writer.encrypt("hemligt", algorithm="AES-256")
    return _written(writer)


def make_portfolio() -> bytes:
    writer = _one_page()
    writer.add_attachment("bilaga.txt", b"text")
    writer.root_object[NameObject("/Collection")] = DictionaryObject()
    return _written(writer)


def make_package(media_type: str, parts: dict[str, str | bytes]) -> bytes:
    """An Office or OpenDocument file with the parts, by name."""
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/x" ContentType="{media_type}"/>'
        "</Types>"
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        if "opendocument" in media_type:
            package.writestr("mimetype", media_type)
        else:
            package.writestr("[Content_Types].xml", types)
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


def make_asked_pack(summons: Summons) -> str:
    """The public id of a pack that is asked for, of a summons that says nothing of its agenda."""
    meeting, at = summons.meeting, summons.at
    content = {"items": [], "document": summons_record(meeting, [], at=at).to_json()}
    sent = meeting.sent_agendas.create(number=1, at=at, by=summons.by, content=content)
    return sent.packs.create(content_sha256="0" * 64, papers=1, asked_at=at, content=content).public_id


PDF = make_pdf()
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND\xaeB`\x82"  # as far as anybody looks
