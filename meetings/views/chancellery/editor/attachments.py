"""Files in a §: put there, named, moved, published or not, taken out, downloaded."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import get_valid_filename

from meetings.actions.attaching import add_attachment, edit_attachment, move_attachment, remove_attachment
from meetings.draft.series import numbers_of
from meetings.errors import RuleViolation
from meetings.models import Attachment, Paragraph, SubItem
from meetings.paper.storage import path_of
from meetings.swedish import section

from .answer import answer, ask
from .desk import Desk, asks_draft, reads_draft, writes_draft
from .forms import AttachmentForm


def _attachment(desk: Desk, public_id: str) -> Attachment:
    attachments = Attachment.objects.select_related(
        "file", "paragraph", "sub_item", "meeting__body__association"
    )
    return get_object_or_404(attachments, meeting=desk.meeting, public_id=public_id)


@writes_draft
def draft_attachment_add(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """POST one `file`; the page sends several one by one, each with its own progress and error."""
    row = desk.paragraph(paragraph)
    file = request.FILES.get("file")
    if file is None:
        raise RuleViolation("Filen kom inte fram. Försök igen.")
    attachment = add_attachment(
        paragraph=row, file_name=file.name or "bilaga", data=file.read(), by=desk.person, at=timezone.now()
    )
    return answer(request, desk, changed=[row], say=f"{attachment.name} är bifogad.")


@asks_draft
def draft_attachment_edit(request: HttpRequest, desk: Desk, attachment: str) -> HttpResponse:
    """Name, § and publishing."""
    row = _attachment(desk, attachment)
    form = AttachmentForm(
        request.POST if request.method == "POST" else None, attachment=row, paragraphs=_homes(desk)
    )
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        before = row.paragraph
        try:
            edit_attachment(
                attachment=row,
                name=values["name"],
                publish=values["publish"],
                by=desk.person,
                at=timezone.now(),
            )
            _move(desk, row, values["paragraph"])
        except RuleViolation as error:
            form.add_error(None, error.sentence)
        else:
            changed = [one for one in (before, row.paragraph) if one]
            return answer(request, desk, changed=changed, say="Sparat.")
    return ask(request, title=row.name, form=form, lead=row.file_name)


@writes_draft
def draft_attachment_remove(request: HttpRequest, desk: Desk, attachment: str) -> HttpResponse:
    row = _attachment(desk, attachment)
    paragraph = row.paragraph
    remove_attachment(attachment=row, by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        changed=[paragraph] if paragraph else [],
        focus=f"n-{paragraph.public_id}" if paragraph else "",
        say=f"{row.name} är borttagen.",
    )


@reads_draft
def draft_attachment_file(request: HttpRequest, desk: Desk, attachment: str) -> HttpResponse:
    """The file as a download, never shown by the browser as a page of ours."""
    row = _attachment(desk, attachment)
    return FileResponse(
        path_of(row.file.sha256).open("rb"),
        as_attachment=True,
        filename=get_valid_filename(row.file_name) or "bilaga",
        content_type=row.file.media_type,
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"},
    )


def _homes(desk: Desk) -> list[tuple[str, str]]:
    """Every § and sub-item a file may lie in."""
    numbers = numbers_of(desk.meeting)
    rows = Paragraph.objects.prefetch_related("sub_items").in_bulk(list(numbers))
    homes: list[tuple[str, str]] = []
    for key, number in numbers.items():
        homes.append((rows[key].public_id, f"{section(number)} {rows[key].heading}".strip()))
        homes += [
            (item.public_id, f"{section(number)}, {item.heading or 'delärende'}")
            for item in rows[key].sub_items.all()
        ]
    return homes


def _move(desk: Desk, row: Attachment, home: str) -> None:
    current = row.sub_item or row.paragraph
    if current and current.public_id == home:
        return
    paragraph = desk.meeting.paragraphs.filter(public_id=home).first()
    item = None
    if paragraph is None:
        item = get_object_or_404(
            SubItem.objects.select_related("paragraph"), paragraph__meeting=desk.meeting, public_id=home
        )
        paragraph = item.paragraph
    move_attachment(attachment=row, paragraph=paragraph, sub_item=item, by=desk.person, at=timezone.now())
