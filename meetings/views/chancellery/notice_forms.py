"""Forms about a notice, for the chancellery."""

from datetime import date

from django import forms

from meetings.models import Appeal, Paragraph, Posting, PostingPeriod, Protocol
from meetings.models.validators import AddressField
from meetings.views.fields import UncutText
from meetings.views.public.forms import DayField


class RegisterUpForm(forms.Form):
    day = DayField(label="Uppsatt den")
    name = forms.CharField(
        label="Av vem", max_length=150, help_text="Den hos medlemmen som satte upp anslaget."
    )


class RegisterDownForm(forms.Form):
    day = DayField(label="Nedtaget den")
    name = forms.CharField(label="Av vem", max_length=150)


class CorrectForm(forms.Form):
    """The days of one period; an empty last day means that the notice is still up."""

    first_day = DayField(label="Uppsatt den")
    last_day = DayField(label="Nedtaget den", required=False, help_text="Tomt: anslaget sitter uppe.")

    def __init__(self, period: PostingPeriod, data: object = None, **kwargs: object) -> None:
        initial = {"first_day": period.first_day, "last_day": period.last_day}
        super().__init__(data, initial=initial, prefix="correct", **kwargs)  # type: ignore[arg-type]


class SendForm(forms.Form):
    email = AddressField(
        label="E-post",
        max_length=254,
        help_text="Ändras här bara för det här anslaget. Registret har adressen för nästa.",
    )

    def __init__(self, posting: Posting, data: object = None) -> None:
        super().__init__(data, initial={"email": posting.email}, prefix="send")  # type: ignore[arg-type]


class AcceptForm(forms.Form):
    why = UncutText(
        label="Varför godtas dagarna?",
        longest=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ditt namn och dagen sparas med skälet.",
    )


class ParagraphChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    def label_from_instance(self, paragraph: Paragraph) -> str:
        return f"§ {paragraph.number} {paragraph.heading}" if paragraph.number else paragraph.heading


class AppealChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    def label_from_instance(self, appeal: Appeal) -> str:
        return f"§ {appeal.paragraph.number}, kom in {appeal.received}"


class AppealForm(forms.Form):
    paragraph = ParagraphChoice(None, label="Paragraf", empty_label="Välj paragraf")
    received = DayField(label="Kom in den")
    case_number = forms.CharField(label="Målnummer", max_length=50, required=False)
    note = UncutText(label="Anteckning", longest=2000, required=False, widget=forms.Textarea)

    def __init__(self, protocol: Protocol, today: date, data: object = None) -> None:
        super().__init__(data, initial={"received": today}, prefix="appeal")  # type: ignore[arg-type]
        paragraphs = protocol.paragraphs.filter(removed_at__isnull=True).order_by("position")
        self.fields["paragraph"].queryset = paragraphs  # type: ignore[attr-defined]


class CloseAppealForm(forms.Form):
    appeal = AppealChoice(None, label="Överklagande", empty_label="Välj överklagande")
    outcome = forms.ChoiceField(
        label="Utgång",
        choices=[("", "Välj"), *Appeal.Outcome.choices],
        error_messages={"required": "Välj hur det slutade."},
    )
    day = DayField(
        label="Avgjort den",
        help_text="Den dag domen eller beslutet fick laga kraft, eller överklagandet återkallades.",
    )

    def __init__(self, protocol: Protocol, today: date, data: object = None) -> None:
        super().__init__(data, initial={"day": today}, prefix="close")  # type: ignore[arg-type]
        open_appeals = protocol.appeals.filter(closed__isnull=True).select_related("paragraph")
        self.fields["appeal"].queryset = open_appeals  # type: ignore[attr-defined]
