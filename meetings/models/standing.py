"""What a board is told of at its next meeting: decisions by delegation and letters that have come in."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from .body import Body
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .meeting import Meeting
from .paragraph import Paragraph
from .validators import printable


class MatterToReportQuerySet(models.QuerySet["MatterToReport"]):
    def reported(self) -> "MatterToReportQuerySet":
        """Those that stand in a § which has been, or is to be, dealt with."""
        return self.filter(Exists(_told()))

    def unreported(self) -> "MatterToReportQuerySet":
        """Those that go on to the next meeting: in no §, or in one that was not dealt with."""
        return self.exclude(Exists(_told()))


def _told() -> models.QuerySet[Paragraph]:
    told = Paragraph.objects.filter(
        pk=OuterRef("paragraph"), removed_at=None, withdrawn=False, not_handled=False
    )
    return told.filter(Q(deferral="")).exclude(meeting__state=Meeting.State.CANCELLED)


class MatterToReport(models.Model):
    """Sv: det som ska anmälas till organet. A line of the table in the § that tells of it, `paragraph`."""

    class Kind(models.TextChoices):
        DELEGATED = "delegated", "Delegationsbeslut"
        RECEIVED = "received", "Inkommen skrivelse"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="to_report", verbose_name="organ")
    kind = models.CharField("slag", max_length=10, choices=Kind)
    day = models.DateField("dag")
    who = LineField("från eller av", max_length=200, validators=[printable])
    subject = LineField("ärende", max_length=300, validators=[printable])
    number = LineField("diarienummer", max_length=50, blank=True, validators=[printable])
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="reports"
    )
    history = History()

    objects = MatterToReportQuerySet.as_manager()

    class Meta:
        verbose_name = "ärende att anmäla"
        verbose_name_plural = "ärenden att anmäla"
        ordering = ["body", "kind", "day", "id"]
        triggers = [keeps("public_id", "body_id")]

    def __str__(self) -> str:
        return self.subject
