"""Matters that others bring to an agenda, what presenters write for one, and the files they leave."""

from django.db import models
from django.db.models import Q

from meetings.rules.raising import RaisedKind, RaisedState, RaisedStep

from . import guards
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .meeting import Meeting
from .paragraph import Paragraph
from .validators import printable


class RaisedItem(models.Model):
    """Sv: anmält ärende; of a presenter: underlag. It waits for the body's next meeting where `meeting` is None.

    `person` has raised it, or `party` has; `name` is who wrote for the party, or the presenter. `paragraph` is the §
    that it is written for, or became; `made_paragraph` says that taking it in made that §.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    body = models.ForeignKey(
        "meetings.Body", on_delete=models.PROTECT, related_name="raised_items", verbose_name="organ"
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="raised_items",
        verbose_name="sammanträde",
    )
    kind = models.CharField("från", max_length=20, choices=RaisedKind.choices)
    person = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="raised_items",
        verbose_name="person",
    )
    party = models.ForeignKey(
        "meetings.Party",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="raised_items",
        verbose_name="medlem",
    )
    name = LineField("namn", max_length=150, blank=True, validators=[printable])
    paragraph = models.ForeignKey(
        Paragraph,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="raised_items",
        verbose_name="paragraf",
    )
    made_paragraph = models.BooleanField("har blivit en ny paragraf", default=False)
    message = models.TextField("kansliets fråga", blank=True, validators=[printable])
    answer_by = models.DateField("svar senast", null=True, blank=True)
    heading = LineField("rubrik", max_length=200, blank=True, validators=[printable])
    text = models.TextField("text", blank=True, validators=[printable])
    proposals = models.TextField("förslag till beslut", blank=True, validators=[printable])
    state = models.CharField("läge", max_length=20, choices=RaisedState.choices)
    received_on = models.DateField("kom in", null=True, blank=True)
    sent_at = models.DateTimeField("skickat", null=True, blank=True)
    history = History()

    class Meta:
        verbose_name = "anmält ärende"
        verbose_name_plural = "anmälda ärenden"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["member", "auditor"], person__isnull=False, party=None)
                | Q(kind="party", person=None, party__isnull=False)
                | Q(kind="presenter", person=None, party=None) & ~Q(name=""),
                name="raised_item_by_one",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn"])
                | Q(sent_at__isnull=False, received_on__isnull=False),
                name="raised_item_sent_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(meeting__isnull=False, paragraph__isnull=False),
                name="raised_item_taken_whole",
            ),
        ]
        triggers = [keeps("public_id", "body_id", "kind", "person_id", "party_id")]

    def __str__(self) -> str:
        return self.heading or "Utan rubrik"


class RaisedFile(models.Model):
    """Sv: fil till ett anmält ärende. It becomes an attachment when the office chooses it."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    item = models.ForeignKey(RaisedItem, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = LineField("namn", max_length=200, validators=[printable])
    file_name = LineField("filnamn", max_length=200, validators=[printable])
    history = History()

    class Meta:
        verbose_name = "fil till ett anmält ärende"
        verbose_name_plural = "filer till anmälda ärenden"
        ordering = ["item", "id"]
        triggers = [keeps("public_id", "item_id", "file_id")]

    def __str__(self) -> str:
        return self.name


class RaisedEvent(models.Model):
    """Sv: händelse i ett anmält ärende. `by` is None when its sender did it by a link, or it happened by itself."""

    item = models.ForeignKey(RaisedItem, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField("vad", max_length=20, choices=RaisedStep.choices)
    at = models.DateTimeField("tid")
    by = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="av",
    )
    text = models.TextField("anteckning", blank=True, validators=[printable])

    class Meta:
        verbose_name = "händelse i ett anmält ärende"
        verbose_name_plural = "händelser i anmälda ärenden"
        ordering = ["item", "at", "id"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d}"


class RaisedLink(models.Model):
    """Sv: länk till ett underlag. A key in a letter; the address it went to is forgotten with it.

    It works until the meeting begins, or `ended_at`: a newer one is sent, or the office has withdrawn it.
    """

    item = models.ForeignKey(RaisedItem, on_delete=models.PROTECT, related_name="links")
    email = models.EmailField("e-postadress")
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField("skickad")
    ended_at = models.DateTimeField("slutade gälla", null=True, blank=True)

    class Meta:
        verbose_name = "länk till ett underlag"
        verbose_name_plural = "länkar till underlag"
        ordering = ["item", "at", "id"]
        triggers = [keeps("item_id", "token_hash")]

    def __str__(self) -> str:
        return f"{self.item}, {self.at:%Y-%m-%d}"
