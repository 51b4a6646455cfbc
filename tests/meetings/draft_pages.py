"""The editor of a meeting as its secretary uses it: by the names of its addresses."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Paragraph


@dataclass
class Editor:
    client: Client
    meeting: Meeting

    def url(self, name: str, *ids: str, **query: object) -> str:
        meeting = self.meeting
        path = reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key, *ids])
        return f"{path}?{urlencode(query)}" if query else path

    def post(self, name: str, /, *ids: str, query: dict[str, object] | None = None, **values: Any) -> Any:
        return self.client.post(self.url(name, *ids, **(query or {})), values)

    def get(self, name: str, *ids: str, **query: object) -> Any:
        return self.client.get(self.url(name, *ids, **query))

    def page(self) -> str:
        return plain(self.get("draft_edit").text)

    def shown(self, paragraph: Paragraph) -> str:
        """The § as the page shows it now."""
        answer = self.get("draft_state", paragraf=paragraph.public_id, nu=paragraph.public_id).json()
        return plain(answer["paragraphs"][paragraph.public_id])

    def side(self, paragraph: Paragraph) -> str:
        """The right column while the § is written in."""
        return plain(self.get("draft_state", nu=paragraph.public_id).json()["side"])


def plain(html: str) -> str:
    return html.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def sentence(answer: Any) -> str:
    """What the answer refuses with, of a press or in the dialog's form."""
    assert answer.status_code == 422, answer.status_code
    kind = answer["Content-Type"]
    return plain(answer.json()["sentence"] if "json" in kind else answer.text)
