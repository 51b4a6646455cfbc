"""Who may use each address of the site. A new one is put here before tests/test_access.py passes."""

from tests.worlds.fees import FEES_OWN
from tests.worlds.raised import RAISED_EDIT, RAISED_OWN, RAISED_READ
from tests.worlds.registers import REGISTERS_EDIT, REGISTERS_READ

# Of the app funding; their rows are made in tests/worlds/whole_funding.py.
FUNDING_PUBLIC = {
    "agreement_sign",
    "agreement_sign_pdf",
    "application_confirm",
    "application_enter",
    "funding_home",
    "link_enter",
    "measures_public",
    "payee_sign",
    "takeover_answer",
}
# Anyone who is signed in may begin an application.
SIGNED_IN = {"application_create", "application_list", "takeover_ask"}
# Who writes the application.
APPLICANTS = {
    "application_ask_again",
    "application_colleague_remove",
    "application_copy",
    "application_delete",
    "application_detail",
    "application_edit",
    "application_invite",
    "application_message",
    "application_paper",
    "application_papers",
    "application_pdf",
    "application_review",
    "application_row_remove",
    "application_withdraw",
    "own_measure",
    "own_payee",
    "own_report",
    "own_requisition",
    "own_take_back",
}
# Who writes the application, the chancellery and the auditor.
APPLICANTS_AND_OFFICE = {"agreement_pdf", "decision_letter"}
FUNDING_READ = {
    "agreement_detail",
    "budget_csv",
    "budget_detail",
    "budget_list",
    "case_detail",
    "case_list",
    "case_paper",
    "case_version",
    "export_detail",
    "export_file",
    "export_list",
    "measure_detail",
    "measure_list",
    "postings_csv",
    "report_detail",
    "requisition_detail",
    "requisition_ledger",
}
FUNDING_EDIT = {
    "agreement_countersign",
    "agreement_draft",
    "agreement_remind",
    "budget_adjust",
    "budget_adopt",
    "budget_close",
    "budget_edit",
    "budget_reopen",
    "case_appeal",
    "case_editors",
    "case_figures",
    "case_memo",
    "case_opinion",
    "case_outcome",
    "case_place",
    "case_placed",
    "paragraph_figures",
    "case_review",
    "case_step",
    "case_supplement",
    "case_unplace",
    "export_settle",
    "measure_appeal",
    "measure_close",
    "measure_create",
    "measure_edit",
    "measure_grant",
    "measure_invoice",
    "measure_repayment",
    "payee_end",
    "payee_propose",
    "payment_correct",
    "requisition_approve",
    "requisition_pay",
    "requisition_refuse",
}
# The chancellery, the auditor and those who may confirm to which account money goes; and the latter alone.
PAYEES_READ, PAYEES_ACT = {"measure_payee"}, {"payee_confirm"}
FUNDING = (
    PAYEES_READ
    | PAYEES_ACT
    | FUNDING_PUBLIC
    | SIGNED_IN
    | APPLICANTS
    | APPLICANTS_AND_OFFICE
    | FUNDING_READ
    | FUNDING_EDIT
)

