"""Links by which a password is chosen."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from meetings.models import Person


class PasswordLinks(PasswordResetTokenGenerator):
    """Ends a link when the person's address, password or latest sign-in changes.

    Allauth's own also asks, and writes when a link is only opened, its table of addresses, which is not used here.
    """

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        # The address twice, as in allauth's: links that were sent by an earlier release still work.
        return f"{super()._make_hash_value(user, timestamp)}{user.email}"
