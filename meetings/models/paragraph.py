"""The §§ of a meeting: its agenda items before, its protocol after."""

from django.db import models
from django.db.models import Deferrable, Q

from meetings.rules.filling import Filling
from meetings.rules.paragraph_kind import ParagraphKind
from meetings.rules.voting import Majority

from . import guards
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .meeting import Meeting
from .validators import printable

OF_PARAGRAPH = "(SELECT meeting_id FROM meetings_paragraph WHERE id = {row}.paragraph_id)"


class Deferral(models.TextChoices):
    """Sv: bordlagd, återremitterad, hänskjuten."""

    NONE = "", "Inte uppskjuten"
    POSTPONED = "postponed", "Bordlagd"
    REFERRED_BACK = "referred_back", "Återremitterad"
    PASSED_ON = "passed_on", "Hänskjuten"


class Deferred(models.Model):
    """What a § and a sub-item share when they are put off."""

    deferral = models.CharField("uppskjuten", max_length=20, choices=Deferral, blank=True, default="")
    deferral_reason = LineField("motivering", max_length=500, blank=True, validators=[printable])
    deferral_to = LineField("till", max_length=200, blank=True, validators=[printable])
    deferral_body = models.ForeignKey(
        "meetings.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="till organ",
    )

    class Meta:
        abstract = True


class Paragraph(Deferred):
    """Sv: paragraf. An agenda item that becomes a § without retyping; removed ones keep their text."""

    Kind = ParagraphKind

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField("ordning", null=True)
    removed_at = models.DateTimeField("borttagen", null=True, blank=True)
    number = models.PositiveIntegerField("nummer", null=True, blank=True, editable=False)
    number_year = models.ForeignKey(
        "meetings.BodyYear", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    kind = models.CharField("slag", max_length=20, choices=Kind.choices, default=Kind.DECISION.value)
    asks_kind = models.BooleanField(
        "slaget är inte valt",
        default=False,
        editable=False,
        help_text="Tills någon har sagt vad paragrafen är.",
    )
    tag = LineField("märkning", max_length=40, blank=True, validators=[printable])
    heading = LineField("rubrik", max_length=200, blank=True, validators=[printable])
    registry_number = LineField("diarienummer", max_length=50, blank=True, validators=[printable])
    text = models.TextField("text", blank=True)
    text_after = models.TextField("text efter beslutet", blank=True)
    working_note = models.TextField("arbetsanteckning", blank=True)
    chair = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ordförande i paragrafen",
    )
    majority = models.CharField(
        "krävs", max_length=20, choices=Majority.choices, default=Majority.SIMPLE.value
    )
    withdrawn = models.BooleanField("utgår", default=False)
    is_extra = models.BooleanField("extra ärende", default=False)
    not_handled = models.BooleanField("inte behandlad", default=False)
    papers_later = models.BooleanField("handlingar kommer senare", default=False)
    fills = models.CharField(
        "fylls i av sig själv med",
        max_length=10,
        choices=Filling.choices,
        blank=True,
        default="",
        editable=False,
    )
    # [{"name": …, "email": …}], in their order; the protocol says the names.
    receivers = models.JSONField("mottagare", default=list, blank=True, editable=False)
    planned_time = models.TimeField("tid i dagordningen", null=True, blank=True)
    propositions = models.TextField("propositionsordning", blank=True, validators=[printable])
    origin = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name="fortsätter från",
    )
    origin_item = models.ForeignKey(
        "meetings.SubItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name="fortsätter från delärende",
    )
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="rättar",
    )
    history = History()

    class Meta:
        verbose_name = "paragraf"
        verbose_name_plural = "paragrafer"
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                # Asked when the transaction ends: two §§ that change places are for a moment at the same one.
                name="paragraph_position_unique",
                deferrable=Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["meeting", "number"], name="paragraph_number_unique", deferrable=Deferrable.DEFERRED
            ),
            models.UniqueConstraint(
                fields=["number_year", "number"],
                name="paragraph_number_unique_in_year",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(position__isnull=False, removed_at__isnull=True)
                | Q(position__isnull=True, removed_at__isnull=False, number__isnull=True),
                name="paragraph_removed_has_no_position",
            ),
        ]
        triggers = [
            keeps("public_id", "meeting_id"),
            *guards.locked_with_meeting(paragraph="id"),
            guards.WAY_OF_BALLOTS,
            guards.CHAIR_OF_PARAGRAPH,
        ]

    def __str__(self) -> str:
        return self.heading or "Utan rubrik"


