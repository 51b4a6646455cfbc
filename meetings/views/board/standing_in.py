"""When somebody cannot sign: chair or vice chair says who does it instead."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.standing_in import start_stand_in
from meetings.errors import RuleViolation
from meetings.models import Signatory
from meetings.models.validators import printable
from meetings.reads.verifications import VerificationStanding
from meetings.rules.verification import SigningRole
from meetings.views.addresses import ProtocolAddress
from meetings.views.board.open_protocol import may_let_stand_in, open_protocol
from meetings.views.board.reading import reading_context
from meetings.views.refusals import refuse


class StandInForm(forms.Form):
    """Each choice is a pair: who signs, and in whose place."""

    pair = forms.ChoiceField(
        label="Vem skriver under i stället?",
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vem som skriver under i stället."},
    )
    reason = forms.CharField(
        label="Varför?",
        max_length=200,
        validators=[printable],
        help_text="Skälet trycks i protokollet, till exempel «är bortrest». Skriv inget om hälsa.",
        error_messages={"required": "Skriv varför."},
    )

    def __init__(self, *args: object, standing: VerificationStanding, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.pairs = {
            f"{one.public_id}-{replaced.public_id}": (one, replaced)
            for signer in standing.missing
            for one in signer.replaceable
            for replaced in signer.signatories
            if replaced.role == SigningRole(one.role).replaces
        }
        pair = cast(forms.ChoiceField, self.fields["pair"])
        pair.choices = [
            (key, f"{one.name}, {one.get_role_display().lower()}, i stället för {replaced.name}")
            for key, (one, replaced) in self.pairs.items()
        ]

    def chosen(self) -> tuple[Signatory, Signatory]:
        """Who signs, and in whose place."""
        return self.pairs[self.cleaned_data["pair"]]


@require_http_methods(["GET", "POST"])
def stand_in_start(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """For chair and vice chair, while somebody is missing; 404 to others, the chancellery too."""
    opened = open_protocol(request, slug, body, key)
    if not may_let_stand_in(opened):
        raise Http404
    form = StandInForm(request.POST if request.method == "POST" else None, standing=opened.standing)
    if request.method == "POST" and form.is_valid():
        signatory, replaced = form.chosen()
        try:
            start_stand_in(
                replaced=replaced,
                signatory=signatory,
                reason=form.cleaned_data["reason"],
                by=opened.person,
                at=timezone.now(),
            )
        except RuleViolation as error:
            refuse(form, error)
        else:
            messages.success(request, f"{signatory.name} kan nu skriva under i stället för {replaced.name}.")
            return redirect("protocol_verify", *opened.args)
    return render(request, "meetings/stand_in_start.html", reading_context(opened) | {"form": form})
