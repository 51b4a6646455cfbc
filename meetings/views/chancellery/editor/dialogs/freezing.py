"""«Klar för justering»: what looks like personal data is confirmed, and the protocol is frozen."""

from typing import Any

from django import forms
from django.utils import timezone

from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.draft.checklist import findings_of, to_confirm
from meetings.draft.reading import Draft, read_draft
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph, Protocol, ProtocolParagraph, ProtocolVersion
from meetings.querysets import latest_version, state_of
from meetings.reads.writers import writers_to_ask
from meetings.workflow import ProtocolState

from .dialog import DialogForm
from .fields import needed_to_verify

ABOUT_FINDS = "Det här ser ut som personuppgifter. Det kommer ut på webben om du går vidare."
ABOUT_IMMEDIATE = (
    "Paragraferna blir ett eget protokoll som skrivs under nu, med eget anslag och egen överklagandetid. De kan inte "
    "ändras sedan, och numren till och med den sista av dem ligger fast. I beslutet skrivs «Paragrafen förklaras "
    "omedelbart justerad.»"
)
ABOUT_WRITERS = (
    "Någon annan skriver i det som låses. Det som inte är sparat när du låser kommer inte med; det ligger kvar i "
    "webbläsaren hos den som skrev det. Vänta en stund, eller kryssa för var och en och lås ändå."
)
UNASKED = "Kryssa för alla som skriver, eller vänta tills de är klara."
UNCONFIRMED = "Kryssa för allt som ska publiceras. Ta annars bort det, eller välj att inte publicera."


class _FreezeForm[Row](DialogForm[Row]):
    """Who writes in what is locked, and what looks like personal data and would be published: each is confirmed."""

    despite = forms.MultipleChoiceField(
        label="Lås ändå",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": UNASKED, "invalid_choice": UNASKED},
    )
    confirmed = forms.MultipleChoiceField(
        label="Publicera trots det",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kryssa för det som du har läst och som ska ut på webben.",
    )

    def prepare(self) -> None:
        draft = self.draft()
        self.writers = writers_to_ask(draft, paragraphs=self.locked(), **self.editing.signed) if draft else {}
        self.finds = self.found(draft) if draft else []
        self.explanation = " ".join(filter(None, [self.explanation, ABOUT_WRITERS if self.writers else ""]))
        self.offer("despite", list(self.writers.items()))
        if not self.writers:
            del self.fields["despite"]
        self.offer("confirmed", [(one, one) for one in self.finds])
        needed_to_verify(self, "confirmed")
        if not self.finds:
            del self.fields["confirmed"]

    def draft(self) -> Draft | None:
        """What is locked as it stands; None before that is chosen."""
        raise NotImplementedError

    def locked(self) -> list[int] | None:
        """Keys of the §§ that are locked; None for a whole meeting."""
        return None

    def found(self, draft: Draft) -> list[str]:
        return to_confirm(findings_of(draft, today=timezone.localdate()))

    def clean_despite(self) -> list[str]:
        despite: list[str] = self.cleaned_data["despite"]
        if set(despite) != set(self.writers):
            raise forms.ValidationError(UNASKED)
        return despite

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
    def answers(self) -> dict[str, list[str]]:
        """What was confirmed, as the actions ask for it."""
        return {name: list(self.cleaned_data.get(name, [])) for name in ("confirmed", "despite")}


class FreezeForm(_FreezeForm[Meeting]):
    """The meeting's own protocol."""

    @property
    def title(self) -> str:
        return "Klar för justering" if self.row.body.under_kl else "Färdigställ"

    def draft(self) -> Draft:
        return read_draft(self.editing.protocol)

    def found(self, draft: Draft) -> list[str]:
        found = super().found(draft)
        self.explanation = ABOUT_FINDS if found else ""
        return found

    def do(self) -> ProtocolVersion:
        """Whoever presses twice is given the version of the first press."""
        protocol = self.editing.protocol
        try:
            return freeze_protocol(protocol=protocol, **self.answers, **self.editing.signed)
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
    field_order = ("paragraphs", "despite", "confirmed")
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

    def draft(self) -> Draft | None:
        return read_draft(self.editing.protocol) if self.chosen else None

    def locked(self) -> list[int]:
        return [one.pk for one in self.chosen]

    def found(self, draft: Draft) -> list[str]:
        found = findings_of(draft, today=timezone.localdate())
        return to_confirm(found, numbers={draft.number(one) for one in self.chosen})

    def changed(self) -> list[Paragraph]:
        return self.chosen

    def do(self) -> ProtocolVersion:
        return freeze_immediately(paragraphs=self.chosen, **self.answers, **self.editing.signed)

    def _without_own_protocol(self) -> list[tuple[Paragraph, str]]:
        links = ProtocolParagraph.objects.filter(protocol__meeting=self.row, protocol__number__gt=1)
        apart = set(links.values_list("paragraph_id", flat=True))
        return [(one, words) for one, words in self.editing.titled() if one.pk not in apart]


class ImmediateAgainForm(_FreezeForm[Protocol]):
    """An immediate protocol that was opened for a change goes out again."""

    explanation = ABOUT_IMMEDIATE

    def draft(self) -> Draft:
        return read_draft(self.row)

    def locked(self) -> list[int]:
        return [one.pk for one in self.changed()]

    def changed(self) -> list[Paragraph]:
        return list(self.row.paragraphs.all())

    def do(self) -> ProtocolVersion:
        return freeze_protocol(protocol=self.row, **self.answers, **self.editing.signed)
