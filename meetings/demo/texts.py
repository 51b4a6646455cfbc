"""What the demo's meetings say. Places, people and projects are invented."""

from dataclasses import dataclass, field

from meetings.rules.first_wordings import AGENDA
from meetings.rules.paragraph_kind import ParagraphKind


@dataclass(frozen=True)
class Item:
    """One § to write: rich text, decisions, and sub-items as (heading, text)."""

    heading: str
    text: str
    kind: str = ParagraphKind.DECISION
    decisions: tuple[str, ...] = ()
    sub_items: tuple[tuple[str, str], ...] = ()
    text_after: str = ""
    attachments: tuple[str, ...] = field(default=())


PROSE_AGENDA = (
    *AGENDA[:2],
    (ParagraphKind.ELECTION, "Val av justerare", "", "Till justerare utsågs {justerare}."),
    (
        ParagraphKind.DECISION,
        "Föregående protokoll",
        "Protokollet från {föregående sammanträde} gicks igenom.",
        "Protokollet lades till handlingarna.",
    ),
)
END = Item(
    "Sammanträdet avslutas",
    "<p>Ordföranden tackar för engagemanget och avslutar sammanträdet.</p>",
    kind=ParagraphKind.FORMALITY,
)

WINTER = (
    Item(
        "Val av ordförande och vice ordförande",
        "<p>Styrelsen väljer själv ordförande och vice ordförande bland ledamöterna.</p>",
        kind=ParagraphKind.ELECTION,
    ),
    Item(
        "Årsredovisning",
        "<p>Förbundschefen redogör för årets resultat. Förbundet redovisar ett överskott på 212 000 kronor, främst "
        "för att insatsen Steget vidare startade i mars i stället för i januari.</p>"
        "<p>Årsredovisningen ska lämnas till medlemmarna och revisorerna senast den 31 mars.</p>",
        decisions=(
            "att godkänna årsredovisningen,",
            "att uppdra åt förbundschefen att lämna den till medlemmarna och revisorerna.",
        ),
        attachments=("Årsredovisning",),
    ),
    Item(
        "Informationsärenden",
        "",
        kind=ParagraphKind.INFORMATION,
        sub_items=(
            ("Ekonomisk rapport", "<p>Utfallet till och med januari följer budgeten.</p>"),
            (
                "Insatsen Steget vidare",
                "<p>Tolv personer deltar. Fyra har gått vidare till studier eller praktik.</p>",
            ),
        ),
        decisions=("Styrelsen har tagit del av informationen.",),
    ),
)
SPRING = (
    Item(
        "Sammanträdesdagar under hösten",
        "<p>Kansliet föreslår två sammanträden under hösten, båda i stadshuset.</p>",
        decisions=("att fastställa sammanträdesdagarna enligt förslaget.",),
    ),
    Item(
        "Informationsärenden",
        "",
        kind=ParagraphKind.INFORMATION,
        sub_items=(
            ("Ekonomisk rapport", "<p>Prognosen pekar på ett mindre överskott.</p>"),
            ("Medlemssamråd", "<p>Medlemmarna var nöjda med formen och vill ha mer tid för grupparbete.</p>"),
        ),
        decisions=("Styrelsen har tagit del av informationen.",),
    ),
)
AUTUMN = (
    Item(
        "Utvärdering av Steget vidare",
        "<p>En extern utvärderare presenterar sina slutsatser. Deltagarna uppger att de fått <strong>en kontakt i "
        "stället för fyra</strong>. Utvärderaren pekar på tre framgångsfaktorer:</p>"
        "<ol><li>tidig gemensam kartläggning,</li><li>korta vägar mellan handläggarna,</li>"
        "<li>uppföljning även efter avslut.</li></ol>",
        decisions=(
            "att ställa sig bakom utvärderingens slutsatser,",
            "att uppdra åt förbundschefen att föreslå hur arbetssättet kan tas in i ordinarie verksamhet.",
        ),
        attachments=("Utvärdering Steget vidare",),
    ),
    Item(
        "Budgetförstärkning för konferensen Hela vägen",
        "<p>Konferensen får en dag till och behöver teknik för att kunna sändas. Det finns utrymme i budgeten.</p>",
        decisions=("att förstärka budgeten för konferensen med 25 000 kronor.",),
    ),
    Item(
        "Informationsärenden",
        "",
        kind=ParagraphKind.INFORMATION,
        sub_items=(
            ("Ekonomisk rapport", "<p>Utfallet följer prognosen.</p>"),
            (
                "Rapport från nätverksträffen",
                "<p>Ordföranden rapporterar från träffen med länets förbund.</p>",
            ),
        ),
        decisions=("Styrelsen har tagit del av informationen.",),
    ),
)
OUT = (
    Item(
        "Rättelse av protokoll",
        "<p>I paragrafen om årsredovisningen står att överskottet är 212 000 kronor. Rätt belopp är "
        "221 000 kronor.</p>",
        decisions=("att beloppet rättas till 221 000 kronor.",),
    ),
    Item(
        "Ny form för medlemssamråd",
        "<p>Kansliet föreslår att samrådet hålls tillsammans med länets övriga förbund.</p>",
        decisions=("att samrådet hålls gemensamt från och med nästa år.",),
    ),
    Item(
        "Deltagande i följeforskning om arbetsmarknadsinkludering",
        "<p>Styrelsen ställde sig i våras positiv till att delta i universitetets följeforskning, under förutsättning "
        "att berörda enheter hinner landa i sin nya organisation och att årskostnaden inte överstiger "
        "50 000 kronor. Tolv förbund har anmält intresse, vilket gör att kostnaden ryms.</p>"
        "<p>Förbundschefen redogör för dialogmötet med Arbetsförmedlingen, kommunens arbetsmarknadsenhet och de "
        "forskningsansvariga.</p>",
        decisions=(
            "att delta i följeforskningsprojektet i tre år,",
            "att uppdra åt förbundschefen att teckna avtal.",
        ),
        attachments=("Projektbeskrivning följeforskning",),
    ),
    Item(
        "Verksamhetsplan och budget",
        "<p>Förslaget har varit på samråd med medlemmarna. Region Vallnäs vill att uppföljningen beskrivs tydligare, "
        "vilket har arbetats in.</p><blockquote><p>Förbundet ska bidra till att fler invånare får ett samordnat stöd "
        "på vägen till arbete eller studier.</p></blockquote>",
        decisions=("att fastställa verksamhetsplan och budget för nästa år.",),
        attachments=("Verksamhetsplan och budget",),
    ),
    Item(
        "Informationsärenden",
        "",
        kind=ParagraphKind.INFORMATION,
        sub_items=(
            ("Ekonomisk rapport", "<p>Förbundschefen lämnar en aktuell ekonomisk rapport.</p>"),
            (
                "Våldsförebyggande arbete",
                "<p>Utvecklingsstrategen rapporterar. Nästa steg är en gemensam utbildning.</p>",
            ),
        ),
        decisions=("Styrelsen har tagit del av informationen.",),
    ),
)
DRAFT = (Item("Övriga frågor", "", kind=ParagraphKind.INFORMATION),)
SMALL = (
    Item(
        "Redogörelse för ekonomin",
        "<p>Resultatet blev ett överskott på 48 000 kronor mot budget.</p>",
        decisions=("Styrelsen beslutade att lägga redogörelsen till handlingarna.",),
    ),
    Item(
        "Gemensam utbildning",
        "<p>Förbundschefen föreslår en utbildningsdag för handläggare hos de fyra medlemmarna.</p>",
        decisions=(
            "Styrelsen beslutade att genomföra utbildningsdagen till en kostnad av högst 30 000 kronor.",
        ),
    ),
)
