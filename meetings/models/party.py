"""The members of an association."""

from django.db import models

from .association import Association
from .history import History
from .identity import keeps
from .lines import LineField
from .ordering import swedish
from .validators import printable


class Party(models.Model):
    """Sv: medlem (FK, AF, a region, a kommun). Regions and kommuner must post the notice (Finsam 19 §)."""

    class Kind(models.TextChoices):
        FK = "fk", "Försäkringskassan"
        AF = "af", "Arbetsförmedlingen"
        REGION = "region", "Region"
        MUNICIPALITY = "municipality", "Kommun"

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="parties", verbose_name="förbund"
    )
    kind = models.CharField("slag", max_length=20, choices=Kind)
    name = LineField("namn", max_length=200, validators=[printable])
    code = LineField("kortnamn", max_length=10, validators=[printable], help_text="Till exempel RVN.")
    board_email = models.EmailField(
        "e-postadress för anslag", blank=True, help_text="Dit mejlet om att protokollet är justerat skickas."
    )
    board_url = models.URLField("anslagstavlans adress", blank=True)
    inhabitants = models.PositiveIntegerField(
        "invånare",
        null=True,
        blank=True,
        help_text="För förslaget till hur kommunerna, och regionerna, fördelar sin del av bidraget.",
    )
    wants_copy = models.BooleanField(
        "vill ha kopia av anslag", default=False, help_text="För Försäkringskassan och Arbetsförmedlingen."
    )
    # Where the association writes to the member: about whom it appoints, among other things (Finsam 10, 12 and 15 §§).
    contact_email = models.EmailField(
        "medlemmens e-postadress", blank=True, help_text="Registrator eller kansli, dit förbundet skriver."
    )
    contact_phone = LineField("medlemmens telefon", max_length=50, blank=True)
    contact_address = models.TextField(
        "medlemmens postadress",
        blank=True,
        max_length=300,
        validators=[printable],
        help_text="En rad för varje, till exempel nämndsekreterare, gata och postort.",
    )
    history = History()

    class Meta:
        verbose_name = "medlem"
        verbose_name_plural = "medlemmar"
        ordering = ["association", swedish("name")]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "code"],
                name="party_code_unique",
                violation_error_message="Kortnamnet används redan av en annan medlem.",
            )
        ]
        triggers = [keeps("association_id")]

    def __str__(self) -> str:
        return self.name

    @property
    def must_post(self) -> bool:
        """Finsam 19 §: the notice board of every kommun and region that is a member."""
        return self.kind in (self.Kind.REGION, self.Kind.MUNICIPALITY)
