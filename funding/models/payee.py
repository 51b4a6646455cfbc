"""To which account a measure's money is paid: changed only when the organisation and the association say so."""

from django.db import models
from django.db.models import Q

from meetings.models.identifiers import public_id
from meetings.models.lines import LineField
from meetings.models.validators import printable

from . import guards
from .measure import Measure


class PayeeChange(models.Model):
    """Sv: ändring av betalningsuppgifter. Holds from the moment it is confirmed; until then the earlier ones do.

    The first data are those of the agreement, which both parties have signed. The organisation's signatory confirms a
    change, and then two persons at the association.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="payee_changes")
    bankgiro = LineField("bankgiro", max_length=20, blank=True)
    plusgiro = LineField("plusgiro", max_length=20, blank=True)
    reference = LineField("betalningsreferens", max_length=100, blank=True, validators=[printable])
    reason = LineField("varför", max_length=300, validators=[printable])
    signatory = LineField("firmatecknare", max_length=200, validators=[printable])
    signatory_email = models.EmailField("firmatecknarens e-post")
    proposed_at = models.DateTimeField("föreslagen")
    proposed_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField("gäller från", null=True, blank=True)
    ended_at = models.DateTimeField("avslutad utan att gälla", null=True, blank=True)
    ended_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ending = LineField("varför den avslutades", max_length=300, blank=True, validators=[printable])

    class Meta:
        verbose_name = "ändring av betalningsuppgifter"
        verbose_name_plural = "ändringar av betalningsuppgifter"
        ordering = ["proposed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(bankgiro="") | ~Q(plusgiro=""),
                name="payee_change_has_account",
                violation_error_message="Skriv ett bankgiro eller ett plusgiro.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ending="")
                | (
                    Q(ended_at__isnull=False, ended_by__isnull=False, confirmed_at__isnull=True)
                    & ~Q(ending="")
                ),
                name="payee_change_ended_has_reason",
            ),
            models.UniqueConstraint(
                fields=["measure"],
                condition=Q(confirmed_at__isnull=True, ended_at__isnull=True),
                name="payee_change_one_waits",
                violation_error_message="En ändring av betalningsuppgifterna väntar redan.",
            ),
        ]
        triggers = [
            *guards.fixed(once=["confirmed_at", "ended_at", "ended_by_id", "ending"]),
            guards.HOLDS_WHEN_THREE_CONFIRM,
        ]

    def __str__(self) -> str:
        return f"Ändring av betalningsuppgifter, {self.measure}"


class PayeeConfirmation(models.Model):
    """Sv: bekräftelse av betalningsuppgifter, by the organisation's signatory or one of two at the association."""

    class Side(models.TextChoices):
        SIGNATORY = "signatory", "Firmatecknaren"
        ASSOCIATION = "association", "Förbundet"

    change = models.ForeignKey(PayeeChange, on_delete=models.PROTECT, related_name="confirmations")
    side = models.CharField("för", max_length=12, choices=Side)
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = LineField("namn", max_length=200)
    email = models.EmailField("e-postadress", blank=True)
    at = models.DateTimeField("tid")

    class Meta:
        verbose_name = "bekräftelse av betalningsuppgifter"
        verbose_name_plural = "bekräftelser av betalningsuppgifter"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side="signatory", person__isnull=True)
                | Q(side="association", person__isnull=False),
                name="payee_confirmation_of_the_association_has_person",
            ),
            models.UniqueConstraint(
                fields=["change"], condition=Q(side="signatory"), name="payee_confirmation_one_signatory"
            ),
            models.UniqueConstraint(
                fields=["change", "person"],
                name="payee_confirmation_two_persons",
                violation_error_message="Två olika personer bekräftar.",
            ),
        ]
        triggers = [*guards.ONLY_ADDED, guards.MAY_CONFIRM_PAYEE]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.name}"
