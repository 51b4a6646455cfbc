"""What the demo's applications say. Places, people and measures are invented."""

from dataclasses import dataclass

EK, RVN, FK, AF = "EK", "RVN", "FK", "AF"


@dataclass(frozen=True)
class Idea:
    """One application. `unit` and `partner` are (code of the party, unit, signatory); `sought` in kronor per year."""

    name: str
    background: str
    description: str
    target: str
    goals: str
    sought: tuple[int, ...]
    number: int = 20
    unit: tuple[str, str, str] = (EK, "Arbetsmarknadsenheten", "Mona Edvinsson")
    partner: tuple[str, str, str] | None = (AF, "Arbetsförmedlingen Exempelvik", "Torbjörn Alm")
    costs_more: int = 0  # a year, paid by nobody yet
    explained: str = ""


SOCIAL = (EK, "Socialförvaltningen", "Disa Hellgren")
BUSINESS = (EK, "Näringslivsenheten", "Rolf Mattby")
CARE = (RVN, "Vårdcentralen Bryggan", "Ingela Forsvik")
PSYCHIATRY = (RVN, "Psykiatriska öppenvården", "Mattis Ekeblad")
INSURANCE = (FK, "Lokala försäkringscentret", "Barbro Stålnacke")
OFFICE = (AF, "Arbetsförmedlingen Exempelvik", "Torbjörn Alm")

MAPPED = Idea(
    "Kartläggning av unga utanför",
    "Ingen av parterna vet hur många i åldern 16–24 år som varken arbetar eller studerar och inte har kontakt med "
    "någon myndighet.",
    "Två utredare söker upp unga, intervjuar dem som vill och sammanställer vad de behöver. Parterna analyserar "
    "svaren tillsammans.",
    "Unga mellan 16 och 24 år utan arbete, studier och myndighetskontakt.",
    "En gemensam lägesbild och förslag till insatser som parterna kan ställa sig bakom.",
    (180_000, 60_000),
    number=60,
    unit=SOCIAL,
)
SUPPORT = Idea(
    "Rätt stöd i tid",
    "Sjukskrivna med smärta väntar länge på ett gemensamt möte mellan vården och Försäkringskassan.",
    "En koordinator på vårdcentralen kallar till avstämning inom tre veckor från sjukskrivningens första dag.",
    "Sjukskrivna i åldern 20–64 år med långvarig smärta.",
    "Minst hälften av deltagarna ska ha en gemensam plan inom sex veckor.",
    (210_000, 70_000),
    number=35,
    unit=CARE,
    partner=INSURANCE,
)
SCHEDULE = Idea(
    "Hälsa på schemat",
    "Många unga vuxna som varken arbetar eller studerar mår dåligt och saknar rutiner. Vården och kommunen möter "
    "dem var för sig.",
    "Deltagarna får ett schema på halvtid med rörelse, samtal och arbetsprövning. En hälsopedagog och en "
    "arbetskonsulent leder gruppen tillsammans.",
    "Personer mellan 18 och 29 år som varken arbetar eller studerar.",
    "Sex av tio ska gå vidare till arbete, studier eller praktik inom ett år.",
    (160_000, 320_000),
    number=45,
    partner=CARE,
    costs_more=40_000,
    explained="Kommunen står för lokaler som inte är med i budgeten än.",
)
PARKS = Idea(
    "Sommarjobb i kommunens parker",
    "Kommunen vill erbjuda fler sommarjobb till gymnasieelever.",
    "Elva elever arbetar tre veckor var i kommunens parker med en handledare.",
    "Gymnasieelever i kommunen.",
    "Alla elever ska få ett intyg och en referens.",
    (240_000,),
    number=11,
    unit=BUSINESS,
    partner=None,
)
LANGUAGE = Idea(
    "Språk och arbete",
    "Utrikes födda med kort skolbakgrund fastnar mellan svenska för invandrare och arbetsmarknaden.",
    "Språkträning och arbetsträning på samma arbetsplats, med en handledare från vardera parten.",
    "Utrikes födda mellan 25 och 55 år med högst nio års skolgång.",
    "Hälften ska ha ett arbete eller en reguljär utbildning efter tolv månader.",
    (90_000, 360_000),
    unit=BUSINESS,
)
MENTORS = Idea(
    "Handledare på rätt plats",
    "Arbetsgivare säger ja till praktik men saknar någon som kan handleda.",
    "En utbildning i fyra steg för handledare hos arbetsgivare, med stöd på plats under den första månaden.",
    "Arbetsgivare som tar emot deltagare från parterna.",
    "Trettio utbildade handledare och färre avbrutna praktikperioder.",
    (75_000, 225_000),
    number=30,
    unit=OFFICE,
    partner=BUSINESS,
)
DIGITAL = Idea(
    "Digital väg in",
    "Den som söker stöd får berätta sin historia för varje myndighet.",
    "En gemensam ingång på nätet där den enskilde med samtycke delar sin situation med parterna.",
    "Vuxna som har kontakt med minst två av parterna.",
    "Kortare tid från första kontakt till gemensam planering.",
    (300_000, 280_000),
    number=100,
    unit=CARE,
    partner=SOCIAL,
)
REHAB = Idea(
    "Samlad rehabilitering",
    "Personer med psykisk ohälsa blir ofta kvar i sjukskrivning när arbetsgivare saknas.",
    "Ett team från vården och Försäkringskassan möter deltagaren tillsammans varannan vecka i sex månader.",
    "Sjukskrivna utan anställning i åldern 30–60 år.",
    "Fyra av tio ska ha påbörjat arbetsträning efter sex månader.",
    (250_000, 250_000),
    number=24,
    unit=PSYCHIATRY,
    partner=INSURANCE,
)
STEP = Idea(
    "Arbetssteget",
    "Sociala företag har platser för arbetsträning som inte används för att ingen samordnar dem.",
    "En samordnare matchar deltagare mot sociala företag och följer upp varje vecka.",
    "Personer som har varit utan arbete i mer än två år.",
    "Tjugofem deltagare per år, varav tio till anställning.",
    (310_000,),
    number=25,
    unit=OFFICE,
    partner=BUSINESS,
)
GREEN = Idea(
    "Gröna rehabplatser",
    "Det finns gårdar som vill ta emot deltagare, men ingen part kan teckna avtal för alla.",
    "Fyra gårdar tar emot fem deltagare var, tre dagar i veckan, med stöd av en arbetsterapeut.",
    "Vuxna med utmattningssyndrom.",
    "Deltagarna ska själva uppleva bättre hälsa och arbetsförmåga.",
    (200_000, 200_000),
    unit=CARE,
)
THIRTY = Idea(
    "Ny start efter trettio",
    "Personer över trettio år med försörjningsstöd får sällan del av insatser för unga.",
    "Vägledning, praktik och ekonomisk rådgivning i grupp under tjugo veckor.",
    "Personer över trettio år som har haft försörjningsstöd i mer än ett år.",
    "Hälften ska klara sin egen försörjning två år efter starten.",
    (260_000, 290_000),
    unit=SOCIAL,
)
ENTRANCE = Idea(
    "Gemensam ingång",
    "Kommunen, regionen och Försäkringskassan tar emot samma personer på tre adresser.",
    "En mottagning en dag i veckan där parterna sitter tillsammans.",
    "Alla som behöver stöd från mer än en part.",
    "En kontakt i stället för tre.",
    (150_000, 150_000),
    number=120,
    unit=SOCIAL,
    partner=INSURANCE,
)
FAMILY = Idea(
    "Familjen i centrum",
    "När en förälder är sjukskriven påverkas hela familjens ekonomi och barnens skolgång.",
    "Ett familjeteam gör en gemensam plan för hela hushållet.",
    "Familjer där minst en förälder är långtidssjukskriven.",
    "Tjugo familjer med en gemensam plan.",
    (180_000, 180_000),
    unit=SOCIAL,
    partner=PSYCHIATRY,
)
STUDIES = Idea(
    "Studiemotivation på distans",
    "Den som bor långt från tätorten har svårt att delta i studiemotiverande kurser.",
    "En kurs på distans med träffar i bygdegården var fjärde vecka.",
    "Vuxna utan gymnasieexamen.",
    "Åtta av tio ska söka till folkhögskola eller vuxenutbildning.",
    (120_000, 130_000),
    number=16,
)
CULTURE = Idea("Kulturen som väg", "", "", "", "", (100_000,))
GARDEN = Idea(
    "Odla ihop",
    "Odling ger struktur och gemenskap.",
    "En odlingslott drivs av deltagare med stöd av en handledare.",
    "Vuxna utan sysselsättning.",
    "Ökad delaktighet.",
    (60_000,),
    number=10,
    unit=BUSINESS,
)
PEERS = Idea(
    "Stöd av den som varit där",
    "Den som har varit borta länge från arbetslivet saknar någon att fråga som vet hur det är.",
    "Fyra personer med egen erfarenhet utbildas och träffar deltagare en gång i veckan under ett halvår.",
    "Personer mellan 25 och 60 år som varit borta från arbetslivet i mer än två år.",
    "Hälften ska ha börjat en arbetsprövning eller utbildning inom ett år.",
    (110_000,),
    unit=SOCIAL,
)

