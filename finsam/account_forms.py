"""Allauth's forms and Django's password rules in our own words."""

from typing import Any

from allauth.account import forms as allauth
from django.contrib.auth import password_validation

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

    def add_error(self, field: str | None, error: Any) -> None:
        """Allauth says one thing only of the second password: that it differs from the first."""
        differs = field == "password2" and not hasattr(error, "code")
        super().add_error(field, "De två lösenorden är inte lika." if differs else error)  # type: ignore[misc]


class LoginForm(OwnWords, allauth.LoginForm):  # type: ignore[misc]  # allauth is not typed
    pass


class ResetPasswordForm(OwnWords, allauth.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(OwnWords, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(OwnWords, allauth.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(OwnWords, allauth.SetPasswordForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(OwnWords, allauth.ReauthenticateForm):  # type: ignore[misc]
    pass


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
