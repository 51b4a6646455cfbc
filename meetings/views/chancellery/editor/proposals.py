"""Yrkanden in a §, and the order in which the chair puts them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from meetings.actions.proposing import (
    add_proposal,
    edit_proposal,
    remove_proposal,
    set_propositions,
    suggested_propositions,
)
from meetings.models import Paragraph, Proposal

from .answer import answer, ask, settle
from .desk import Desk, asks_draft, known_form, writes_draft
from .gavel_forms import ProposalForm, PropositionsForm
from .room import chosen, deciding
from .structure import number_of


def _proposal(desk: Desk, public_id: str) -> Proposal:
    proposals = Proposal.objects.select_related("paragraph__meeting__body__association")
    return get_object_or_404(proposals, paragraph__meeting=desk.meeting, public_id=known_form(public_id))


@asks_draft
def draft_proposal_add(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    row = desk.paragraph(paragraph)
    people = deciding(desk, row)
    form = ProposalForm(request.POST if request.method == "POST" else None, deciding=people)
    if settle(
        form,
        lambda values: add_proposal(
            paragraph=row,
            movers=chosen(people, values["movers"]),
            text=values["text"],
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return answer(request, desk, changed=[row], say="Yrkandet är antecknat.")
    return ask(request, title=f"Yrkande i {number_of(desk, row)}", form=form, button="Anteckna")


@asks_draft
def draft_proposal_edit(request: HttpRequest, desk: Desk, proposal: str) -> HttpResponse:
    row = _proposal(desk, proposal)
    people = deciding(desk, row.paragraph)
    form = ProposalForm(request.POST if request.method == "POST" else None, deciding=people, proposal=row)
    if settle(
        form,
        lambda values: edit_proposal(
            proposal=row,
            movers=chosen(people, values["movers"]),
            text=values["text"],
            withdrawn=values["withdrawn"],
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return answer(request, desk, changed=[row.paragraph], say="Sparat.")
    remove = reverse("draft_proposal_remove", args=[*desk.address, row.public_id])
    return ask(request, title=f"Yrkande i {number_of(desk, row.paragraph)}", form=form, remove=remove)


@writes_draft
def draft_proposal_remove(request: HttpRequest, desk: Desk, proposal: str) -> HttpResponse:
    row = _proposal(desk, proposal)
    remove_proposal(proposal=row, by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        changed=[row.paragraph],
        focus=f"m-{row.paragraph.public_id}",
        say="Yrkandet är borttaget.",
    )


@asks_draft
def draft_propositions(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """`huvud` in the query is the huvudförslag that the suggestion is made for."""
    row = desk.paragraph(paragraph)
    standing = list(row.proposals.filter(withdrawn=False))
    main = _main(standing, request.GET.get("huvud", ""))
    suggested = "\n".join(suggested_propositions(row, main=main, decided=_decided(row, standing)))
    form = PropositionsForm(
        request.POST if request.method == "POST" else None,
        standing=standing,
        main=main.public_id if main else "",
        text=suggested if "huvud" in request.GET else row.propositions or suggested,
    )
    if settle(
        form,
        lambda values: set_propositions(
            paragraph=row,
            text=values["text"],
            main=next((one for one in standing if one.public_id == values.get("main")), None),
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return answer(request, desk, changed=[row], say="Propositionsordningen är antecknad.")
    return ask(
        request,
        title=f"Propositionsordning i {number_of(desk, row)}",
        form=form,
        lead="" if len(standing) > 1 else "Det finns färre än två yrkanden att ställa mot varandra.",
        again=f"paragrafer/{row.public_id}/propositionsordning/?huvud=",
    )


def _main(standing: list[Proposal], wanted: str) -> Proposal | None:
    found = next((one for one in standing if one.public_id == wanted), None)
    return found or next((one for one in standing if one.is_main), None)


def _decided(row: Paragraph, standing: list[Proposal]) -> str:
    """The text of the proposal that was decided, when it can be told: approval where the decision is that."""
    outcomes = {one.outcome for one in row.decisions.filter(is_prepared=False)}
    wanted = {"bifall": "bifall", "avslag": "avslag"}
    for outcome, word in wanted.items():
        if outcomes == {outcome}:
            found = [one.text for one in standing if one.text.startswith(word)]
            return found[0] if len(found) == 1 else ""
    return ""
