"""Addresses of the chancellery's first page, its meetings and its tables."""

from django.urls import URLPattern, path

from . import (
    announcing,
    assignments,
    audit_log,
    disclosures,
    fees,
    letters,
    matters,
    meeting,
    meetings,
    raised_asking,
    raised_items,
    registers,
    replies,
    seals,
    stating,
    summonses,
    to_report,
    todo,
    year,
)

MEETING = "<slug:slug>/moten/<slug:body>/<meeting:key>/"

FEES = "<slug:slug>/kansli/arvoden/"
ASSIGNMENT = "<slug:slug>/kansli/beslutsuppdrag/<slug:public_id>/"
RAISED = "<slug:slug>/kansli/arenden/<slug:public_id>/"

meeting_urls: list[URLPattern] = [
    path("<slug:slug>/kansli/", todo.todo, name="todo"),
    path("<slug:slug>/kansli/paminn/<slug:public_id>/", todo.signatory_remind, name="signatory_remind"),
    path("<slug:slug>/kansli/paminn-alla/<slug:public_id>/", todo.protocol_remind, name="protocol_remind"),
    path("<slug:slug>/kansli/paminn-tavla/<slug:public_id>/", todo.posting_remind, name="posting_remind"),
    path("<slug:slug>/kansli/avskriv/<slug:public_id>/", matters.matter_end, name="matter_end"),
    path("<slug:slug>/kansli/beslutsuppdrag/", assignments.assignment_list, name="assignment_list"),
    path(
        "<slug:slug>/kansli/beslutsuppdrag.csv", assignments.assignment_list_csv, name="assignment_list_csv"
    ),
    path("<slug:slug>/kansli/att-anmala/", to_report.to_report_list, name="to_report_list"),
    path("<slug:slug>/kansli/att-anmala/ny/", to_report.to_report_add, name="to_report_add"),
    path(
        "<slug:slug>/kansli/att-anmala/<slug:public_id>/", to_report.to_report_change, name="to_report_change"
    ),
    path(ASSIGNMENT, assignments.assignment_detail, name="assignment_detail"),
    path(f"{ASSIGNMENT}rapport/", assignments.assignment_report, name="assignment_report"),
    path(f"{ASSIGNMENT}andra/", assignments.assignment_change, name="assignment_change"),
    path(f"{ASSIGNMENT}avskriv/", assignments.assignment_write_off, name="assignment_write_off"),
    path(f"{ASSIGNMENT}oppna/", assignments.assignment_reopen, name="assignment_reopen"),
    path(f"{ASSIGNMENT}fil/<slug:note>/", assignments.assignment_file, name="assignment_file"),
    path("<slug:slug>/kansli/arenden/", raised_items.raised_item_list, name="raised_item_list"),
    path(RAISED, raised_items.raised_item, name="raised_item"),
    path(f"{RAISED}fil/<slug:file>/", raised_items.raised_item_file, name="raised_item_file"),
    path(f"{RAISED}ta-in/", raised_items.raised_item_take, name="raised_item_take"),
    path(f"{RAISED}ta-ut/", raised_items.raised_item_take_out, name="raised_item_take_out"),
    path(f"{RAISED}tillbaka/", raised_items.raised_item_return, name="raised_item_return"),
    path(f"{RAISED}flytta/", raised_items.raised_item_move, name="raised_item_move"),
    path(f"{RAISED}lank/", raised_asking.raised_item_link, name="raised_item_link"),
    path(f"{RAISED}avsluta/", raised_asking.raised_item_end, name="raised_item_end"),
    path(FEES, fees.fee_list, name="fee_list"),
    path("<slug:slug>/kansli/arvoden.csv", fees.fee_list_csv, name="fee_list_csv"),
    path("<slug:slug>/kansli/arvoden.xlsx", fees.fee_list_xlsx, name="fee_list_xlsx"),
    path(f"{FEES}stang/", fees.fee_close, name="fee_close"),
    path(f"{FEES}<slug:public_id>/", fees.fee_period, name="fee_period"),
    path(f"{FEES}<slug:public_id>.csv", fees.fee_period_csv, name="fee_period_csv"),
    path(f"{FEES}<slug:public_id>.xlsx", fees.fee_period_xlsx, name="fee_period_xlsx"),
    path("<slug:slug>/kansli/begaran/", disclosures.disclosure_list, name="disclosure_list"),
    path("<slug:slug>/kansli/begaran/ny/", disclosures.disclosure_answer, name="disclosure_answer"),
    path(
        "<slug:slug>/kansli/begaran/utdrag/<slug:public_id>/", disclosures.refusal_write, name="refusal_write"
    ),
    path("<slug:slug>/kansli/begaran/<slug:public_id>.pdf", disclosures.refusal_pdf, name="refusal_pdf"),
    path("<slug:slug>/kansli/granskningslogg/", audit_log.audit_log, name="audit_log"),
    path("<slug:slug>/kansli/granskningslogg.csv", audit_log.audit_log_csv, name="audit_log_csv"),
    path("<slug:slug>/kansli/tillganglighet/", stating.accessibility_edit, name="accessibility_edit"),
    path("<slug:slug>/kansli/mejl/", letters.letter_list, name="letter_list"),
    path("<slug:slug>/kansli/mejl/<slug:public_id>/igen/", letters.letter_retry, name="letter_retry"),
    path("<slug:slug>/kansli/mejl/<slug:public_id>/bort/", letters.letter_remove, name="letter_remove"),
    path("<slug:slug>/moten/", meetings.meeting_list, name="meeting_list"),
    path("<slug:slug>/moten/nytt/", meetings.meeting_create, name="meeting_create"),
    path("<slug:slug>/moten/ar/", year.meeting_plan_year, name="meeting_plan_year"),
    path(MEETING, meeting.meeting_detail, name="meeting_detail"),
    path(f"{MEETING}andra/", meeting.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}tillkannage/", announcing.meeting_announce, name="meeting_announce"),
    path(f"{MEETING}ta-upp/", matters.matter_take_up, name="matter_take_up"),
    path(f"{MEETING}beslut/", assignments.meeting_decisions, name="meeting_decisions"),
    path(f"{MEETING}beslut/<slug:decision>/", assignments.assignment_add, name="assignment_add"),
    path(f"{MEETING}arenden/be-om/", raised_asking.raised_item_ask, name="raised_item_ask"),
    path(f"{MEETING}arenden/be-medlem/", raised_asking.raised_item_ask_party, name="raised_item_ask_party"),
    path(f"{MEETING}arenden/registrera/", raised_asking.raised_item_register, name="raised_item_register"),
    path(f"{MEETING}svar/", replies.meeting_replies, name="meeting_replies"),
    path(f"{MEETING}svar/fraga/", replies.deputies_ask, name="deputies_ask"),
    path(f"{MEETING}svar/<slug:public_id>/", replies.reply_note, name="reply_note"),
    path(f"{MEETING}kallelse/andrad/", summonses.summons_tell, name="summons_tell"),
    path(f"{MEETING}begar-godkannande/", summonses.approval_ask, name="approval_ask"),
    path(f"{MEETING}bjud-in/", summonses.guests_tell, name="guests_tell"),
    path(f"{MEETING}kallelse/<slug:public_id>.pdf", summonses.summons_pdf, name="summons_pdf"),
    path(f"{MEETING}kallelse/<slug:public_id>/papper/", summonses.summons_on_paper, name="summons_on_paper"),
    path(f"{MEETING}kallelse/<slug:public_id>/postad/", summonses.summons_posted, name="summons_posted"),
    path(f"{MEETING}lage/<slug:state>/", meeting.meeting_pass, name="meeting_pass"),
    path("<slug:slug>/register/stampel/", seals.seal_detail, name="seal_detail"),
    path("<slug:slug>/register/stampel/ny/", seals.seal_take_in, name="seal_take_in"),
    path("<slug:slug>/register/stampel/avsluta/", seals.seal_end, name="seal_end"),
    path("<slug:slug>/register/klistra/", registers.mandate_paste, name="mandate_paste"),
]
