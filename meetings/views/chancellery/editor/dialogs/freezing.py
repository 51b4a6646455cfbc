"""«Klar för justering»: what looks like personal data is confirmed, and the protocol is frozen."""

from typing import Any

from django import forms
from django.utils import timezone

from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.draft.checklist import findings_of, to_confirm
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph, Protocol, ProtocolParagraph, ProtocolVersion
from meetings.querysets import latest_version, state_of
from meetings.workflow import ProtocolState

from .dialog import DialogForm
from .fields import needed_to_verify

ABOUT_FINDS = "Det här ser ut som personuppgifter. Det kommer ut på webben om du går vidare."
ABOUT_IMMEDIATE = (
    "Paragraferna blir ett eget protokoll som skrivs under nu, med eget anslag och egen överklagandetid. De kan inte "
    "ändras sedan, och numren till och med den sista av dem ligger fast. I beslutet skrivs «Paragrafen förklaras "
    "omedelbart justerad.»"
)
UNCONFIRMED = "Kryssa för allt som ska publiceras. Ta annars bort det, eller välj att inte publicera."


class _FreezeForm[Row](DialogForm[Row]):
    """What looks like personal data and would be published: each find is confirmed by a person."""

    confirmed = forms.MultipleChoiceField(
        label="Publicera trots det",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kryssa för det som du har läst och som ska ut på webben.",
    )

    def prepare(self) -> None:
        self.finds = self.found()
        self.offer("confirmed", [(one, one) for one in self.finds])
        needed_to_verify(self, "confirmed")
        if not self.finds:
            del self.fields["confirmed"]

    def found(self) -> list[str]:
        raise NotImplementedError

    def clean_confirmed(self) -> list[str]:
        confirmed: list[str] = self.cleaned_data["confirmed"]
        if set(confirmed) != set(self.finds):
            raise forms.ValidationError(UNCONFIRMED)
        return confirmed

    @property
    def first_id(self) -> str:
        """The public id of the first § of an immediate protocol."""
        return self.changed()[0].public_id

    @property
    def sentences(self) -> list[str]:
        """What was confirmed."""
        return list(self.cleaned_data.get("confirmed", []))


class FreezeForm(_FreezeForm[Meeting]):
    """The meeting's own protocol."""

    @property
    def title(self) -> str:
        return "Klar för justering" if self.row.body.under_kl else "Färdigställ"

    def found(self) -> list[str]:
        found = to_confirm(findings_of(read_draft(self.editing.protocol), today=timezone.localdate()))
        self.explanation = ABOUT_FINDS if found else ""
        return found

    def do(self) -> ProtocolVersion:
        """Whoever presses twice is given the version of the first press."""
        protocol = self.editing.protocol
        try:
            return freeze_protocol(protocol=protocol, confirmed=self.sentences, **self.editing.signed)
        except RuleViolation:
            version = latest_version(protocol)
            if (
                version
                and version.frozen_by == self.editing.person
                and state_of(protocol) == ProtocolState.FROZEN
            ):
                return version
            raise


class ImmediateForm(_FreezeForm[Meeting]):
    """Omedelbar justering: which §§ are verified at once. `paragraf` in the query is ticked from the start."""

    explanation = ABOUT_IMMEDIATE
    field_order = ("paragraphs", "confirmed")
    paragraphs = forms.MultipleChoiceField(
        label="Paragrafer som justeras nu",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en paragraf."},
    )

    def starting(self) -> dict[str, Any]:
        return {"paragraphs": [self.editing.query.get("paragraf", "")]}

    def prepare(self) -> None:
        offered = self._without_own_protocol()
        wanted = self.editing.posted.getlist("paragraphs")
        self.chosen = [one for one, _ in offered if one.public_id in wanted]
        super().prepare()
        self.offer("paragraphs", [(one.public_id, words) for one, words in offered])

    def found(self) -> list[str]:
        if not self.chosen:
            return []
        draft = read_draft(self.editing.protocol)
        found = findings_of(draft, today=timezone.localdate())
        return to_confirm(found, numbers={draft.number(one) for one in self.chosen})

    def changed(self) -> list[Paragraph]:
        return self.chosen

    def do(self) -> ProtocolVersion:
        return freeze_immediately(paragraphs=self.chosen, confirmed=self.sentences, **self.editing.signed)

    def _without_own_protocol(self) -> list[tuple[Paragraph, str]]:
        links = ProtocolParagraph.objects.filter(protocol__meeting=self.row, protocol__number__gt=1)
        apart = set(links.values_list("paragraph_id", flat=True))
        return [(one, words) for one, words in self.editing.titled() if one.pk not in apart]


class ImmediateAgainForm(_FreezeForm[Protocol]):
    """An immediate protocol that was opened for a change goes out again."""

    explanation = ABOUT_IMMEDIATE

    def found(self) -> list[str]:
        return to_confirm(findings_of(read_draft(self.row), today=timezone.localdate()))

    def changed(self) -> list[Paragraph]:
        return list(self.row.paragraphs.all())

    def do(self) -> ProtocolVersion:
        return freeze_protocol(protocol=self.row, confirmed=self.sentences, **self.editing.signed)
