"""What is pasted, made into the form that a protocol keeps, before it is put in. Nothing is saved here."""

from django.http import HttpResponse, JsonResponse

from meetings.text.pasted import pasted_prose, pasted_rows
from meetings.text.richtext import MAX_LINE

from .access import writes_draft
from .editing import Editing


@writes_draft
def draft_paste(editing: Editing) -> HttpResponse:
    """POST `html` and `text` of the clipboard, and `form`: «text», «rows» (a sentence each) or «line».

    Gives `{html, told}` or `{rows, told}`, where `told` says what did not come along.
    """
    html, text = editing.posted.get("html", ""), editing.posted.get("text", "")
    form = editing.posted.get("form")
    if form not in {"rows", "line"}:
        found = pasted_prose(html, text)
        return JsonResponse({"html": found.html, "told": found.told})
    found = pasted_rows(html, text, MAX_LINE)
    rows = found.html.split("\n") if form == "rows" else [found.html.replace("\n", " ")]
    return JsonResponse({"rows": rows, "told": found.told})
