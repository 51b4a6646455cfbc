"""One-time links: the key of whoever has no password."""

from django.db import models
from django.db.models import Q

from meetings.models.identity import keeps

from .application import Applicant, Application


class Link(models.Model):
    """Sv: engångslänk. The letter holds the token, we only its hash; it works once and not for long."""

    class Purpose(models.TextChoices):
        ENTER = "enter", "Komma in"
        CONFIRM = "confirm", "Bekräfta ansökan"
        SIGN = "sign", "Skriva under avtal"
        PAYEE = "payee", "Bekräfta betalningsuppgifter"
        TAKEOVER = "takeover", "Svara på en begäran att ta över"

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField("till", max_length=10, choices=Purpose)
    association = models.ForeignKey("meetings.Association", on_delete=models.PROTECT, related_name="+")
    email = models.EmailField("e-postadress")
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    applicant = models.ForeignKey(
        Applicant, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    agreement = models.ForeignKey(
        "funding.Agreement", on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    payee_change = models.ForeignKey(
        "funding.PayeeChange", on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    takeover = models.ForeignKey(
        "funding.Takeover", on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    created_at = models.DateTimeField("skickad")
    expires_at = models.DateTimeField("gäller till")
    used_at = models.DateTimeField("använd", null=True, blank=True)

    class Meta:
        verbose_name = "engångslänk"
        verbose_name_plural = "engångslänkar"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="link_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(purpose="enter", applicant__isnull=True, agreement__isnull=True)
                | Q(purpose="confirm", applicant__isnull=False, agreement__isnull=True)
                | Q(purpose="sign", agreement__isnull=False)
                | Q(purpose="payee", payee_change__isnull=False)
                | Q(purpose="takeover", takeover__isnull=False),
                name="link_leads_somewhere",
            ),
        ]
        triggers = [keeps("association_id", "application_id")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.email}"
