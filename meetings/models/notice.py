"""Our notice, the members' postings of it, and appeals."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from . import guards
from .identifiers import public_id
from .lines import LineField
from .mandate import KeyRange
from .ordering import swedish
from .paragraph import Paragraph
from .protocol import Protocol


class Notice(models.Model):
    """Sv: anslag, tillkännagivande av justering (KL 8:12). Its text is what was known when it was posted."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    protocol = models.OneToOneField(Protocol, on_delete=models.PROTECT, related_name="notice")
    posted = models.DateField("anslaget")
    posted_at = models.DateTimeField("registrerat")
    verified = models.DateField("justerat")
    paragraphs_text = models.CharField("paragrafer", max_length=100)
    storage_place = models.CharField("förvaringsplats", max_length=200)
    court = models.CharField("förvaltningsrätt", max_length=100)

    class Meta:
        verbose_name = "anslag"
        verbose_name_plural = "anslag"
        ordering = ["-posted", "-id"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"Anslag, {self.protocol}"


class Posting(models.Model):
    """Sv: anslag hos en medlem. Mandatory at every kommun and region (Finsam 19 §), a copy to others."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="postings")
    party = models.ForeignKey("meetings.Party", on_delete=models.PROTECT, related_name="+")
    board = LineField("anslagstavla", max_length=200)
    email = models.EmailField("e-post", blank=True)
    mandatory = models.BooleanField("lagstadgad")
    sent_at = models.DateTimeField("skickat", null=True, blank=True)
    reminded_at = models.DateTimeField("påmind", null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "anslag hos medlem"
        verbose_name_plural = "anslag hos medlemmar"
        ordering = ["notice", "-mandatory", swedish("board")]
        constraints = [
            models.UniqueConstraint(fields=["notice", "party"], name="posting_unique"),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="posting_token_unique"
            ),
        ]
        triggers = guards.fixed(but=["email", "reminded_at", "token_hash"], once=["sent_at"])

    def __str__(self) -> str:
        return self.board


class CurrentPeriods(models.Manager["PostingPeriod"]):
    """The periods as they are now known, without those that a correction has replaced."""

    def get_queryset(self) -> models.QuerySet["PostingPeriod"]:
        return super().get_queryset().filter(replaced_at__isnull=True)


class PostingPeriod(models.Model):
    """Sv: tid då anslaget var uppe hos medlemmen. Taken down early, it is put up again as a new one.

    What was registered stands. A correction is a new row, and the old one says when it was replaced. A registrar is
    whoever in the chancellery registered it on the board's behalf. `accepted_from` is the first day of the common
    period of which this time misses some days, and which the office has accepted all the same.
    """

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="periods")
    first_day = models.DateField("uppsatt")
    last_day = models.DateField("nedtaget", null=True, blank=True)
    up_by = LineField("uppsatt av", max_length=200)
    up_at = models.DateTimeField("uppsättning registrerad")
    up_registrar = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    down_by = LineField("nedtaget av", max_length=200, blank=True)
    down_at = models.DateTimeField("nedtagning registrerad", null=True, blank=True)
    down_registrar = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    certificate = models.ForeignKey(
        "meetings.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced_at = models.DateTimeField("ersatt av en rättelse", null=True, blank=True)
    accepted_from = models.DateField("godtas för tiden från", null=True, blank=True)
    accepted_why = models.TextField("varför", blank=True)
    accepted_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField("godtaget", null=True, blank=True)

    # The first manager is the one that `posting.periods` uses: a replaced period is found by `registered` alone.
    objects = CurrentPeriods()
    registered = models.Manager["PostingPeriod"]()

    class Meta:
        verbose_name = "anslagstid"
        verbose_name_plural = "anslagstider"
        ordering = ["posting", "first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True, down_at__isnull=True, down_by="")
                | Q(last_day__gte=F("first_day"), down_at__isnull=False) & ~Q(down_by=""),
                name="posting_period_down_whole",
                violation_error_message="Anslaget kan inte tas ner före den dag då det sattes upp.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_from=None, accepted_why="", accepted_by=None, accepted_at=None)
                | Q(accepted_from__isnull=False, accepted_by__isnull=False, accepted_at__isnull=False)
                & ~Q(accepted_why=""),
                name="posting_period_accepted_whole",
            ),
            ExclusionConstraint(
                name="posting_period_no_overlap",
                expressions=[
                    (KeyRange("posting_id"), RangeOperators.OVERLAPS),
                    (
                        models.Func(
                            F("first_day"),
                            F("last_day"),
                            function="daterange",
                            # Without the last day: taken down and put up again on one day is no overlap.
                            template="%(function)s(%(expressions)s, '[)')",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(replaced_at__isnull=True),
                violation_error_message="Anslaget är redan uppsatt under den tiden.",
            ),
        ]
        triggers = guards.fixed(
            once=[
                *("last_day", "down_by", "down_at", "down_registrar_id"),
                *("certificate_id", "replaced_at"),
                *("accepted_from", "accepted_why", "accepted_by_id", "accepted_at"),
            ]
        )

    def __str__(self) -> str:
        return f"{self.posting}, {self.first_day}"


class PostingSummary(models.Model):
    """Sv: sammanställning av anslag: when each board had it up and how we know, sealed, with the boards' own bevis.

    `number` counts from 1 within the notice: what is told later makes another, and the earlier ones stand.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="summaries")
    number = models.PositiveSmallIntegerField("nummer")
    snapshot = models.JSONField("innehåll")
    file = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("gjord")
    by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "sammanställning av anslag"
        verbose_name_plural = "sammanställningar av anslag"
        ordering = ["notice", "number"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="posting_summary_number_unique")
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"Sammanställning {self.number}, {self.notice}"


class Appeal(models.Model):
    """Sv: överklagande (laglighetsprövning, KL 13 kap.) registered on its §. `outcome` is how it ended.

    Sv: inhibition: from `stayed` to `stay_lifted` the decision is not in force (28 § förvaltningsprocesslagen).
    """

    class Outcome(models.TextChoices):
        REJECTED = "rejected", "Avslaget"
        UPHELD = "upheld", "Bifallet: beslutet är upphävt"
        TOO_LATE = "too_late", "Avvisat: det kom in för sent"
        DISMISSED = "dismissed", "Avvisat av annat skäl"
        STRUCK_OUT = "struck_out", "Avskrivet"
        WITHDRAWN = "withdrawn", "Återkallat"

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="appeals")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="appeals", verbose_name="paragraf"
    )
    received = models.DateField("kom in")
    case_number = LineField("målnummer", max_length=50, blank=True)
    note = models.TextField("anteckning", blank=True)
    closed = models.DateField("avgjort", null=True, blank=True)
    outcome = models.CharField("utgång", max_length=20, choices=Outcome, blank=True)
    stayed = models.DateField("inhibition beslutad", null=True, blank=True)
    stay_lifted = models.DateField("inhibitionen upphävd", null=True, blank=True)
    registered_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField("registrerat")

    class Meta:
        verbose_name = "överklagande"
        verbose_name_plural = "överklaganden"
        ordering = ["received"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="") | Q(closed__isnull=False), name="appeal_outcome_has_day"
            ),
            models.CheckConstraint(
                condition=Q(stay_lifted__isnull=True) | Q(stayed__isnull=False), name="appeal_stay_in_order"
            ),
        ]
        triggers = guards.fixed(once=["closed", "outcome", "stayed", "stay_lifted"])

    def __str__(self) -> str:
        return f"Överklagande, {self.paragraph}"
