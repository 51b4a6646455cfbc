"""The states of a case and one table of what may follow what (law-and-practice 6.3)."""

from django.db.models import TextChoices


class State(TextChoices):
    """Sv: ärendets läge."""

    DRAFT = "draft", "Utkast"
    RECEIVED = "received", "Inkommen"
    PREPARING = "preparing", "Bereds av kansliet"
    COMPLETION_REQUESTED = "completion_requested", "Komplettering begärd"
    AT_PREPARATORY_GROUP = "at_preparatory_group", "Hos beredningsgruppen"
    ON_AGENDA = "on_agenda", "På styrelsens dagordning"
    REFERRED_BACK = "referred_back", "Återremitterad"
    POSTPONED = "postponed", "Bordlagd"
    SENT_FOR_COMMENTS = "sent_for_comments", "På remiss"
    NOT_HANDLED = "not_handled", "Inte behandlad"
    GRANTED = "granted", "Beviljad"
    REJECTED = "rejected", "Avslagen"
    AGREEMENT = "agreement", "Avtal skrivs under"
    RUNNING = "running", "Pågår"
    FINAL_REPORT = "final_report", "Slutrapport"
    CLOSED = "closed", "Avslutad"
    WITHDRAWN = "withdrawn", "Återkallad"


S = State
TRANSITIONS: dict[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.RECEIVED}),
    S.RECEIVED: frozenset({S.PREPARING, S.COMPLETION_REQUESTED, S.WITHDRAWN}),
    S.PREPARING: frozenset(
        {
            S.COMPLETION_REQUESTED,
            S.AT_PREPARATORY_GROUP,
            S.SENT_FOR_COMMENTS,
            S.ON_AGENDA,
            S.WITHDRAWN,
        }
    ),
    S.COMPLETION_REQUESTED: frozenset({S.PREPARING, S.WITHDRAWN}),
    S.AT_PREPARATORY_GROUP: frozenset({S.PREPARING, S.COMPLETION_REQUESTED, S.ON_AGENDA, S.WITHDRAWN}),
    S.ON_AGENDA: frozenset(
        {
            S.PREPARING,
            S.GRANTED,
            S.REJECTED,
            S.REFERRED_BACK,
            S.POSTPONED,
            S.SENT_FOR_COMMENTS,
            S.NOT_HANDLED,
            S.WITHDRAWN,
        }
    ),
    S.REFERRED_BACK: frozenset(
        {S.PREPARING, S.COMPLETION_REQUESTED, S.AT_PREPARATORY_GROUP, S.ON_AGENDA, S.WITHDRAWN}
    ),
    S.POSTPONED: frozenset({S.PREPARING, S.COMPLETION_REQUESTED, S.ON_AGENDA, S.WITHDRAWN}),
    S.NOT_HANDLED: frozenset({S.PREPARING, S.COMPLETION_REQUESTED, S.ON_AGENDA, S.WITHDRAWN}),
    S.SENT_FOR_COMMENTS: frozenset({S.PREPARING, S.AT_PREPARATORY_GROUP, S.ON_AGENDA, S.WITHDRAWN}),
    S.GRANTED: frozenset({S.AGREEMENT, S.WITHDRAWN}),
    S.AGREEMENT: frozenset({S.RUNNING, S.WITHDRAWN}),
    S.RUNNING: frozenset({S.FINAL_REPORT}),
    S.FINAL_REPORT: frozenset({S.RUNNING, S.CLOSED}),
    S.REJECTED: frozenset(),
    S.CLOSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}

WITH_CHANCELLERY = frozenset(
    {
        S.RECEIVED,
        S.PREPARING,
        S.AT_PREPARATORY_GROUP,
        S.REFERRED_BACK,
        S.POSTPONED,
        S.NOT_HANDLED,
        S.SENT_FOR_COMMENTS,
    }
)
UNDECIDED = WITH_CHANCELLERY | {S.COMPLETION_REQUESTED, S.ON_AGENDA}
DECIDED = frozenset({S.GRANTED, S.AGREEMENT, S.RUNNING, S.FINAL_REPORT, S.CLOSED})
# What waits for the applicant, and what he or she does then.
WAITS_FOR_APPLICANT = {
    S.DRAFT: "Fortsätt skriva",
    S.COMPLETION_REQUESTED: "Komplettera",
    S.RUNNING: "Rekvirera och rapportera",
}
EDITABLE_BY_APPLICANT = frozenset({S.DRAFT, S.COMPLETION_REQUESTED})

