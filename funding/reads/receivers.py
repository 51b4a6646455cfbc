"""Who of a case is to have the § that decided it."""

from funding.models import Placement
from meetings.hooks import Receiver
from meetings.models import Paragraph

LETTER = "Har fått beslutsbrevet med utdraget."


def receivers_of_cases(paragraphs: list[Paragraph]) -> list[Receiver]:
    """Those who write the application of each §; they have the decision letter, with the extract, already."""
    placements = (
        Placement.objects.filter(paragraph__in=paragraphs)
        .select_related("paragraph", "application")
        .prefetch_related("application__editor_links__person", "application__decisions")
    )
    found = []
    for one in placements:
        has_letter = any(each.paragraph_id == one.paragraph_id for each in one.application.decisions.all())
        for link in one.application.editor_links.all():
            person = link.person
            found.append(
                Receiver(one.paragraph, person.name, "sökande", person.email, LETTER if has_letter else "")
            )
    return found
