"""Sessions that know whose they are. Django's engine for them, with one more thing written to each row.

Our own, not allauth.usersessions: that one keeps a second row beside each session, with the address it came from,
writes when the list is read, and ends all others or none.
"""

from typing import Any, cast

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends import db
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone

from meetings.models import Person, Session
from meetings.models.identifiers import public_id
from meetings.rules.browsers import browser_words

SIGNED_IN = "signed_in"


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast(Session, super().create_model_instance(data))
        if SESSION_KEY in data and SIGNED_IN in data:
            session.person_id = data[SESSION_KEY]
            session.public_id, session.begun_at, session.browser = data[SIGNED_IN]
        return session


def sessions_of(person: Person) -> list[Session]:
    """Where the person is signed in, the latest first."""
    # One that began with another password or address is over; its row goes when the browser comes again.
    valid = person.get_session_auth_hash()
    rows = Session.objects.filter(person=person, expire_date__gt=timezone.now()).order_by("-begun_at")
    return [row for row in rows if row.get_decoded().get(HASH_SESSION_KEY) == valid]


def end_sessions(person: Person, *, besides: str | None = None) -> None:
    """Signs the person out everywhere, or everywhere but in the session with the key `besides`."""
    Session.objects.filter(person=person).exclude(session_key=besides).delete()


def connect() -> None:
    """A new second factor or e-ID, and one that is taken away, end the person's other sessions, whoever did it."""
    user_logged_in.connect(_began)
    for model in (Authenticator, SocialAccount):
        post_save.connect(_changed, sender=model)
        post_delete.connect(_changed, sender=model)


def _began(sender: type, request: HttpRequest, user: Person, **kwargs: Any) -> None:
    browser = browser_words(request.META.get("HTTP_USER_AGENT", ""))
    request.session[SIGNED_IN] = [public_id(), timezone.now().isoformat(), browser]


def _changed(sender: type, instance: Any, created: bool = True, **kwargs: Any) -> None:
    request = context.request
    if created:  # or deleted
        own = request and request.user.pk == instance.user_id
        end_sessions(instance.user, besides=request.session.session_key if own else None)