# What the applicant reads: what happens now and what comes next.
NEXT_STEP = {
    S.DRAFT: "Ansökan är sparad hos dig men inte inskickad.",
    S.RECEIVED: "Kansliet läser ansökan och hör av sig om något saknas.",
    S.PREPARING: "Kansliet skriver ett förslag till styrelsen.",
    S.COMPLETION_REQUESTED: "Kansliet väntar på din komplettering.",
    S.AT_PREPARATORY_GROUP: "Beredningsgruppen ger sitt råd nästa gång den möts.",
    S.ON_AGENDA: "Styrelsen beslutar vid sitt nästa sammanträde. Du får beskedet när protokollet är justerat.",
    S.REFERRED_BACK: "Styrelsen vill veta mer. Kansliet hör av sig om vad som behövs.",
    S.POSTPONED: "Styrelsen tar upp ansökan vid ett senare sammanträde.",
    S.NOT_HANDLED: "Ansökan hann inte behandlas. Styrelsen tar upp den vid ett senare sammanträde.",
    S.SENT_FOR_COMMENTS: "Andra får yttra sig om ansökan innan styrelsen beslutar.",
    S.GRANTED: "Kansliet skriver ett avtal. Er firmatecknare får en länk för att skriva under det.",
    S.REJECTED: "Ärendet är avslutat.",
    S.AGREEMENT: "Avtalet väntar på underskrift.",
    S.RUNNING: "Rekvirera medel och lämna rapporter enligt avtalet.",
    S.FINAL_REPORT: "Slutrapporten granskas av kansliet.",
    S.CLOSED: "Ärendet är avslutat.",
    S.WITHDRAWN: "Ansökan är återkallad och ärendet är avslutat.",
}

# The same on the chancellery's page, which the auditor reads too: who does what, where the applicant's is said to «du».
NEXT_STEP_OF_CASE = NEXT_STEP | {
    S.COMPLETION_REQUESTED: "Den sökande kompletterar ansökan.",
    S.ON_AGENDA: "Styrelsen beslutar. Den sökande får beskedet när protokollet är justerat.",
    S.REFERRED_BACK: "Styrelsen vill veta mer. Kansliet begär komplettering eller bereder ärendet på nytt.",
    S.GRANTED: "Kansliet skriver ett avtal. Den sökandes firmatecknare får en länk för att skriva under det.",
    S.RUNNING: "Den sökande rekvirerar medel och lämnar rapporter enligt avtalet.",
    S.FINAL_REPORT: "Kansliet granskar slutrapporten och avslutar insatsen.",
}


# How a state looks wherever it stands (components/status.html); what is not here is «waiting».
TONES = {
    S.GRANTED: "done",
    S.RUNNING: "done",
    S.CLOSED: "done",
    S.REJECTED: "stopped",
    S.WITHDRAWN: "stopped",
}


# The same when a § has changed a measure that is granted, by Placement.Kind.
NEXT_STEP_OF_CHANGE = {
    "supplement": "Du kan rekvirera beloppen. Avtalet får ett tillägg att skriva under.",
    "carry_over": "Du kan rekvirera det som förs över det år det förs till. Avtalet får ett tillägg att skriva under.",
    "reduction": "Det som tas tillbaka kan inte rekvireras. Avtalet får ett tillägg att skriva under.",
    "early_end": "Insatsen slutar den nya dagen, och rapporterna följer den. Lämna slutrapporten då. Avtalet får ett "
    "tillägg att skriva under.",
    "prolongation": "Insatsen pågår till den nya dagen, och rapporterna följer den. Avtalet får ett tillägg att skriva "
    "under.",
}


def refusal(before: State, after: State, *, is_decided: bool = False, is_annulled: bool = False) -> str:
    """Why a case cannot pass from `before` to `after`, in one sentence; empty when it can.

    What a verified § has decided (`is_decided`) moves every case that is not decided before, wherever it was.
    A rejection that a court has annulled (`is_annulled`) leaves the case to be prepared again.
    """
    if is_annulled and (before, after) == (State.REJECTED, State.PREPARING):
        return ""
    if after in TRANSITIONS[before] or (is_decided and before in UNDECIDED):
        return ""
    if not TRANSITIONS[before]:
        return f"Ärendet har läget «{before.label}» och kan inte ändras."
    return f"Ärendet har läget «{before.label}» och kan inte få läget «{after.label}»."
