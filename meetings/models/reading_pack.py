"""The papers of a meeting in one file, and how far the making of it has come."""

from django.db import models
from django.db.models import Q

from meetings.record.reading_pack import PackContent

from . import guards
from .agenda import SentAgenda
from .attachment import StoredFile
from .identifiers import public_id
from .lines import LineField
from .validators import printable


class ReadingPack(models.Model):
    """Sv: handlingarna i en fil. The summons in one version, and the papers of `content` after it.

    `content_sha256` is the key of the content: everybody with the same papers is given the same file. `done` of its
    papers are in it so far, and `tries` times a worker has begun; `trouble` says why it was given up, until somebody
    asks for it again. Nothing of it is evidence: the papers are, and the summons.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    sent = models.ForeignKey(SentAgenda, on_delete=models.PROTECT, related_name="packs")
    content_sha256 = models.CharField("innehållets SHA-256", max_length=64)
    content = models.JSONField("innehåll")
    asked_at = models.DateTimeField("begärd")
    papers = models.PositiveIntegerField("antal handlingar")
    done = models.PositiveIntegerField("handlingar som är med", default=0)
    tries = models.PositiveSmallIntegerField("försök", default=0)
    trouble = LineField("varför den inte gjordes", max_length=300, blank=True, validators=[printable])
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField("gjord", null=True, blank=True)

    class Meta:
        verbose_name = "handlingarna i en fil"
        verbose_name_plural = "handlingarna i en fil"
        ordering = ["sent", "id"]
        constraints = [
            models.UniqueConstraint(fields=["sent", "content_sha256"], name="reading_pack_once"),
            models.CheckConstraint(
                condition=Q(file=None, made_at=None)
                | Q(file__isnull=False, made_at__isnull=False, trouble=""),
                name="reading_pack_made_whole",
            ),
        ]
        triggers = guards.fixed(but=["done", "tries", "trouble"], once=["file_id", "made_at"], chained=False)

    def __str__(self) -> str:
        return f"Handlingarna, {self.sent}"

    @property
    def read_content(self) -> PackContent:
        return PackContent.from_json(self.content)
