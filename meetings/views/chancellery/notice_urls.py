"""What becomes of a protocol's notice."""

from django.urls import URLPattern, path

from meetings.views.chancellery import notice_boards, notice_status

NOTICE = "<slug:slug>/moten/<slug:body>/<protocol:key>/anslag/"
POSTING = f"{NOTICE}tavla/<slug:public_id>/"

notice_urls: list[URLPattern] = [
    path(NOTICE, notice_status.notice_status, name="notice_status"),
    path(f"{NOTICE}text/", notice_status.notice_print, name="notice_print"),
    path(f"{NOTICE}pa-nytt/", notice_status.notice_anew, name="notice_anew"),
    path(f"{NOTICE}godta/", notice_status.notice_accept, name="notice_accept"),
    path(f"{NOTICE}overklagande/", notice_status.notice_appeal, name="notice_appeal"),
    path(f"{NOTICE}overklagande/fore/", notice_status.appeal_early, name="appeal_early"),
    path(f"{NOTICE}overklagande/avgjort/", notice_status.notice_appeal_close, name="notice_appeal_close"),
    path(f"{NOTICE}sammanstallning/", notice_status.notice_summarise, name="notice_summarise"),
    path(f"{NOTICE}sammanstallning/<int:number>/", notice_status.notice_summary, name="notice_summary"),
    path(POSTING, notice_boards.notice_posting, name="notice_posting"),
    path(f"{POSTING}paminn/", notice_boards.notice_posting_send, name="notice_posting_send"),
    path(f"{POSTING}bevis/<int:number>/", notice_boards.notice_certificate, name="notice_certificate"),
]
