"""Files and where the protocol refers to them."""

from django.db import models

from . import guards
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .meeting import Meeting
from .paragraph import Paragraph, SubItem
from .validators import printable


class StoredFile(models.Model):
    """Sv: fil. Named by its content; the bytes lie in var/files/<sha256>."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField("storlek i byte")
    media_type = models.CharField("typ", max_length=100)
    pages = models.PositiveIntegerField("sidor", null=True, blank=True)
    created_at = models.DateTimeField("inlagd")

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="stored_file_sha256"
            )
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return self.sha256


class Attachment(models.Model):
    """Sv: bilaga. Lies in one §, may be referred to from several; its number follows the first reference."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attachments")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, null=True, related_name="attachments")
    sub_item = models.ForeignKey(
        SubItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="attachments"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = LineField("namn", max_length=200, validators=[printable])
    file_name = LineField("filnamn", max_length=200)
    publish = models.BooleanField("publiceras", default=False)
    kept_in_board = models.BooleanField("visas inte för gäster", default=False)
    history = History()

    class Meta:
        verbose_name = "bilaga"
        verbose_name_plural = "bilagor"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(publish=False) | models.Q(kept_in_board=False),
                name="attachment_kept_is_not_published",
                violation_error_message="En handling som inte visas för gäster kan inte publiceras.",
            )
        ]
        triggers = [
            keeps("public_id", "meeting_id"),
            *guards.locked_with_meeting(paragraph="paragraph_id"),
        ]

    def __str__(self) -> str:
        return self.name
