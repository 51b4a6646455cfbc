"""A public meeting is announced beforehand."""

from django.db import models

from . import guards
from .identifiers import public_id
from .lines import LineField
from .meeting import Meeting
from .validators import printable


class Announcement(models.Model):
    """Sv: tillkännagivande av ett offentligt sammanträde (Finsam 19 §), with the budget that is proposed (KL 8:14).

    It says the day and the place as they were then; what is changed is announced anew, in a row of its own.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="announcements")
    date = models.DateField("dag")
    start = models.TimeField("börjar")
    place = LineField("plats", max_length=200)
    how_to_attend = LineField("hur man är med", max_length=300, blank=True, validators=[printable])
    proposal = models.ForeignKey(
        "meetings.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposal_name = LineField("förslagets namn", max_length=200, blank=True)
    at = models.DateTimeField("tillkännagivet")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tillkännagivande av sammanträde"
        verbose_name_plural = "tillkännagivanden av sammanträden"
        ordering = ["-at", "-id"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"Tillkännagivande, {self.meeting}"
