"""What is pasted, made into the form that a protocol keeps, before it is put in; and a whole document made into §§."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse

from meetings.actions.splitting import add_sections, remove_sections
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.importing.docx import html_of_docx
from meetings.rules.placeholders import referring
from meetings.rules.plain_text import plain
from meetings.text.agenda import Section, sections_of
from meetings.text.pasted import pasted_prose, pasted_rows
from meetings.text.richtext import MAX_LINE, Cleaned

from .access import writes_draft
from .editing import PUBLIC_ID, Editing, among
from .response import Done

LARGEST_DOCUMENT = 20 * 1024 * 1024  # bytes
_SHOWN = 160  # characters of a §'s text


@writes_draft
def draft_paste(editing: Editing) -> HttpResponse:
    """POST `html` and `text` of the clipboard, and `form`: «text», «cell» (of a table in one), «rows» (a sentence
    each), «line» or «heading» (of a §). Saves nothing.

    Gives `{html, told, sections}`, or for one or more lines `{rows, told, sections}`, where `told` says what did not
    come along and `sections` shows the §§ that a whole document in a text or a heading would become.
    """
    form = editing.posted.get("form")
    if form == "cell":
        prose = pasted_prose(editing.posted.get("html", ""), editing.posted.get("text", ""), in_cell=True)
        return JsonResponse({"html": prose.html, "told": prose.told, "sections": []})
    if form not in {"rows", "line", "heading"}:
        return JsonResponse(_with_sections(editing, _prose(editing)))
    found = pasted_rows(editing.posted.get("html", ""), editing.posted.get("text", ""), MAX_LINE)
    rows = found.html.split("\n") if form == "rows" else [found.html.replace("\n", " ")]
    if form == "rows":
        rows = [referring(row, _numbers(editing), rich=False) for row in rows]
    sections = _shown(editing, _prose(editing)) if form == "heading" else []
    return JsonResponse({"rows": rows, "told": found.told, "sections": sections})


@writes_draft
def draft_document_read(editing: Editing) -> HttpResponse:
    """POST `file`, a DOCX. Gives what a paste of it would. Saves nothing."""
    file = editing.request.FILES.get("file")
    if file is None or (file.size or 0) > LARGEST_DOCUMENT:
        raise RuleViolation("Dokumentet kom inte fram, eller är för stort.")
    return JsonResponse(_with_sections(editing, pasted_prose(html_of_docx(file.read()), "")))


@writes_draft
def draft_split(editing: Editing) -> Done:
    """POST `html` and `text` as to draft_paste, and `after` (a §, or none for last): the §§ are added."""
    found = _sections(editing, _prose(editing))
    if not found:
        raise RuleViolation("Texten kan inte delas upp i paragrafer.")
    numbers = _numbers(editing)
    for section in found:
        section.after = [referring(html, numbers, rich=True) for html in section.after]
        for part in [section, *section.items]:
            part.blocks = [referring(html, numbers, rich=True) for html in part.blocks]
            part.decisions = [referring(one, numbers, rich=False) for one in part.decisions]
            part.proposals = [referring(one, numbers, rich=False) for one in part.proposals]
    after = among(editing.meeting.paragraphs.all(), editing.posted.get("after", ""))
    rows = add_sections(meeting=editing.meeting, sections=found, after=after, **editing.signed)
    ids = " ".join(row.public_id for row in rows)
    undo = editing.undo("draft_split_undo", ids=ids)
    return Done(f"{len(rows)} paragrafer.", rows, focus=f"l-{rows[0].public_id}", undo=undo)


@writes_draft
def draft_split_undo(editing: Editing) -> Done:
    """POST `ids`, with spaces between: the §§ that were added are taken away."""
    ids = [one for one in editing.posted.get("ids", "").split() if PUBLIC_ID.fullmatch(one)]
    remove_sections(meeting=editing.meeting, public_ids=ids, **editing.signed)
    return Done("Paragraferna är borttagna.")


def _prose(editing: Editing) -> Cleaned:
    return pasted_prose(editing.posted.get("html", ""), editing.posted.get("text", ""))


def _numbers(editing: Editing) -> Mapping[str, int]:
    return read_draft(editing.protocol).attachment_numbers


def _with_sections(editing: Editing, found: Cleaned) -> dict[str, Any]:
    html = referring(found.html, _numbers(editing), rich=True)
    return {"html": html, "told": found.told, "sections": _shown(editing, found)}


def _sections(editing: Editing, found: Cleaned) -> list[Section]:
    return sections_of(found.html, editing.meeting.body.decision_tag)


def _shown(editing: Editing, found: Cleaned) -> list[dict[str, Any]]:
    """Each § as the page shows it before it is made."""
    return [
        {
            "heading": one.heading,
            "kind": one.kind.label if one.kind else "",
            "text": plain(one.text)[:_SHOWN],
            "items": [item.heading for item in one.items],
            "proposals": [words for part in [one, *one.items] for words in part.proposals],
            "decisions": [words for part in [one, *one.items] for words in part.decisions],
            "after": plain("".join(one.after))[:_SHOWN],
        }
        for one in _sections(editing, found)
    ]
