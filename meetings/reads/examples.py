"""A made-up § as a body would print it, for the pages that set how."""

from msgspec.structs import replace

from meetings.models import Body
from meetings.record.composing import Look, compose, numbered
from meetings.record.paragraph import Decision, Paragraph


def example_paragraph(body: Body) -> Paragraph:
    """Composed as a real one is, so that what the page shows is what the protocol will be."""
    look = Look(
        heading_numbers=body.heading_numbers,
        shows_prepared=body.shows_prepared,
        decision_heading=body.decision_heading,
        decision_style=body.decision_style,
        body=body.in_sentence,
        decides=body.under_kl,
    )
    found = Paragraph(
        number="43",
        heading="Ekonomisk rapport",
        tag=body.decision_tag,
        text="<p>Förbundschefen lämnar en aktuell ekonomisk rapport.</p>",
        prepared=("att lägga rapporten till handlingarna.",),
        decisions=(
            Decision(text="att lägga rapporten till handlingarna."),
            Decision(text="att följa upp prognosen i maj."),
        ),
    )
    return replace(found, label=numbered("43", look.heading_numbers), blocks=compose(found, look))
