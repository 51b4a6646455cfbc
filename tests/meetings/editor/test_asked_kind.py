"""A new § asks what it is, guesses from its heading, and is told by one press."""

import pytest
from django.test import Client

from meetings.models import Paragraph
from meetings.rules.paragraph_kind import ParagraphKind, guessed_kind
from tests.meetings.draft_pages import Editor
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(held: Held, client: Client) -> Editor:
    client.force_login(held.by)
    return Editor(client, held.meeting)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Sammanträdet öppnas", "formality"),
        ("Val av justerare", "formality"),
        ("Nästa sammanträde", "formality"),
        ("Val av ordförande och vice ordförande", "election"),
        ("Ekonomisk rapport", "information"),
        ("Information från förbundschefen", "information"),
        ("Redogörelse för ekonomin", "information"),
        ("Övriga frågor", "information"),
        ("Inkomna skrivelser", "information"),
        ("Besök av länsstyrelsen", "information"),
        ("Program för besök hos parterna", "decision"),
        ("Ansökan om medel: Ung framtid", "decision"),
        ("Valideringsprojekt för unga", "decision"),
        ("", "decision"),
    ],
)
def test_guessed_from_the_heading(heading: str, kind: str) -> None:
    assert guessed_kind(heading) == ParagraphKind(kind)


def test_a_new_section_asks_and_is_told_by_one_press(editor) -> None:
    editor.post("draft_paragraph_add")
    row = Paragraph.objects.latest("pk")
    assert row.asks_kind
    Paragraph.objects.filter(pk=row.pk).update(heading="Ekonomisk rapport")
    page = " ".join(editor.page().split())
    assert "Vad är paragrafen?" in page
    assert "Information (gissat av rubriken)" in page
    answer = editor.post("draft_paragraph_kind", row.public_id, kind="information")
    assert answer.status_code == 200
    row.refresh_from_db()
    assert (row.kind, row.asks_kind) == ("information", False)
    assert "Vad är paragrafen?" not in editor.page()


def test_what_is_no_kind_is_refused_and_one_that_is_said_does_not_ask(editor) -> None:
    editor.post("draft_paragraph_add", kind="election")
    row = Paragraph.objects.latest("pk")
    assert (row.kind, row.asks_kind) == ("election", False)
    assert editor.post("draft_paragraph_kind", row.public_id, kind="annat").status_code == 422
