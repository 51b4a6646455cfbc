"""Who has a draft open: told by the editor's own page with all that it sends, and forgotten soon."""

from datetime import datetime, timedelta

from meetings.models import Meeting, Person, Writer

FORGOTTEN_AFTER = timedelta(hours=1)


def see_writer(
    *,
    meeting: Meeting,
    tab: str,
    by: Person,
    at: datetime,
    paragraph: str = "",
    typed: bool = False,
    is_unsaved: bool = False,
    is_open: bool = True,
) -> None:
    """Writes where the page `tab` of `by` is, in two queries, and forgets the pages that have long been silent.

    `paragraph` is the public id of the § that is written in, "" for none. It takes no lock: the rows stop nobody.
    """
    row = Writer(
        meeting=meeting,
        person=by,
        tab=tab,
        paragraph=meeting.paragraphs.filter(public_id=paragraph).first() if paragraph else None,
        is_open=is_open,
        is_unsaved=is_unsaved,
        typed_at=at if typed else None,
        at=at,
    )
    told = ["paragraph", "is_open", "is_unsaved", "at"]
    Writer.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["meeting", "person", "tab"],
        update_fields=[*told, "typed_at"] if typed else told,
    )
    Writer.objects.filter(at__lt=at - FORGOTTEN_AFTER).delete()
