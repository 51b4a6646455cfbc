"""Files in a case: the same kinds and sizes as the protocol's attachments."""

from datetime import datetime

from django.db import transaction

from funding.actions.stepping import lock_case
from funding.models import Application, Paper
from meetings.actions.attaching import ALLOWED, kind_of, printable_name, store_file
from meetings.errors import RuleViolation
from meetings.models import Association, Person, StoredFile
from meetings.paper.opening import pages_of
from meetings.text.richtext import clean_line

MOST_PAPERS = 30


def stored_upload(
    *, association: Association, file_name: str, data: bytes, at: datetime
) -> tuple[StoredFile, str]:
    """Stores the upload and returns the file and a safe name.

    Raises RuleViolation for an empty, too large or unknown kind of file.
    """
    megabytes = association.largest_file_mb
    shown = clean_line(file_name[-200:]) or "filen"
    if not data:
        raise RuleViolation(f"Filen {shown} är tom.", field="file")
    if len(data) > megabytes * 1024 * 1024:
        raise RuleViolation(f"Filen {shown} är för stor. Högst {megabytes} MB.", field="file")
    kind = kind_of(data, shown)
    if kind is None:
        raise RuleViolation(
            f"Filen {shown} kan inte tas emot. Använd PDF, Word, Excel, PowerPoint, PNG eller JPEG.",
            field="file",
        )
    file = store_file(data=data, media_type=kind, at=at, pages=pages_of(data, kind, shown))
    stem = file_name.rsplit("/")[-1].rsplit("\\")[-1].rsplit(".", 1)[0]
    return file, printable_name(stem, "fil")[:190] + ALLOWED[kind]


@transaction.atomic
def add_paper(
    *,
    application: Application,
    file_name: str,
    data: bytes,
    by: Person,
    at: datetime,
    name: str = "",
    from_applicant: bool,
) -> Paper:
    """Adds a file to the case. Raises RuleViolation as `stored_upload` does, and when there are too many."""
    case = lock_case(application)
    if case.papers.count() >= MOST_PAPERS:
        raise RuleViolation(f"Högst {MOST_PAPERS} bilagor. Ta bort en först.", field="file")
    file, safe = stored_upload(association=case.association, file_name=file_name, data=data, at=at)
    return Paper.objects.create(
        application=case,
        file=file,
        name=printable_name(name or safe, "Bilaga"),
        file_name=safe,
        from_applicant=from_applicant,
        added_at=at,
        added_by=by,
    )
