"""Omedelbar justering: §§ that are written out, read and signed during the meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.draft.checklist import findings_of, to_confirm
from meetings.draft.reading import read_draft
from meetings.draft.series import numbers_of
from meetings.models import Paragraph, Protocol, ProtocolParagraph
from meetings.swedish import section

from .answer import answer, ask, settle
from .desk import Desk, asks_draft, known_form
from .forms import FreezeForm
from .matter_forms import ImmediateForm

LEAD = (
    "Paragraferna blir ett eget protokoll som skrivs under nu, med eget anslag och egen överklagandetid. De kan inte "
    "ändras sedan, och numren till och med den sista av dem ligger fast. I beslutet skrivs «Paragrafen förklaras "
    "omedelbart justerad.»"
)


@asks_draft
def draft_immediate(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`paragraf` in the query is ticked from the start; several can be."""
    rows = _choices(desk)
    wanted = request.POST.getlist("paragraphs")
    chosen = [one for one, _ in rows if one.public_id in wanted]
    form = ImmediateForm(
        request.POST if request.method == "POST" else None,
        paragraphs=[(one.public_id, words) for one, words in rows],
        chosen=request.GET.get("paragraf", ""),
        asked=_to_confirm(desk, chosen) if chosen else [],
    )
    if settle(
        form,
        lambda values: freeze_immediately(
            paragraphs=chosen, confirmed=values.get("confirmed", ()), by=desk.person, at=timezone.now()
        ),
    ):
        focus = f"v-{chosen[0].public_id}"
        return answer(request, desk, changed=chosen, focus=focus, say="Ute för omedelbar justering.")
    return ask(
        request, title="Omedelbar justering", form=form, button="Frys och skicka till justering", lead=LEAD
    )


def _to_confirm(desk: Desk, chosen: list[Paragraph]) -> list[str]:
    draft = read_draft(desk.protocol)
    found = findings_of(draft, today=timezone.localdate())
    return to_confirm(found, numbers={draft.number(one) for one in chosen})


@asks_draft
def draft_immediate_again(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`protocol` in the query: an immediate protocol that was opened for a change goes out again."""
    key = known_form(request.GET.get("protocol", ""))
    protocol = get_object_or_404(Protocol, meeting=desk.meeting, number__gt=1, public_id=key)
    asked = to_confirm(findings_of(read_draft(protocol), today=timezone.localdate()))
    form = FreezeForm(request.POST if request.method == "POST" else None, asked=asked)
    if settle(
        form,
        lambda values: freeze_protocol(
            protocol=protocol, confirmed=values.get("confirmed", ()), by=desk.person, at=timezone.now()
        ),
    ):
        rows = list(protocol.paragraphs.all())
        focus = f"v-{rows[0].public_id}"
        return answer(request, desk, changed=rows, focus=focus, say="Ute för justering igen.")
    title = "Skicka till omedelbar justering igen"
    return ask(request, title=title, form=form, button="Frys och skicka till justering", lead=LEAD)


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
