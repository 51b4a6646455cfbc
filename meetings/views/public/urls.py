"""What anyone may read."""

from django.urls import URLPattern, path

from meetings.views.public import (
    announcements,
    association,
    authenticity,
    calendars,
    entrance,
    guest,
    notices,
    posting,
    protocols,
    raised_by_link,
    replying,
)

ANNOUNCED = "<slug:slug>/sammantraden/<slug:public_id>/"
PROTOCOL = "<slug:slug>/protokoll/<slug:body>/<protocol:key>/"

urlpatterns: list[URLPattern] = [
    path("", entrance.home, name="home"),
    path("kontrollera/", authenticity.authenticity_check, name="authenticity_check"),
    path("anslag/<str:token>/", posting.posting_answer, name="posting_answer"),
    path("inbjudan/<str:token>/", guest.guest_agenda, name="guest_agenda"),
    path("inbjudan/<str:token>/bilaga/<int:number>/", guest.guest_paper, name="guest_paper"),
    path("svar/<str:token>/", replying.reply_by_link, name="reply_by_link"),
    path("underlag/<str:token>/", raised_by_link.raised_by_link, name="raised_by_link"),
    path("kalender/<str:token>.ics", calendars.calendar_by_key, name="calendar_by_key"),
    path("<slug:slug>/", entrance.association_home, name="association_home"),
    path("<slug:slug>/stil.css", association.association_style, name="association_style"),
    path("<slug:slug>/logotyp", association.association_logo, name="association_logo"),
    path("<slug:slug>/tillganglighet/", association.accessibility, name="accessibility"),
    path("<slug:slug>/personuppgifter/", association.association_privacy, name="association_privacy"),
    path("<slug:slug>/overklaga/", notices.appeal_help, name="appeal_help"),
    path("<slug:slug>/anslagstavla/", notices.notice_board, name="notice_board"),
    path("<slug:slug>/anslagstavla/<slug:public_id>/", notices.notice_detail, name="notice_detail"),
    path("<slug:slug>/sammantraden.ics", calendars.public_calendar, name="public_calendar"),
    path(ANNOUNCED, announcements.announcement_detail, name="announcement_detail"),
    path(f"{ANNOUNCED}forslag/", announcements.announcement_proposal, name="announcement_proposal"),
    path("<slug:slug>/protokoll/", protocols.protocol_list, name="protocol_list"),
    path(PROTOCOL, protocols.protocol_detail, name="protocol_detail"),
    path(f"{PROTOCOL}protokoll.pdf", protocols.protocol_pdf, name="protocol_pdf"),
    path(f"{PROTOCOL}lasexemplar.pdf", protocols.protocol_reading_copy, name="protocol_reading_copy"),
    path(f"{PROTOCOL}bilaga/<slug:number>/", protocols.protocol_attachment, name="protocol_attachment"),
    path(f"{PROTOCOL}<int:number>/", protocols.protocol_paragraph, name="protocol_paragraph"),
]
