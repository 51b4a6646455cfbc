"""One vote as it was held, and how it came out in words."""

from meetings.record.shape import Frozen

HANDS = "handuppräckning"

_DECIDED_BY = {
    "majority": "Avgjort med enkel majoritet.",
    "qualified majority": "Avgjort med kvalificerad majoritet.",
    "majority of all seats": "Avgjort med majoritet av samtliga ledamöter.",
    "unanimity": "Avgjort genom krav på enighet.",
    "casting vote": "Avgjort med ordförandens utslagsröst.",
    "lot": "Avgjort genom lottning.",
}


class NamedVote(Frozen, frozen=True):
    name: str
    choice: str
    person: int | None = None


class OptionResult(Frozen, frozen=True):
    option: str
    votes: int


class Vote(Frozen, frozen=True, rename={"in_favour": "for"}):
    """`way` is öppen, sluten or handuppräckning; `present` how many were there at a show of hands.

    `won` is «Med tre röster mot en», to go before what was decided; empty where the vote decided nothing, and in a
    protocol from before there was a lead.

    Totals are null where slips name candidates, and `decided_by` while a tie is not settled.
    """

    question: str
    open: bool
    in_favour: int | None = None
    against: int | None = None
    abstain: int | None = None
    decided_by: str | None = None
    names: tuple[NamedVote, ...] = ()
    results: tuple[OptionResult, ...] = ()
    settled: bool = True
    way: str = ""
    blank: int | None = None
    invalid: int | None = None
    present: int | None = None
    note: str = ""
    secrecy: str = ""
    lot: str = ""
    lot_how: str = ""
    yes_means: str = ""
    no_means: str = ""
    sentence: str = ""
    won: str = ""

    @property
    def how_decided(self) -> str:
        """What decided the vote; nothing of a show of hands, which only advises, or of what is not settled."""
        if self.way == HANDS or not self.settled:
            return ""
        return _DECIDED_BY.get(self.decided_by or "", "")

    @property
    def account(self) -> str:
        """Form, totals, note and how it was decided, in that order."""
        parts = [self._form, self._secrecy, self._totals, self._slips, _sentence(self.note), self.how_decided]
        parts.append(self._lot)
        return " ".join(filter(None, parts))

    @property
    def _form(self) -> str:
        if self.way == HANDS:
            return "Handuppräckning."
        return "" if self.open else "Sluten omröstning."

    @property
    def _secrecy(self) -> str:
        return f"Rösterna lämnades hemligt: {self.secrecy.rstrip(' .')}." if self.secrecy else ""

    @property
    def _totals(self) -> str:
        if self.in_favour is None:
            return ""
        present = f" Närvarande: {self.present}." if self.present is not None else ""
        return f"{self.in_favour} ja, {self.against or 0} nej, {self.abstain or 0} avstår.{present}"

    @property
    def _slips(self) -> str:
        counted = [(self.blank, "blank", "blanka"), (self.invalid, "ogiltig", "ogiltiga")]
        said = [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]
        return _sentence(" och ".join(said))

    @property
    def _lot(self) -> str:
        if self.decided_by != "lot" or not self.settled:
            return ""
        fell = f"Lotten föll på {self.lot}." if self.lot else ""
        return " ".join(filter(None, [_sentence(self.lot_how), fell]))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip(' .')}." if text else ""
