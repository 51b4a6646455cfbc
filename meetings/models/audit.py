"""What people have read, taken out and put back: what leaves no other row behind."""

from django.db import models

from . import guards


class AuditEntry(models.Model):
    """Sv: rad i granskningsloggen. Stands until it is old (READS_KEPT_DAYS); rows of changes are evidence of their own.

    `subject` is the label of a model, such as «meetings.meeting», and `row` the key of what was read; `title` is
    what it was called then, for it may be called something else today. `page` is the name of an address. Neither
    the address itself, its query nor where the reader was is kept: who saw what is all that is asked for.
    """

    class Kind(models.TextChoices):
        READ = "read", "Läst"
        EXPORTED = "exported", "Tagit ut"
        RESTORED = "restored", "Återställt"

    association = models.ForeignKey(
        "meetings.Association",
        on_delete=models.PROTECT,
        db_index=False,
        related_name="+",
        verbose_name="förbund",
    )
    at = models.DateTimeField("tid")
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, db_index=False, related_name="+", verbose_name="person"
    )
    kind = models.CharField("slag", max_length=10, choices=Kind)
    what = models.CharField("vad", max_length=200)
    subject = models.CharField("gäller", max_length=60)
    row = models.BigIntegerField("rad")
    title = models.CharField("benämning", max_length=300)
    page = models.CharField("sida", max_length=60, blank=True)
    file_format = models.CharField("format", max_length=10, blank=True)

    class Meta:
        verbose_name = "rad i granskningsloggen"
        verbose_name_plural = "granskningslogg"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["association", "at"], name="audit_entry_by_day"),
            models.Index(fields=["person", "subject", "row", "at"], name="audit_entry_by_person"),
        ]
        triggers = guards.READ_A_WHILE

    def __str__(self) -> str:
        return f"{self.person}: {self.what}, {self.title}"
