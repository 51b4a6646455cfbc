"""Bodies, and how their documents look."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from meetings.rules.chairing import BeforeElection
from meetings.rules.replies import DeputyCalling
from meetings.swedish import mid_sentence

from .history import History
from .identity import NO_BOARD_BY_ANOTHER_NAME, keeps
from .lines import LineField
from .ordering import swedish
from .signing_order import SigningOrder
from .summons_order import SummonsOrder
from .validators import printable

USUAL_SUMMONS_DAYS = 7  # days


class Body(SigningOrder, SummonsOrder):
    """Sv: organ. The board; preparatory groups and consultations use the same rooms."""

    class Kind(models.TextChoices):
        BOARD = "board", "Styrelse"
        COMMITTEE = "committee", "Arbetsutskott"
        PREPARATORY_GROUP = "preparatory_group", "Beredningsgrupp"
        CONSULTATION = "consultation", "Medlemssamråd"

    class Series(models.TextChoices):
        YEAR = "year", "Löpande under kalenderåret"
        MEETING = "meeting", "Från § 1 vid varje sammanträde"

    class DecisionStyle(models.TextChoices):
        LINES = "lines", "En rad per beslut"
        LIST = "bullets", "Punktlista"
        PROSE = "prose", "Löpande text utan streck"

    class NameOrder(models.TextChoices):
        OFFICE = "office", "Presidiet först, sedan efter efternamn"
        OFFICE_PARTY = "office_party", "Presidiet först, sedan efter medlem"
        PARTY = "party", "Efter medlem"
        NAME = "name", "Efter efternamn"

    class TitlePosition(models.TextChoices):
        AFTER = "after", "Efter namnet"
        BEFORE = "before", "Före namnet"

    class HeadingNumbers(models.TextChoices):
        PARAGRAPH = "paragraph", "§ 1"
        NUMBER = "number", "1."
        NONE = "none", "Utan nummer"

    class AttendanceLayout(models.TextChoices):
        ROLES = "roles", "Efter roll i protokollets huvud"
        RUNNING = "running", "Löpande text: närvarande och frånvarande"
        FIRST = "first", "Löpande text under den första rubriken"
        COLUMNS = "columns", "Två spalter: namn och organisation"

    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="bodies", verbose_name="förbund"
    )
    slug = models.SlugField("adress")
    name = LineField(
        "namn", max_length=100, validators=[printable], help_text="Till exempel Förbundsstyrelsen."
    )
    name_in_sentence = LineField(
        "namn inne i en mening",
        max_length=100,
        blank=True,
        validators=[printable],
        help_text="Till exempel «förbundsstyrelsen» eller «Vallnäs råd». Tomt: gissas av namnet.",
    )
    kind = models.CharField("slag", max_length=20, choices=Kind, default=Kind.BOARD)
    delegated_in = LineField(
        "beslutar enligt",
        max_length=100,
        blank=True,
        validators=[printable],
        help_text="Bara för ett arbetsutskott som beslutar: paragraf och dag, till exempel «§ 12 den 3 maj 2024». "
        "Tomt: utskottet för anteckningar, utan anslag. Obs: 10 § tredje stycket lagen om finansiell samordning av "
        "rehabiliteringsinsatser nämner ledamot, ersättare och anställd som den som kan få besluta, inte utskott.",
    )
    delegated_why = LineField(
        "varför utskottet kan besluta", max_length=300, blank=True, validators=[printable]
    )
    before_chair = models.CharField(
        "leder till dess att ordförande är vald",
        max_length=10,
        choices=BeforeElection.choices,
        default=BeforeElection.ELDEST.value,
    )
    series = models.CharField("paragrafnummer", max_length=10, choices=Series, default=Series.YEAR)
    document_title = LineField(
        "dokumentets rubrik", max_length=100, default="Protokoll", validators=[printable]
    )
    shows_meeting_number = models.BooleanField("visa protokollsnummer", default=False)
    meeting_number_pattern = LineField(
        "så skrivs protokollsnumret",
        max_length=40,
        default="{nr}",
        validators=[printable],
        help_text="{nr} är numret och {år} året, till exempel «# {nr} – {år}».",
    )
    heading_numbers = models.CharField(
        "rubrikernas nummer", max_length=10, choices=HeadingNumbers, default=HeadingNumbers.PARAGRAPH
    )
    letters_sub_items = models.BooleanField("bokstav före delärenden (a, b)", default=False)
    attendance_layout = models.CharField(
        "närvarolistans form", max_length=10, choices=AttendanceLayout, default=AttendanceLayout.ROLES
    )
    remote_label = LineField(
        "rubrik över dem på distans",
        max_length=60,
        blank=True,
        validators=[printable],
        help_text="Till exempel «Deltog digitalt». Tomt: «på distans» efter namnet.",
    )
    decision_tag = LineField(
        "märkning av beslutsärenden",
        max_length=40,
        blank=True,
        validators=[printable],
        help_text="Till exempel «BESLUTSÄRENDE». Tomt: ingen.",
    )
    shows_prepared = models.BooleanField(
        "skriv ut förslaget till beslut", default=False, help_text="Ovanför beslutet i protokollet."
    )
    foot_lines = models.BooleanField(
        "rader för signatur i sidfoten",
        default=False,
        help_text="«Justerande sign» och «Utdragsbestyrkande» från sidan 2, när protokollet justeras på papper.",
    )
    decision_heading = LineField(
        "rubrik över beslut",
        max_length=100,
        blank=True,
        default="Förbundsstyrelsens beslut",
        validators=[printable],
        help_text="Tomt: ingen rubrik.",
    )
    decision_style = models.CharField(
        "beslutens form", max_length=10, choices=DecisionStyle, default=DecisionStyle.LINES
    )
    name_order = models.CharField(
        "namnens ordning", max_length=15, choices=NameOrder, default=NameOrder.OFFICE
    )
    title_position = models.CharField(
        "titelns plats", max_length=10, choices=TitlePosition, default=TitlePosition.AFTER
    )
    org_number_on_every_page = models.BooleanField("organisationsnummer på varje sida", default=True)
    distance_decided_on = models.DateField(
        "beslut om distans, dag", null=True, blank=True, help_text="Styrelsens eget beslut (Finsam 19 a §)."
    )
    distance_decided_in = LineField("beslut om distans, paragraf", max_length=20, blank=True)
    distance_extent = LineField("beslutets omfattning", max_length=200, blank=True, validators=[printable])
    audio_allowed = models.BooleanField("beslutet omfattar enbart ljud vid särskilda skäl", default=False)
    reservation_days = models.PositiveSmallIntegerField(
        "dagar att motivera en reservation",
        null=True,
        blank=True,
        help_text="Räknat från sammanträdet. Tomt: tre arbetsdagar.",
    )
    deputies_noted_in = LineField(
        "ersättare får sin mening antecknad enligt",
        max_length=100,
        blank=True,
        validators=[printable],
        help_text="Styrelsens beslut (KL 6:17), till exempel «§ 5 den 3 maj 2024». "
        "Tomt: bara när ersättaren tjänstgör.",
    )
    deputy_calling = models.CharField(
        "ersättare kallas in så här",
        max_length=10,
        choices=DeputyCalling.choices,
        default=DeputyCalling.OFFICE.value,
        help_text="När någon svarar att den har förhinder.",
    )
    deputy_hours = models.PositiveSmallIntegerField(
        "timmar för en ersättare att svara",
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text="Sedan frågas nästa. När det är mindre än två dagar kvar frågas alla på en gång.",
    )
    protocol_to_members = models.BooleanField(
        "det justerade protokollet skickas till medlemmarna",
        default=True,
        help_text="Så får medlemmarna veta vad som har beslutats (18 § lagen om finansiell samordning av "
        "rehabiliteringsinsatser).",
    )
    verifier_count = models.PositiveSmallIntegerField(
        "antal justerare utöver ordföranden", default=1, validators=[MinValueValidator(1)]
    )
    history = History()

    class Meta:
        verbose_name = "organ"
        verbose_name_plural = "organ"
        ordering = ["association", swedish("name")]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "slug"],
                name="body_slug_unique",
                violation_error_message="Adressen används redan av ett annat organ.",
            ),
            models.CheckConstraint(
                condition=Q(delegated_in="", delegated_why="")
                | Q(kind="committee") & ~Q(delegated_in="") & ~Q(delegated_why=""),
                name="body_delegation_whole",
                violation_error_message="Bara ett arbetsutskott anger var och varför det får besluta, och båda behövs.",
            ),
        ]
        triggers = [keeps("association_id"), NO_BOARD_BY_ANOTHER_NAME]

    def __str__(self) -> str:
        return self.name

    @property
    def in_sentence(self) -> str:
        """The name as it is written inside a sentence: «beslut av förbundsstyrelsen»."""
        return self.name_in_sentence or mid_sentence(self.name)

    @property
    def summons_period(self) -> int:
        """How many days before a meeting its summons is to be out; 0 where nothing is said of it.

        The law names no period: a board that has not said otherwise has the seven days that most work by.
        """
        if self.summons_days is None:
            return USUAL_SUMMONS_DAYS if self.kind == self.Kind.BOARD else 0
        return self.summons_days

    @property
    def under_kl(self) -> bool:
        """Whether it decides under kommunallagen: quorum, votes, verification and notice (Finsam 19 §).

        A committee only when the association has said where it was given the power: 10 § third paragraph does not
        name one. The function `meetings_decides` says the same in the database.
        """
        return self.kind == self.Kind.BOARD or (self.kind == self.Kind.COMMITTEE and bool(self.delegated_in))


class BodyYear(models.Model):
    """Sv: årets nummerserie. Where the year's numbers begin; its row is also the lock of the series."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="years", verbose_name="organ")
    year = models.PositiveSmallIntegerField("år")
    first_paragraph = models.PositiveIntegerField(
        "första paragraf",
        default=1,
        validators=[MinValueValidator(1)],
        help_text="Ett förbund som börjar i maj fortsätter till exempel på § 37.",
    )
    first_meeting = models.PositiveIntegerField(
        "första protokollsnummer", default=1, validators=[MinValueValidator(1)]
    )
    history = History()

    class Meta:
        verbose_name = "nummerserie"
        verbose_name_plural = "nummerserier"
        ordering = ["body", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year"],
                name="body_year_unique",
                violation_error_message="Året finns redan för det här organet.",
            )
        ]
        triggers = [keeps("body_id")]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"


