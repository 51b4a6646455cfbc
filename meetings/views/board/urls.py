"""What board members use."""

from django.urls import path

from meetings.views.board import (
    answering,
    approving,
    changing,
    coming,
    fees,
    files,
    home,
    own_notes,
    packs,
    raising,
    reading,
    saved_copies,
    signing,
    standing_in,
)

COMING = "<slug:slug>/dagordning/<slug:body>/<meeting:key>/"
OWN_ITEM = "<slug:slug>/styrelsen/arende/<slug:public_id>/"
PROTOCOL = "<slug:slug>/justera/<slug:body>/<protocol:key>/"

urlpatterns = [
    path("<slug:slug>/styrelsen/", home.board_home, name="board_home"),
    path("<slug:slug>/styrelsen/anmal/", raising.item_raise, name="item_raise"),
    path(OWN_ITEM, raising.own_item, name="own_item"),
    path(f"{OWN_ITEM}aterta/", raising.own_item_withdraw, name="own_item_withdraw"),
    path(f"{OWN_ITEM}fil/<slug:file>/", raising.own_item_file, name="own_item_file"),
    path("<slug:slug>/arvoden/", fees.own_fees, name="own_fees"),
    path(
        "<slug:slug>/kansli/arvoden/uppgift/<slug:body>/<meeting:key>/<slug:person>/",
        fees.fee_claim,
        name="fee_claim",
    ),
    path(COMING, coming.meeting_agenda, name="meeting_agenda"),
    path(f"{COMING}last/", coming.meeting_agenda_read, name="meeting_agenda_read"),
    path(f"{COMING}kallelse.pdf", coming.meeting_summons, name="meeting_summons"),
    path(f"{COMING}handlingar.pdf", packs.meeting_pack, name="meeting_pack"),
    path(f"{COMING}handlingar/", packs.meeting_pack_make, name="meeting_pack_make"),
    path(f"{COMING}handlingar/<slug:public_id>/", packs.meeting_pack_state, name="meeting_pack_state"),
    path(f"{COMING}bilaga/<int:number>/", coming.meeting_paper, name="meeting_paper"),
    path(f"{COMING}godkann/", approving.summons_approve, name="summons_approve"),
    path(f"{COMING}skicka-tillbaka/", approving.summons_return, name="summons_return"),
    path(f"{COMING}jav/<slug:paragraph>/", approving.recusal_declare, name="recusal_declare"),
    path(f"{COMING}anteckningar/", own_notes.own_notes, name="own_notes"),
    path(f"{COMING}anteckningar/ta-bort/", own_notes.own_notes_remove, name="own_notes_remove"),
    path(f"{COMING}sparat/", saved_copies.saved_copy, name="saved_copy"),
    path(PROTOCOL, reading.protocol_verify, name="protocol_verify"),
    path(
        PROTOCOL + "paragraf/<int:number>/",
        reading.protocol_verify_paragraph,
        name="protocol_verify_paragraph",
    ),
    path(PROTOCOL + "allt/", reading.protocol_verify_all, name="protocol_verify_all"),
    path(PROTOCOL + "skriv-under/", signing.protocol_sign, name="protocol_sign"),
    path(PROTOCOL + "andring/", changing.change_request, name="change_request"),
    path(PROTOCOL + "begaran/<slug:request_id>/", answering.request_answer, name="request_answer"),
    path(PROTOCOL + "i-nagons-stalle/", standing_in.stand_in_start, name="stand_in_start"),
    path(PROTOCOL + "hanskjut/", answering.verification_refer, name="verification_refer"),
    path(PROTOCOL + "protokoll.pdf", files.protocol_verify_pdf, name="protocol_verify_pdf"),
    path(
        PROTOCOL + "bilaga/<int:number>/", files.protocol_verify_attachment, name="protocol_verify_attachment"
    ),
]
