"""What applicants write outside the application itself."""

from typing import Any

from django import forms

from funding.models import Application, Call
from meetings.models.validators import AddressField, printable
from meetings.views.fields import LongText, SeveralFiles, UncutText


class EmailForm(forms.Form):
    email = AddressField(
        label="Din e-postadress",
        help_text="Du får en länk som leder till dina ansökningar. Inget lösenord behövs.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NewPersonForm(forms.Form):
    first_name = forms.CharField(label="Förnamn", max_length=100, validators=[printable])
    last_name = forms.CharField(label="Efternamn", max_length=100, validators=[printable])


class BeginForm(forms.Form):
    """Which call it answers, where one is open."""

    call = forms.ModelChoiceField(
        label="Utlysning", queryset=Call.objects.none(), required=False, empty_label="Löpande ansökan"
    )


class ColleagueForm(forms.Form):
    email = AddressField(label="Kollegans e-postadress")


class TakeoverForm(forms.Form):
    registry_number = UncutText(
        label="Diarienummer",
        longest=50,
        help_text="Står i förbundets mejl och beslut om ärendet, till exempel 2024/0012.",
    )


class TakeoverChoiceForm(forms.Form):
    """Yes or no to who asks, and who of those that write the case has left."""

    accept = forms.ChoiceField(
        label="Får personen ta över?",
        choices=[("yes", "Ja"), ("no", "Nej")],
        widget=forms.RadioSelect,
        error_messages={"required": "Svara ja eller nej."},
    )
    leaving = forms.MultipleChoiceField(
        label="Vem har slutat?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Den som kryssas för skriver inte längre i ärendet. De andra fortsätter.",
    )

    def __init__(self, *args: Any, case: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        writers = case.editor_links.select_related("person")
        field = self.fields["leaving"]
        field.choices = [(one.person.public_id, one.person.name) for one in writers]  # type: ignore[attr-defined]

    @property
    def answer(self) -> dict[str, Any]:
        """What the actions take."""
        return self.cleaned_data | {"accept": self.cleaned_data["accept"] == "yes"}


class TakeoverAnswerForm(TakeoverChoiceForm):
    name = UncutText(label="Ditt namn", longest=150, validators=[printable])


class MessageForm(forms.Form):
    text = LongText(label="Skriv till kansliet", rows=4)


class PapersForm(forms.Form):
    file = SeveralFiles(label="Filer", max_length=250, help_text="Du kan välja flera på en gång.")
    name = UncutText(
        label="Namn",
        required=False,
        longest=200,
        validators=[printable],
        help_text="Bara för en fil i taget. Annars heter bilagan som filen.",
    )


class SubmitForm(forms.Form):
    """Nothing but the press: what it means stands above the button."""


class ConfirmForm(forms.Form):
    """`number` is the version that was shown."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="Ditt namn", max_length=200, validators=[printable])
