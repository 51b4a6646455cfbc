"""Allauth's forms and Django's password rules in our own words."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as allauth
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.auth import password_validation
from django.http import HttpRequest

from meetings.models.validators import printable
from meetings.paper.assertion import UNREADABLE
from meetings.rules.addresses import usual_address
from meetings.tasks import answer_forgotten_password

HELP = (
    "Minst tio tecken, gärna flera ord efter varandra. Inte ditt namn, din e-postadress eller något vanligt."
)
REQUIRED = {
    "login": "Skriv din e-postadress.",
    "email": "Skriv din e-postadress.",
    "password": "Skriv ditt lösenord.",
    "oldpassword": "Skriv ditt nuvarande lösenord.",
    "password1": "Skriv ett nytt lösenord.",
    "password2": "Skriv samma lösenord en gång till.",
    "code": "Skriv koden.",
    "name": "Skriv vad inloggningsnyckeln ska heta.",
    "credential": "Inloggningsnyckeln svarade inte. Försök igen.",
}


class OwnWords:
    """Beside one of allauth's forms: says what is missing, and asks for the new password twice in plain words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        for name, sentence in REQUIRED.items():
            if name in fields:
                fields[name].error_messages["required"] = sentence
        if "password1" in fields:
            fields["password1"].label, fields["password1"].help_text = "Nytt lösenord", HELP
            fields["password2"].label = "Samma lösenord igen"
        if "oldpassword" in fields:
            fields["oldpassword"].help_text = ""
        if "code" in fields:
            fields["code"].label = "Engångskod från app, eller en reservkod"
            fields["code"].max_length = 20
            fields["code"].widget.attrs["inputmode"] = "numeric"

    def add_error(self, field: str | None, error: Any) -> None:
        """Allauth says one thing only of the second password: that it differs from the first."""
        differs = field == "password2" and not hasattr(error, "code")
        super().add_error(field, "De två lösenorden är inte lika." if differs else error)  # type: ignore[misc]


def _in_own_words(form: type, *ways: type) -> Any:
    """One of allauth's forms with OwnWords, and with what else is put beside it."""
    return type(form.__name__, (OwnWords, *ways, form), {"__module__": __name__})


LoginForm = _in_own_words(allauth.LoginForm)
ResetPasswordKeyForm = _in_own_words(allauth.ResetPasswordKeyForm)
ChangePasswordForm = _in_own_words(allauth.ChangePasswordForm)
SetPasswordForm = _in_own_words(allauth.SetPasswordForm)
ReauthenticateForm = _in_own_words(allauth.ReauthenticateForm)
AuthenticateForm = _in_own_words(second_step.AuthenticateForm)
CodeAgainForm = _in_own_words(second_step.ReauthenticateForm)


class ResetPasswordForm(OwnWords, forms.Form):
    """Knows nobody: the worker looks up whose address it is, so that neither words nor time tell a stranger."""

    email = allauth.EmailField()

    def clean_email(self) -> str:
        return usual_address(self.cleaned_data["email"])

    def save(self, request: HttpRequest) -> str:
        email: str = self.cleaned_data["email"]
        answer_forgotten_password.defer(email=email, next_page=get_next_redirect_url(request) or "")
        return email


class ActivateCodesForm(OwnWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Engångskod från appen"


class AnswerField(forms.JSONField):
    def to_python(self, value: Any) -> Any:
        return _or_refused(lambda: super(AnswerField, self).to_python(value))


class Answered:
    """Beside a form that takes what a passkey answered: an answer that is not one is a sentence, never a crash."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = AnswerField(widget=forms.HiddenInput)  # type: ignore[attr-defined]

    def clean_credential(self) -> Any:
        credential = self.cleaned_data["credential"]  # type: ignore[attr-defined]
        if not isinstance(credential, dict):
            raise get_adapter().validation_error("incorrect_code")
        above = getattr(super(), "clean_credential", None)
        return _or_refused(above) if above else credential

    def clean(self) -> Any:
        return _or_refused(super().clean)  # type: ignore[misc]


def _or_refused(attempt: Callable[[], Any]) -> Any:
    """Django and allauth read only a well-formed answer; from any other come these."""
    try:
        return attempt()
    except UNREADABLE as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(OwnWords, Answered, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(
        label="Vad ska den heta?",
        max_length=100,
        validators=[printable],
        help_text="Till exempel Min telefon.",
    )
    passwordless = None  # every one of them can be used alone


class EditPasskeyForm(OwnWords, passkeys.EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label="Vad ska den heta?", max_length=100, validators=[printable])


AnswerPasskeyForm = _in_own_words(passkeys.AuthenticateWebAuthnForm, Answered)
LoginPasskeyForm = _in_own_words(passkeys.LoginWebAuthnForm, Answered)
PasskeyAgainForm = _in_own_words(passkeys.ReauthenticateWebAuthnForm, Answered)


class NotLikeOneself(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "Lösenordet liknar ditt namn eller din e-postadress. Välj ett annat."


class NotTooShort(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Lösenordet är för kort. Det ska ha minst {self.min_length} tecken."


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Lösenordet är vanligt och lätt att gissa. Välj ett annat."


class NotDigitsOnly(password_validation.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "Lösenordet har bara siffror. Ta med bokstäver också."
