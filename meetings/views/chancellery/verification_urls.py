"""The chancellery's pages about one protocol's verification."""

from django.urls import path

from meetings.views.chancellery import (
    disclosures,
    dispatching,
    verification,
    verification_files,
    verification_paper,
    verification_steps,
    withheld,
)

PAGE = "<slug:slug>/moten/<slug:body>/<protocol:key>/justering/"

verification_urls = [
    path(PAGE, verification.verification_status, name="verification_status"),
    path(PAGE + "paminn/", verification_steps.verification_remind, name="verification_remind"),
    path(PAGE + "webben/", verification_steps.protocol_visibility, name="protocol_visibility"),
    path(PAGE + "aterta/", verification_steps.verification_withdraw, name="verification_withdraw"),
    path(PAGE + "lamna-ut/", disclosures.verification_disclose, name="verification_disclose"),
    path(PAGE + "styrelsen/", verification_steps.verification_by_board, name="verification_by_board"),
    path(PAGE + "begaran/<slug:request_id>/", verification_steps.request_close, name="request_close"),
    path(PAGE + "papper/", verification_paper.verification_paper, name="verification_paper"),
    path(PAGE + "papper/protokoll.pdf", verification_files.verification_print, name="verification_print"),
    path(PAGE + "version/<int:number>.pdf", verification_files.version_pdf, name="version_pdf"),
    path(PAGE + "original.pdf", verification_files.verification_original, name="verification_original"),
    path(
        PAGE + "offentlig.pdf", verification_files.verification_public_copy, name="verification_public_copy"
    ),
    path(
        PAGE + "lasexemplar.pdf",
        verification_files.verification_reading_copy,
        name="verification_reading_copy",
    ),
    path(PAGE + "inskannat.pdf", verification_files.verification_scan, name="verification_scan"),
    path(PAGE + "expediera/", dispatching.dispatch_page, name="dispatch_page"),
    path(PAGE + "expediera-lage/", dispatching.dispatch_state, name="dispatch_state"),
    path(PAGE + "expediera-igen/", dispatching.dispatch_again, name="dispatch_again"),
    path(PAGE + "expediera/<slug:public_id>.pdf", dispatching.dispatch_pdf, name="dispatch_pdf"),
    path(PAGE + "expediera/<slug:public_id>/", dispatching.dispatch_posted, name="dispatch_posted"),
    path(PAGE + "utelamnat/", withheld.withheld_list, name="withheld_list"),
    path(PAGE + "utelamnat/nytt/", withheld.withheld_add, name="withheld_add"),
    path(PAGE + "utelamnat/<slug:public_id>/ta-bort/", withheld.withheld_remove, name="withheld_remove"),
    path(PAGE + "utdrag/", withheld.extract_list, name="extract_list"),
    path(PAGE + "utdrag/nytt/", withheld.extract_give, name="extract_give"),
    path(PAGE + "utdrag/<slug:public_id>.pdf", withheld.extract_pdf, name="extract_pdf"),
]
