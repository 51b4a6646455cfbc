"""How the protocols of a body are signed, as the board has decided (KL 5:69)."""

from django.db import models

from meetings.rules.signing_level import CHOICES, Level
from meetings.rules.standing_in import ChairStandIn, VerifierStandIn

from .lines import LineField


class SigningOrder(models.Model):
    """The fields of a body that its next frozen version is signed by."""

    least_level = models.PositiveSmallIntegerField(
        "lägsta nivå för underskrift",
        choices=CHOICES,
        default=Level.PASSWORD.value,
        help_text="Enligt beslutet om justeringssätt. Gäller det som blir klart för justering hädanefter.",
    )
    awaits_secretary = models.BooleanField(
        "vänta på sekreterarens underskrift",
        default=False,
        help_text="Sekreteraren skriver då under först. Annars skriver alla under i valfri ordning, och justeringen "
        "är klar när ordföranden och justerarna har skrivit under.",
    )
    chair_stand_in = models.CharField(
        "när ordföranden inte kan skriva under",
        max_length=20,
        choices=ChairStandIn.choices,
        default=ChairStandIn.VICE_CHAIR.value,
    )
    verifier_stand_in = models.CharField(
        "när en justerare inte kan skriva under",
        max_length=20,
        choices=VerifierStandIn.choices,
        default=VerifierStandIn.DEPUTY.value,
    )
    order_decided_on = models.DateField("beslut om ordningen, dag", null=True, blank=True)
    order_decided_in = LineField(
        "beslut om ordningen, paragraf", max_length=20, blank=True, help_text="Bara numret, till exempel 5."
    )

    class Meta:
        abstract = True
