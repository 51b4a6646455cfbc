"""Forms for what the chair does with a matter: puts it off, proposals, the order of propositions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from meetings.models import Attendee, Body, Deferral, Paragraph, Proposal, SubItem
from meetings.models.validators import printable


class Named(forms.MultipleChoiceField):
    """Attendees by key, offered as tick boxes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **options)


def names(attendees: Iterable[Attendee]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.display_name) for one in attendees]


class DeferralForm(forms.Form):
    """Bordlagd, återremitterad or hänskjuten: why, and to whom."""

    kind = forms.ChoiceField(label="Ärendet", choices=Deferral.choices, required=False)
    reason = forms.CharField(
        label="Skäl",
        required=False,
        max_length=500,
        validators=[printable],
        widget=forms.Textarea({"rows": 2}),
        help_text="Krävs för en återremiss. Skrivs ut efter kolon: «underlaget behöver kompletteras».",
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Till organ",
        required=False,
        to_field_name="slug",
        empty_label="Inget organ här",
    )
    to = forms.CharField(
        label="Till någon annan",
        required=False,
        max_length=200,
        validators=[printable],
        help_text="Till exempel «förbundschefen» eller «nästa möte».",
    )

    def __init__(self, data: Any = None, *, row: Paragraph | SubItem, kind: str = "") -> None:
        initial = {
            "kind": kind or row.deferral,
            "reason": row.deferral_reason,
            "to": row.deferral_to,
            "body": row.deferral_body.slug if row.deferral_body else None,
        }
        super().__init__(data, initial=initial)
        paragraph = row if isinstance(row, Paragraph) else row.paragraph
        own = paragraph.meeting.body
        others = Body.objects.filter(association=own.association).exclude(pk=own.pk)
        self.fields["body"].queryset = others  # type: ignore[attr-defined]
        if not others.exists():
            del self.fields["body"]


class ProposalForm(forms.Form):
    """Who proposes, and what: «yrkar …»."""

    movers = Named(label="Yrkas av", error_messages={"required": "Ange vem som yrkar."})
    text = forms.CharField(
        label="Yrkar",
        max_length=2000,
        validators=[printable],
        widget=forms.Textarea({"rows": 2}),
        help_text="Det som följer efter «yrkar»: «bifall till förslaget», «att bevilja 50 000 kronor».",
    )
    withdrawn = forms.BooleanField(label="Yrkandet återtogs", required=False)

    def __init__(
        self, data: Any = None, *, deciding: list[Attendee], proposal: Proposal | None = None
    ) -> None:
        initial: dict[str, Any] = {}
        if proposal:
            movers = [str(key) for key in proposal.mover_links.values_list("attendee_id", flat=True)]
            initial = {"movers": movers, "text": proposal.text, "withdrawn": proposal.withdrawn}
        super().__init__(data, initial=initial)
        self.fields["movers"].choices = names(deciding)  # type: ignore[attr-defined]
        if proposal is None:
            del self.fields["withdrawn"]


class PropositionsForm(forms.Form):
    """The huvudförslag, where there are more than two proposals, and the chair's words."""

    main = forms.ChoiceField(label="Ordförandens huvudförslag", required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Propositionsordning",
        required=False,
        max_length=5000,
        validators=[printable],
        widget=forms.Textarea({"rows": 5}),
        help_text="En mening per rad. Förslaget är skrivet av yrkandena och går att ändra.",
    )

    def __init__(
        self, data: Any = None, *, standing: list[Proposal], main: str, text: str, decided: str = ""
    ) -> None:
        super().__init__(data, initial={"main": main, "text": text})
        self.fields["main"].choices = [(one.public_id, one.text) for one in standing]  # type: ignore[attr-defined]
        if len(standing) <= 2:
            del self.fields["main"]
