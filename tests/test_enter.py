"""Enter in a field saves and does nothing else, in every form of the site that has more than one button.

A browser presses the form's first submit button when Enter is pressed in a field of one line (HTML Standard,
«implicit submission»), so that what it does can be found without a browser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from funding.actions.applying import add_activity, add_cost_row, add_partner
from funding.models import Application
from funding.views.applicant.stored_fields import SECTIONS
from meetings.admin.site import register
from tests.test_links_in_letters import rows
from tests.test_robustness import SLOW, addresses_of, person_of
from tests.worlds.applications import DAY
from tests.worlds.audiences import APPLICANTS, PUBLIC, SIGNATORIES_ACT, SIGNATORIES_READ
from tests.worlds.boards import at
from tests.worlds.whole_association import World

pytestmark = pytest.mark.django_db

SIGNATORIES = SIGNATORIES_ACT | SIGNATORIES_READ
TIMES, NUMBERS = {"date", "month", "week", "time", "datetime-local"}, {"number", "tel"}
ONE_LINE = TIMES | NUMBERS | {"", "text", "search", "email", "url", "password"}

# A submit button's attributes, and the pieces of its label.
type Button = tuple[dict[str, str], list[str]]


@dataclass
class FormOnPage:
    """A form as the browser sees it: `buttons` are its submit buttons in the order of the page, with their labels."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)


class PostedForms(HTMLParser):
    """The forms of a page that are posted to the page's own address, with what a browser would send of each."""

    def __init__(self, html: str, page: str) -> None:
        super().__init__()
        self._page = page
        self.found: list[FormOnPage] = []
        self._form: FormOnPage | None = None
        self._label: list[str] | None = None
        self._name = ""
        self._chosen = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if (
            tag == "form"
            and given.get("method", "").lower() == "post"
            and given.get("action", "") in ("", self._page)
        ):
            self._form = FormOnPage()
            self.found.append(self._form)
        if self._form is None or "disabled" in given:
            return
        if tag in ("input", "button"):
            self._control(tag, given)
        elif tag in ("select", "textarea"):
            self._name, self._chosen = given.get("name", ""), tag == "textarea"
            self._form.fields.setdefault(self._name, [""] if tag == "textarea" else [])
        elif tag == "option" and ("selected" in given or not self._form.fields.get(self._name)):
            self._form.fields[self._name] = [given.get("value", "")]

    def _control(self, tag: str, given: dict[str, str]) -> None:
        assert self._form
        kind, name = given.get("type", "submit" if tag == "button" else "text"), given.get("name", "")
        if kind in ("submit", "image"):
            self._label = []
            self._form.buttons.append((given, self._label))
        elif kind not in ("button", "reset", "file") and (
            kind not in ("checkbox", "radio") or "checked" in given
        ):
            self._form.fields.setdefault(name, []).append(
                given.get("value", "on" if kind == "checkbox" else "")
            )
        if kind in ONE_LINE:
            self._form.lines.append(name)

    def handle_data(self, data: str) -> None:
        if self._label is not None:
            self._label.append(data)
        elif self._form and self._chosen:
            self._form.fields[self._name][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "button":
            self._label = None
        if tag == "textarea":
            # A line break right after the tag is no part of the text.
            self._chosen = False
            if self._form and self._form.fields.get(self._name):
                self._form.fields[self._name][0] = self._form.fields[self._name][0].removeprefix("\n")


def pages_of(world: World, role: str | None) -> Iterator[str]:
    """Every page of the site that the role may see, with each section of an application and a row of each kind."""
    own = {"secretary": lambda name: True, "chair": SIGNATORIES.__contains__, None: PUBLIC.__contains__}
    is_own = own.get(role, APPLICANTS.__contains__)
    for name, path in addresses_of(world, role):
        if name not in SLOW and name != "application_edit" and is_own(name):
            yield path
    if role == "applicant":
        draft = Application.objects.get(public_id=world.funding["draft"])
        add_partner(application=draft, most=8, by=world.applicant, at=at(DAY))
        add_activity(application=draft)
        add_cost_row(application=draft)
        for section in SECTIONS:
            yield reverse("application_edit", args=[draft.association.slug, draft.public_id, section])
    if role == "secretary":
        for model, admin in register._registry.items():
            base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            row = model._default_manager.first()
            if row and not getattr(admin, "read_only", False):
                yield reverse(f"{base}_change", args=[row.pk])


def shown(client: Client, page: str) -> list[FormOnPage]:
    """The forms of a page where Enter has more than one button to press."""
    answer = client.get(page)
    for close in answer._resource_closers:  # answer.close() would end the test's connection
        close()
    if answer.status_code != HTTPStatus.OK or answer.streaming or "html" not in answer["Content-Type"]:
        return []
    html = answer.content.decode()
    # What is in a template is not in the page.
    present = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    ids = re.findall(r'<[^>]* id="([^"]+)"', present)
    twice = sorted({each for each in ids if ids.count(each) > 1})
    assert twice == [], f"two elements of one id, so that a label names another field: {page}"
    forms = PostedForms(html, page).found
    return [form for form in forms if form.lines and len(form.buttons) > 1]


def entered(client: Client, page: str) -> Iterator[str]:
    """Presses Enter in each such form as the page shows it, and yields what the pressed button is called.

    What is sent has been saved by the form's own «Spara», so that no row but a trace may be another afterwards.
    """
    for place, form in enumerate(shown(client, page)):
        with transaction.atomic():
            save = next(button for button in form.buttons[::-1] if called(button).startswith("Spara"))
            client.post(page, form.fields | sent_by(save))
            saved = shown(client, page)[place]
            before = rows()
            answer = client.post(page, saved.fields | sent_by(saved.buttons[0]))
            after = rows()
            transaction.set_rollback(True)
        assert answer.status_code in (HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY), page
        changed = {name for name in before if before[name] != after[name] and not is_trace(name)}
        assert changed == set(), f"{called(saved.buttons[0])} on {page}"
        yield called(saved.buttons[0])


def called(button: Button) -> str:
    given, label = button
    return "".join(label).strip() or given.get("value", "")


def sent_by(button: Button) -> dict[str, list[str]]:
    given, _ = button
    return {given["name"]: [given.get("value", "")]} if given.get("name") else {}


def is_trace(table: str) -> bool:
    """Whether the table says who did something when, or is no row of ours."""
    return "_historical" in table or table in {
        "cache",
        "django_admin_log",
        "django_session",
        "meetings_auditentry",
        "meetings_chainlink",
    }


@pytest.mark.parametrize("role", ["secretary", "chair", "applicant", None])
def test_enter_in_any_field_saves_and_does_nothing_else(world: World, role: str | None) -> None:
    client = Client()
    if person := person_of(world, role):
        client.force_login(person)
    pressed = [label for page in pages_of(world, role) for label in entered(client, page)]
    assert {label for label in pressed if label != "Spara"} == set()
    assert len(pressed) >= {"secretary": 8, "applicant": 5}.get(role or "", 0), pressed
