"""What is written about an agreement: its terms, and a name under it."""

from django import forms

from meetings.models.validators import AddressField, printable
from meetings.views.fields import UncutText


class AgreementForm(forms.Form):
    """Terms are paragraphs, an empty line between them."""

    signatory = forms.CharField(label="Skriver under för motparten", max_length=200, validators=[printable])
    email = AddressField(label="Firmatecknarens e-post", help_text="Dit länken skickas.")
    terms = UncutText(
        label="Vad som gäller",
        longest=20_000,
        validators=[printable],
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="En tom rad ger en ny punkt. Parter, belopp, tid och beslut hämtas ur ärendet.",
    )
    in_advance = forms.BooleanField(
        label="Medel får rekvireras i förskott",
        required=False,
        help_text="Utan kryss gäller efterskott: perioden ska vara slut. Avtalet får en punkt som säger vilket.",
    )


class CounterpartForm(forms.Form):
    name = forms.CharField(label="Ditt namn", max_length=200, validators=[printable])


class CountersignForm(forms.Form):
    """`number` is the version that was shown."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    password = forms.CharField(
        label="Ditt lösenord",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Skriv ditt lösenord."},
    )
