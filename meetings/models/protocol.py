"""Frozen versions, their signatures, and what opened or verified them. All of it only ever added."""

from django.db import models
from django.db.models import Q

from meetings.rules import verification
from meetings.rules.signing_level import CHOICES as LEVELS

from . import guards
from .identifiers import public_id
from .lines import LineField
from .meeting import Meeting
from .paragraph import Paragraph
from .person import Person


class Protocol(models.Model):
    """Sv: protokoll. Covers a set of §§ of one meeting, usually all; number 1 is the meeting's own."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="protocols")
    number = models.PositiveSmallIntegerField("nummer", default=1)
    paragraphs = models.ManyToManyField(
        Paragraph, through="meetings.ProtocolParagraph", related_name="protocols", verbose_name="paragrafer"
    )
    hidden_at = models.DateTimeField(
        "borttaget från webben", null=True, blank=True, help_text="Visas inte längre för allmänheten."
    )

    class Meta:
        verbose_name = "protokoll"
        verbose_name_plural = "protokoll"
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="protocol_number_unique")]
        triggers = guards.fixed(but=["hidden_at"])

    def __str__(self) -> str:
        return f"Protokoll {self.meeting}"

    @property
    def is_immediate(self) -> bool:
        """Whether it holds §§ that were verified during the meeting, apart from the meeting's own protocol."""
        return self.number > 1

    @property
    def key(self) -> str:
        """The meeting's day as in addresses, with -omedelbart for §§ verified at once: 2024-05-30-omedelbart-2."""
        if not self.is_immediate:
            return self.meeting.key
        order = "" if self.number == 2 else f"-{self.number - 1}"
        return f"{self.meeting.key}-omedelbart{order}"


class ProtocolParagraph(models.Model):
    """Sv: § som protokollet omfattar."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="paragraph_links")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="protocol_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["protocol", "paragraph"], name="protocol_paragraph_unique")
        ]
        triggers = guards.locked_with_meeting(
            meeting="(SELECT meeting_id FROM meetings_protocol WHERE id = {row}.protocol_id)",
            paragraph="paragraph_id",
        )

    def __str__(self) -> str:
        return f"{self.protocol}, {self.paragraph}"


class ProtocolVersion(models.Model):
    """Sv: låst version. The snapshot is the protocol; everything is rendered from it."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    snapshot = models.JSONField("ögonblicksbild")
    sha256 = models.CharField("PDF:ens SHA-256", max_length=64)
    file = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField("låst")
    frozen_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "låst version"
        verbose_name_plural = "låsta versioner"
        ordering = ["protocol", "number"]
        constraints = [models.UniqueConstraint(fields=["protocol", "number"], name="version_number_unique")]
        triggers = [*guards.ONLY_ADDED, guards.NEW_VERSION]

    def __str__(self) -> str:
        return f"{self.protocol}, version {self.number}"

    def name_of(self, person: Person) -> str:
        """What the version calls one who signs it, unlike everybody else; prefetch `signatories` for many."""
        names = {one.person_id: one.name for one in self.signatories.all()}
        return names.get(person.pk, person.name)


class Signatory(models.Model):
    """Sv: den som ska skriva under en låst version, or who can do it in somebody's place (StandIn).

    `paragraphs` are the numbers of the §§ signed for, or of those a stand-in took part in; None for all.
    """

    Role = verification.SigningRole

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    version = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="signatories")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="signatories")
    role = models.CharField("roll", max_length=20, choices=Role.choices)
    name = LineField("namn", max_length=200)
    position = models.PositiveSmallIntegerField("ordning")
    paragraphs = models.JSONField("paragrafer", null=True, blank=True)
    is_awaited = models.BooleanField("väntas in", default=True)

    class Meta:
        verbose_name = "undertecknare"
        verbose_name_plural = "undertecknare"
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "person", "role"], name="signatory_unique"),
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display().lower()}"


class Signature(models.Model):
    """Sv: underskrift. Who, when, from where, how, and the hash of what was signed.

    `evidence` is what the method leaves behind to be checked later, as JSON.
    """

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")
    at = models.DateTimeField("tid")
    method = models.CharField("metod", max_length=40)
    means_since = models.DateTimeField(
        "nyckeln registrerades",
        null=True,
        blank=True,
        help_text="Inloggningsnyckel eller e-legitimation; annars tom.",
    )
    level = models.PositiveSmallIntegerField(
        "nivå", choices=LEVELS, null=True, blank=True, help_text="Tom för underskrift på papper."
    )
    evidence = models.JSONField("bevis", default=dict, blank=True)
    sha256 = models.CharField("undertecknad SHA-256", max_length=64)
    ip_address = models.GenericIPAddressField("adress", null=True, blank=True)
    user_agent = models.CharField("webbläsare", max_length=300, blank=True)
    dissent = models.TextField("avvikande mening", blank=True)
    registered_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "underskrift"
        verbose_name_plural = "underskrifter"
        ordering = ["at"]
        triggers = [*guards.ONLY_ADDED, guards.NEW_SIGNATURE]

    def __str__(self) -> str:
        return f"{self.signatory}, {self.at:%Y-%m-%d %H:%M}"