EVALUATION = "Deltagarna svarar på en enkät vid start och avslut. Styrgruppen följer upp målen varje halvår."
MANAGEMENT = "En styrgrupp med en chef från varje part möts en gång i kvartalet. Den sökande leder arbetet."
IMPLEMENTATION = (
    "Parterna går igenom resultatet sex månader före slutet och beslutar vad som ska fortsätta i den ordinarie "
    "verksamheten och vem som betalar."
)
CRITERIA = (
    (
        "Samordnad rehabilitering",
        "Vilka behov av samordnad rehabilitering möter insatsen?",
        "Beskriv vad den enskilde behöver från fler än en part.",
        "2 § Finsam",
    ),
    (
        "Arbetsförmåga",
        "Hur bidrar insatsen till att deltagarna får eller förbättrar sin förmåga att arbeta?",
        "",
        "2 § Finsam",
    ),
    (
        "Parternas ansvar",
        "Hur ryms insatsen inom parternas samlade ansvar utan att ersätta det som någon av dem ändå ska göra?",
        "Förbundet får inte betala en parts ordinarie verksamhet.",
        "7 § Finsam",
    ),
    (
        "Uppföljning",
        "Hur kan resultatet följas upp och utvärderas?",
        "",
        "7 § Finsam",
    ),
)
ANSWERS = (
    "Deltagarna behöver stöd från båda parterna samtidigt. I dag får de vänta på den ena innan den andra kan börja.",
    "Varje deltagare får en plan mot arbete eller studier, och planen följs upp varje månad.",
    "Parterna fortsätter att göra det de är skyldiga att göra. Medlen betalar samordningen mellan dem.",
    "Antal deltagare, steg mot arbete och deltagarnas egna omdömen redovisas varje halvår.",
)
