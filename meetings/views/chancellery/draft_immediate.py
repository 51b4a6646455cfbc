"""Omedelbar justering: §§ that are written out, read and signed during the meeting."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.models import Paragraph, Protocol, ProtocolParagraph
from meetings.reads.series import numbers_of
from meetings.swedish import section

from .draft_answer import answer, ask, settle
from .draft_desk import PUBLIC_ID, Desk, asks_draft, known_form, writes_draft
from .draft_matter_forms import ImmediateForm

LEAD = (
    "Paragraferna blir ett eget protokoll som skrivs under nu, med eget anslag och egen överklagandetid. De kan inte "
    "ändras sedan, och numren till och med den sista av dem ligger fast. I beslutet skrivs «Paragrafen förklaras "
    "omedelbart justerad.»"
)


@asks_draft
def draft_immediate(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`paragraf` in the query is ticked from the start; several can be."""
    rows = _choices(desk)
    form = ImmediateForm(
        request.POST if request.method == "POST" else None,
        paragraphs=[(one.public_id, words) for one, words in rows],
        chosen=request.GET.get("paragraf", ""),
    )
    chosen: list[Paragraph] = []

    def freeze(values: dict[str, list[str]]) -> None:
        chosen.extend(one for one, _ in rows if one.public_id in values["paragraphs"])
        freeze_immediately(paragraphs=chosen, by=desk.person, at=timezone.now())

    if settle(form, freeze):
        focus = f"v-{chosen[0].public_id}"
        return answer(request, desk, changed=chosen, focus=focus, say="Ute för omedelbar justering.")
    return ask(
        request, title="Omedelbar justering", form=form, button="Frys och skicka till justering", lead=LEAD
    )


@writes_draft
def draft_immediate_again(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST `protocol`: an immediate protocol that was opened for a change is out for verification again."""
    key = request.POST.get("protocol", "")
    if not PUBLIC_ID.fullmatch(key):
        raise Http404
    protocol = Protocol.objects.filter(meeting=desk.meeting, number__gt=1, public_id=known_form(key)).first()
    if protocol is None:
        raise Http404
    freeze_protocol(protocol=protocol, by=desk.person, at=timezone.now())
    rows = list(protocol.paragraphs.all())
    return answer(request, desk, changed=rows, focus=f"v-{rows[0].public_id}", say="Ute för justering igen.")


def _choices(desk: Desk) -> list[tuple[Paragraph, str]]:
    """§§ that do not have a protocol of their own yet."""
    numbers = numbers_of(desk.meeting)
    apart = set(
        ProtocolParagraph.objects.filter(protocol__meeting=desk.meeting, protocol__number__gt=1).values_list(
            "paragraph_id", flat=True
        )
    )
    rows = Paragraph.objects.select_related("meeting__body__association").in_bulk(list(numbers))
    return [
        (rows[key], f"{section(number)} {rows[key].heading}".strip())
        for key, number in numbers.items()
        if key not in apart
    ]
