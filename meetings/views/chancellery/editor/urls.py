"""The addresses of the editor, all under the meeting's own: pages and presses here, the rest from the tables."""

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter

from . import attachments, history, page, pasting, saving, search, waiting
from .access import View, asks_draft, writes_draft
from .dialogs.dialog import Dialog, run_dialog
from .dialogs.table import DIALOGS
from .editing import Editing
from .presses import decisions, paragraphs, people
from .presses.table import PRESSES, Press, do_press
from .response import Done


class PublicId:
    """`<public:name>`: the random id of a row."""

    regex = r"[A-Za-z0-9_-]{1,20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PublicId, "public")

HERE = "<slug:slug>/moten/<slug:body>/<meeting:key>/protokoll/"
PARAGRAPH = "paragrafer/<public:paragraph>/"
SUB_ITEM = "delarenden/<public:item>/"
DECISION = "beslut/<public:decision>/"

VIEWS: dict[str, View] = {
    # The page
    "": page.draft_edit,
    "lage/": page.draft_state,
    "skriver/": page.draft_writer,
    "lasning/": page.draft_reading,
    "forhandsvisning.pdf": page.draft_preview,
    "text/": saving.draft_text_save,
    "klistra/": pasting.draft_paste,
    "klistra/dokument/": pasting.draft_document_read,
    "klistra/paragrafer/": pasting.draft_split,
    "klistra/paragrafer/angra/": pasting.draft_split_undo,
    f"{PARAGRAPH}historik/": history.draft_history,
    f"{PARAGRAPH}aterstall/": history.draft_history_restore,
    f"{PARAGRAPH}bilagor/": attachments.draft_attachment_add,
    "bilagor/<public:attachment>/": attachments.draft_attachment_file,
    # What is put in from elsewhere
    "hamta/": search.draft_search,
    "hamta/ny/": search.draft_fetch,
    "arendebalans/": waiting.draft_waiting,
    "arendebalans/ta-upp/": waiting.draft_take_up,
    "borttagna/": paragraphs.draft_removed,
    # §§
    "paragrafer/": paragraphs.draft_paragraph_add,
    f"{PARAGRAPH}slag/": paragraphs.draft_paragraph_kind,
    f"{PARAGRAPH}flytta/": paragraphs.draft_paragraph_move,
    f"{PARAGRAPH}ta-bort/": paragraphs.draft_paragraph_remove,
    f"{PARAGRAPH}tillbaka/": paragraphs.draft_paragraph_restore,
    f"{PARAGRAPH}utgar/": paragraphs.draft_paragraph_withdraw,
    f"{PARAGRAPH}inte-behandlad/": paragraphs.draft_not_handled,
    # Decisions
    f"{PARAGRAPH}klubba/": decisions.draft_decide,
    f"{PARAGRAPH}klubba/angra/": decisions.draft_decide_undo,
    f"{PARAGRAPH}beslut/": decisions.draft_decision_add,
    f"{PARAGRAPH}delarenden/": decisions.draft_sub_item_add,
    f"{SUB_ITEM}flytta/": decisions.draft_sub_item_move,
    f"{DECISION}flytta/": decisions.draft_decision_move,
    f"{DECISION}ta-bort/": decisions.draft_decision_remove,
    # The panel beside the protocol
    "narvaro/": people.draft_presence,
    "tjanstgoring/": people.draft_serving,
    "handelser/": people.draft_move,
    "publicera/": people.draft_publish,
}


def _view_of_dialog(dialog: Dialog) -> View:
    @asks_draft
    def view(editing: Editing, **ids: str) -> Done | HttpResponse:
        return run_dialog(dialog, editing, *ids.values())

    return view


def _view_of_press(press: Press) -> View:
    @writes_draft
    def view(editing: Editing, **ids: str) -> Done:
        return do_press(press, editing, *ids.values())

    return view


editor_urls: list[URLPattern] = [
    *(path(HERE + address, view, name=view.__name__) for address, view in VIEWS.items()),
    *(path(HERE + one.address, _view_of_dialog(one), name=name) for name, one in DIALOGS.items()),
    *(path(HERE + one.address, _view_of_press(one), name=name) for name, one in PRESSES.items()),
]
