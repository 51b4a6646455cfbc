"""What a browser fills in and which keys a phone shows, in every form of the site (WCAG 1.3.5)."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from django import forms
from django.forms.widgets import DateTimeBaseInput

import finsam.sign_in
import funding.views
import meetings.admin
import meetings.views
from finsam.form_look import KEYS, OWN, autocomplete_of
from funding.views.applicant.stored_fields import stored_fields_of
from funding.views.chancellery.forms import KronorField
from tests.worlds.applications import Office, make_draft

PEOPLE = re.compile(r"(?i)namn|e-post|telefon|adress|post(nummer|ort)|organisation$")
# The list of WCAG 2.2, what of it this site asks for.
TOKENS = {
    *("name", "given-name", "family-name", "email", "tel", "organization", "street-address", "postal-code"),
    *("address-level2", "username", "current-password", "new-password", "one-time-code", "off"),
}
NUMBERS = re.compile(r"(?i)organisationsnummer|bankgiro|plusgiro|postnummer|telefon")


def _subclasses(of: type) -> Iterator[type]:
    for one in of.__subclasses__():
        yield one
        yield from _subclasses(one)


def _load(package: ModuleType) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


def text_fields() -> list[tuple[str, forms.BoundField]]:
    """Every field that is written in, of every form of our own; those made for each request are tried on the pages."""
    for package in (meetings.views, meetings.admin, funding.views, finsam.sign_in):
        _load(package)
    found = []
    for kind in set(_subclasses(forms.BaseForm)):
        own = kind.__module__.startswith(("meetings", "funding", "finsam"))
        if not own or not getattr(kind, "base_fields", None):
            continue
        form = type("Bare", (forms.Form,), dict(kind.base_fields) | {"__module__": kind.__module__})()
        found += [(f"{kind.__name__}.{one.name}", one) for one in form if _is_written(one.field.widget)]
    return found


def _is_written(widget: forms.Widget) -> bool:
    if isinstance(widget, DateTimeBaseInput):
        return False
    return getattr(widget, "input_type", "") in {"text", "email", "number", "tel", "password"}


def attributes(field: forms.BoundField) -> dict[str, object]:
    return field.field.widget.attrs | field.build_widget_attrs({})


def test_every_field_about_people_says_what_the_browser_may_fill_in() -> None:
    fields = text_fields()
    assert len(fields) > 100
    for name, field in fields:
        autocomplete = str(attributes(field).get("autocomplete", ""))
        is_secret = isinstance(field.field.widget, forms.PasswordInput)
        if is_secret or PEOPLE.search(str(field.label)) or isinstance(field.field, forms.EmailField):
            assert autocomplete, name
        assert set(autocomplete.split()) <= TOKENS, (name, autocomplete)


def test_every_field_of_numbers_shows_the_keys_for_them() -> None:
    for name, field in text_fields():
        keys = attributes(field).get("inputmode")
        if isinstance(field.field, KronorField):
            assert keys == "decimal", name
        elif isinstance(field.field.widget, forms.NumberInput) or NUMBERS.search(str(field.label)):
            assert keys in {"numeric", "decimal", "tel"} or "eller telefon" in str(field.label), name


@pytest.mark.parametrize(
    ("label", "own", "others"),
    [
        ("Din e-postadress", "email", "off"),
        ("Kollegans e-postadress", "off", "off"),
        ("Firmatecknarens e-post", "off", "off"),
        ("Rubrik", "", ""),
    ],
)
def test_another_persons_field_takes_nothing_of_ones_own(label: str, own: str, others: str) -> None:
    assert autocomplete_of(label) == own
    assert autocomplete_of(label, is_own=False) == others


def test_several_organisations_of_an_application_are_kept_apart() -> None:
    assert autocomplete_of("Telefon", section="x1") == "section-x1 tel"
    assert KEYS["Telefon"] == "tel"
    assert set(OWN.values()) <= TOKENS


@pytest.mark.django_db
def test_applicants_form_lets_the_browser_fill_in_who_applies(office: Office) -> None:
    application = make_draft(office)
    form = forms.Form()
    form.fields = {one.name: one.field for one in stored_fields_of(application, "sokande")}
    found = {str(one.label): attributes(one) for one in form}
    assert "tel" in str(found["Telefon"]["autocomplete"])
    assert "organization" in str(found["Organisation"]["autocomplete"])
    assert "street-address" in str(found["Utdelningsadress"]["autocomplete"])
    assert "postal-code" in str(found["Postnummer"]["autocomplete"])
    assert found["Firmatecknarens e-post"]["autocomplete"] == "off"
    assert found["Bankgiro"]["inputmode"] == "numeric"
