"""What is not handed out of a protocol, the public copies that were replaced for it, and what was handed out."""

from django.db import models
from django.db.models import Q

from meetings.record import withheld

from . import guards
from .attachment import Attachment, StoredFile
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .meeting import Meeting
from .paragraph import Paragraph
from .protocol import Verification
from .validators import printable


class Withholding(models.Model):
    """Sv: utelämnad uppgift. Words, a whole § or an attachment that copies for others leave out.

    A reminder for whoever hands out the protocol and no decision. `words` stand in `paragraph`, or anywhere in
    the meeting's protocols when there is none. A mark of secrecy says what OSL 5:5 asks for.
    """

    class Kind(models.TextChoices):
        WEB = withheld.MarkKind.WEB.value, "Inte på webben"
        SECRECY = withheld.MarkKind.SECRECY.value, "Sekretess"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="withholdings")
    kind = models.CharField("slag", max_length=10, choices=Kind)
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.CASCADE, null=True, blank=True, related_name="withholdings"
    )
    attachment = models.ForeignKey(
        Attachment, on_delete=models.CASCADE, null=True, blank=True, related_name="withholdings"
    )
    words = models.TextField("orden", blank=True)
    reason = LineField("skäl", max_length=200, blank=True, validators=[printable])
    provision = LineField("bestämmelse", max_length=200, blank=True, validators=[printable])
    authority = LineField("myndighet", max_length=200, validators=[printable])
    day = models.DateField("antecknad")
    by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="antecknad av"
    )
    history = History()

    class Meta:
        verbose_name = "utelämnad uppgift"
        verbose_name_plural = "utelämnade uppgifter"
        ordering = ["meeting", "paragraph__position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="web") & ~Q(reason="")) | (Q(kind="secrecy") & ~Q(provision="")),
                name="withholding_says_why",
                violation_error_message="Skriv varför uppgiften inte ska finnas på webben, eller vilken bestämmelse "
                "sekretessen grundas på.",
            ),
            models.CheckConstraint(
                condition=(Q(attachment__isnull=False, paragraph__isnull=True, words=""))
                | Q(attachment__isnull=True, paragraph__isnull=False)
                | (Q(attachment__isnull=True, paragraph__isnull=True) & ~Q(words="")),
                name="withholding_of_something",
                violation_error_message="Välj en paragraf eller en bilaga, eller skriv de ord som ska utelämnas.",
            ),
        ]
        triggers = [keeps("public_id", "meeting_id")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.meeting}"


class ReplacedCopy(models.Model):
    """Sv: ersatt offentlig kopia. The public copy was made anew with other marks; this one is given to nobody."""

    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="replaced_copies")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("ersatt")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ersatt offentlig kopia"
        verbose_name_plural = "ersatta offentliga kopior"
        ordering = ["at", "id"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.verification}, {self.at:%Y-%m-%d %H:%M}"


class ReadingCopy(models.Model):
    """Sv: läsexemplar. The pages of `of`, a finished protocol, and of its attachments in one file to be read.

    It is given out only while `of` is the protocol's original, or the public copy where `is_public`. No `file` when
    no attachment has pages that can be read.
    """

    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="reading_copies")
    of = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField("för allmänheten")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("gjort")

    class Meta:
        verbose_name = "läsexemplar"
        verbose_name_plural = "läsexemplar"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["verification", "of", "is_public"], name="reading_copy_once")
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"Läsexemplar, {self.verification}"


class Extract(models.Model):
    """Sv: protokollsutdrag. A § of a verified protocol that was handed out on a request, its Disclosure.

    `receiver` is empty for one who did not say who it was; `entitled` says by what right the receiver got what is
    secret, else it is left out. Those from before requests were kept have no `disclosure`.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    disclosure = models.OneToOneField(
        "meetings.Disclosure", on_delete=models.PROTECT, null=True, related_name="extract"
    )
    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="extracts")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="extracts")
    receiver = LineField("mottagare", max_length=200, blank=True, validators=[printable])
    entitled = LineField("rätt till det sekretessbelagda", max_length=300, blank=True)
    on_paper = models.BooleanField("på papper", default=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "protokollsutdrag"
        verbose_name_plural = "protokollsutdrag"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(entitled="") | ~Q(receiver=""), name="extract_of_secrets_has_receiver"
            )
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.verification}, {self.paragraph}"
