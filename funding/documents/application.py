"""An application as PDF: the receipt that the applicant keeps, and the paper that the board reads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from funding.documents.paper import render_paper
from meetings.paper.embedded import EmbeddedFile, safe_name
from meetings.paper.pdf import RenderedPdf
from meetings.paper.storage import read

TEXTS = (
    ("background", "Bakgrund och problem"),
    ("description", "Beskrivning"),
    ("target_group", "Målgrupp"),
    ("goals", "Mål och förväntat resultat"),
    ("evaluation", "Utvärdering"),
    ("management", "Ledning och styrning"),
    ("implementation", "Implementering i ordinarie verksamhet"),
)
ECONOMY = (
    ("costs", "Summa kostnader"),
    ("own", "Egen insats"),
    ("other", "Annan finansiering"),
    ("sought", "Söks från förbundet"),
    ("difference", "Skillnad"),
)


def render_application(
    content: Mapping[str, Any], *, registry_number: str, number: int, at: datetime, with_papers: bool = True
) -> RenderedPdf:
    """Version `number` as it was sent `at`; the applicant's attachments lie in it as files unless told otherwise."""
    papers = content["papers"] if with_papers else []
    return render_paper(
        "application",
        content,
        title=f"Ansökan om medel: {content['name']} – {content['document']['association_name']}",
        running=f"Ansökan {registry_number} · version {number}",
        created=at,
        data_name="ansokan.json",
        description="Ansökan som data",
        files=[
            EmbeddedFile(
                f"bilaga-{place}-{safe_name(one['file_name'])}",
                read(one["sha256"]),
                one["media_type"],
                f"Bilaga: {one['name']}",
            )
            for place, one in enumerate(papers, start=1)
        ],
        registry_number=registry_number,
        number=number,
        at=at,
        sections=sections_of(content),
        economy=economy_lines(content),
    )


def sections_of(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Heading and text of what is filled in; the number of participants stands with the target group."""
    texts = dict(content["texts"])
    if content["target_number"] is not None:
        texts["target_group"] += f"\n\nAntal deltagare: {content['target_number']}"
    return [(heading, texts[key]) for key, heading in TEXTS if texts[key].strip()]


def economy_lines(content: Mapping[str, Any]) -> list[tuple[str, list[str], str]]:
    """Label, amount per year and in total of each sum, money as text."""
    return [(label, content["totals"][key], content["sums"][key]) for key, label in ECONOMY]
