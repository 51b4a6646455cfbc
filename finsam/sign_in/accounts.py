"""Sign-in, the part that differs from allauth's own."""

import time
from datetime import date
from functools import lru_cache
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import UserTokenForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.views import LogoutView, PasswordResetFromKeyView, PasswordResetView
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from finsam.sign_in.second_step import has_second_factor
from funding import access as funding_access
from meetings import access as meetings_access
from meetings.letters import put_in_post
from meetings.models import Person
from meetings.rules.addresses import usual_address
from meetings.views.limits import limited

# A process that is killed leaves its lock on a counter for that long. Whoever comes next waits for it, and is not
# told of wrong passwords.
ratelimit.CACHE_LOCK_WAIT_TIMEOUT = ratelimit.CACHE_LOCK_TIMEOUT + 2

KNOWN_BROWSER = "kand_webblasare"
YEAR = 365 * 24 * 60 * 60

AGAIN = {
    "reauthenticate": "Skriv lösenordet",
    "mfa_reauthenticate": "Skriv en engångskod eller en reservkod",
    "mfa_reauthenticate:webauthn": "Använd en inloggningsnyckel",
}


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth is not typed
    """Finds who is signed in, and in the same query whether they lack a second factor that they must have.

    Who signs in is found by the register's address alone; allauth keeps a table of its own, where a former address
    would stand.
    """

    def _authenticate_by_email(self, email: str, password: str) -> Person | None:
        found: Person | None = self._check_password(Person.objects.of_address(email), password)
        return found

    def get_user(self, user_id: int) -> Person | None:
        sql, before_id = _who_it_is(timezone.localdate())
        found = next(iter(Person.objects.raw(sql, (*before_id, user_id))), None)
        return found if found and self.user_can_authenticate(found) else None


@lru_cache(maxsize=1)
def _who_it_is(today: date) -> tuple[str, tuple[Any, ...]]:
    """The question of each signed-in page, and its parameters but the last, the person's id.

    Django takes longer to write this SQL than PostgreSQL to answer it (8 ms and 1), and it is the same all day.
    """
    must = meetings_access.must_have_second_factor(today) | funding_access.must_have_second_factor()
    people = Person.objects.annotate(
        lacks_second_factor=ExpressionWrapper(must & ~Q(has_second_factor()), BooleanField())
    )
    sql, parameters = people.filter(pk=0).query.sql_with_params()
    return sql, parameters[:-1]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Kontot är avstängt. Kontakta förbundets kansli.",
        "email_password_mismatch": "E-postadressen eller lösenordet stämmer inte.",
        "enter_current_password": "Lösenordet stämmer inte.",
        "incorrect_password": "Lösenordet stämmer inte.",
        "rate_limited": "Det blev för många försök. Vänta fem minuter och försök igen.",
        "too_many_login_attempts": "Det blev för många försök. Vänta fem minuter och försök igen.",
    }

    def get_login_stages(self) -> list[str]:
        own = {"allauth.mfa.stages.AuthenticateStage": "finsam.sign_in.second_step.SecondStep"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the chancellery invites persons."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in has just shown who they are."""
        shown = get_authentication_records(self.request, self.request.user)
        recently = shown and time.time() - shown[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not recently and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        return [
            method | {"description": AGAIN[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts wrong passwords by the address together with where they come from, and all of an address.

        A stranger uses up neither what the person has in a browser that has signed in before, nor the way of a
        forgotten password.
        """
        address = usual_address(str(credentials.get("email", "")))
        counters = (
            [("login_known_browser", address)]
            if is_known_browser(request, address)
            else [("login_failed", f"{address} {ratelimit.get_ip(request)}"), ("login_of_address", address)]
        )
        used = ratelimit.RateLimitUsage([])
        self._login_failed_rl_usage = used  # given back by allauth when the password is right
        for action, key in counters:
            usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not usage:
                raise self.validation_error("too_many_login_attempts")
            used.usage += usage.usage

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Lets the browser show another time that the person has signed in here."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_signed_cookie(
            KNOWN_BROWSER,
            user.public_id,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, object] | None = None, email: str = ""
    ) -> None:
        """To the address in the register, the only one a person has."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """By the worker, like every letter: a mail server that is down neither fails the page nor tells, by
        failing or by being slow, that the address belongs to somebody.
        """
        letter = self.render_mail(
            template_prefix, email, {"request": self.request, "email": email, **context}
        )
        put_in_post(to=email, subject=str(letter.subject), body=str(letter.body))


def is_known_browser(request: HttpRequest, address: str) -> bool:
    """Whether the person whose address it is was the last to sign in, in the browser that asks."""
    known = request.get_signed_cookie(KNOWN_BROWSER, default="", max_age=YEAR)
    person = Person.objects.of_address(address) if known else None
    return person is not None and person.public_id == known


class PasswordReset(PasswordResetView):  # type: ignore[misc]
    """Says that a letter is on its way; allauth's own would go on at once to the page that asked for sign-in."""

    def get_success_url(self) -> str:
        return str(self.passthrough_next_url(reverse("account_reset_password_done")))


class SignOut(LogoutView):  # type: ignore[misc]
    """Empties the browser too: what a page kept there is the person's, and the next one at the machine is another."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().post(*args, **kwargs)
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer


class ChoosePassword(PasswordResetFromKeyView):  # type: ignore[misc]
    """The link of the letter shows the form: allauth's own writes the key in a session first, by a GET."""

    @method_decorator(login_not_required)
    @method_decorator(limited("reset_password_from_key"))  # type: ignore[arg-type]
    def dispatch(self, request: HttpRequest, uidb36: str, key: str, **kwargs: Any) -> HttpResponse:
        self.key, self.reset_user = key, None
        asked = UserTokenForm(data={"uidb36": uidb36, "key": key})
        if not asked.is_valid():
            gone: HttpResponse = self.render_to_response(self.get_context_data(token_fail=True))
            return gone
        self.reset_user = asked.reset_user
        if request.method == "POST" and request.user.is_authenticated and request.user != self.reset_user:
            self.logout()
        answer: HttpResponse = super(PasswordResetFromKeyView, self).dispatch(request, uidb36, key, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who is invited may link an e-ID instead of choosing a password."""
        person = self.reset_user
        invited = person is not None and person.in_use_since is None
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["invitation"] = f"{self.kwargs['uidb36']}-{self.key}" if invited else ""
        return context
