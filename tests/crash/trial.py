"""One protocol from its words to its notice and one invoice to its attest, by HTTP, and what was acknowledged."""

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from http import HTTPStatus

from django.urls import reverse

from funding.actions.requisitioning import send_requisition
from funding.models import Measure, Requisition
from funding.rules.periods import Period
from meetings.actions.writing import digest
from meetings.models import Paragraph, Person, Protocol
from tests.crash.visitor import Visitor
from tests.worlds.applications import DAY
from tests.worlds.boards import MEETING_DAY, PASSWORD, Board, at, make_ready

SAVES = 6


@dataclass
class Trial:
    """What it is about, and what the site has said is done. `letters_after` is the key of the last letter before."""

    board: Board
    protocol: Protocol
    paragraph: Paragraph
    requisition: Requisition
    payers: Board
    letters_after: int
    visitors: dict[Person, Visitor]
    saved: str = ""
    saves: int = 0
    signed: list[Person] = field(default_factory=list)
    approved: list[str] = field(default_factory=list)
    is_frozen: bool = False

    @property
    def acknowledged(self) -> int:
        return self.saves + self.is_frozen + len(self.signed) + len(self.approved)

    def run(self) -> None:
        """Autosave, freeze, review, sign, seal and notice with the last signature, attest."""
        office = self.visitors[self.board.secretary]
        self._write(office)
        office.press(self._address("draft_freeze", self.protocol.meeting.key), HTTPStatus.OK)
        self.is_frozen = True
        self._approve(self.payers.secretary, "review")
        for person in (self.board.secretary, self.board.chair, self.board.verifier):
            self._sign(person)
        self._approve(self.payers.manager, "attest")

    def _address(self, name: str, key: str) -> str:
        return reverse(name, args=[self.board.association.slug, self.board.body.slug, key])

    def _write(self, office: Visitor) -> None:
        address = self._address("draft_text_save", self.protocol.meeting.key)
        base, key = digest(self.paragraph.text), f"paragraph/{self.paragraph.public_id}/text"
        for number in range(1, SAVES + 1):
            value = f"<p>Förbundschefen redovisade ekonomin, lydelse {number}.</p>"
            answer = office.press(address, HTTPStatus.OK, key=key, value=value, base=base)
            base = json.loads(answer.body)["digest"]
            self.saved, self.saves = value, self.saves + 1

    def _sign(self, person: Person) -> None:
        visitor, address = self.visitors[person], self._address("protocol_sign", self.protocol.key)
        page = visitor.read(address)
        shown = {name: _hidden(page, name) for name in ("version", "sha256")}
        visitor.press(address, HTTPStatus.FOUND, method="password", password=PASSWORD, **shown)
        self.signed.append(person)

    def _approve(self, person: Person, step: str) -> None:
        address = reverse(
            "requisition_approve", args=[self.payers.association.slug, self.requisition.public_id]
        )
        self.visitors[person].press(address, HTTPStatus.FOUND, step=step)
        self.approved.append(step)


def _hidden(page: str, name: str) -> str:
    tag = next(one for one in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in one)
    found = re.search(r'value="([^"]*)"', tag)
    assert found, tag
    return found[1]


def make_trial(
    number: int,
    board: Board,
    measure: Measure,
    payers: Board,
    *,
    letters_after: int,
    visitors: dict[Person, Visitor],
) -> Trial:
    """The meeting of its own day, ready to be frozen, and an invoice of one krona."""
    protocol = make_ready(board, day=MEETING_DAY + timedelta(days=number))
    return Trial(
        board=board,
        protocol=protocol,
        paragraph=protocol.meeting.paragraphs.get(heading="Ärende 1"),
        requisition=send_requisition(
            measure=measure,
            period=Period(DAY, date(DAY.year, 6, 30)),
            amount=Decimal(1),
            by=payers.secretary,
            at=at(DAY),
            supplier="Tryckeriet",
        ),
        payers=payers,
        letters_after=letters_after,
        visitors=visitors,
    )
