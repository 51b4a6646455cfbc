"""What is written about the account that money is paid to."""

from collections.abc import Callable

from django import forms

from funding.rules import identity
from meetings.models.validators import AddressField, printable
from meetings.views.fields import UncutText


def _number(read: Callable[[str], str], text: str) -> str:
    try:
        return read(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error


class PayeeForm(forms.Form):
    """A bankgiro or a plusgiro, checked by its last digit; a reference written behind one becomes the reference."""

    bankgiro = UncutText(label="Bankgiro", required=False, longest=100)
    plusgiro = UncutText(label="Plusgiro", required=False, longest=100)
    reference = UncutText(
        label="Betalningsreferens",
        required=False,
        longest=100,
        validators=[printable],
        help_text="Det som ska stå på betalningen, om ni behöver det.",
    )
    reason = UncutText(label="Varför uppgifterna ändras", longest=300, validators=[printable])
    beside = ""  # the reference that was written behind a number

    def clean_bankgiro(self) -> str:
        return _number(identity.bankgiro, self._parted("bankgiro"))

    def clean_plusgiro(self) -> str:
        return _number(identity.plusgiro, self._parted("plusgiro"))

    def clean_reference(self) -> str:
        return self.beside or str(self.cleaned_data["reference"])

    def _parted(self, name: str) -> str:
        """The number; what is written behind it becomes the reference where nobody has written another."""
        number, reference = identity.giro_and_reference(self.cleaned_data[name])
        there = self["reference"].data or ""
        if not reference or there.strip() not in ("", reference, self["reference"].initial):
            return str(self.cleaned_data[name])
        self.beside = reference
        return number


class OfficePayeeForm(PayeeForm):
    """The chancellery also says who signs for the organisation now."""

    signatory = UncutText(label="Firmatecknare", longest=200, validators=[printable])
    signatory_email = AddressField(
        label="Firmatecknarens e-post",
        help_text="Dit länken skickas. Hör med organisationen på ett annat sätt om det är någon annan än i avtalet.",
    )


class ConfirmPayeeForm(forms.Form):
    checked = forms.BooleanField(
        label="Jag har kontrollerat uppgifterna med organisationen, på ett nummer som förbundet redan hade",
        error_messages={"required": "Kryssa i rutan när du har kontrollerat uppgifterna."},
    )


class EndPayeeForm(forms.Form):
    reason = UncutText(label="Varför ändringen avslutas", longest=300, validators=[printable])


class SignPayeeForm(forms.Form):
    name = UncutText(label="Ditt namn", longest=200, validators=[printable])
    accepts = forms.BooleanField(
        label="Jag bekräftar att pengarna ska betalas hit",
        error_messages={"required": "Kryssa i rutan om uppgifterna stämmer."},
    )
