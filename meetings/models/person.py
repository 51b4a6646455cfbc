"""People: anyone who logs in, holds a mandate or signs."""

from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from meetings.rules.addresses import usual_address
from meetings.rules.names import usual_name

from . import guards
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .ordering import swedish
from .validators import printable


class NameField(LineField):  # type: ignore[type-arg]
    """Stores and looks up a name in its usual form, whichever door it comes through."""

    def to_python(self, value: Any) -> Any:
        return usual_name(super().to_python(value) or "")

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return usual_name(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> Any:
        name, _, arguments, options = super().deconstruct()
        return name, "meetings.models.person.NameField", arguments, options


class PersonManager(BaseUserManager["Person"]):
    """Creates people by e-mail; without a password the account can only be opened by an invitation."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        person = self.model(email=usual_address(email), **fields)
        person.set_password(password)
        if password and person.in_use_since is None:
            person.in_use_since = timezone.now()
        person.save()
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        person = self.of_address(username or "")
        if person is None:
            raise self.model.DoesNotExist
        return person

    def of_address(self, email: str) -> "Person | None":
        """Whose address it is, however it was typed. A letter goes to the address of the person found.

        No address is nobody's, though some people have none.
        """
        usual = usual_address(email)
        return self.filter(email=usual).first() if usual else None


class Person(AbstractUser):
    """Sv: person. The user model; may belong to several associations.

    A mandate is valid without an account, and an account needs an e-mail address: who has none is reached by post.
    """

    username = None  # type: ignore[assignment]
    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    email = models.EmailField(
        "e-postadress",
        blank=True,
        help_text="Används för att logga in och för utskick. Tom: kallas per post.",
    )
    first_name = NameField("förnamn", max_length=100, validators=[printable])
    last_name = NameField("efternamn", max_length=100, validators=[printable])
    title = LineField(
        "titel", max_length=100, blank=True, validators=[printable], help_text="Till exempel förbundschef."
    )
    postal_address = models.TextField(
        "postadress",
        blank=True,
        max_length=300,
        validators=[printable],
        help_text="Gata, postnummer och ort, på var sin rad. Står bara i registret och på kallelsen.",
    )
    by_post = models.BooleanField(
        "kallas per post",
        default=False,
        help_text="Utöver mejlet. Den som inte har någon e-postadress kallas alltid så.",
    )
    in_use_since = models.DateTimeField(
        "konto i bruk sedan",
        null=True,
        blank=True,
        editable=False,
        help_text="När någon först loggade in eller valde lösenord. Databasen låter det stå.",
    )
    associations = models.ManyToManyField(
        "meetings.Association", related_name="people", blank=True, verbose_name="förbund"
    )
    # Else every sign-in would write the hash of the password into the history.
    # Nor is where somebody lived kept there: what was posted says where it went.
    history = History(excluded_fields=["password", "last_login", "postal_address"], m2m_fields=[associations])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]
    objects = PersonManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        ordering = [swedish("last_name"), swedish("first_name")]
        constraints = [
            models.UniqueConstraint(
                # Without case: with a plain unique field A@b.se and a@b.se would be two people.
                Lower("email"),
                condition=~Q(email=""),
                name="person_email_unique",
                violation_error_message="Det finns redan en person med den e-postadressen.",
            ),
            models.CheckConstraint(
                condition=~Q(email="")
                | Q(in_use_since=None, last_login=None)
                & (Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)),
                name="person_signs_in_by_address",
                violation_error_message="Den som har ett konto har en e-postadress.",
            ),
            models.CheckConstraint(
                condition=~Q(email="") | Q(by_post=True),
                name="person_is_reached",
                violation_error_message="Den som inte har någon e-postadress kallas per post.",
            ),
            models.CheckConstraint(
                condition=Q(by_post=False) | ~Q(postal_address=""),
                name="person_posted_where",
                violation_error_message="Skriv postadressen som kallelser ska skickas till.",
            ),
        ]
        triggers = [keeps("public_id"), guards.OWN_ADDRESS, guards.FREE_ADDRESS, guards.IN_USE]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session ends, wherever it is, when the password or the address is another than when it began."""
        return salted_hmac(
            "sessions", f"{self.email} {self.password}", secret, algorithm="sha256"
        ).hexdigest()

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
