"""What board members use."""

from django.urls import path

from meetings.views.board import answering, changing, files, home, reading, signing

MEETING = "<slug:slug>/justera/<slug:body>/<meeting:key>/"

urlpatterns = [
    path("<slug:slug>/styrelsen/", home.board_home, name="board_home"),
    path(MEETING, reading.protocol_verify, name="protocol_verify"),
    path(
        MEETING + "paragraf/<int:number>/",
        reading.protocol_verify_paragraph,
        name="protocol_verify_paragraph",
    ),
    path(MEETING + "allt/", reading.protocol_verify_all, name="protocol_verify_all"),
    path(MEETING + "skriv-under/", signing.protocol_sign, name="protocol_sign"),
    path(MEETING + "andring/", changing.change_request, name="change_request"),
    path(MEETING + "begaran/<slug:request_id>/", answering.request_answer, name="request_answer"),
    path(MEETING + "hanskjut/", answering.verification_refer, name="verification_refer"),
    path(MEETING + "protokoll.pdf", files.protocol_verify_pdf, name="protocol_verify_pdf"),
    path(
        MEETING + "bilaga/<int:number>/", files.protocol_verify_attachment, name="protocol_verify_attachment"
    ),
]
