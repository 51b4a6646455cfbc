"""The matter of a §: presenters and time, registry number, which earlier § it corrects."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings.actions.attending import add_guest
from meetings.actions.drafting import edit_paragraph, set_presenters
from meetings.actions.numbering import take_registry_number
from meetings.actions.writing import digest, save_text
from meetings.models import Attendee, Paragraph
from meetings.swedish import long_date, section, sort_key

from .answer import answer, ask, settle
from .desk import Desk, asks_draft
from .matter_forms import CorrectsForm, PresentersForm, RegistryForm
from .room import chosen, rolls
from .structure import number_of

MOST = 15


@asks_draft
def draft_presenters(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    row = desk.paragraph(paragraph)
    guests_first = sorted(
        rolls(desk).attendees.values(), key=lambda one: (one.kind != Attendee.Kind.GUEST, sort_key(one.display_name))
    )  # fmt: skip
    form = PresentersForm(
        request.POST if request.method == "POST" else None, paragraph=row, people=guests_first
    )
    if settle(form, lambda values: _present(desk, row, guests_first, values)):
        return answer(request, desk, changed=[row], say="Sparat.")
    return ask(request, title=f"Föredragande och tid, {number_of(desk, row)}", form=form)


@transaction.atomic
def _present(desk: Desk, row: Paragraph, people: list[Attendee], values: dict[str, Any]) -> None:
    now = timezone.now()
    presenters = chosen(people, values["presenters"])
    if values["name"].strip():
        name, _, rest = values["name"].partition(",")
        title, _, organisation = rest.partition(",")
        presenters.append(
            add_guest(
                meeting=desk.meeting,
                name=name.strip()[:200],
                title=title.strip()[:100],
                organisation=organisation.strip()[:200],
                paragraphs=[row],
                by=desk.person,
                at=now,
            )
        )
    set_presenters(paragraph=row, presenters=presenters, by=desk.person, at=now)
    edit_paragraph(paragraph=row, planned_time=values["planned_time"], by=desk.person, at=now)


@asks_draft
def draft_registry(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """The next number of the series is taken only when it is asked for."""
    row = desk.paragraph(paragraph)
    form = RegistryForm(request.POST if request.method == "POST" else None)
    if settle(form, lambda values: _register(desk, row, values)):
        row.refresh_from_db()
        focus = f"paragraph-{row.public_id}-registry_number"
        return answer(request, desk, changed=[row], focus=focus, say=f"Diarienummer {row.registry_number}.")
    return ask(request, title=f"Diarienummer, {number_of(desk, row)}", form=form)


@transaction.atomic
def _register(desk: Desk, row: Paragraph, values: dict[str, Any]) -> None:
    now = timezone.now()
    number = values["number"].strip()
    if values["take"] == "1":
        number = take_registry_number(
            association=desk.association, year=desk.meeting.date.year, by=desk.person, at=now
        )
    save_text(
        row=row,
        field="registry_number",
        value=number,
        base=digest(row.registry_number),
        by=desk.person,
        at=now,
    )


@asks_draft
def draft_corrects(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """`sok` in the query finds among the association's verified §§."""
    row = desk.paragraph(paragraph)
    words = request.GET.get("sok", "").replace("\0", "").strip()[:100]
    rows = _verified(desk, words)
    if row.corrects and row.corrects not in rows:
        rows.insert(0, row.corrects)
    by_id = {one.public_id: one for one in rows}
    form = CorrectsForm(
        request.POST if request.method == "POST" else None,
        found=[(key, _in_words(one)) for key, one in by_id.items()],
        current=row.corrects.public_id if row.corrects else "",
    )
    if settle(
        form,
        lambda values: edit_paragraph(
            paragraph=row, corrects=by_id.get(values["corrects"]), by=desk.person, at=timezone.now()
        ),
    ):
        return answer(request, desk, changed=[row], say="Sparat.")
    return ask(
        request,
        title=f"Rättar en tidigare paragraf, {number_of(desk, row)}",
        form=form,
        lead="Ett justerat protokoll ändras inte. Den nya paragrafen hänvisar till den gamla, och båda visar det.",
        template="meetings/editor/corrects.html",
        words=words,
        here=f"paragrafer/{row.public_id}/rattar/",
    )


def _verified(desk: Desk, words: str) -> list[Paragraph]:
    rows = Paragraph.objects.filter(
        meeting__body__association=desk.association,
        removed_at__isnull=True,
        number__isnull=False,
        protocols__verification__isnull=False,
    ).exclude(meeting=desk.meeting)
    for word in words.replace("§", " ").split()[:6]:
        wanted = Q(heading__icontains=word) | Q(text__icontains=word) | Q(decisions__text__icontains=word)
        if word.isascii() and word.isdigit() and len(word) < 7:
            wanted |= Q(number=int(word))
        rows = rows.filter(wanted)
    latest = rows.select_related("meeting__body").order_by("-meeting__date", "-meeting__sequence", "number")
    return list(latest.distinct()[:MOST])


def _in_words(row: Paragraph) -> str:
    return f"{section(row.number or 0)} {row.heading}, {row.meeting.body.name} {long_date(row.meeting.date)}"
