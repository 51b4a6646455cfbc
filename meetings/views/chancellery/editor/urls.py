"""Addresses of the editor, all under the meeting's own."""

from django.urls import URLPattern, path, register_converter

from . import (
    attachments,
    ballots,
    course,
    gavel,
    history,
    immediate,
    matter,
    moving,
    page,
    parts,
    people,
    proposals,
    recusals,
    search,
    structure,
    texts,
    voices,
    waiting,
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
PROPOSAL = f"{HERE}yrkanden/<public:proposal>/"
BALLOT = f"{HERE}omrostningar/<public:ballot>/"
RECUSAL = f"{HERE}jav/<public:recusal>/"
RESERVATION = f"{HERE}reservationer/<public:reservation>/"
STATEMENT = f"{HERE}yttranden/<public:statement>/"
ELECTION = f"{HERE}val/<public:election>/"
ATTACHMENT = f"{HERE}bilagor/<public:attachment>/"

handling_urls: list[URLPattern] = [
    path(f"{PARAGRAPH}klubba/", gavel.draft_gavel, name="draft_gavel"),
    path(f"{PARAGRAPH}klubba/angra/", gavel.draft_gavel_undo, name="draft_gavel_undo"),
    path(f"{PARAGRAPH}uppskov/", gavel.draft_deferral, name="draft_deferral"),
    path(f"{PARAGRAPH}inte-behandlad/", gavel.draft_not_handled, name="draft_not_handled"),
    path(f"{PARAGRAPH}yrkanden/", proposals.draft_proposal_add, name="draft_proposal_add"),
    path(f"{PROPOSAL}om/", proposals.draft_proposal_edit, name="draft_proposal_edit"),
    path(f"{PROPOSAL}ta-bort/", proposals.draft_proposal_remove, name="draft_proposal_remove"),
    path(f"{PARAGRAPH}propositionsordning/", proposals.draft_propositions, name="draft_propositions"),
    path(f"{PARAGRAPH}omrostning/", ballots.draft_ballot_add, name="draft_ballot_add"),
    path(f"{BALLOT}om/", ballots.draft_ballot_edit, name="draft_ballot_edit"),
    path(f"{BALLOT}ta-bort/", ballots.draft_ballot_remove, name="draft_ballot_remove"),
    path(f"{PARAGRAPH}jav/", recusals.draft_recusal_add, name="draft_recusal_add"),
    path(f"{RECUSAL}om/", recusals.draft_recusal_edit, name="draft_recusal_edit"),
    path(f"{RECUSAL}ta-bort/", recusals.draft_recusal_remove, name="draft_recusal_remove"),
    path(f"{PARAGRAPH}deltar-inte/", recusals.draft_not_taking_part, name="draft_not_taking_part"),
    path(f"{PARAGRAPH}reservationer/", voices.draft_reservation_add, name="draft_reservation_add"),
    path(f"{RESERVATION}om/", voices.draft_reservation_edit, name="draft_reservation_edit"),
    path(f"{RESERVATION}ta-bort/", voices.draft_reservation_remove, name="draft_reservation_remove"),
    path(f"{PARAGRAPH}yttranden/", voices.draft_statement_add, name="draft_statement_add"),
    path(f"{STATEMENT}om/", voices.draft_statement_edit, name="draft_statement_edit"),
    path(f"{STATEMENT}ta-bort/", voices.draft_statement_remove, name="draft_statement_remove"),
    path(f"{PARAGRAPH}val/", voices.draft_election_add, name="draft_election_add"),
    path(f"{ELECTION}om/", voices.draft_election_edit, name="draft_election_edit"),
    path(f"{ELECTION}ta-bort/", voices.draft_election_remove, name="draft_election_remove"),
    path(f"{PARAGRAPH}foredragande/", matter.draft_presenters, name="draft_presenters"),
    path(f"{PARAGRAPH}diarienummer/", matter.draft_registry, name="draft_registry"),
    path(f"{PARAGRAPH}rattar/", matter.draft_corrects, name="draft_corrects"),
    path(f"{HERE}omedelbart/", immediate.draft_immediate, name="draft_immediate"),
    path(f"{HERE}omedelbart/igen/", immediate.draft_immediate_again, name="draft_immediate_again"),
]

course_urls: list[URLPattern] = [
    path(f"{HERE}handelser/", moving.draft_move, name="draft_move"),
    path(f"{HERE}handelser/ljud/", moving.draft_arrival_by_sound, name="draft_arrival_by_sound"),
    path(f"{HERE}handelser/om/", moving.draft_movement_edit, name="draft_movement_edit"),
    path(f"{HERE}handelser/ta-bort/", moving.draft_movement_remove, name="draft_movement_remove"),
    path(f"{HERE}oppna/", course.draft_open, name="draft_open"),
    path(f"{HERE}ajournera/", course.draft_adjourn, name="draft_adjourn"),
    path(f"{HERE}ateruppta/", course.draft_resume, name="draft_resume"),
    path(
        f"{HERE}ajourneringar/ta-bort/",
        course.draft_adjournment_remove,
        name="draft_adjournment_remove",
    ),
    path(f"{HERE}avsluta/", course.draft_close, name="draft_close"),
    path(f"{HERE}ateroppna/", course.draft_reopen, name="draft_reopen"),
    path(f"{HERE}vantande/", waiting.draft_waiting, name="draft_waiting"),
    path(f"{HERE}vantande/ta-upp/", waiting.draft_take_up, name="draft_take_up"),
    path(f"{HERE}vantande/avfor/", waiting.draft_dismiss, name="draft_dismiss"),
]

draft_urls: list[URLPattern] = [
    path(HERE, page.draft_edit, name="draft_edit"),
    path(f"{HERE}lage/", page.draft_state, name="draft_state"),
    path(f"{HERE}lasning/", page.draft_reading, name="draft_reading"),
    path(f"{HERE}forhandsvisning.pdf", page.draft_preview, name="draft_preview"),
    path(f"{HERE}klar/", page.draft_freeze, name="draft_freeze"),
    path(f"{HERE}text/", texts.draft_text_save, name="draft_text_save"),
    path(f"{HERE}paragrafer/", structure.draft_paragraph_add, name="draft_paragraph_add"),
    path(f"{PARAGRAPH}flytta/", structure.draft_paragraph_move, name="draft_paragraph_move"),
    path(f"{PARAGRAPH}ta-bort/", structure.draft_paragraph_remove, name="draft_paragraph_remove"),
    path(f"{PARAGRAPH}tillbaka/", structure.draft_paragraph_restore, name="draft_paragraph_restore"),
    path(f"{PARAGRAPH}utgar/", structure.draft_paragraph_withdraw, name="draft_paragraph_withdraw"),
    path(f"{PARAGRAPH}om/", structure.draft_paragraph_edit, name="draft_paragraph_edit"),
    path(f"{PARAGRAPH}historik/", history.draft_history, name="draft_history"),
    path(f"{PARAGRAPH}aterstall/", history.draft_history_restore, name="draft_history_restore"),
    path(f"{PARAGRAPH}delarenden/", parts.draft_sub_item_add, name="draft_sub_item_add"),
    path(f"{PARAGRAPH}beslut/", parts.draft_decision_add, name="draft_decision_add"),
    path(f"{PARAGRAPH}bilagor/", attachments.draft_attachment_add, name="draft_attachment_add"),
    path(f"{SUB_ITEM}flytta/", parts.draft_sub_item_move, name="draft_sub_item_move"),
    path(f"{SUB_ITEM}ta-bort/", parts.draft_sub_item_remove, name="draft_sub_item_remove"),
    path(f"{SUB_ITEM}om/", parts.draft_sub_item_edit, name="draft_sub_item_edit"),
    path(f"{DECISION}flytta/", parts.draft_decision_move, name="draft_decision_move"),
    path(f"{DECISION}ta-bort/", parts.draft_decision_remove, name="draft_decision_remove"),
    path(f"{DECISION}om/", parts.draft_decision_edit, name="draft_decision_edit"),
    path(f"{ATTACHMENT}", attachments.draft_attachment_file, name="draft_attachment_file"),
    path(f"{ATTACHMENT}om/", attachments.draft_attachment_edit, name="draft_attachment_edit"),
    path(f"{ATTACHMENT}ta-bort/", attachments.draft_attachment_remove, name="draft_attachment_remove"),
    path(f"{HERE}hamta/", search.draft_search, name="draft_search"),
    path(f"{HERE}hamta/ny/", search.draft_fetch, name="draft_fetch"),
    path(f"{HERE}borttagna/", structure.draft_removed, name="draft_removed"),
    path(f"{HERE}narvaro/", people.draft_presence, name="draft_presence"),
    path(f"{HERE}tjanstgoring/", people.draft_serving, name="draft_serving"),
    path(f"{HERE}deltagare/", people.draft_guests_add, name="draft_guests_add"),
    path(f"{HERE}deltagare/om/", people.draft_guest_edit, name="draft_guest_edit"),
    path(f"{HERE}deltagare/ta-bort/", people.draft_guest_remove, name="draft_guest_remove"),
    path(f"{HERE}justerare/", people.draft_verifiers, name="draft_verifiers"),
    path(f"{HERE}mote/", people.draft_meeting, name="draft_meeting"),
    path(f"{HERE}publicera/", people.draft_publish, name="draft_publish"),
    path(f"{HERE}narvaro/ljud/", people.draft_sound_only, name="draft_sound_only"),
    *handling_urls,
    *course_urls,
]
