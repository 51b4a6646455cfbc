"""Help: the things people ask, each answered once.

The one place for its words. A template puts «?» beside what a question is about (`{% asked "klar" %}`), and what is
quoted («Återta») is what a button or heading is called: tests/test_help.py holds both.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from finsam.frame import roles_in
from meetings.views.addresses import association_or_404

# Whom an answer is for, in the order of the page, with the heading that it stands under.
AUDIENCES = {
    "office": "För kansliet",
    "board": "För styrelsen och revisorn",
    "applicant": "För den som söker medel",
    "anyone": "För alla",
}


@dataclass(frozen=True)
class HelpQuestion:
    """One thing people ask. `anchor` is its place on the page, and what a template asks it by."""

    anchor: str
    audience: str
    asked: str
    answer: tuple[str, ...]


QUESTIONS = (
    HelpQuestion(
        "planera",
        "office",
        "Hur går ett sammanträde till?",
        (
            "Tryck på «Planera ett möte» under «Möten» och välj dag. Dagordningen och de som ska vara med fylls i från "
            "förbundets standard och registret.",
            "Skriv förslagen till beslut och lägg in bilagor under «Redigera utkastet». När kallelsen är skickad ser "
            "ledamöterna dagordningen och handlingarna.",
            "Under sammanträdet skriver du på samma sida: vem som är där, vad som beslutas och vem som reserverar sig.",
        ),
    ),
    HelpQuestion(
        "klar",
        "office",
        "Hur blir utkastet ett protokoll?",
        (
            "Till höger i redigeraren står det som saknas. När inget hindrar trycker du på «Klar för justering».",
            "Då låses texten. Sekreteraren, ordföranden och justerarna får ett mejl och skriver under var för sig. När "
            "den sista har skrivit under stämplas protokollet och medlemmarna får det som de ska anslå.",
        ),
    ),
    HelpQuestion(
        "ratta",
        "office",
        "Hur rättar jag ett protokoll som är ute för justering?",
        (
            "Tryck på «Återta» på sidan om justeringen och skriv varför. Underskrifterna gäller inte längre, och du "
            "kan ändra i utkastet igen.",
            "Ett justerat protokoll ändras aldrig. Det som blev fel rättas i en § på ett senare sammanträde.",
        ),
    ),
    HelpQuestion(
        "anslag",
        "office",
        "Vem anslår, och hur länge?",
        (
            "Varje medlem anslår på sin egen anslagstavla. De får ett mejl med texten och svarar genom en länk när "
            "anslaget är uppe och när det är nere.",
            "Tiden för att överklaga är tre veckor från den dag då det sista anslaget kom upp. Tills alla har svarat "
            "är dagarna preliminära: de kan bli senare, aldrig tidigare.",
        ),
    ),
    HelpQuestion(
        "justera",
        "board",
        "Hur justerar jag ett protokoll?",
        (
            "Öppna det under «Mina protokoll» och läs en § i taget, eller allt på en gång. På sista sidan står «Till "
            "underskrift».",
            "Du visar vem du är på nytt, med inloggningsnyckel, e-legitimation eller lösenord. Underskriften gäller "
            "just den text som du har läst: ändras något får du läsa och skriva under igen.",
        ),
    ),
    HelpQuestion(
        "andring",
        "board",
        "Vad gör jag om något i protokollet är fel?",
        (
            "Öppna paragrafen och välj «Begär ändring». Skriv vad som är fel och gärna hur det ska stå i stället.",
            "Protokollet går tillbaka till sekreteraren, som ändrar eller svarar. Sedan skriver alla under den nya "
            "texten.",
        ),
    ),
    HelpQuestion(
        "sparas",
        "applicant",
        "Sparas det jag skriver?",
        (
            "Ja, hela tiden. «Sparat» och klockslaget står överst på sidan. Utan uppkoppling ligger texten kvar i "
            "webbläsaren och sparas när du är tillbaka.",
            "Flera kan skriva på samma ansökan: bjud in kollegor på ansökans sida. Förbundet ser ingenting förrän du "
            "har tryckt på «Skicka in ansökan».",
        ),
    ),
    HelpQuestion(
        "skickad",
        "applicant",
        "Vad händer när ansökan är inskickad?",
        (
            "Firmatecknaren får en länk och bekräftar. Kansliet bereder ansökan och kan be om komplettering; du får "
            "ett mejl och svarar på ansökans sida.",
            "Styrelsen beslutar på ett sammanträde. Beslutet och nästa steg står under «Mina ansökningar».",
        ),
    ),
    HelpQuestion(
        "pengar",
        "applicant",
        "Hur får vi pengarna?",
        (
            "När båda har skrivit under avtalet finns en sida för insatsen. Där trycker du på «Rekvirera» och skriver "
            "vad ni har haft för kostnader.",
            "Två personer på förbundet attesterar innan det betalas ut. Ska pengarna till ett annat konto föreslår du "
            "det under betalningsuppgifterna, och er firmatecknare bekräftar.",
        ),
    ),
    HelpQuestion(
        "overklaga",
        "anyone",
        "Hur överklagar jag ett beslut?",
        (
            "Den som är medlem av en kommun eller region i förbundet kan be förvaltningsrätten pröva om ett beslut är "
            "lagligt. Sista dagen står på anslaget.",
            "Vart du skriver och vad som ska stå finns på sidan «Så överklagar du», som varje anslag leder till.",
        ),
    ),
    HelpQuestion(
        "begara",
        "anyone",
        "Hur får jag en handling som inte finns på webben?",
        (
            "Mejla eller ring kansliet; hur står längst ner på varje sida. Du behöver inte säga vem du är eller varför "
            "du frågar.",
            "Lämnas något inte ut har du rätt till ett skriftligt beslut, som kan överklagas.",
        ),
    ),
    HelpQuestion(
        "akta",
        "anyone",
        "Hur vet jag att ett protokoll är äkta?",
        (
            "Spara PDF-filen och välj den på sidan «Kontrollera att ett protokoll är äkta». Svaret kommer direkt, och "
            "filen sparas inte.",
        ),
    ),
)


@require_safe
@login_not_required
def help_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The answers to what one asks in one's own roles, and to what anyone asks."""
    association = association_or_404(slug)
    shown = {*roles_in(request, association), "anyone"} if request.user.is_authenticated else _of_nobody()
    parts = [
        (heading, [one for one in QUESTIONS if one.audience == audience])
        for audience, heading in AUDIENCES.items()
        if audience in shown
    ]
    return render(request, "help.html", {"association": association, "parts": parts})


def _of_nobody() -> set[str]:
    """Who is not signed in may be about to apply, too."""
    return {"applicant", "anyone"}


def question_of(anchor: str) -> HelpQuestion:
    return next(one for one in QUESTIONS if one.anchor == anchor)
