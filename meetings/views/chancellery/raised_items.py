"""Anmälda ärenden and underlag, as the office reads them and takes them in; the auditor reads."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from meetings import access
from meetings.actions.taking_in import move_item, return_item, take_in, take_out
from meetings.draft.series import numbers_of
from meetings.models import Association, Meeting, Paragraph, RaisedItem
from meetings.noted import note_read
from meetings.reads.raised_items import (
    RaisedRow,
    full_sentence,
    meetings_to_raise_in,
    raised_in,
    rows_of,
)
from meetings.rules.raising import OPEN, RaisedState
from meetings.swedish import section
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.chancellery.raised_forms import MoveForm, RaisedReturnForm, TakeForm
from meetings.views.refusals import done_or_said, goes_through
from meetings.views.stored_files import stored_file

SHOWN_ENDED = 50


@require_GET
def raised_item_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All that wait, whatever their meeting, and the latest of those that do not."""
    association = association_read(request, slug)
    today, items = timezone.localdate(), raised_in(association)
    ended = items.filter(state__in=(RaisedState.TAKEN, RaisedState.WITHDRAWN)).order_by("-id")[:SHOWN_ENDED]
    context = {
        "association": association,
        "waiting": rows_of(items.filter(state__in=OPEN).order_by("meeting__date", "id"), association, today),
        "ended": rows_of(ended, association, today),
        "can_edit": access.can_edit(person_of(request), association),
    }
    return render(request, "meetings/raised/raised_item_list.html", context)


@require_GET
def raised_item(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """One of them: what was written, by whom, what has happened, and what the office can do."""
    association = association_read(request, slug)
    row = _row(request, association, public_id)
    at, item = timezone.now(), row.item
    full = full_sentence(item.meeting, kind="", at=at) if item.meeting and not _is_in(row) else ""
    can_edit = access.can_edit(person_of(request), association)
    context = {
        "association": association,
        "row": row,
        "item": item,
        "meeting": item.meeting,
        "paragraphs": [one for one in item.text.split("\n\n") if one],
        "files": item.files.select_related("file"),
        "events": item.events.select_related("by"),
        "full": full,
        "can_take": can_edit and row.may_be_taken and item.meeting is not None and not full,
        "can_return": can_edit and item.state == RaisedState.SENT,
        "can_move": can_edit and not _is_in(row) and item.state != RaisedState.WITHDRAWN,
        "can_take_out": can_edit and _is_in(row) and item.made_paragraph,
        "can_link": can_edit
        and row.is_open
        and item.person is None
        and item.meeting is not None
        and not full,
        "can_end": can_edit and row.may_be_ended,
    }
    return render(request, "meetings/raised/raised_item.html", context)


@require_safe
def raised_item_file(request: HttpRequest, slug: str, public_id: str, file: str) -> FileResponse:
    item = _row(request, association_read(request, slug), public_id).item
    found = get_object_or_404(item.files.select_related("file"), public_id=file)
    return stored_file(found.file.sha256, found.file_name, found.file.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def raised_item_take(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The words as they will stand, the §, the proposals and the files; then it is on the agenda."""
    association = association_edited(request, slug)
    row = _row(request, association, public_id)
    item, meeting = row.item, row.item.meeting
    if meeting is None:
        return redirect("raised_item_move", slug, public_id)
    form = TakeForm(
        request.POST if request.method == "POST" else None, item=item, paragraphs=_paragraphs(meeting)
    )
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    said = "Ärendet är på dagordningen. Den som skickade det har fått ett mejl."
    if goes_through(request, form, said, lambda: take_in(item=item, taken=form.taken(), **signed)):
        return redirect("raised_item", slug, public_id)
    return _asked(request, "raised_item_take", association, row, form)


@require_http_methods(["GET", "HEAD", "POST"])
def raised_item_return(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    association = association_edited(request, slug)
    row = _row(request, association, public_id)
    form = RaisedReturnForm(request.POST if request.method == "POST" else None)
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "Skickat tillbaka för komplettering.",
        lambda: return_item(item=row.item, **signed, **form.cleaned_data),
    ):
        return redirect("raised_item", slug, public_id)
    return _asked(request, "raised_item_return", association, row, form)


@require_http_methods(["GET", "HEAD", "POST"])
def raised_item_move(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """To another meeting of the body, or to the first that is planned."""
    association = association_edited(request, slug)
    row = _row(request, association, public_id)
    others = meetings_to_raise_in([row.item.body], timezone.localdate())
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        meetings=others.exclude(pk=row.item.meeting_id or 0),
    )
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "Ärendet hör nu till mötet. Den som skickade det har fått ett mejl.",
        lambda: move_item(item=row.item, meeting=form.meetings[form.cleaned_data["meeting"]], **signed),
    ):
        return redirect("raised_item", slug, public_id)
    return _asked(request, "raised_item_move", association, row, form)


@require_POST
def raised_item_take_out(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    row = _row(request, association_edited(request, slug), public_id)
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    done_or_said(
        request,
        "Paragrafen är borttagen ur dagordningen, och ärendet väntar igen.",
        lambda: take_out(item=row.item, **signed),
    )
    return redirect("raised_item", slug, public_id)


def find_row(request: HttpRequest, association: Association, public_id: str) -> RaisedRow:
    """The row of a page about one of them; 404 for another association's."""
    item: RaisedItem = get_object_or_404(raised_in(association), public_id=public_id)
    note_read(request, association, "Anmält ärende", item)
    [row] = rows_of([item], association, timezone.localdate())
    return row


_row = find_row


def _is_in(row: RaisedRow) -> bool:
    return row.item.state == RaisedState.TAKEN and not row.is_taken_out


def _paragraphs(meeting: Meeting) -> list[tuple[Paragraph, str]]:
    """Those of the agenda, each with what it is called in a list."""
    numbers = numbers_of(meeting)
    rows = meeting.paragraphs.filter(removed_at=None).order_by("position")
    return [(one, f"{section(numbers[one.pk])} {one}" if numbers.get(one.pk) else str(one)) for one in rows]


def _asked(
    request: HttpRequest, page: str, association: Association, row: RaisedRow, form: Any
) -> HttpResponse:
    if request.method == "GET" and row.item.state == RaisedState.WITHDRAWN:
        raise Http404
    context = {
        "association": association,
        "row": row,
        "item": row.item,
        "meeting": row.item.meeting,
        "form": form,
    }
    return render(request, f"meetings/raised/{page}.html", context, status=422 if form.errors else 200)
