"""Memo, review and the group's opinion."""

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.actions.memos import FIELDS, MemoContent, opinion_of, prefilled, save_memo, save_review
from funding.actions.opining import record_opinion
from funding.models import Criterion
from funding.rules.memo import background
from funding.rules.periods import outside_in_words
from funding.views.addresses import case_edited
from funding.workflow import TRANSITIONS, State
from meetings.errors import RuleViolation
from meetings.models import Ballot, Body, Meeting
from meetings.rules.difference import word_changes
from meetings.rules.sums import difference
from meetings.views.addresses import person_of
from meetings.views.refusals import goes_through, refuse

from .forms import MemoForm, OpinionForm, ReviewForm

CHANGED = "En kollega har ändrat sedan du öppnade sidan. Din text står kvar här; jämför och spara igen."


@require_http_methods(["GET", "HEAD", "POST"])
def case_memo(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The memo, which begins as the applicant's words and shows what has been changed in them."""
    case = case_edited(request, slug, public_id)
    content = prefilled(case)
    seen = _digest(content)
    form = MemoForm(
        request.POST if request.method == "POST" else None,
        initial={**content.texts, "seen": seen},
        amounts=content.amounts,
        time=(case.first_day, case.last_day),
    )
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] != seen:
            form.add_error(None, CHANGED)
            again = request.POST.copy()  # the page that comes back has seen the colleague's text
            again["seen"] = seen
            form.data = again
        else:
            try:
                save_memo(
                    application=case,
                    content=MemoContent(
                        amounts=form.amounts, **{name: form.cleaned_data[name] for name in FIELDS}
                    ),
                    by=person_of(request),
                    at=timezone.now(),
                )
            except RuleViolation as violation:
                refuse(form, violation)
            else:
                messages.success(request, "Tjänsteskrivelsen är sparad.")
                given = form.cleaned_data["proposal"].splitlines()
                if differs := difference(given, form.amounts):
                    messages.warning(request, f"Förslaget till beslut {differs}. Ändra det ena.")
                if outside := outside_in_words(form.amounts, first=case.first_day, last=case.last_day):
                    messages.warning(request, outside)
                return redirect("case_place" if "place" in request.POST else "case_detail", slug, public_id)
    latest = case.submissions.order_by("number").last()
    original = background(latest.content) if latest else ""
    context = {
        "association": case.association,
        "case": case,
        "form": form,
        "opinion": opinion_of(case),
        # One that has just come in is prepared when its memo is saved.
        "may_place": State.ON_AGENDA in TRANSITIONS[case.status] or case.status == State.RECEIVED,
        "segments": word_changes(original, content.background) if original != content.background else (),
    }
    return render(request, "funding/case_memo.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def case_review(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Points and comments by criterion, beside what the applicant answered."""
    case = case_edited(request, slug, public_id)
    criteria = list(Criterion.objects.filter(association=case.association, is_used=True))
    scores = {one.criterion_id: one for one in case.scores.all()}
    initial: dict[str, Any] = {f"points_{key}": one.points for key, one in scores.items()}
    initial |= {f"comment_{key}": one.comment for key, one in scores.items()}
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=initial, criteria=criteria)
    if request.method == "POST" and form.is_valid():
        save_review(application=case, scores=form.scores, by=person_of(request), at=timezone.now())
        messages.success(request, "Bedömningen är sparad.")
        return redirect("case_detail", slug, public_id)
    answers = {one.criterion_id: one.text for one in case.answers.all()}
    rows = [
        (one, answers.get(one.pk, ""), form[f"points_{one.pk}"], form[f"comment_{one.pk}"])
        for one in criteria
    ]
    context = {"association": case.association, "case": case, "form": form, "rows": rows}
    return render(request, "funding/case_review.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def case_opinion(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What the group said; the figures of a show of hands in its § are filled in."""
    case = case_edited(request, slug, public_id)
    groups = Meeting.objects.filter(
        body__association=case.association, body__kind=Body.Kind.PREPARATORY_GROUP
    ).exclude(state=Meeting.State.CANCELLED)
    groups = groups.filter(date__lte=timezone.localdate())
    placed = case.placements.filter(paragraph__meeting__in=groups).select_related("paragraph__meeting").last()
    initial: dict[str, Any] = {
        "meeting": placed.paragraph.meeting if placed else groups.order_by("-date").first()
    }
    if placed and (ballot := Ballot.objects.filter(paragraph=placed.paragraph).last()):
        initial |= {name: getattr(ballot, name) for name in ("in_favour", "against", "abstaining")}
        initial["applicants"] = ballot.note
    form = OpinionForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["meeting"].queryset = groups.select_related("body").order_by("-date")  # type: ignore[attr-defined]
    if goes_through(
        request,
        form,
        "Yttrandet är registrerat.",
        lambda: record_opinion(
            application=case, by=person_of(request), at=timezone.now(), **form.cleaned_data
        ),
    ):
        # The memo is the next step, where it is not written.
        return redirect("case_detail" if hasattr(case, "memo") else "case_memo", slug, public_id)
    context = {"association": case.association, "case": case, "form": form}
    return render(request, "funding/case_opinion.html", context, status=422 if form.errors else 200)


def _digest(content: MemoContent) -> str:
    amounts = [(year, str(amount)) for year, amount in content.amounts]
    shown = json.dumps([content.texts, amounts], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()
