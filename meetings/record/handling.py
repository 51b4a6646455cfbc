"""What happened in a §, each with its sentence: who came, proposed, was recused, dissented."""

import datetime
from html import escape

from meetings.record.shape import Clock, Frozen, Html, Number
from meetings.rules.plain_text import is_rich
from meetings.swedish import time_range

_STATED = {"särskilt yttrande": "ett särskilt yttrande", "protokollsanteckning": "en protokollsanteckning"}
_VACANT = "vakant plats"


class Proposal(Frozen, frozen=True):
    """Sv: yrkande; `by` is the names of `movers`, joined."""

    by: str
    text: str
    withdrawn: bool = False
    is_main: bool = False
    sentence: str = ""
    movers: tuple[str, ...] = ()
    movers_people: tuple[int, ...] = ()


class Reservation(Frozen, frozen=True):
    """`text` is sanitised HTML, or plain where it was frozen so; `without_text`: no motivation was handed in."""

    name: str
    text: Html = ""
    lead: str = ""
    without_text: bool = False
    person: int | None = None

    @property
    def html(self) -> str:
        return _quotation(self.text)

    @property
    def sentence(self) -> str:
        """The sentence that leads to the quotation, or says that there is none."""
        if not self.lead:
            motivated = " och lämnar följande motivering:" if self.text else "."
            sentence = f"{self.name} reserverar sig mot beslutet{motivated}"
        else:
            sentence = self.lead.rstrip(" .:") + (":" if self.text else ".")
        return f"{sentence} Någon motivering har inte lämnats." if self.without_text else sentence


class Statement(Frozen, frozen=True):
    """`kind` is särskilt yttrande or protokollsanteckning."""

    name: str
    kind: str
    text: Html = ""
    person: int | None = None

    @property
    def html(self) -> str:
        return _quotation(self.text)

    @property
    def sentence(self) -> str:
        return f"{self.name}:" if self.text else f"{self.name} lämnar {_STATED.get(self.kind, self.kind)}."


class Recusal(Frozen, frozen=True):
    """Sv: jäv. `how` is anmält, beslutat or avslaget; only who is recused leaves."""

    name: str
    reason: str = ""
    how: str = ""
    substitute: str | None = None
    verified_by: str | None = None
    remote: bool = False
    person: int | None = None
    substitute_person: int | None = None
    verified_by_person: int | None = None

    @property
    def sentence(self) -> str:
        if not self.how:  # schema 1 has recusals from before the manner was kept
            reason = f": {self.reason}" if self.reason else "."
            return f"{self.name} anmäler jäv och deltar inte i handläggningen{reason}"
        reason = f" Skäl: {self.reason.rstrip('.')}." if self.reason else ""
        if self.how == "avslaget":
            return f"Enligt beslut i paragrafen är {self.name} inte jävig.{reason}"
        room = "det digitala mötesrummet" if self.remote else "rummet"
        found = "anmäler jäv" if self.how == "anmält" else "är jävig enligt beslut i paragrafen"
        others = [f" {self.substitute} tjänstgör i stället."] if self.substitute else []
        others += [f" {self.verified_by} justerar paragrafen i stället."] if self.verified_by else []
        return (
            f"{self.name} {found}, lämnar {room} och deltar inte i handläggningen.{reason}{''.join(others)}"
        )


class Movement(Frozen, frozen=True):
    """Sv: kom, gick, tjänstgör, slutade tjänstgöra. `relieves` is the deputy who served until then."""

    name: str
    what: str
    time: Clock | None = None
    cause: str = ""
    serving_for: str | None = None
    mode: str = ""
    relieves: str | None = None
    person: int | None = None
    serving_for_person: int | None = None
    relieves_person: int | None = None

    @property
    def sentence(self) -> str:
        at = f" {time_range(self.time)}" if self.time else ""
        match self.what:
            case "kom":
                said = f"{self.name} {self._arrives}{at}{because(self.cause)}."
                return f"{said} {self.relieves} slutar tjänstgöra." if self.relieves else said
            case "gick":
                return f"{self.name} lämnar sammanträdet{at}{because(self.cause)}."
            case "tjänstgör":
                served = self.serving_for or _VACANT
                place = f"på {served}" if served.startswith(_VACANT) else f"för {served}"
                return f"{self.name} tjänstgör {place}{' från' if at else ''}{at}{because(self.cause)}."
            case _:
                return f"{self.name} slutar tjänstgöra{at}{because(self.cause)}."

    @property
    def _arrives(self) -> str:
        if not self.mode.startswith("på distans"):
            return "kommer"
        return "ansluter på distans med enbart ljud" if "ljud" in self.mode else "ansluter på distans"


class Election(Frozen, frozen=True, rename={"first_day": "from", "last_day": "to"}):
    """Sv: val till ett uppdrag."""

    office: str
    name: str
    person: int | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


class Immediate(Frozen, frozen=True):
    """Of a § that has an immediate protocol of its own, named by `key`. `verified` is the day, when it is."""

    verified: datetime.date | None = None
    key: str = ""


class EarlierParagraph(Frozen, frozen=True):
    """A § of an earlier meeting; `body` is another body's name as it is written in a sentence, else empty."""

    date: datetime.date
    number: Number | None = None
    body: str = ""


def because(reason: str) -> str:
    """«: underlaget kom sent», without a full stop of its own."""
    return f": {reason.rstrip('.')}" if reason else ""


def _quotation(text: str) -> str:
    if not text or is_rich(text):
        return text
    return f"<p>{escape(text).replace('\r\n', '<br>').replace('\n', '<br>')}</p>"
