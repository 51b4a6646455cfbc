"""What applicants use, signed in by a one-time link or with a password."""

from django.urls import URLPattern, path

from funding.views.applicant import own, removing, sending, status, writing
from funding.views.private import entered_by_link

APPLICATION = "<slug:slug>/medel/ansokan/<slug:public_id>/"

urlpatterns: list[URLPattern] = entered_by_link(
    path("<slug:slug>/medel/mina/", own.application_list, name="application_list"),
    path("<slug:slug>/medel/ny/", own.application_create, name="application_create"),
    path("<slug:slug>/medel/ta-over/", own.takeover_ask, name="takeover_ask"),
    path(APPLICATION, status.application_detail, name="application_detail"),
    path(f"{APPLICATION}kopiera/", own.application_copy, name="application_copy"),
    path(f"{APPLICATION}ta-bort/", own.application_delete, name="application_delete"),
    path(f"{APPLICATION}skriv/bilagor/", sending.application_papers, name="application_papers"),
    path(
        f"{APPLICATION}skriv/<slug:row>/ta-bort/",
        removing.application_row_remove,
        name="application_row_remove",
    ),
    path(f"{APPLICATION}bilaga/<slug:paper>/", sending.application_paper, name="application_paper"),
    path(f"{APPLICATION}skriv/granska/", sending.application_review, name="application_review"),
    path(f"{APPLICATION}skriv/<slug:section>/", writing.application_edit, name="application_edit"),
    path(f"{APPLICATION}version/<int:number>.pdf", status.application_pdf, name="application_pdf"),
    path(f"{APPLICATION}meddelande/", status.application_message, name="application_message"),
    path(f"{APPLICATION}bjud-in/", status.application_invite, name="application_invite"),
    path(
        f"{APPLICATION}kollega/<slug:person>/ta-bort/",
        status.application_colleague_remove,
        name="application_colleague_remove",
    ),
    path(f"{APPLICATION}paminn/", status.application_ask_again, name="application_ask_again"),
    path(f"{APPLICATION}aterkalla/", status.application_withdraw, name="application_withdraw"),
)
