"""How a body is summoned, and who may bring a matter to it."""

from django.core.validators import MaxValueValidator
from django.db import models

from .lines import LineField
from .validators import printable


class SummonsOrder(models.Model):
    """Sv: så kallas organet."""

    summons_days = models.PositiveSmallIntegerField(
        "kallelsetid i dagar",
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
        help_text="Så många dagar före sammanträdet ska kallelsen vara ute. "
        "Tomt: sju dagar för en styrelse, ingen tid för andra organ.",
    )
    summons_days_from = LineField(
        "kallelsetiden står i",
        max_length=100,
        blank=True,
        validators=[printable],
        help_text="Till exempel «arbetsordningen § 5» eller «förbundsordningen § 9».",
    )
    chair_approves_summons = models.BooleanField(
        "ordföranden godkänner kallelsen",
        default=False,
        help_text="Ordföranden eller en vice ordförande läser dagordningen och godkänner innan kallelsen skickas.",
    )
    seals_summons = models.BooleanField(
        "kallelsen stämplas",
        default=False,
        help_text="Kallelsen som PDF får förbundets elektroniska stämpel.",
    )
    leaves_out_recused = models.BooleanField(
        "handlingar visas inte för den som har anmält jäv",
        default=False,
        help_text="Bara i det ärende där personen själv har anmält jäv. Personen ser att handlingen finns.",
    )
    parties_raise_by = LineField(
        "medlemmar får väcka ärenden enligt",
        max_length=100,
        blank=True,
        validators=[printable],
        help_text="Till exempel «förbundsordningen § 9». Tomt: bara ledamöter och revisorer får.",
    )

    class Meta:
        abstract = True