class DocumentRow(models.Model):
    """Sv: rad i protokollets huvud. Label, order and whether it shows are the association's choice."""

    class Key(models.TextChoices):
        PLACE_TIME = "place_time", "Plats och tid"
        DECIDING = "deciding", "Beslutande"
        OTHERS = "others", "Övriga deltagare"
        VERIFICATION = "verification_place_time", "Plats och tid för justering"
        SECRETARY = "secretary", "Sekreterare"
        PARAGRAPHS = "paragraphs", "Paragrafer"
        CHAIR = "chair", "Ordförande"
        VERIFIERS = "verifiers", "Justerande"
        PROOF = "proof", "Bevis"
        INSTANCE = "instance", "Instans"
        DATE = "date", "Sammanträdesdatum"
        NOTICE = "notice", "Anslag"
        STORAGE = "storage", "Förvaringsplats"
        SIGNATURE = "signature", "Underskrift"

    body = models.ForeignKey(
        Body, on_delete=models.CASCADE, related_name="document_rows", verbose_name="organ"
    )
    key = models.CharField("innehåll", max_length=30, choices=Key)
    label = LineField("etikett", max_length=60, validators=[printable])
    position = models.PositiveSmallIntegerField("ordning")
    shown = models.BooleanField("visas", default=True)

    class Meta:
        verbose_name = "rad i protokollets huvud"
        verbose_name_plural = "rader i protokollets huvud"
        ordering = ["body", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "key"],
                name="document_row_unique",
                violation_error_message="Raden finns redan.",
            )
        ]
        triggers = [keeps("body_id")]

    def __str__(self) -> str:
        return self.label