class SubItem(Deferred):
    """Sv: delärende inom en §."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="sub_items")
    position = models.PositiveIntegerField("ordning")
    heading = LineField("rubrik", max_length=200, blank=True, validators=[printable])
    text = models.TextField("text", blank=True)
    history = History()

    class Meta:
        verbose_name = "delärende"
        verbose_name_plural = "delärenden"
        ordering = ["paragraph", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "position"],
                name="sub_item_position_unique",
                deferrable=Deferrable.DEFERRED,
            )
        ]
        triggers = [
            keeps("public_id"),
            *guards.locked_with_meeting(meeting=OF_PARAGRAPH, paragraph="paragraph_id"),
        ]

    def __str__(self) -> str:
        return self.heading or "Utan rubrik"


class Decision(models.Model):
    """Sv: beslutssats, one sentence in a § or in one of its sub-items."""

    class Outcome(models.TextChoices):
        UNSAID = "", "Inte angivet"
        APPROVED = "approved", "Bifall"
        PARTLY = "partly", "Delvis bifall"
        REJECTED = "rejected", "Avslag"
        ELECTED = "elected", "Vald"
        NOTED = "noted", "Har tagit del av informationen"
        FILED = "filed", "Till handlingarna"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="decisions")
    sub_item = models.ForeignKey(
        SubItem, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    position = models.PositiveIntegerField("ordning")
    text = models.TextField("beslut", blank=True, validators=[printable])
    is_prepared = models.BooleanField(
        "förslag", default=False, help_text="Förslag till beslut, skrivet före sammanträdet."
    )
    outcome = models.CharField("utfall", max_length=20, choices=Outcome, blank=True, default="")
    responsible = LineField("ansvarig", max_length=200, blank=True, validators=[printable])
    due = models.DateField("senast", null=True, blank=True)
    history = History()

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering = ["paragraph", "position", "id"]
        triggers = [
            keeps("public_id"),
            *guards.locked_with_meeting(meeting=OF_PARAGRAPH, paragraph="paragraph_id"),
        ]

    def __str__(self) -> str:
        return self.text


class Dismissal(models.Model):
    """Sv: avskrivet ärende: what was put off will not be taken up again.

    The board wrote it off in a §, or whoever had applied withdrew it; what the board has before it is nobody else's to
    take away. Rows from before that was asked have neither.
    """

    paragraph = models.OneToOneField(
        Paragraph, on_delete=models.PROTECT, null=True, related_name="dismissal", verbose_name="paragraf"
    )
    sub_item = models.OneToOneField(
        SubItem, on_delete=models.PROTECT, null=True, related_name="dismissal", verbose_name="delärende"
    )
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")
    reason = LineField("anteckning", max_length=300, blank=True, validators=[printable])
    decided_in = models.ForeignKey(
        Paragraph,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="avskrivet i",
    )
    withdrawn_by = LineField("återkallat av", max_length=200, blank=True, validators=[printable])
    withdrawn_on = models.DateField("återkallat den", null=True, blank=True)

    class Meta:
        verbose_name = "avskrivet ärende"
        verbose_name_plural = "avskrivna ärenden"
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False, sub_item__isnull=True)
                | Q(paragraph__isnull=True, sub_item__isnull=False),
                name="dismissal_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by="", withdrawn_on=None)
                | Q(withdrawn_on__isnull=False, decided_in=None) & ~Q(withdrawn_by=""),
                name="dismissal_withdrawn_whole",
            ),
        ]
        triggers = [*guards.ONLY_ADDED, guards.NEW_DISMISSAL]

    def __str__(self) -> str:
        return self.reason
