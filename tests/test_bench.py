"""manage.py bench: prints what it measured beside what was asked, and leaves nothing behind."""

import json
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from meetings.errors import RuleViolation
from meetings.models import Association, StoredFile

pytestmark = pytest.mark.django_db
SMALL = ("meeting", "--paragraphs", "3", "--papers", "2")


def test_figures_stand_beside_what_was_asked_and_nothing_is_left(settings: LazySettings) -> None:
    settings.DEBUG = True
    out = StringIO()
    call_command("bench", *SMALL, stdout=out)
    told = json.loads(out.getvalue())
    assert told.keys() == {"machine", "at", "figures"}
    figures = {one["name"]: one for one in told["figures"]}
    assert {name: one["limit"] for name, one in figures.items() if one["limit"] is not None} == {
        "editor_page": 2,
        "editor_questions": figures["editor_questions"]["limit"],
        "vote_saved": 200,
        "pack_memory": 600,
    }
    assert figures["editor_questions"]["value"] <= figures["editor_questions"]["limit"]
    assert figures["pack_seconds"]["beside"].startswith("20 sidor")
    assert not Association.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(("arguments", "said"), [(SMALL, "i drift"), (("sidor",), "mäts inte")])
def test_it_is_refused_where_the_site_runs_and_for_what_it_does_not_know(
    arguments: tuple[str, ...], said: str
) -> None:
    with pytest.raises(RuleViolation, match=said):
        call_command("bench", *arguments)
