"""Where a guest is written to before a meeting, and the keys in those letters. Forgotten some time after it."""

from django.db import models

from .identity import keeps
from .meeting import Attendee


class GuestAddress(models.Model):
    """Sv: övrig deltagares e-postadress. For the invitation to this meeting alone; it stands in no protocol."""

    attendee = models.OneToOneField(Attendee, on_delete=models.CASCADE, related_name="address")
    email = models.EmailField("e-postadress")

    class Meta:
        verbose_name = "övrig deltagares e-postadress"
        verbose_name_plural = "övriga deltagares e-postadresser"
        ordering = ["id"]
        triggers = [keeps("attendee_id")]

    def __str__(self) -> str:
        return self.email


class GuestLink(models.Model):
    """Sv: inbjudans länk. A key in a letter, which shows a guest their matters until the meeting has been held."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField("skickad")

    class Meta:
        verbose_name = "inbjudans länk"
        verbose_name_plural = "inbjudans länkar"
        ordering = ["attendee", "at", "id"]
        triggers = [keeps("attendee_id")]

    def __str__(self) -> str:
        return str(self.attendee)
