"""Budget, measures, requisitions and reports; the applicant's side of them, and the public list."""

from django.urls import URLPattern, path

from funding.views.money import appeals, budgets, csv_files, exports, measures, own, payees, requisitions
from funding.views.private import entered_by_link

BUDGET = "<slug:slug>/budget/<int:year>/"
MEASURE = "<slug:slug>/insatser/<slug:public_id>/"
REQUISITION = "<slug:slug>/rekvisitioner/<slug:public_id>/"
EXPORT = "<slug:slug>/export/<slug:public_id>/"
OWN = "<slug:slug>/medel/insats/<slug:public_id>/"

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/budget/", budgets.budget_list, name="budget_list"),
    path(BUDGET, budgets.budget_detail, name="budget_detail"),
    path(f"{BUDGET}andra/", budgets.budget_edit, name="budget_edit"),
    path(f"{BUDGET}faststall/", budgets.budget_adopt, name="budget_adopt"),
    path(f"{BUDGET}angra/", budgets.budget_reopen, name="budget_reopen"),
    path(f"{BUDGET}avsluta/", budgets.budget_close, name="budget_close"),
    path(f"{BUDGET}ram/<int:frame>/", budgets.budget_adjust, name="budget_adjust"),
    path(f"{BUDGET}insatser.csv", csv_files.budget_csv, name="budget_csv"),
    path(f"{BUDGET}utbetalningar.csv", csv_files.postings_csv, name="postings_csv"),
    path("<slug:slug>/export/", exports.export_list, name="export_list"),
    path(EXPORT, exports.export_detail, name="export_detail"),
    path(f"{EXPORT}fil/", exports.export_file, name="export_file"),
    path(f"{EXPORT}banken/", exports.export_settle, name="export_settle"),
    path("<slug:slug>/insatser/", measures.measure_list, name="measure_list"),
    path("<slug:slug>/insatser/ny/", measures.measure_create, name="measure_create"),
    path(MEASURE, measures.measure_detail, name="measure_detail"),
    path(f"{MEASURE}andra/", measures.measure_edit, name="measure_edit"),
    path(f"{MEASURE}tillagg/", measures.measure_grant, name="measure_grant"),
    path(f"{MEASURE}aterbetalning/", measures.measure_repayment, name="measure_repayment"),
    path(f"{MEASURE}betalningar/<int:number>/", requisitions.payment_correct, name="payment_correct"),
    path(f"{MEASURE}faktura/", measures.measure_invoice, name="measure_invoice"),
    path(f"{MEASURE}overklagande/", appeals.measure_appeal, name="measure_appeal"),
    path(f"{MEASURE}avsluta/", measures.measure_close, name="measure_close"),
    path(f"{MEASURE}betalningsuppgifter/", payees.measure_payee, name="measure_payee"),
    path(f"{MEASURE}betalningsuppgifter/bekrafta/", payees.payee_confirm, name="payee_confirm"),
    path(f"{MEASURE}betalningsuppgifter/avsluta/", payees.payee_end, name="payee_end"),
    path(f"{MEASURE}betalningsuppgifter/andra/", payees.payee_propose, name="payee_propose"),
    path(REQUISITION, requisitions.requisition_detail, name="requisition_detail"),
    path(f"{REQUISITION}godkann/", requisitions.requisition_approve, name="requisition_approve"),
    path(f"{REQUISITION}avvisa/", requisitions.requisition_refuse, name="requisition_refuse"),
    path(f"{REQUISITION}betald/", requisitions.requisition_pay, name="requisition_pay"),
    path(f"{REQUISITION}huvudbok/", requisitions.requisition_ledger, name="requisition_ledger"),
    path("<slug:slug>/rapporter/<slug:public_id>/", requisitions.report_detail, name="report_detail"),
    path("<slug:slug>/medel/insatser/", measures.measures_public, name="measures_public"),
    *entered_by_link(
        path(OWN, own.own_measure, name="own_measure"),
        path(f"{OWN}rekvirera/", own.own_requisition, name="own_requisition"),
        path(f"{OWN}betalningsuppgifter/", payees.own_payee, name="own_payee"),
        path(f"{OWN}ta-tillbaka/<int:number>/", own.own_take_back, name="own_take_back"),
        path(f"{OWN}rapport/<slug:report>/", own.own_report, name="own_report"),
    ),
]
