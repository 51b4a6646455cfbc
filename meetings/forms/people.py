"""Persons: added by e-mail address, never taken over."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from meetings.actions.own_details import POST_WHERE
from meetings.models import Person
from meetings.reads.accounts import taken_sentence

NO_ADDRESS = (
    "Skriv e-postadressen, eller postadressen om personen inte har någon. Utan e-postadress kallas personen per post "
    "och har inget konto."
)


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new person whose address is known already is that person, who is then added to the association."""

    known: Person | None = None

    class Meta:
        model = Person
        fields = ["email", "first_name", "last_name", "title", "postal_address", "by_post"]

    def registered(self) -> QuerySet[Person]:
        """Those who stand in the register already."""
        raise NotImplementedError

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if not email:
            return ""
        known = Person.objects.of_address(email)
        if not self.instance.pk and known:
            if self.registered().filter(pk=known.pk).exists():
                raise ValidationError("Det finns redan en person med den e-postadressen.")
            self.known = known
        if not self.instance.pk and not known and (sentence := taken_sentence(email, at=timezone.now())):
            raise ValidationError(sentence)
        return email

    def clean(self) -> dict[str, Any]:
        """Who has no address is called by post, and post needs to know where."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.known or "postal_address" not in given:
            return given
        email = given.get("email", self.instance.email)
        given["by_post"] = given["by_post"] or not (email or "email" in self.errors)
        if given["by_post"] and not given["postal_address"]:
            self.add_error("postal_address", POST_WHERE if email else NO_ADDRESS)
        return given

    def _post_clean(self) -> None:
        if self.known:
            for name in (*PersonForm.Meta.fields, "is_active"):
                self.cleaned_data[name] = getattr(self.known, name)
            self.instance = self.known
        super()._post_clean()  # type: ignore[misc]
