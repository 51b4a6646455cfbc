"""Addresses of the editor, all under the meeting's own."""

from django.urls import URLPattern, path, register_converter

from . import (
    draft_attachments,
    draft_history,
    draft_page,
    draft_parts,
    draft_people,
    draft_search,
    draft_structure,
    draft_texts,
)


class PublicId:
    """`<public:name>`: the random id of a row."""

    regex = r"[A-Za-z0-9_-]{1,20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PublicId, "public")

HERE = "<slug:slug>/moten/<slug:body>/<meeting:key>/protokoll/"
PARAGRAPH = f"{HERE}paragrafer/<public:paragraph>/"
SUB_ITEM = f"{HERE}delarenden/<public:item>/"
DECISION = f"{HERE}beslut/<public:decision>/"
ATTACHMENT = f"{HERE}bilagor/<public:attachment>/"

draft_urls: list[URLPattern] = [
    path(HERE, draft_page.draft_edit, name="draft_edit"),
    path(f"{HERE}lage/", draft_page.draft_state, name="draft_state"),
    path(f"{HERE}lasning/", draft_page.draft_reading, name="draft_reading"),
    path(f"{HERE}forhandsvisning.pdf", draft_page.draft_preview, name="draft_preview"),
    path(f"{HERE}klar/", draft_page.draft_freeze, name="draft_freeze"),
    path(f"{HERE}text/", draft_texts.draft_text_save, name="draft_text_save"),
    path(f"{HERE}paragrafer/", draft_structure.draft_paragraph_add, name="draft_paragraph_add"),
    path(f"{PARAGRAPH}flytta/", draft_structure.draft_paragraph_move, name="draft_paragraph_move"),
    path(f"{PARAGRAPH}ta-bort/", draft_structure.draft_paragraph_remove, name="draft_paragraph_remove"),
    path(f"{PARAGRAPH}tillbaka/", draft_structure.draft_paragraph_restore, name="draft_paragraph_restore"),
    path(f"{PARAGRAPH}utgar/", draft_structure.draft_paragraph_withdraw, name="draft_paragraph_withdraw"),
    path(f"{PARAGRAPH}om/", draft_structure.draft_paragraph_edit, name="draft_paragraph_edit"),
    path(f"{PARAGRAPH}historik/", draft_history.draft_history, name="draft_history"),
    path(f"{PARAGRAPH}aterstall/", draft_history.draft_history_restore, name="draft_history_restore"),
    path(f"{PARAGRAPH}delarenden/", draft_parts.draft_sub_item_add, name="draft_sub_item_add"),
    path(f"{PARAGRAPH}beslut/", draft_parts.draft_decision_add, name="draft_decision_add"),
    path(f"{PARAGRAPH}bilagor/", draft_attachments.draft_attachment_add, name="draft_attachment_add"),
    path(f"{SUB_ITEM}flytta/", draft_parts.draft_sub_item_move, name="draft_sub_item_move"),
    path(f"{SUB_ITEM}ta-bort/", draft_parts.draft_sub_item_remove, name="draft_sub_item_remove"),
    path(f"{SUB_ITEM}om/", draft_parts.draft_sub_item_edit, name="draft_sub_item_edit"),
    path(f"{DECISION}flytta/", draft_parts.draft_decision_move, name="draft_decision_move"),
    path(f"{DECISION}ta-bort/", draft_parts.draft_decision_remove, name="draft_decision_remove"),
    path(f"{DECISION}om/", draft_parts.draft_decision_edit, name="draft_decision_edit"),
    path(f"{ATTACHMENT}", draft_attachments.draft_attachment_file, name="draft_attachment_file"),
    path(f"{ATTACHMENT}om/", draft_attachments.draft_attachment_edit, name="draft_attachment_edit"),
    path(f"{ATTACHMENT}ta-bort/", draft_attachments.draft_attachment_remove, name="draft_attachment_remove"),
    path(f"{HERE}hamta/", draft_search.draft_search, name="draft_search"),
    path(f"{HERE}hamta/ny/", draft_search.draft_fetch, name="draft_fetch"),
    path(f"{HERE}borttagna/", draft_structure.draft_removed, name="draft_removed"),
    path(f"{HERE}narvaro/", draft_people.draft_presence, name="draft_presence"),
    path(f"{HERE}tjanstgoring/", draft_people.draft_serving, name="draft_serving"),
    path(f"{HERE}deltagare/", draft_people.draft_guests_add, name="draft_guests_add"),
    path(f"{HERE}deltagare/om/", draft_people.draft_guest_edit, name="draft_guest_edit"),
    path(f"{HERE}deltagare/ta-bort/", draft_people.draft_guest_remove, name="draft_guest_remove"),
    path(f"{HERE}justerare/", draft_people.draft_verifiers, name="draft_verifiers"),
    path(f"{HERE}mote/", draft_people.draft_meeting, name="draft_meeting"),
    path(f"{HERE}publicera/", draft_people.draft_publish, name="draft_publish"),
]
