"""A text beyond the limit is told while it is written and nothing of it is cut, in every form of the site."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator

import finsam.sign_in
import funding.views
import meetings.views
from meetings.views.fields import UncutText

LONGEST = re.compile(r'data-longest="(\d+)"')


def every(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


def own_forms() -> list[type[forms.BaseForm]]:
    for package in (funding.views, meetings.views, finsam.sign_in):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)

    return sorted({one for one in every(forms.BaseForm) if _is_own(one)}, key=str)


def _is_own(form: type) -> bool:
    """Without a form's frame, which has no fields of its own."""
    return form.__module__.startswith(("funding.", "meetings.views", "finsam.")) and hasattr(
        form, "base_fields"
    )


FORMS = own_forms()
TEXTS = [
    (form, name, field)
    for form in FORMS
    for name, field in form.base_fields.items()  # type: ignore[attr-defined]
    if isinstance(field, forms.CharField)
]


def test_the_forms_are_found():
    assert len(FORMS) > 60
    assert len(TEXTS) > 90


def test_the_browser_cuts_no_text_and_the_page_says_what_fits():
    faults = []
    for form, name, field in TEXTS:
        alone = forms.Form()
        alone.fields = {name: deepcopy(field)}
        shown, longest = str(alone[name]), limits_of(field)
        told = LONGEST.search(shown)
        is_told = bool(told) and int(told[1]) == min(longest) if longest else True
        if "maxlength" in shown or not (is_told or 'type="hidden"' in shown):
            faults.append((form.__name__, name))
    assert faults == []


def test_a_text_of_some_lines_is_counted_as_the_browser_counts_it():
    long = [
        (form.__name__, name, field)
        for form, name, field in TEXTS
        if isinstance(field.widget, forms.Textarea)
    ]
    assert len(long) > 20
    assert [
        (form, name) for form, name, field in long if not isinstance(field, UncutText) or not limits_of(field)
    ] == []


def limits_of(field: forms.CharField) -> list[int]:
    return [one.limit_value for one in field.validators if isinstance(one, MaxLengthValidator)]


def test_no_page_cuts_a_text_in_another_way():
    pages = [
        *Path(settings.BASE_DIR, "templates").rglob("*.html"),
        *Path(settings.BASE_DIR, "static").rglob("*.js"),
    ]
    cut = [one.name for one in pages if re.search(r"maxlength|maxLength", one.read_text(encoding="utf-8"))]
    assert cut == []


def test_every_page_loads_what_tells():
    assert "js/limits.js" in Path(settings.BASE_DIR, "templates/base.html").read_text(encoding="utf-8")
