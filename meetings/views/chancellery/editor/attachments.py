"""Files put into a § and downloaded."""

from io import BytesIO

from django.http import FileResponse
from django.utils.text import get_valid_filename

from meetings.actions.attaching import add_attachment
from meetings.errors import RuleViolation
from meetings.models import Attachment
from meetings.paper.fonts import unsupported_characters
from meetings.paper.storage import stored_bytes

from .access import reads_draft, writes_draft
from .editing import Editing
from .response import Done


@writes_draft
def draft_attachment_add(editing: Editing, paragraph: str) -> Done:
    """POST one `file`; the page sends several one by one, each with its own progress and error."""
    row, file = editing.paragraph(paragraph), editing.request.FILES.get("file")
    if file is None:
        raise RuleViolation("Filen kom inte fram. Försök igen.")
    name, data = file.name or "bilaga", file.read()
    attachment = add_attachment(paragraph=row, file_name=name, data=data, **editing.signed)
    if unsupported_characters(name):
        said = (
            "Filens namn har tecken som inte kan skrivas ut i protokollet. "
            f"Bilagan heter nu «{attachment.name}». Ändra namnet om du vill."
        )
        return Done(said, [row], is_shown=True)
    return Done(f"{attachment.name} är bifogad.", [row])


@reads_draft
def draft_attachment_file(editing: Editing, attachment: str) -> FileResponse:
    """The file as a download, never shown by the browser as a page of ours."""
    row = editing.row(Attachment, attachment)
    return FileResponse(
        BytesIO(stored_bytes(row.file.sha256)),
        as_attachment=True,
        filename=get_valid_filename(row.file_name) or "bilaga",
        content_type=row.file.media_type,
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"},
    )
