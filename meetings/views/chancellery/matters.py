"""Ärendebalansen: what was deferred comes back on an agenda, or the board has written it off, or it was withdrawn."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.actions.deferred import note_withdrawal, take_up, write_off
from meetings.errors import RuleViolation
from meetings.models import Association, Meeting, Paragraph, SubItem
from meetings.models.validators import printable
from meetings.reads.deferred import deferred_in, may_write_off
from meetings.swedish import long_date
from meetings.views.addresses import DayAndSequence, association_edited, meeting_or_404, person_of
from meetings.views.chancellery.notice_forms import ParagraphChoice
from meetings.views.public.forms import DayField
from meetings.views.refusals import goes_through

GONE = "Ärendet väntar inte längre. Någon annan kan ha satt det på en dagordning."


class MatterEndForm(forms.Form):
    """The § in which the board wrote it off, or who withdrew it and when."""

    how = forms.ChoiceField(
        label="Hur avslutades ärendet?",
        choices=[
            ("board", "Styrelsen avskrev det i en paragraf"),
            ("withdrawn", "Det återkallades av den som väckte det"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj hur."},
    )
    decided_in = ParagraphChoice(
        None,
        label="Paragraf",
        required=False,
        empty_label="Välj paragraf",
        help_text="Bara paragrafer i justerade protokoll, från ärendets eget möte eller ett senare.",
    )
    withdrawn_by = forms.CharField(
        label="Återkallat av",
        required=False,
        max_length=200,
        validators=[printable],
        help_text="Sökanden, eller den som väckte ärendet.",
    )
    withdrawn_on = DayField(label="Återkallat den", required=False)
    reason = forms.CharField(label="Anteckning", required=False, max_length=300, validators=[printable])

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        needed = {"board": ("decided_in",), "withdrawn": ("withdrawn_by", "withdrawn_on")}
        sentences = {
            "decided_in": "Välj paragrafen där styrelsen avskrev ärendet.",
            "withdrawn_by": "Skriv vem som återkallade ärendet.",
            "withdrawn_on": "Skriv dagen.",
        }
        for name in needed.get(str(said.get("how")), ()):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, sentences[name])
        return said


@require_POST
def matter_take_up(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """`arende` is the public id of a § or a sub-item; `fran` says which page to come back to."""
    association = association_edited(request, slug)
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    source = _source(association, request.POST.get("arende", ""))
    try:
        paragraph = take_up(meeting=meeting, source=source, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        day = long_date(meeting.date)
        messages.success(request, f"«{paragraph}» står nu på dagordningen för den {day}.")
    if request.POST.get("fran") == "todo":
        return redirect("todo", slug)
    return redirect("meeting_detail", slug, body, key)


@require_http_methods(["GET", "POST"])
def matter_end(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Sv: avskrivet eller återkallat. It leaves the ärendebalans, after saying by whom."""
    association = association_edited(request, slug)
    source = _source(association, public_id)
    matter = next((one for one in deferred_in(association) if one.row == source), None)
    if matter is None:
        messages.error(request, GONE)
        return redirect("todo", slug)
    form = MatterEndForm(request.POST if request.method == "POST" else None)
    form.fields["decided_in"].queryset = may_write_off(matter)  # type: ignore[attr-defined]
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}

    def end() -> None:
        said = form.cleaned_data
        if said["how"] == "board":
            write_off(source=source, decided_in=said["decided_in"], **signed)
        else:
            note_withdrawal(
                source=source,
                withdrawn_by=said["withdrawn_by"],
                day=said["withdrawn_on"],
                reason=said["reason"],
                **signed,
            )

    if goes_through(request, form, f"«{matter.heading}» väntar inte längre.", end):
        return redirect("todo", slug)
    context = {"association": association, "matter": matter, "form": form}
    return render(request, "meetings/matter_end.html", context)


def _source(association: Association, public_id: str) -> Paragraph | SubItem:
    """A § or a sub-item of the association, waiting or not."""
    known = public_id.replace("\x00", "")
    paragraphs = Paragraph.objects.filter(meeting__body__association=association)
    items = SubItem.objects.filter(paragraph__meeting__body__association=association)
    found = (
        paragraphs.select_related("meeting__body__association").filter(public_id=known).first()
        or items.select_related("paragraph__meeting__body__association").filter(public_id=known).first()
    )
    if found is None:
        raise Http404
    return found
