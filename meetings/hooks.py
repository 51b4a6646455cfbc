"""What other apps want to hear, and what they want said: filled in their AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from meetings.models import Appeal, Association, Meeting, Paragraph, Person, Verification
from meetings.traces import Trace

WHOLE = "hela"

# Called inside the transaction of the verification.
after_verification: list[Callable[[Verification], None]] = []
# The § that was put off, the one that continues it, by whom and when; inside the transaction.
after_take_up: list[Callable[[Paragraph, Paragraph, Person, datetime], None]] = []
# An appeal, after each of its steps: that it came in, an inhibition, that it was lifted, how it ended.
after_appeal: list[Callable[[Appeal, Person, datetime], None]] = []
# Called before a § is removed, inside the transaction; raises RuleViolation when another app holds it.
before_removal: list[Callable[[Paragraph], None]] = []
# The associations that a person has to do with in another app, without standing in any register.
other_ties: list[Callable[[Person], list[Association]]] = []
# And the other way: the people that an association has to do with in another app.
other_people: list[Callable[[Association], QuerySet[Person]]] = []


@dataclass(frozen=True)
class WaitingLine:
    """A line of «Att göra» from another app, under its own heading; `address` is a path.

    `about` is the page that tells of it, where `address` is one that only who does it may open; its title leads there.
    `text` has no full stop, and `by` is a sentence of its own: by when, as far as there is a day. `is_own` says that it
    waits for the one who reads. `paragraphs` are the keys of the §§ that the line already tells of, so that no other
    line of the page does.
    """

    heading: str
    title: str
    text: str
    address: str
    button: str
    by: str = "Ingen sista dag."
    is_late: bool = False
    is_own: bool = False
    paragraphs: frozenset[int] = frozenset()
    about: str = ""

    @property
    def words(self) -> str:
        return f"{self.heading}: {self.title}. {self.text}. {self.by}"


@dataclass(frozen=True)
class Receiver:
    """Somebody who is to have a §, or the whole protocol where there is none; by post without an address.

    `receiver_as` is why: «sökande», «medlem». `has_it` says in what way they have it already, else it is empty.
    """

    paragraph: Paragraph | None
    name: str
    receiver_as: str = ""
    email: str = ""
    has_it: str = ""

    @property
    def key(self) -> str:
        """As the form sends it back."""
        return f"{self.paragraph.public_id if self.paragraph else WHOLE}:{self.email or self.name}"


waiting_lines: list[Callable[[Association, date], list[WaitingLine]]] = []
# What waits in another app for a person who is not in the chancellery.
own_lines: list[Callable[[Association, Person, date], list[WaitingLine]]] = []
# Those of another app who are to be sent a § of a verified protocol: the §§ in, who is to have which out.
receivers: list[Callable[[list[Paragraph]], list[Receiver]]] = []
# What another app fills a § of the standard agenda with, as HTML of the normal form; "" for nothing.
fillings: dict[str, Callable[[Meeting, date], str]] = {}
# The tables of other apps whose rows tell who did what, for the audit log.
traces: list[Trace] = []