class ChangeRequest(models.Model):
    """Sv: begäran om ändring, or the secretary's återtagande. Either opens the version and voids its signatures."""

    class Kind(models.TextChoices):
        REQUEST = "request", "Begärd ändring"
        WITHDRAWAL = "withdrawal", "Återtaget"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    version = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="change_requests")
    kind = models.CharField("slag", max_length=10, choices=Kind)
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, null=True, blank=True, related_name="change_requests"
    )
    decision_public_id = models.CharField("beslut", max_length=12, blank=True)
    reason = models.TextField("skäl")
    proposed_text = models.TextField("förslag till lydelse", blank=True)

    class Meta:
        verbose_name = "begäran om ändring"
        verbose_name_plural = "begärda ändringar"
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="change_request_has_reason")]
        triggers = [*guards.ONLY_ADDED, guards.NEW_CHANGE_REQUEST]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.version}"

    @property
    def name(self) -> str:
        """Who asked, by the name that nobody else in the version has."""
        return self.version.name_of(self.person)


class ChangeAnswer(models.Model):
    """Sv: svar på begäran om ändring."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", "Ändrat enligt förslaget"
        CHANGED = "changed", "Ändrat på annat sätt"
        KEPT = "kept", "Texten står kvar"

    request = models.OneToOneField(ChangeRequest, on_delete=models.PROTECT, related_name="answer")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")
    outcome = models.CharField("svar", max_length=10, choices=Outcome)
    text = models.TextField("motivering", blank=True)

    class Meta:
        verbose_name = "svar på begäran om ändring"
        verbose_name_plural = "svar på begärda ändringar"
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def name(self) -> str:
        """Who answered, as the version knows them."""
        return self.request.version.name_of(self.person)


class Referral(models.Model):
    """Sv: justeringen hänskjuten till nästa sammanträde, by the chair after a serious disagreement.

    `item` is the § in which that meeting takes it up.
    """

    version = models.ForeignKey(ProtocolVersion, on_delete=models.PROTECT, related_name="referrals")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")
    reason = models.TextField("skäl")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )

    class Meta:
        verbose_name = "hänskjuten justering"
        verbose_name_plural = "hänskjutna justeringar"
        triggers = guards.fixed(once=["meeting_id", "item_id"])

    def __str__(self) -> str:
        return f"Hänskjuten justering, {self.version}"

    @property
    def name(self) -> str:
        """Who referred it, as the version knows them."""
        return self.version.name_of(self.person)


class Verification(models.Model):
    """Sv: justering. The day, the sealed original and the public copy, which is made anew when what is withheld
    of it changes (ReplacedCopy)."""

    class Method(models.TextChoices):
        ONLINE = "online", "Digitalt"
        BOARD = "board", "Av styrelsen"
        PAPER = "paper", "På papper"
        NOTES = "notes", "Färdigställda utan justering"

    protocol = models.OneToOneField(Protocol, on_delete=models.PROTECT, related_name="verification")
    version = models.OneToOneField(ProtocolVersion, on_delete=models.PROTECT, related_name="verification")
    day = models.DateField("justeringsdag")
    at = models.DateTimeField("registrerad")
    method = models.CharField("sätt", max_length=10, choices=Method, default=Method.ONLINE)
    record = models.JSONField("underskrifter")
    original = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, related_name="+")
    public_copy = models.ForeignKey(
        "meetings.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    scan = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "justering"
        verbose_name_plural = "justeringar"
        ordering = ["-day"]
        triggers = [
            *guards.fixed(but=["public_copy_id"]),
            guards.NEW_VERIFICATION,
            guards.COPY_REPLACED_OPENLY,
        ]

    def __str__(self) -> str:
        return f"{self.protocol}, justerat {self.day}"


class Reminder(models.Model):
    """Sv: påminnelse om underskrift, by hand or by itself."""

    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="reminders")
    at = models.DateTimeField("tid")
    sent_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "påminnelse"
        verbose_name_plural = "påminnelser"
        ordering = ["at"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.signatory}, {self.at:%Y-%m-%d}"
