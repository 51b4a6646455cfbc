"""What applicants use, signed in by a one-time link."""

from django.urls import URLPattern, path

from funding.views.applicant import status

APPLICATION = "<slug:slug>/medel/ansokan/<slug:public_id>/"

urlpatterns: list[URLPattern] = [
    path(APPLICATION, status.application_detail, name="application_detail"),
]
