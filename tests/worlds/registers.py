"""A hand that keeps a register: what it sends, what it is answered, and what is left of it in the history."""

import html
import re
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from meetings.models import Person
from tests.worlds.fees import FEES_EDIT, FEES_READ

# The addresses of the registers' pages: those the auditor reads too, and those of the chancellery alone.
REGISTERS_READ = FEES_READ | {
    "body_detail",
    "body_list",
    "fee_payees",
    "fee_rules",
    "funds_register",
    "particulars",
    "party_list",
    "person_detail",
    "person_list",
    "register",
    "role_list",
    "seat_detail",
    "wordings",
}
REGISTERS_EDIT = FEES_EDIT | {
    "body_add",
    "body_calendar",
    "body_change",
    "body_head",
    "body_year",
    "fee_rule_add",
    "fee_rule_change",
    "fee_rule_remove",
    "fee_rule_restore",
    "funds_add",
    "funds_change",
    "body_seats",
    "mandate_add",
    "mandate_change",
    "mandate_end",
    "office_add",
    "office_end",
    "particulars_change",
    "party_change",
    "party_letter",
    "person_add",
    "person_change",
    "person_invite",
    "phrase_add",
    "phrase_change",
    "role_add",
    "role_end",
    "standard_item_add",
    "standard_item_change",
    "standard_item_move",
    "unit_head_remove",
    "unit_head_restore",
    "wording_remove",
    "wording_restore",
}


def post(client: Client, name: str, sent: dict[str, Any], *args: Any) -> HttpResponse:
    return client.post(reverse(name, args=["exempelvik", *args]), sent)


def answer(client: Client, name: str, *args: Any) -> str:
    page = client.get(reverse(name, args=["exempelvik", *args]))
    assert page.status_code == 200
    return html.unescape(page.content.decode())


def said(response: HttpResponse) -> str:
    """The errors of a page that was refused, each with a link to its field."""
    assert response.status_code == 422, response
    page = response.content.decode()
    summary = page.split('class="ds-error-summary"')[1].split("</div>")[0]
    return html.unescape(re.sub(r"<[^>]+>", " ", summary))


def history(row: Model) -> list[tuple[str, Person]]:
    """What has happened to the row, oldest first: kind and who. The world itself keeps no history."""
    rows = row.history.order_by("history_date", "history_id")  # type: ignore[attr-defined]
    return [(one.history_type, one.history_user) for one in rows]
