"""The associations' seals, and which document each sealed. The certificates are kept for ever."""

from django.db import models
from django.db.models import Q

from . import guards
from .association import Association
from .attachment import StoredFile


class Seal(models.Model):
    """Sv: elektronisk stämpel. Its certificate, whose it is, and from when to when it was in use here."""

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="seals", verbose_name="förbund"
    )
    certificate = models.BinaryField("certifikat")  # DER
    fingerprint = models.CharField(
        "certifikatets SHA-256",
        max_length=64,
        unique=True,
        error_messages={"unique": "Certifikatet finns redan."},
    )
    holder = models.CharField("utfärdat till", max_length=200)
    valid_from = models.DateTimeField("gäller från")
    valid_to = models.DateTimeField("gäller till")
    taken_in_at = models.DateTimeField("i bruk från")
    taken_in_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField("i bruk till", null=True, blank=True)
    ended_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "elektronisk stämpel"
        verbose_name_plural = "elektroniska stämplar"
        ordering = ["association", "-taken_in_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["association"], condition=Q(ended_at=None), name="one_seal_in_use"
            )
        ]
        triggers = guards.fixed(once=["ended_at", "ended_by_id"])

    def __str__(self) -> str:
        return f"{self.holder}, {self.fingerprint[:8]}"


class SealKey(models.Model):
    """Sv: stämpelns nyckel, encrypted (`meetings.paper.key_at_rest`). Gone when the seal is no longer in use.

    In no history, register or page.
    """

    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="key")
    encrypted = models.TextField("krypterad nyckel")

    class Meta:
        verbose_name = "stämpelns nyckel"
        verbose_name_plural = "stämplarnas nycklar"

    def __str__(self) -> str:
        return "nyckel"


class Sealing(models.Model):
    """Sv: stämpling av ett dokument. Waits while the association has no seal that can be used.

    `document` is the finished file as it was first stored, `sealed` the same with the seal: one file when it was
    sealed at once. `seal` is null for what was sealed before seals were kept here.
    """

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="sealings", verbose_name="förbund"
    )
    document = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="sealing")
    reason = models.CharField("skäl", max_length=100)
    asked_at = models.DateTimeField("klart att stämplas")
    sealed = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="sealed_by"
    )
    sealed_at = models.DateTimeField("stämplat", null=True, blank=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, null=True, blank=True, related_name="sealings")

    class Meta:
        verbose_name = "stämpling"
        verbose_name_plural = "stämplingar"
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed=None, sealed_at=None, seal=None)
                | Q(sealed__isnull=False, sealed_at__isnull=False),
                name="sealing_done_has_time",
            )
        ]
        triggers = guards.fixed(once=["sealed_id", "sealed_at", "seal_id"])

    def __str__(self) -> str:
        return f"{self.reason}, {self.document}"


class SealWarning(models.Model):
    """Sv: varning om stämpeln. The chancellery was written to when `days` or fewer were left of it; once of each."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="warnings")
    days = models.PositiveSmallIntegerField("dagar kvar")
    at = models.DateTimeField("tid")

    class Meta:
        verbose_name = "varning om stämpeln"
        verbose_name_plural = "varningar om stämpeln"
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["seal", "days"], name="seal_warning_once")]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.seal}, {self.days} dagar"
