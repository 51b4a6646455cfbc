"""Förbundet, its members and its series of registry numbers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.errors import RuleViolation
from meetings.importing.logo import logo_from
from meetings.models import Association, Party, RegistryYear, Role

from .rows import RowForm

LARGEST_FILE_MB = 50  # what finsam.settings.REQUEST_MAX_BYTES lets through with its form
RESERVED = frozenset(
    {
        "admin",
        "konto",
        "halsa",
        "kontrollera",
        "static",
        "anslag",
        "svar",
        "kalender",
        "favicon",
        "api",
        "underlag",
        "inbjudan",
    }
)


class AssociationForm(RowForm):
    """Any part of what an association says of itself; a page asks for some of the fields."""

    new_logo = forms.FileField(
        label="Ny logotyp",
        required=False,
        help_text="PNG eller JPEG. Skrivs överst på protokollets första sida.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    remove_logo = forms.BooleanField(label="Ta bort logotypen", required=False)

    class Meta:
        model = Association
        fields = [
            "name",
            "slug",
            "org_number",
            "address",
            "email",
            "phone",
            "web",
            "logo_alt",
            "accent",
            "verification_decided_on",
            "verification_decided_in",
            "reminder_days",
            "court",
            "appeal_court",
            "storage_place",
            "registry_pattern",
            "largest_file_mb",
            "second_factor_board",
            "second_factor_auditors",
            "second_factor_applicants",
            "public_meetings_announced",
            "accessibility",
            "accessibility_assessed_on",
            "accessibility_method",
            "accessibility_updated_on",
            "accessibility_statement",
            "accessibility_burden",
            "accessibility_exempt",
            "accessibility_answered_within",
            "accessibility_supervisor",
            "accessibility_complaints",
            "data_protection_officer",
            "data_protection_contact",
            "preservation",
        ]
        help_texts = {
            "logo_alt": "Det som läses upp för den som inte ser bilden. Krävs när det finns en logotyp.",
            "accent": "# och sex tecken. Kontrasten mot vitt måste vara minst 4,5 till 1.",
            "storage_place": "Där originalen finns. Står i anslaget (KL 8:12).",
            "verification_decided_in": "Bara numret, till exempel 5.",
            "reminder_days": "Så många dagar mellan påminnelserna till den som inte har skrivit under.",
            "largest_file_mb": "Gäller bilagor, inskannade protokoll och bevis. Högst 50.",
        }
        widgets = {"accent": forms.TextInput(attrs={"size": 9, "maxlength": 7})}

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise ValidationError("Adressen används av webbplatsen själv. Välj en annan.")
        return slug

    def clean_accent(self) -> str:
        return str(self.cleaned_data["accent"]).lower()

    def clean_largest_file_mb(self) -> int:
        megabytes: int = self.cleaned_data["largest_file_mb"]
        if megabytes > LARGEST_FILE_MB:
            raise ValidationError(f"Webbplatsen tar emot filer på högst {LARGEST_FILE_MB} MB.")
        return megabytes

    def clean_new_logo(self) -> bytes | None:
        upload = self.cleaned_data["new_logo"]
        if not upload:
            return None
        try:
            return logo_from(upload.read())
        except RuleViolation as violation:
            raise ValidationError(violation.sentence) from violation

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        keeps = self.instance.logo_id and not cleaned.get("remove_logo")
        if (cleaned.get("new_logo") or keeps) and not cleaned.get("logo_alt") and "logo_alt" in self.fields:
            self.add_error("logo_alt", "Beskriv logotypen med några ord.")
        if bool(cleaned.get("verification_decided_in")) and not cleaned.get("verification_decided_on"):
            self.add_error("verification_decided_on", "Skriv vilken dag beslutet fattades.")
        return cleaned


class RegistryYearForm(RowForm):
    """A number that was given is never given again."""

    class Meta:
        model = RegistryYear
        fields = ["year", "next_number"]

    def clean_next_number(self) -> int:
        number: int = self.cleaned_data["next_number"]
        if self.instance.pk and number < self.initial["next_number"]:
            raise ValidationError(f"Numren före {self.initial['next_number']} är redan tagna.")
        return number


class PartyForm(RowForm):
    class Meta:
        model = Party
        fields = [
            "name",
            "code",
            "inhabitants",
            "board_email",
            "board_url",
            "wants_copy",
            "contact_email",
            "contact_phone",
            "contact_address",
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("wants_copy") and not cleaned.get("board_email"):
            self.add_error("board_email", "Skriv adressen som kopian ska skickas till.")
        return cleaned


class RoleForm(RowForm):
    class Meta:
        model = Role
        fields = ["kind"]
