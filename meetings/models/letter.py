"""Every letter by e-mail: to whom, and how far it has come. What it says lies with its job, until it is sent."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from . import guards
from .association import Association
from .identifiers import public_id


class LetterQuerySet(models.QuerySet["Letter"]):
    def lost(self) -> Self:
        """The mail server took none of the tries."""
        return self.filter(job__status="failed", sending_at=None)

    def uncertain(self) -> Self:
        """The sending began and nobody saw how it ended: one more try may give the receiver two."""
        return self.filter(job__status="failed", sending_at__isnull=False, sent_at=None)

    def waiting(self) -> Self:
        """Not sent, and still with a job: on its way, or it needs somebody's eye."""
        return self.filter(sent_at=None, job__status__isnull=False)

    def tried(self) -> Self:
        """The mail server has refused it, and it is tried again by itself."""
        return self.filter(job__status="todo", job__attempts__gt=0, sending_at=None).exclude(trouble="")


class Letter(models.Model):
    """Sv: mejl. One from no association is about an account, such as a new password.

    The job holds the text, for it may hold a one-time link; it is deleted when the letter is sent.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="letters"
    )
    # No constraint: the job is deleted, the letter stays.
    job = models.OneToOneField(
        "procrastinate.ProcrastinateJob",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="letter",
    )
    to = models.EmailField("till", max_length=254)
    subject = models.CharField("ämne", max_length=998)  # the longest line of a letter, RFC 5322
    message_id = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField("skrivet", db_default=Now())
    sending_at = models.DateTimeField("började skickas", null=True, blank=True)
    sent_at = models.DateTimeField("skickat", null=True, blank=True)
    trouble = models.CharField("mejlserverns svar", max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "mejl"
        verbose_name_plural = "mejl"
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(sending_at__isnull=False), name="letter_sent_after_begun"
            ),
        ]
        triggers = guards.KEPT_A_WHILE

    def __str__(self) -> str:
        return self.subject
