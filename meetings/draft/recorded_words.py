"""The Swedish words that the record keeps for what the working rows store (docs/protokoll.schema.json)."""

from collections.abc import Mapping

from meetings.models import Ballot, Decision, Deferral, Meeting, Movement, Paragraph, Recusal, Statement
from meetings.rules.distance import Mode
from meetings.rules.voting import Choice

CHOICES: Mapping[str, str] = {Choice.YES: "ja", Choice.NO: "nej", Choice.ABSTAIN: "avstår"}
WAYS: Mapping[str, str] = {
    Ballot.Way.OPEN: "öppen",
    Ballot.Way.CLOSED: "sluten",
    Ballot.Way.HANDS: "handuppräckning",
}
MANNERS: Mapping[str, str] = {
    Recusal.How.DISCLOSED: "anmält",
    Recusal.How.DECIDED: "beslutat",
    Recusal.How.REJECTED: "avslaget",
}
STATEMENTS: Mapping[str, str] = {
    Statement.Kind.SPECIAL: "särskilt yttrande",
    Statement.Kind.NOTE: "protokollsanteckning",
}
DEFERRALS: Mapping[str, str] = {
    Deferral.POSTPONED: "bordlagd",
    Deferral.REFERRED_BACK: "återremitterad",
    Deferral.PASSED_ON: "hänskjuten",
}
KINDS: Mapping[str, str] = {
    Paragraph.Kind.DECISION: "beslut",
    Paragraph.Kind.INFORMATION: "information",
    Paragraph.Kind.FORMALITY: "formalia",
    Paragraph.Kind.ELECTION: "val",
}
OUTCOMES: Mapping[str, str] = {
    Decision.Outcome.UNSAID: "",
    Decision.Outcome.APPROVED: "bifall",
    Decision.Outcome.PARTLY: "delvis",
    Decision.Outcome.REJECTED: "avslag",
    Decision.Outcome.ELECTED: "vald",
    Decision.Outcome.NOTED: "noterat",
    Decision.Outcome.FILED: "till handlingarna",
}
MOVEMENTS: Mapping[str, str] = {
    Movement.Kind.ARRIVED: "kom",
    Movement.Kind.LEFT: "gick",
    Movement.Kind.SERVING: "tjänstgör",
    Movement.Kind.RELIEVED: "slutade tjänstgöra",
}
MEETING_MODES: Mapping[str, str] = {
    Meeting.Mode.ON_SITE: "på plats",
    Meeting.Mode.REMOTE: "på distans",
    Meeting.Mode.HYBRID: "på plats och på distans",
}
MODES: Mapping[str, str] = {
    Mode.UNSET: "",
    Mode.ON_SITE: "på plats",
    Mode.REMOTE: "på distans",
    Mode.REMOTE_AUDIO: "på distans (enbart ljud)",
    Mode.ABSENT: "frånvarande",
}
