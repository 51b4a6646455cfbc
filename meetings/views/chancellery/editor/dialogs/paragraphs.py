"""About a § or a decision: kind and chair, presenters, registry number, what it corrects, why it is put off."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q

from meetings.actions.attending import add_guest
from meetings.actions.deciding import defer
from meetings.actions.drafting import OF_AGENDA, edit_decision, edit_paragraph, set_presenters
from meetings.actions.numbering import take_registry_number
from meetings.actions.receivers import set_receivers
from meetings.actions.writing import digest, save_text
from meetings.models import Attendee, Body, Decision, Deferral, Paragraph, SubItem
from meetings.rules.guest_lines import guest_of
from meetings.rules.receivers import ReceiverLine, receivers_in
from meetings.rules.voting import Majority
from meetings.swedish import long_date, section, sort_key

from ..editing import Undo, chosen
from .dialog import DialogForm
from .fields import AttendeesField, PersonField, clock_time, day, line
from .people import can_lead

MOST_FOUND = 15


class ParagraphForm(DialogForm[Paragraph]):
    """Kind and chair of a §, and the majority that the förbundsordning requires of it."""

    kind = forms.ChoiceField(label="Slag", choices=Paragraph.Kind.choices)
    chair = PersonField(label="Ordförande i paragrafen", required=False, empty_label="Samma som vid mötet")
    majority = forms.ChoiceField(
        label="Krävs för beslut",
        choices=Majority.choices,
        required=False,
        help_text="Mer än enkel majoritet bara när förbundsordningen säger det, till exempel för budgeten (9 § 6).",
    )
    is_extra = forms.BooleanField(label="Extra ärende, tillagt vid mötet", required=False)

    def starting(self) -> dict[str, Any]:
        chair = self.row.chair
        return {
            "kind": self.row.kind,
            "chair": chair.public_id if chair else None,
            "majority": self.row.majority,
            "is_extra": self.row.is_extra,
        }

    def prepare(self) -> None:
        self.offer_rows("chair", can_lead(self.row.meeting))
        if not self.row.meeting.body.under_kl:
            del self.fields["majority"]
        if not self.row.meeting.summoned_at and not self.row.is_extra:
            del self.fields["is_extra"]  # nothing is extra before a summons has gone out

    def do(self) -> None:
        changes = {name: value for name, value in self.cleaned_data.items() if name != "majority" or value}
        edit_paragraph(paragraph=self.row, asks_kind=False, **self.editing.signed, **changes)


class DecisionForm(DialogForm[Decision]):
    """Outcome, responsible and last day of a decision."""

    outcome = forms.ChoiceField(label="Utfall", choices=Decision.Outcome.choices, required=False)
    responsible = line("Ansvarig", 200, required=False)
    due = day("Senast", required=False)

    def starting(self) -> dict[str, Any]:
        return {"outcome": self.row.outcome, "responsible": self.row.responsible, "due": self.row.due}

    def prepare(self) -> None:
        self.explanation = self.row.text

    def do(self) -> None:
        edit_decision(decision=self.row, **self.editing.signed, **self.cleaned_data)


class DeferralForm(DialogForm[Paragraph | SubItem]):
    """Bordlagd, återremitterad or hänskjuten: why, and to whom. `slag` in the query says which to begin with."""

    kind = forms.ChoiceField(label="Ärendet", choices=Deferral.choices, required=False)
    reason = line(
        "Skäl",
        500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Krävs för en återremiss. Till exempel «underlaget behöver kompletteras», «i väntan på svar».",
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Till organ",
        required=False,
        to_field_name="slug",
        empty_label="Inget organ här",
    )
    to = line(
        "Till någon annan",
        200,
        required=False,
        help_text="Till exempel «förbundschefen» eller «nästa sammanträde».",
    )

    @property
    def heading(self) -> str:
        return self.row.heading or "Delärende"

    def starting(self) -> dict[str, Any]:
        return {
            "kind": self.editing.query.get("slag", "") or self.row.deferral or Deferral.POSTPONED,
            "reason": self.row.deferral_reason,
            "to": self.row.deferral_to,
            "body": self.row.deferral_body.slug if self.row.deferral_body else None,
        }

    def prepare(self) -> None:
        own = self.editing.meeting.body
        others = Body.objects.filter(association=own.association).exclude(pk=own.pk)
        self.offer_rows("body", others)
        if not others.exists():
            del self.fields["body"]

    def do(self) -> None:
        defer(row=self.row, **self.editing.signed, **self.cleaned_data)

    def undo(self) -> Undo | None:
        """Only a § that is put off without a decision: a decision is not taken back with the deferral."""
        if isinstance(self.row, SubItem) or not self.row.deferral:
            return None
        if self.row.decisions.filter(is_prepared=False).exclude(text="").exists():
            return None
        return self.editing.undo("draft_decide_undo", self.row.public_id, sub_item="")


class PresentersForm(DialogForm[Paragraph]):
    """Those in the meeting, and one more who becomes a guest in this §."""

    presenters = AttendeesField(label="Föredragande", required=False)
    name = line(
        "Någon annan",
        400,
        required=False,
        help_text="Namn, titel, organisation. Blir övrig deltagare i paragrafen.",
    )
    planned_time = clock_time("Tid i dagordningen", required=False)
    papers_later = forms.BooleanField(
        label="Handlingar kommer senare", required=False, help_text="Står i dagordningen, inte i protokollet."
    )

    def starting(self) -> dict[str, Any]:
        keys = self.row.presenters.values_list("attendee_id", flat=True)
        return {
            "presenters": [str(key) for key in keys],
            "planned_time": self.row.planned_time,
            "papers_later": self.row.papers_later,
        }

    def prepare(self) -> None:
        """Guests first."""
        self.people = sorted(
            self.editing.rolls.attendees.values(),
            key=lambda one: (one.kind != Attendee.Kind.GUEST, sort_key(one.display_name)),
        )
        self.offer("presenters", self.named(self.people))

    @transaction.atomic
    def do(self) -> None:
        signed, values = self.editing.signed, self.cleaned_data
        presenters = chosen(self.people, values["presenters"])
        if values["name"].strip():
            one = guest_of(values["name"])
            presenters.append(
                add_guest(
                    meeting=self.editing.meeting,
                    name=one.name,
                    title=one.title,
                    organisation=one.organisation,
                    paragraphs=[self.row],
                    **signed,
                )
            )
        set_presenters(paragraph=self.row, presenters=presenters, **signed)
        about = {name: values[name] for name in OF_AGENDA}
        edit_paragraph(paragraph=self.row, **about, **signed)


class ReceiversForm(DialogForm[Paragraph]):
    """A line for each. Those whom the register knows need no address."""

    lines = line(
        "Beslutet expedieras till",
        5_000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="En mottagare på varje rad, med e-postadress efter ett komma om den inte finns i registret. Till "
        "exempel «Vallnäs kommun, registrator@vallnas.example». Namnen skrivs ut i protokollet.",
    )

    def starting(self) -> dict[str, Any]:
        return {"lines": "\n".join(ReceiverLine(**one).written for one in self.row.receivers)}

    def do(self) -> None:
        found = receivers_in(self.cleaned_data["lines"])
        set_receivers(paragraph=self.row, receivers=found, **self.editing.signed)


class RegistryNumberForm(DialogForm[Paragraph]):
    """Typed, or the next of the association's own series, which is taken only when it is asked for."""

    take = forms.ChoiceField(
        label="Diarienummer",
        choices=[("1", "Ta nästa nummer i serien"), ("0", "Skriv numret")],
        widget=forms.RadioSelect,
        initial="1",
    )
    number = line("Nummer", 50, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("take") == "0" and "number" in cleaned and not cleaned["number"].strip():
            self.add_error("number", "Skriv numret.")
        return cleaned

    @transaction.atomic
    def do(self) -> str:
        signed, number = self.editing.signed, self.cleaned_data["number"].strip()
        if self.cleaned_data["take"] == "1":
            association, year = self.editing.association, self.editing.meeting.date.year
            number = take_registry_number(association=association, year=year, **signed)
        base = digest(self.row.registry_number)
        return save_text(row=self.row, field="registry_number", value=number, base=base, **signed).value


class CorrectsForm(DialogForm[Paragraph]):
    """One of the association's verified §§, found by `sok` in the query."""

    template = "meetings/editor/corrects.html"
    explanation = (
        "Ett justerat protokoll ändras inte. Den nya paragrafen hänvisar till den gamla, och båda visar det."
    )
    corrects = forms.ChoiceField(label="Rättar", required=False, widget=forms.RadioSelect)

    def starting(self) -> dict[str, Any]:
        return {"corrects": self.row.corrects.public_id if self.row.corrects else ""}

    def prepare(self) -> None:
        self.words = self.editing.query.get("sok", "").replace("\0", "").strip()[:100]
        found = self._verified()
        if self.row.corrects and self.row.corrects not in found:
            found.insert(0, self.row.corrects)
        self.found = {one.public_id: one for one in found}
        choices = [
            (
                key,
                f"{section(one.number or 0)} {one.heading}, {one.meeting.body.name} {long_date(one.meeting.date)}",
            )
            for key, one in self.found.items()
        ]
        self.offer("corrects", [*choices, ("", "Ingen tidigare paragraf")])

    @property
    def here(self) -> str:
        return f"paragrafer/{self.row.public_id}/rattar/"

    def _verified(self) -> list[Paragraph]:
        """Every word in the heading, the text or a decision, or as the number."""
        rows = Paragraph.objects.filter(
            meeting__body__association=self.editing.association,
            removed_at__isnull=True,
            number__isnull=False,
            protocols__verification__isnull=False,
        ).exclude(meeting=self.editing.meeting)
        for word in self.words.replace("§", " ").split()[:6]:
            wanted = Q(heading__icontains=word) | Q(text__icontains=word) | Q(decisions__text__icontains=word)
            if word.isascii() and word.isdigit() and len(word) < 7:
                wanted |= Q(number=int(word))
            rows = rows.filter(wanted)
        latest = rows.select_related("meeting__body").order_by(
            "-meeting__date", "-meeting__sequence", "number"
        )
        return list(latest.distinct()[:MOST_FOUND])

    def do(self) -> None:
        corrects = self.found.get(self.cleaned_data["corrects"])
        edit_paragraph(paragraph=self.row, corrects=corrects, **self.editing.signed)
