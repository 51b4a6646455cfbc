"""What was sent of a protocol when it was verified."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from . import guards
from .attachment import StoredFile
from .identifiers import public_id
from .letter import Letter
from .lines import LineField
from .paragraph import Paragraph
from .protocol import Verification
from .validators import printable


class Dispatch(models.Model):
    """Sv: expediering. A § in an extract, or the whole protocol where there is no `paragraph`, to one receiver.

    It went by mail to `email`, or else by post: then somebody says on which day they posted it. `receiver_as` is why
    they got it, such as «sökande».
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="dispatches")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, null=True, blank=True, related_name="dispatches"
    )
    receiver = LineField("mottagare", max_length=200, validators=[printable])
    receiver_as = LineField("som", max_length=60, blank=True, validators=[printable])
    email = models.EmailField("e-postadress", blank=True)
    # No constraint: a letter is taken away when it is old, that it went stays here.
    letter = models.OneToOneField(
        Letter, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="dispatch"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    posted_on = models.DateField("postad", null=True, blank=True)
    posted_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ticked_at = models.DateTimeField("noterad som postad", null=True, blank=True)

    class Meta:
        verbose_name = "expediering"
        verbose_name_plural = "expedieringar"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email="", letter__isnull=True) | ~Q(email="") & Q(letter__isnull=False),
                name="dispatch_by_mail_or_post",
            ),
            models.CheckConstraint(
                condition=Q(posted_on=None, posted_by=None, ticked_at=None)
                | Q(email="", posted_on__isnull=False, posted_by__isnull=False, ticked_at__isnull=False),
                name="dispatch_posted_whole",
            ),
        ]
        triggers = guards.fixed(once=["posted_on", "posted_by_id", "ticked_at"])

    def __str__(self) -> str:
        return f"{self.verification}, {self.receiver}"


class AskedDispatch(models.Model):
    """Sv: beställd expediering. What somebody has asked to have sent, until it is: then a Dispatch stands instead.

    It is `number` of the `of` that were asked for at once. `trouble` says why it could not be made.
    """

    verification = models.ForeignKey(Verification, on_delete=models.CASCADE, related_name="asked_dispatches")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    receiver = LineField("mottagare", max_length=200, validators=[printable])
    receiver_as = LineField("som", max_length=60, blank=True, validators=[printable])
    email = models.EmailField("e-postadress", blank=True)
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")
    number = models.PositiveSmallIntegerField("nummer")
    of = models.PositiveSmallIntegerField("av")
    trouble = LineField("varför det inte gick", max_length=300, blank=True, validators=[printable])

    class Meta:
        verbose_name = "beställd expediering"
        verbose_name_plural = "beställda expedieringar"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                "verification",
                "paragraph",
                Lower("email"),
                Lower("receiver"),
                name="dispatch_asked_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.verification}, {self.receiver}"
