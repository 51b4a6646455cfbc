"""The reading copy that is given out now, and what lacks one."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.models import ReadingCopy, StoredFile, Verification


def public_reading_copy(verification: Verification) -> StoredFile | None:
    """Of the public copy as it is now: one of what was withheld since is given to nobody."""
    return _file(verification, verification.public_copy_id, is_public=True)


def whole_reading_copy(verification: Verification) -> StoredFile | None:
    """The chancellery's own, with every attachment."""
    return _file(verification, verification.original_id, is_public=False)


def lacking(*, is_public: bool) -> QuerySet[Verification]:
    """Verified protocols with attachments, without a reading copy of their public copy, or of their original."""
    of = "public_copy" if is_public else "original"
    made = ReadingCopy.objects.filter(verification=OuterRef("pk"), of=OuterRef(of), is_public=is_public)
    without = Q(version__snapshot__attachments=[]) | Q(version__snapshot__attachments__isnull=True)
    rows = Verification.objects.exclude(without).filter(~Exists(made), **{f"{of}__isnull": False})
    return rows.select_related(of, "version", "protocol__meeting__body__association")


def _file(verification: Verification, of: int | None, *, is_public: bool) -> StoredFile | None:
    found = StoredFile.objects.filter(
        pk__in=verification.reading_copies.filter(of=of, is_public=is_public).values("file")
    )
    return found.first()