PUBLIC = FUNDING_PUBLIC | {
    "calendar_by_key",
    "public_calendar",
    "account_confirm",
    "accessibility",
    "association_privacy",
    "announcement_detail",
    "announcement_proposal",
    "appeal_help",
    "association_home",
    "association_logo",
    "association_style",
    "authenticity_check",
    "favicon",
    "health",
    "help",
    "home",
    "notice_board",
    "notice_detail",
    "posting_answer",
    "protocol_attachment",
    "protocol_detail",
    "protocol_list",
    "protocol_paragraph",
    "protocol_pdf",
    "protocol_reading_copy",
    "raised_by_link",
    "reply_by_link",
    "service_worker",
    "guest_agenda",
    "guest_paper",
}
# Anyone who is signed in, of their own account.
OWN_ACCOUNT = {"own_address", "own_change_end", "own_calendar", "own_details", "own_mail", "own_post"}
# Whoever is to sign, and those who read drafts.
SIGNATORIES_READ = PAYEES_READ | {
    "protocol_verify",
    "protocol_verify_all",
    "protocol_verify_attachment",
    "protocol_verify_paragraph",
    "protocol_verify_pdf",
}
SIGNATORIES_ACT = PAYEES_ACT | {
    "change_request",
    "protocol_sign",
    "request_answer",
    "stand_in_start",
    "verification_refer",
    "vouching_ask",
}
# The chancellery, the auditor, the chair and the vice chair.
VOUCHERS = {"account_change", "account_change_list"}
MEMBERS = FEES_OWN | RAISED_OWN | {"board_home", "recusal_declare", "summons_approve", "summons_return"}
MEMBERS |= {"own_notes", "own_notes_remove", "saved_copy"}
MEMBERS |= {"meeting_agenda", "meeting_agenda_read", "meeting_paper", "meeting_summons"}
MEMBERS |= {"meeting_pack", "meeting_pack_make", "meeting_pack_state"}
# The chancellery and the auditor.
DISPATCHES = {"dispatch_page", "dispatch_pdf", "dispatch_state"}
READ = (
    REGISTERS_READ
    | FUNDING_READ
    | RAISED_READ
    | DISPATCHES
    | {
        "assignment_detail",
        "assignment_file",
        "assignment_list",
        "to_report_list",
        "assignment_list_csv",
        "meeting_decisions",
        "audit_log",
        "audit_log_csv",
        "draft_attachment_file",
        "draft_edit",
        "draft_history",
        "meeting_replies",
        "draft_preview",
        "draft_reading",
        "draft_removed",
        "draft_search",
        "draft_state",
        "draft_waiting",
        "disclosure_list",
        "extract_list",
        "refusal_pdf",
        "extract_pdf",
        "letter_list",
        "meeting_detail",
        "meeting_list",
        "notice_certificate",
        "notice_posting",
        "notice_print",
        "notice_status",
        "notice_summary",
        "seal_detail",
        "summons_pdf",
        "todo",
        "verification_original",
        "verification_public_copy",
        "verification_reading_copy",
        "verification_scan",
        "verification_status",
        "version_pdf",
        "withheld_list",
    }
)
# Who runs the installation, and is nobody in any association.
FOUNDERS = {"association_create"}
# The chancellery alone.
EDIT = (
    REGISTERS_EDIT
    | FUNDING_EDIT
    | RAISED_EDIT
    | {
        "accessibility_edit",
        "assignment_add",
        "assignment_change",
        "assignment_reopen",
        "assignment_report",
        "assignment_write_off",
        "board_set_up",
        "members_choose",
        "address_propose",
        "draft_adjourn",
        "draft_adjournment_remove",
        "draft_attachment_add",
        "draft_attachment_edit",
        "draft_attachment_remove",
        "draft_arrival_by_sound",
        *(f"draft_ballot_{one}" for one in "add edit remove".split()),
        "draft_close",
        "draft_corrects",
        "draft_decision_add",
        "draft_decision_edit",
        "draft_decision_move",
        "draft_decision_remove",
        "draft_deferral",
        *(f"draft_election_{one}" for one in "add edit remove".split()),
        "draft_fetch",
        "draft_freeze",
        "draft_decide",
        "draft_decide_undo",
        "draft_guest_edit",
        "draft_guest_remove",
        "draft_guests_add",
        "draft_history_restore",
        "draft_immediate",
        "draft_immediate_again",
        "draft_meeting",
        "draft_move",
        "draft_movement_edit",
        "draft_movement_remove",
        "draft_not_handled",
        "draft_not_taking_part",
        "draft_open",
        "draft_paragraph_add",
        "draft_paste",
        "draft_document_read",
        "draft_split",
        "draft_split_undo",
        *(f"draft_paragraph_{one}" for one in "edit move remove restore kind withdraw".split()),
        "draft_presence",
        "draft_presenters",
        *(f"draft_proposal_{one}" for one in "add edit remove".split()),
        "draft_propositions",
        "draft_publish",
        *(f"draft_recusal_{one}" for one in "add edit remove".split()),
        "draft_registry",
        "draft_reopen",
        *(f"draft_reservation_{one}" for one in "add edit remove".split()),
        "draft_resume",
        "draft_serving",
        "draft_sound_only",
        *(f"draft_statement_{one}" for one in "add edit remove".split()),
        "draft_sub_item_add",
        "draft_sub_item_edit",
        "draft_sub_item_move",
        "draft_sub_item_remove",
        "draft_take_up",
        "draft_text_save",
        "draft_verifiers",
        "draft_writer",
        "disclosure_answer",
        "dispatch_again",
        "dispatch_posted",
        "summons_tell",
        "to_report_add",
        "to_report_change",
        "draft_paragraph_fill",
        "draft_receivers",
        "summons_on_paper",
        "approval_ask",
        "guests_tell",
        "extract_give",
        "refusal_write",
        "letter_remove",
        "letter_retry",
        "mandate_paste",
        "matter_end",
        "matter_take_up",
        "meeting_create",
        "meeting_plan_year",
        "meeting_edit",
        "meeting_pass",
        "notice_accept",
        "notice_anew",
        "notice_appeal",
        "appeal_early",
        "meeting_announce",
        "notice_appeal_close",
        "notice_summarise",
        "notice_posting_send",
        "posting_remind",
        "protocol_remind",
        "protocol_visibility",
        "request_close",
        "reset_propose",
        "seal_end",
        "seal_take_in",
        "signatory_remind",
        *"deputies_ask reply_note summons_posted".split(),
        *(f"verification_{one}" for one in "paper print remind by_board disclose withdraw".split()),
        "withheld_add",
        "withheld_remove",
    }
)
