"""The association, its series of registry numbers and who works for it."""

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

from . import guards
from .history import History
from .identity import given, keeps
from .lines import LineField
from .ordering import swedish
from .validators import (
    colour,
    not_reserved,
    organisation_number,
    printable,
    readable_on_white,
    registry_pattern,
)


class Association(models.Model):
    """Sv: samordningsförbund. Everything else belongs to one."""

    class Accessibility(models.TextChoices):
        """The three that Digg's rules for a tillgänglighetsredogörelse know."""

        FULLY = "fully", "Helt förenlig"
        PARTLY = "partly", "Delvis förenlig"
        NOT = "not", "Inte förenlig"

    class AccessibilityMethod(models.TextChoices):
        """Who looked, as the statement must say (MDFFS 2019:2)."""

        SELF = "self", "Självskattning"
        EXTERNAL = "external", "Granskning av en utomstående"

    slug = models.SlugField(
        "adress",
        unique=True,
        validators=[not_reserved],
        help_text="Står i alla webbadresser, till exempel exempelvik.",
    )
    name = LineField("namn", max_length=200, validators=[printable])
    org_number = models.CharField("organisationsnummer", max_length=11, validators=[organisation_number])
    address = models.TextField("postadress", blank=True, validators=[printable], help_text="En rad per rad.")
    email = models.EmailField("e-postadress", blank=True)
    phone = LineField("telefon", max_length=50, blank=True)
    web = models.URLField("webbplats", blank=True)
    logo = models.ForeignKey(
        "meetings.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="logotyp",
        related_name="+",
    )
    logo_alt = LineField("logotypens text", max_length=200, blank=True, validators=[printable])
    accent = models.CharField(
        "profilfärg", max_length=7, default="#0e5a47", validators=[colour, readable_on_white]
    )
    # KL 13:4: an appeal goes in writing to förvaltningsrätten; to which one, the association says.
    court = LineField(
        "förvaltningsrätt",
        max_length=100,
        validators=[printable],
        help_text="Dit beslut överklagas, till exempel Förvaltningsrätten i Härnösand.",
    )
    appeal_court = LineField(
        "kammarrätt",
        max_length=100,
        blank=True,
        validators=[printable],
        help_text="Dit ett beslut att inte lämna ut en handling överklagas, till exempel Kammarrätten i Sundsvall.",
    )
    # KL 8:12: a notice says where the protocol is to be found.
    storage_place = LineField(
        "förvaringsplats", max_length=200, default="Förbundets kansli", validators=[printable]
    )
    verification_decided_on = models.DateField(
        "beslut om justeringssätt, dag", null=True, blank=True, help_text="Styrelsens eget beslut (KL 5:69)."
    )
    verification_decided_in = LineField("beslut om justeringssätt, paragraf", max_length=20, blank=True)
    registry_pattern = models.CharField(
        "diarienummer",
        max_length=40,
        default="{år}/{nr:4}",
        validators=[registry_pattern],
        help_text="{år} är året och {nr:4} löpnumret med fyra siffror.",
    )
    reminder_days = models.PositiveSmallIntegerField(
        "påminn efter antal dagar", default=3, validators=[MinValueValidator(1)]
    )
    largest_file_mb = models.PositiveSmallIntegerField(
        "största fil, MB", default=25, validators=[MinValueValidator(1)]
    )
    second_factor_board = models.BooleanField(
        "ledamöter, ersättare och andra som skriver under", default=False
    )
    second_factor_auditors = models.BooleanField("revisorer", default=False)
    second_factor_applicants = models.BooleanField("de som söker medel", default=False)
    public_meetings_announced = LineField(
        "offentliga sammanträden tillkännages",
        max_length=300,
        blank=True,
        validators=[printable],
        help_text="Var och hur, som förbundsordningen säger. Till exempel «på medlemskommunernas anslagstavlor».",
    )
    # What lagen (2018:1937) 13 § and Digg's regulation MDFFS 2019:2 ask a statement for. Empty until it is assessed.
    accessibility = models.CharField(
        "hur webbplatsen uppfyller lagen", max_length=10, choices=Accessibility, blank=True
    )
    accessibility_assessed_on = models.DateField("bedömd den", null=True, blank=True)
    accessibility_method = models.CharField(
        "hur den bedömdes", max_length=10, choices=AccessibilityMethod, blank=True
    )
    accessibility_updated_on = models.DateField("redogörelsen uppdaterad den", null=True, blank=True)
    accessibility_statement = models.TextField(
        "brister",
        blank=True,
        validators=[printable],
        help_text="En brist på varje rad: vilken del det gäller, varför den inte är tillgänglig, och hur man kan få "
        "innehållet på ett annat sätt.",
    )
    accessibility_burden = models.TextField(
        "oskäligt betungande att anpassa",
        blank=True,
        validators=[printable],
        help_text="Det som förbundet har bedömt enligt 12 §, och skälen. En del på varje rad.",
    )
    accessibility_exempt = models.TextField(
        "innehåll som lagen inte gäller",
        blank=True,
        validators=[printable],
        help_text="Det som 9 § undantar, till exempel innehåll från andra som förbundet inte råder över. En del på "
        "varje rad.",
    )
    accessibility_answered_within = LineField(
        "svarstid", max_length=50, default="två arbetsdagar", validators=[printable]
    )
    accessibility_supervisor = LineField(
        "tillsynsmyndighet",
        max_length=200,
        default="Myndigheten för digital förvaltning (Digg)",
        validators=[printable],
        help_text="Kontrollera vilken myndighet som har tillsynen nu.",
    )
    accessibility_complaints = models.URLField(
        "sidan där man anmäler",
        default="https://www.digg.se/tdosanmalan",
        help_text="Tillsynsmyndighetens formulär.",
    )
    data_protection_officer = LineField(
        "dataskyddsombud",
        max_length=200,
        blank=True,
        validators=[printable],
        help_text="Namn eller funktion. En myndighet ska ha ett (artikel 37 i dataskyddsförordningen).",
    )
    data_protection_contact = LineField(
        "dataskyddsombudets e-post eller telefon", max_length=200, blank=True, validators=[printable]
    )
    preservation = models.TextField(
        "hur länge uppgifter bevaras",
        blank=True,
        validators=[printable],
        help_text="Vad förbundets dokumenthanteringsplan säger. Visas på sidan om personuppgifter.",
    )
    history = History()

    class Meta:
        verbose_name = "samordningsförbund"
        verbose_name_plural = "samordningsförbund"
        ordering = [swedish("name")]
        constraints = [
            models.CheckConstraint(
                name="accessibility_assessed_as_one",
                condition=models.Q(
                    accessibility="",
                    accessibility_method="",
                    accessibility_assessed_on=None,
                    accessibility_updated_on=None,
                )
                | (
                    ~models.Q(accessibility="")
                    & ~models.Q(accessibility_method="")
                    & models.Q(
                        accessibility_assessed_on__isnull=False, accessibility_updated_on__isnull=False
                    )
                ),
                violation_error_message="Ange hur webbplatsen uppfyller lagen, hur och när den bedömdes och när "
                "redogörelsen uppdaterades. Lämna annars allt tomt.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dialled(self) -> str:
        """The phone number as a telephone dials it (RFC 3966): digits, with + before a country's code."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


# A number that was given is not given again.
ONLY_GROWS = guards.Guard(
    name="only_grows",
    operation=pgtrigger.Update,
    func="IF NEW.next_number < OLD.next_number THEN RAISE EXCEPTION 'Nummer som är tagna ges inte igen.'"
    " USING ERRCODE = 'P0001'; END IF; RETURN NEW;",
)


class RegistryYear(models.Model):
    """Sv: årets diarieserie. Holds the next number; its row is the lock of the series."""

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="registry_years", verbose_name="förbund"
    )
    year = models.PositiveSmallIntegerField("år")
    next_number = models.PositiveIntegerField("nästa nummer", default=1, validators=[MinValueValidator(1)])
    history = History()

    class Meta:
        verbose_name = "diarieserie"
        verbose_name_plural = "diarieserier"
        ordering = ["association", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "year"],
                name="registry_year_unique",
                violation_error_message="Året finns redan.",
            )
        ]
        triggers = [keeps("association_id"), ONLY_GROWS]

    def __str__(self) -> str:
        return f"{self.year}, nästa nummer {self.next_number}"


class Role(models.Model):
    """Sv: roll i kansliet, or auditor; or attestant, a member's economist who confirms to which account money goes."""

    class Kind(models.TextChoices):
        SECRETARY = "secretary", "Sekreterare"
        MANAGER = "manager", "Förbundschef"
        AUDITOR = "auditor", "Revisor"
        APPROVER = "approver", "Attestant"

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="roles", verbose_name="förbund"
    )
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="roles", verbose_name="person"
    )
    kind = models.CharField("roll", max_length=10, choices=Kind)
    given_at = models.DateTimeField("given", default=timezone.now, editable=False)
    # When the row was given is not what the row once said, and a row of its history has its own moment.
    history = History(excluded_fields=["given_at"])

    class Meta:
        verbose_name = "roll"
        verbose_name_plural = "roller"
        ordering = ["association", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "person", "kind"],
                name="role_unique",
                violation_error_message="Personen har redan den rollen.",
            )
        ]
        triggers = [
            keeps("association_id"),
            given("NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.kind IS DISTINCT FROM OLD.kind"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display().lower()}"
