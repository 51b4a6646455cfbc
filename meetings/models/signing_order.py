"""How the protocols of a body are signed, as the board has decided (KL 5:69)."""

from django.db import models

from meetings.rules.signing_level import CHOICES, Level


class SigningOrder(models.Model):
    """The fields of a body that its next frozen version is signed by."""

    least_level = models.PositiveSmallIntegerField(
        "lägsta nivå för underskrift",
        choices=CHOICES,
        default=Level.PASSWORD.value,
        help_text="Enligt beslutet om justeringssätt. Gäller det som blir klart för justering hädanefter.",
    )

    class Meta:
        abstract = True
