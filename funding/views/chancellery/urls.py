"""The chancellery's cases, which the auditor reads."""

from django.urls import URLPattern, path

from funding.views.addresses import told_when_settled
from funding.views.chancellery import (
    agenda,
    appeals,
    case,
    cases,
    editors,
    register,
    steps,
    unit_heads,
    writing,
)
from funding.views.chancellery.keeping import keeps_texts

CASE = "<slug:slug>/arenden/<slug:public_id>/"

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/register/medel/", register.funds_register, name="funds_register"),
    path("<slug:slug>/register/medel/<slug:fund>/", register.funds_keep, name="funds_add"),
    path("<slug:slug>/register/medel/<slug:fund>/<int:entry>/", register.funds_keep, name="funds_change"),
    path(
        "<slug:slug>/register/medel/chef/<int:unit_head>/ta-bort/",
        unit_heads.unit_head_remove,
        name="unit_head_remove",
    ),
    path(
        "<slug:slug>/register/medel/chef/angra/<int:head_version>/",
        unit_heads.unit_head_restore,
        name="unit_head_restore",
    ),
    path("<slug:slug>/arenden/", cases.case_list, name="case_list"),
    path(
        "<slug:slug>/arenden/paragraf/<slug:paragraph>/", agenda.paragraph_figures, name="paragraph_figures"
    ),
    path(CASE, case.case_detail, name="case_detail"),
    path(f"{CASE}version/<int:number>.pdf", case.case_version, name="case_version"),
    path(f"{CASE}handling/<slug:paper>/", case.case_paper, name="case_paper"),
    path(f"{CASE}steg/<slug:step>/", keeps_texts(steps.case_step), name="case_step"),
    path(f"{CASE}tjansteskrivelse/", keeps_texts(writing.case_memo), name="case_memo"),
    path(f"{CASE}bedomning/", keeps_texts(writing.case_review), name="case_review"),
    path(f"{CASE}yttrande/", keeps_texts(writing.case_opinion), name="case_opinion"),
    path(f"{CASE}dagordning/", keeps_texts(agenda.case_place), name="case_place"),
    path(f"{CASE}beslut-om/<slug:kind>/", keeps_texts(agenda.case_supplement), name="case_supplement"),
    path(f"{CASE}belopp/", told_when_settled(keeps_texts(agenda.case_placed)), name="case_placed"),
    path(f"{CASE}skriver/", editors.case_editors, name="case_editors"),
    path(f"{CASE}ta-bort/", told_when_settled(agenda.case_unplace), name="case_unplace"),
    path(f"{CASE}beslutade-belopp/", told_when_settled(agenda.case_figures), name="case_figures"),
    path(f"{CASE}overklagande/", keeps_texts(appeals.case_appeal), name="case_appeal"),
    path(f"{CASE}utfall/", told_when_settled(keeps_texts(agenda.case_outcome)), name="case_outcome"),
]
