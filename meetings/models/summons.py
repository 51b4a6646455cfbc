"""Who was summoned to a meeting, and how."""

from django.db import models
from django.db.models import Q

from . import guards
from .identifiers import public_id
from .letter import Letter
from .lines import LineField
from .meeting import Meeting
from .validators import printable


class Summons(models.Model):
    """Sv: kallelse till ett sammanträde, to one of those with a mandate (KL 6:17), by mail, by post or both.

    Auditors get it for knowledge, and guests for their own matters. One by post has its PDF, `snapshot` being what that
    says, and the day on which somebody says that they posted it.
    """

    class Kind(models.TextChoices):
        SUMMONED = "summoned", "Kallad"
        KNOWLEDGE = "knowledge", "För kännedom"
        GUEST = "guest", "Övrig deltagare"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="summonses")
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="summonses"
    )
    guest_name = LineField("gästens namn", max_length=200, blank=True, validators=[printable])
    guest_email = models.EmailField("gästens e-postadress", blank=True)
    kind = models.CharField("som", max_length=10, choices=Kind, default=Kind.SUMMONED)
    at = models.DateTimeField("skickad")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="av")
    by_mail = models.BooleanField("med mejl")
    # No constraint: a letter is taken away when it is old, that it went stays here.
    letter = models.OneToOneField(
        Letter, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="summons"
    )
    snapshot = models.JSONField("innehåll", null=True, blank=True)
    file = models.ForeignKey(
        "meetings.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    posted_on = models.DateField("postad", null=True, blank=True)
    posted_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ticked_at = models.DateTimeField("noterad som postad", null=True, blank=True)

    class Meta:
        verbose_name = "kallelse"
        verbose_name_plural = "kallelser"
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person", "at"], name="summons_once"),
            models.CheckConstraint(
                condition=Q(kind="guest", person__isnull=True, file__isnull=True)
                & ~Q(guest_name="")
                & ~Q(guest_email="")
                | ~Q(kind="guest") & Q(person__isnull=False, guest_name="", guest_email=""),
                name="summons_to_a_person_or_a_guest",
            ),
            models.CheckConstraint(
                condition=Q(by_mail=True, file__isnull=True, snapshot__isnull=True)
                | Q(file__isnull=False, snapshot__isnull=False),
                name="summons_goes_by_mail_or_post",
            ),
            models.CheckConstraint(
                condition=Q(posted_on=None, posted_by=None, ticked_at=None)
                | Q(
                    file__isnull=False,
                    posted_on__isnull=False,
                    posted_by__isnull=False,
                    ticked_at__isnull=False,
                ),
                name="summons_posted_whole",
            ),
        ]
        triggers = guards.fixed(once=["posted_on", "posted_by_id", "ticked_at"])

    def __str__(self) -> str:
        return f"Kallelse, {self.meeting}, {self.person or self.guest_name}"
