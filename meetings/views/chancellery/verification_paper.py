"""Verification on paper: when each signed, and the scan."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.signing_on_paper import impossible_day, missing_signatures, register_paper_verification
from meetings.errors import RuleViolation
from meetings.models import Signatory
from meetings.querysets import state_of
from meetings.reads.verifications import Signer, VerificationStanding, standing_of
from meetings.rules.verification import SigningRole
from meetings.views.addresses import ProtocolAddress, person_of
from meetings.views.chancellery.verification import protocol_edited, step_context
from meetings.views.fields import KeptFile
from meetings.views.public.forms import DayField
from meetings.views.refusals import refuse
from meetings.workflow import ProtocolState

UNSIGNED = "Underskriften saknas. Skriv dagen."


class PaperForm(forms.Form):
    """A day for each signer; a verifier and who steps in for them need not both sign."""

    scan = KeptFile(
        label="Det inskannade protokollet",
        help_text="En PDF med alla sidor och underskrifter.",
        error_messages={"required": "Välj den inskannade filen.", "empty": "Filen är tom."},
    )

    def __init__(self, *args: object, standing: VerificationStanding, at: datetime, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.standing, self.at = standing, at
        replaced = {one.instead_of.replaces_id for one in standing.listed if one.instead_of}
        days = {
            signer.public_id: DayField(
                label=f"{signer.name}, {signer.roles}",
                required=signer.is_awaited and not any(row.pk in replaced for row in signer.signatories),
                help_text=_help(signer),
                error_messages={"required": UNSIGNED, "invalid": "Dagen finns inte."},
            )
            for signer in standing.listed
        }
        self.fields = days | self.fields

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        version = self.standing.version
        for signer in self.standing.listed:
            day = cleaned.get(signer.public_id)
            if day and (sentence := impossible_day(version, day, self.at)):
                self.add_error(signer.public_id, sentence)
        lacking = {row.person_id for row in missing_signatures(version, self.signed(), self.at)}
        for signer in self.standing.signers:
            if signer.person.pk in lacking and signer.public_id not in self.errors:
                self.add_error(signer.public_id, UNSIGNED)
        return cleaned

    def signed(self) -> dict[Signatory, date]:
        """The day of each role that was signed for."""
        return {
            row: day
            for signer in self.standing.listed
            if (day := self.cleaned_data.get(signer.public_id))
            for row in signer.signatories
            if not SigningRole(row.role).replaces or hasattr(row, "stand_in")
        }


def _help(signer: Signer) -> str:
    if signer.instead_of and signer.only_steps_in:
        return f"Bara vid underskrift i stället för {signer.instead_of.replaces.name}."
    return (
        "Dagen för underskriften."
        if signer.is_awaited
        else "Lämna tomt om sekreteraren inte har skrivit under."
    )


@require_http_methods(["GET", "POST"])
def verification_paper(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Print, then register. What somebody has signed online cannot be mixed in."""
    version = protocol_edited(request, slug, body, key)
    state = state_of(version.protocol)
    standing = standing_of(version, state, timezone.localdate())
    if state != ProtocolState.FROZEN:
        messages.error(request, "Protokollet är inte ute för justering.")
        return redirect("verification_status", slug, body, key)
    is_post = request.method == "POST"
    now = timezone.now()
    form = PaperForm(
        request.POST if is_post else None, request.FILES if is_post else None, standing=standing, at=now
    )
    if is_post and form.is_valid():
        try:
            register_paper_verification(
                version=version,
                signed=form.signed(),
                scan=form.cleaned_data["scan"].read(),
                by=person_of(request),
                at=now,
            )
        except RuleViolation as error:
            refuse(form, error)
        else:
            messages.success(request, "Protokollet är justerat, stämplat och anslaget.")
            return redirect("verification_status", slug, body, key)
    context = step_context(version) | {"form": form, "standing": standing}
    return render(request, "meetings/verification_paper.html", context)
