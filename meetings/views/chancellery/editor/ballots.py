"""Votes in a §: open with names, closed with slips, or by hands where the body only advises."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from meetings.actions.voting import Slips, remove_ballot, vote_by_hands, vote_by_slips, vote_openly
from meetings.models import Ballot, Choice, Paragraph

from .answer import answer, ask, settle
from .ballot_forms import HandsForm, OpenBallotForm, SlipsForm
from .desk import Desk, asks_draft, known_form, writes_draft
from .room import deciding
from .structure import number_of

APPROVAL, REJECTION = "bifall till förslaget", "avslag på förslaget"


def _ballot(desk: Desk, public_id: str) -> Ballot:
    ballots = Ballot.objects.select_related("paragraph__meeting__body__association")
    return get_object_or_404(ballots, paragraph__meeting=desk.meeting, public_id=known_form(public_id))


@asks_draft
def draft_ballot_add(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """`sluten` in the query: a matter of employment, which is closed as an election is (KL 5:54)."""
    return _vote(request, desk, desk.paragraph(paragraph), None)


@asks_draft
def draft_ballot_edit(request: HttpRequest, desk: Desk, ballot: str) -> HttpResponse:
    row = _ballot(desk, ballot)
    return _vote(request, desk, row.paragraph, row)


@writes_draft
def draft_ballot_remove(request: HttpRequest, desk: Desk, ballot: str) -> HttpResponse:
    row = _ballot(desk, ballot)
    remove_ballot(ballot=row, by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        changed=[row.paragraph],
        focus=f"m-{row.paragraph.public_id}",
        say="Omröstningen är borttagen. Ett beslut som skrevs av den står kvar.",
    )


def _vote(request: HttpRequest, desk: Desk, row: Paragraph, ballot: Ballot | None) -> HttpResponse:
    if not desk.meeting.body.under_kl:
        return _by_hands(request, desk, row, ballot)
    closed = ballot.way == Ballot.Way.CLOSED if ballot else bool(request.GET.get("sluten"))
    if row.kind == Paragraph.Kind.ELECTION or closed:
        return _by_slips(request, desk, row, ballot)
    return _openly(request, desk, row, ballot)


def _openly(request: HttpRequest, desk: Desk, row: Paragraph, ballot: Ballot | None) -> HttpResponse:
    out = set(row.abstentions.values_list("attendee_id", flat=True))
    voters = [one for one in deciding(desk, row) if one.pk not in out]
    form = OpenBallotForm(
        request.POST if request.method == "POST" else None,
        voters=voters,
        initial=_initial(row, ballot) | _votes(ballot),
        prepared=_to_decide(row),
    )
    if settle(
        form,
        lambda values: vote_openly(
            paragraph=row,
            choices=form.choices(),
            ballot=ballot,
            yes_means=values["yes_means"],
            no_means=values["no_means"],
            majority=values["majority"],
            decides=bool(values.get("approves")),
            approves=values.get("approves", ""),
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return _done(request, desk, row)
    return _ask(request, desk, row, ballot, form, "meetings/editor/ballot.html")


def _by_slips(request: HttpRequest, desk: Desk, row: Paragraph, ballot: Ballot | None) -> HttpResponse:
    election = row.kind == Paragraph.Kind.ELECTION
    form = SlipsForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(row, ballot, blank=election) | _slips(ballot),
        election=election,
    )
    if settle(
        form,
        lambda values: vote_by_slips(
            paragraph=row,
            slips=Slips(
                options=form.options(values),
                yes=values["yes"],
                no=values["no"],
                abstaining=values["abstaining"],
                blank=values["blank"] or 0,
                invalid=values["invalid"] or 0,
            ),
            ballot=ballot,
            yes_means=values["yes_means"] if values["yes"] is not None else "",
            no_means=values["no_means"] if values["yes"] is not None else "",
            employment=values.get("employment", False),
            lot=values["lot"],
            lot_how=values["lot_how"],
            by=desk.person,
            at=timezone.now(),
        ),
    ):
        return _done(request, desk, row)
    return _ask(request, desk, row, ballot, form, "meetings/editor/slips.html")


def _by_hands(request: HttpRequest, desk: Desk, row: Paragraph, ballot: Ballot | None) -> HttpResponse:
    totals = (
        {"yes": ballot.in_favour, "no": ballot.against, "abstaining": ballot.abstaining, "note": ballot.note}
        if ballot
        else {}
    )
    form = HandsForm(
        request.POST if request.method == "POST" else None, initial=_initial(row, ballot) | totals
    )
    if settle(
        form,
        lambda values: vote_by_hands(
            paragraph=row, ballot=ballot, by=desk.person, at=timezone.now(), **values
        ),
    ):
        return _done(request, desk, row)
    return _ask(request, desk, row, ballot, form, "meetings/editor/dialog.html")


def _done(request: HttpRequest, desk: Desk, row: Paragraph) -> HttpResponse:
    return answer(request, desk, changed=[row], focus=f"m-{row.public_id}", say="Omröstningen är antecknad.")


def _ask(
    request: HttpRequest, desk: Desk, row: Paragraph, ballot: Ballot | None, form: Any, template: str
) -> HttpResponse:
    remove = reverse("draft_ballot_remove", args=[*desk.address, ballot.public_id]) if ballot else ""
    return ask(
        request,
        title=f"Omröstning i {number_of(desk, row)}",
        form=form,
        button="Anteckna",
        remove=remove,
        template=template,
        closed=f"paragrafer/{row.public_id}/omrostning/?sluten=1",
    )


def _to_decide(row: Paragraph) -> str:
    """What is prepared in the §, as long as nothing is decided."""
    own = row.decisions.filter(sub_item=None).exclude(text="")
    if own.filter(is_prepared=False).exists():
        return ""
    return " ".join(own.filter(is_prepared=True).values_list("text", flat=True))


def _initial(row: Paragraph, ballot: Ballot | None, *, blank: bool = False) -> dict[str, Any]:
    """What ja and nej stand for: what was prepared, else the two proposals that stand."""
    if ballot:
        return {
            "yes_means": ballot.yes_means,
            "no_means": ballot.no_means,
            "majority": ballot.majority,
            "employment": ballot.employment,
        }
    standing = [] if blank else list(row.proposals.filter(withdrawn=False).order_by("-is_main", "position"))
    texts = list(dict.fromkeys(one.text.rstrip(" .") for one in standing))
    approving = [text for text in texts if text.startswith("bifall")]
    if not blank and row.decisions.filter(is_prepared=True).exclude(text="").exists():
        yes = approving[0] if approving else APPROVAL
        no = next((text for text in texts if text != yes), REJECTION)
    else:
        yes, no, *_ = [*texts, "", ""]
    return {"yes_means": yes, "no_means": no, "approves": Choice.YES, "employment": True}


def _votes(ballot: Ballot | None) -> dict[str, str]:
    return {f"vote_{one.attendee_id}": one.choice for one in ballot.votes.all()} if ballot else {}


def _slips(ballot: Ballot | None) -> dict[str, Any]:
    if ballot is None:
        return {}
    found: dict[str, Any] = {
        "yes": ballot.in_favour,
        "no": ballot.against,
        "abstaining": ballot.abstaining,
        "blank": ballot.blank_slips,
        "invalid": ballot.invalid_slips,
        "lot": ballot.lot,
        "lot_how": ballot.lot_how,
    }
    for at, one in enumerate(ballot.options.all(), start=1):
        found |= {f"name_{at}": one.name, f"votes_{at}": one.votes}
    return found
