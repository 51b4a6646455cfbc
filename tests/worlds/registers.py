"""A hand that keeps a register: what it sends, what it is answered, and what is left of it in the history."""

import html
import re
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from meetings.models import Person


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
