"""The chancellery's cases, which the auditor reads."""

from django.urls import URLPattern, path

from funding.views.chancellery import case

CASE = "<slug:slug>/arenden/<slug:public_id>/"

urlpatterns: list[URLPattern] = [
    path(CASE, case.case_detail, name="case_detail"),
]
