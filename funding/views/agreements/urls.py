"""Agreements and decision letters."""

from django.urls import URLPattern, path

from funding.views.agreements import chancellery, files, signing
from funding.views.private import entered_by_link

CASE = "<slug:slug>/arenden/<slug:public_id>/avtal/"
OWN = "<slug:slug>/medel/ansokan/<slug:public_id>/"

urlpatterns: list[URLPattern] = [
    path(CASE, chancellery.agreement_detail, name="agreement_detail"),
    path(f"{CASE}uppratta/", chancellery.agreement_draft, name="agreement_draft"),
    path(f"{CASE}paminn/", chancellery.agreement_remind, name="agreement_remind"),
    path(f"{CASE}skriv-under/", chancellery.agreement_countersign, name="agreement_countersign"),
    path("<slug:slug>/medel/avtal/<str:token>/", signing.agreement_sign, name="agreement_sign"),
    path(
        "<slug:slug>/medel/avtal/<str:token>/avtal.pdf", signing.agreement_sign_pdf, name="agreement_sign_pdf"
    ),
    *entered_by_link(
        path(f"{OWN}avtal/<int:number>.pdf", files.agreement_pdf, name="agreement_pdf"),
        path(f"{OWN}beslut/<int:number>.pdf", files.decision_letter, name="decision_letter"),
    ),
]
