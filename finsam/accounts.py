"""Sign-in, the part that differs from allauth's own."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import passthrough_next_redirect_url
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest

from meetings.letters import send_mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the chancellery invites persons."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail leads, when the password is set, back to the page that asked for sign-in."""
        url = super().get_reset_password_from_key_url(key)
        return str(passthrough_next_redirect_url(self.request, url, REDIRECT_FIELD_NAME))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """By the worker, like every letter: a mail server that is down neither fails the page nor tells, by
        failing or by being slow, that the address belongs to somebody.
        """
        letter = self.render_mail(
            template_prefix, email, {"request": self.request, "email": email, **context}
        )
        send_mail.defer(to=email, subject=str(letter.subject), body=str(letter.body))
