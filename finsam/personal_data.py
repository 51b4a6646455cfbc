"""What the site keeps of people, why, and for how long (GDPR article 13): the one place that says so.

The page about personal data is made of it, and tests/test_personal_data.py holds it to the models: a field that names
or reaches a person stands in one of these rows, or the test fails. docs/sakerhet.md and `manage.py dispose` carry it
out.
"""

from dataclasses import dataclass

TASK = "allmänt intresse (artikel 6.1 e)"
LAW = "rättslig förpliktelse (artikel 6.1 c)"


@dataclass(frozen=True)
class Kept:
    """One kind of data. `models` are the tables it lies in, as app.Model."""

    what: str
    why: str
    basis: str
    how_long: str
    models: tuple[str, ...]


def _in(app: str, names: str) -> tuple[str, ...]:
    return tuple(f"{app}.{name}" for name in names.split())


KEPT = (
    Kept(
        "Konto: namn, titel, e-postadress, postadress, sätt att logga in och var du är inloggad",
        "För att du ska kunna kallas, logga in, läsa och skriva under.",
        TASK,
        "Så länge du har kontot. Adresser och inloggning tas sedan bort efter beslut; namnet står kvar. Var du är "
        "inloggad tas bort när du loggar ut, eller efter två veckor.",
        (
            *_in("meetings", "Person Session DailyMail Writer CalendarFeed"),
            *_in("account", "EmailAddress EmailConfirmation"),
            *_in("mfa", "Authenticator"),
            *_in("socialaccount", "SocialAccount"),
        ),
    ),
    Kept(
        "Ändring av ett konto: den gamla och den nya adressen, vem som föreslog den och vem som bekräftade",
        "Som bevis för underskrifterna.",
        TASK,
        "Bevaras. Tidigare adresser tas bort efter beslut.",
        _in("meetings", "AccountChange"),
    ),
    Kept(
        "Uppdrag och roller i förbundet",
        "För att veta vem som kallas, beslutar, justerar och får läsa.",
        TASK,
        "Bevaras, för protokollen ska kunna förstås.",
        _in("meetings", "Mandate Office Role Dismissal Party") + _in("funding", "UnitHead"),
    ),
    Kept(
        "Sammanträde och protokoll: vem som var där, vad var och en gjorde, justering och underskrift. Skrev du under "
        "här sparas också ip-adressen och webbläsaren, som bevis",
        "Det ska stå i protokollet, och det ska gå att visa vem som skrev under (5 kap. 65–69 §§ kommunallagen).",
        LAW,
        "Bevaras.",
        _in(
            "meetings",
            "Meeting Attendee Verifier Paragraph Recusal Election ProtocolVersion Signatory Signature ChangeRequest "
            "ChangeAnswer Referral StandIn Seal Summons SentAgenda AgendaApproval Announcement Attachment SubItem "
            "BallotOption",
        ),
    ),
    Kept(
        "Beslutsuppdrag: vem som ska göra något enligt ett beslut, och vad som har rapporterats",
        "För att det som styrelsen har beslutat ska bli gjort.",
        TASK,
        "Bevaras.",
        _in("meetings", "Assignment AssignmentNote"),
    ),
    Kept(
        "Delegationsbeslut och inkomna skrivelser som anmäls: vem som beslutade eller skrev",
        "För att styrelsen ska få veta vad som har beslutats åt den och vad som har kommit in.",
        TASK,
        "Bevaras.",
        _in("meetings", "MatterToReport"),
    ),
    Kept(
        "Arvoden: vem som betalar, ditt anställningsnummer (aldrig personnummer), vad du har uppgett om resor, "
        "kostnader och förlorad inkomst, och vad som ska betalas för varje sammanträde",
        "För att du ska få det arvode du har rätt till (11 § lagen om finansiell samordning), och för bokföringen.",
        LAW,
        "Stängda perioder är underlag för bokföringen och bevaras i minst sju år.",
        _in("meetings", "FeePayee FeeClaim FeePeriod FeeEntry"),
    ),
    Kept(
        "Anslag och överklagande: vem som bekräftade att anslaget satt uppe, och vem som tog emot ett överklagande",
        "För att det ska gå att visa när tiden för att överklaga gick ut.",
        LAW,
        "Bevaras.",
        _in("meetings", "Posting PostingPeriod PostingSummary Appeal"),
    ),
    Kept(
        "Utlämnade och expedierade handlingar: till vem, det som mottagaren själv har berättat, och vem som lämnade ut",
        "För att det ska gå att visa vad som har lämnats ut, och varför något inte har det.",
        LAW,
        "Bevaras.",
        _in(
            "meetings", "Disclosure Refusal Extract Dispatch AskedDispatch Withholding ReplacedCopy Disposal"
        ),
    ),
    Kept(
        "Vem som har läst vad",
        "För att obehörig läsning ska upptäckas.",
        TASK,
        "Två år, om förbundet inte har bestämt en längre tid.",
        _in("meetings", "AuditEntry"),
    ),
    Kept(
        "Svar på en kallelse, vilka ersättare som tillfrågades, jäv som du har anmält före sammanträdet, en inbjuden "
        "gästs e-postadress, och vad du själv senast har läst av dagordningen",
        "För att veta vilka som kommer, kalla in ersättare, bjuda in gäster, och visa dig vad som är ändrat sedan du "
        "läste. Vad du har läst ser bara du.",
        TASK,
        "90 dagar efter sammanträdet. Vilka som var där står i protokollet.",
        _in("meetings", "Reply DeputyCall ReplyLink ReadAgenda DeclaredRecusal GuestAddress GuestLink"),
    ),
    Kept(
        "Anmälda ärenden och underlag: vem som anmälde eller skrev, och vad som hände med det",
        "För att den som har rätt att väcka ett ärende ska få det prövat, och för att ärenden ska kunna beredas.",
        TASK,
        "Bevaras. E-postadressen till den som skriver med en länk tas bort 90 dagar efter sammanträdet.",
        _in("meetings", "RaisedItem RaisedFile RaisedEvent RaisedLink"),
    ),
    Kept(
        "Dina egna anteckningar till en dagordning och dess handlingar",
        "För att du ska kunna förbereda dig. Bara du ser dem.",
        TASK,
        "Tills du tar bort dem, längst 90 dagar efter sammanträdet.",
        _in("meetings", "OwnNote"),
    ),
    Kept(
        "Mejl som har skickats: till vem och när",
        "För att en kallelse eller påminnelse som inte kom fram ska upptäckas.",
        TASK,
        "Två år, om förbundet inte har bestämt en annan tid.",
        _in("meetings", "Letter Reminder"),
    ),
    Kept(
        "Ansökan och insats: kontaktperson, firmatecknare, telefon, e-post, adress och konto, och vem som skrev",
        "För att pröva ansökan, skriva avtal, betala ut och följa upp.",
        TASK,
        "Beviljade ärenden bevaras. Avslagna och återkallade tas bort efter beslut, tidigast efter två år.",
        _in(
            "funding",
            "Application Editor Applicant Paper Submission Confirmation Event Message Opinion UnsentText Measure "
            "Agreement AgreementSignature Placement Link Report Takeover",
        ),
    ),
    Kept(
        "Pengar: vem som beslutade, attesterade, betalade och ändrade ett konto",
        "För bokföringen, och för att ingen ensam ska kunna betala ut.",
        LAW,
        "Bevaras med ärendet; bokföringen minst sju år.",
        _in(
            "funding",
            "Grant DecidedAmount DecidedEnd Adjustment ClosedYear Requisition Approval Payment Repayment Export "
            "PaymentOrder PayeeChange PayeeConfirmation",
        ),
    ),
)
