"""A vote in a §: open with names, closed with slips of paper, or by hands where the body only advises."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from meetings.actions.voting import Slips, vote_by_hands, vote_by_slips, vote_openly
from meetings.draft.ballots import REMOTE_MODES
from meetings.models import Ballot, Paragraph
from meetings.rules.voting import Choice

from ..editing import Editing
from .dialog import DialogForm
from .fields import line

APPROVAL, REJECTION = "bifall till förslaget", "avslag på förslaget"
CANDIDATES = range(1, 7)  # in a closed vote


def ballot_form(editing: Editing, row: Paragraph | Ballot, data: QueryDict | None) -> "_BallotForm":
    """The form of the way in which the § is voted on.

    `sluten` in the query asks for slips: a matter of employment is closed as an election is (KL 5:54).
    """
    if not editing.meeting.body.under_kl:
        return HandsForm(editing, row, data)
    closed = row.way == Ballot.Way.CLOSED if isinstance(row, Ballot) else bool(editing.query.get("sluten"))
    paragraph = row.paragraph if isinstance(row, Ballot) else row
    if paragraph.kind == Paragraph.Kind.ELECTION or closed:
        return ClosedBallotForm(editing, row, data)
    return OpenBallotForm(editing, row, data)


class _BallotForm(DialogForm[Paragraph | Ballot]):
    """What ja and nej stand for; screen and protocol say it before the names."""

    yes_means = line("Ja för", 300, required=False)
    no_means = line("Nej för", 300, required=False)

    @property
    def ballot(self) -> Ballot | None:
        return self.row if isinstance(self.row, Ballot) else None

    @property
    def is_election(self) -> bool:
        return self.paragraph.kind == Paragraph.Kind.ELECTION

    def starting(self) -> dict[str, Any]:
        if self.ballot:
            return {"yes_means": self.ballot.yes_means, "no_means": self.ballot.no_means} | self.recorded(
                self.ballot
            )
        yes, no = ("", "") if self.is_election else self._proposed_sides()
        return {
            "yes_means": yes,
            "no_means": no,
            "approves": Choice.YES,
            "employment": True,
            "majority": self.paragraph.majority,
        }

    def recorded(self, ballot: Ballot) -> dict[str, Any]:
        """How the vote went, when it is corrected."""
        raise NotImplementedError

    def _proposed_sides(self) -> tuple[str, str]:
        """What was prepared against rejection, else the two proposals that stand."""
        standing = self.paragraph.proposals.filter(withdrawn=False).order_by("-is_main", "position")
        texts = list(dict.fromkeys(one.text.rstrip(" .") for one in standing))
        if not self.paragraph.decisions.filter(is_prepared=True).exclude(text="").exists():
            yes, no, *_ = [*texts, "", ""]
            return yes, no
        yes = next((text for text in texts if text.startswith("bifall")), APPROVAL)
        return yes, next((text for text in texts if text != yes), REJECTION)


class OpenBallotForm(_BallotForm):
    """Each one's choice by name; none is chosen from the start."""

    template = "meetings/editor/open_ballot.html"
    majority = forms.ChoiceField(label="Krävs", choices=Ballot.Majority.choices)
    approves = forms.ChoiceField(
        label="Skriv in utfallet som beslut",
        required=False,
        choices=[
            (Choice.YES, "Ja är förslaget. Vinner ja blir det beslut, vinner nej blir det avslag."),
            (Choice.NO, "Nej är förslaget. Vinner nej blir det beslut, vinner ja blir det avslag."),
            ("", "Skriv inte in något beslut."),
        ],
        widget=forms.RadioSelect,
    )

    def recorded(self, ballot: Ballot) -> dict[str, Any]:
        votes = {f"vote_{one.attendee_id}": one.choice for one in ballot.votes.all()}
        return {"majority": ballot.majority} | votes

    def prepare(self) -> None:
        for name, word in (("yes_means", "ja"), ("no_means", "nej")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = (
                f"Skriv vad {word} står för: det sägs före omröstningen (5 kap. 53 § kommunallagen)."
            )
        self.voters = {f"vote_{one.pk}": one for one in self.editing.taking_part(self.paragraph)}
        for name, one in self.voters.items():
            self.fields[name] = forms.ChoiceField(
                label=self.editing.rolls.name(one),
                choices=Choice.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Rösten saknas för {self.editing.rolls.name(one)}."},
            )
        prepared = self._to_decide()
        self.fields["approves"].help_text = f"Förslaget: «{prepared}»"
        if not prepared:
            del self.fields["approves"]

    def _to_decide(self) -> str:
        """What is prepared in the §, as long as nothing is decided."""
        own = self.paragraph.decisions.filter(sub_item=None).exclude(text="")
        if own.filter(is_prepared=False).exists():
            return ""
        return " ".join(own.filter(is_prepared=True).values_list("text", flat=True))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, choice in (("yes_means", Choice.YES), ("no_means", Choice.NO)):
            if cleaned.get(name, "").startswith("avslag") and cleaned.get("approves") == choice:
                self.add_error("approves", f"{choice.label} står för avslag och kan inte vara förslaget.")
        return cleaned

    @property
    def choices(self) -> Iterator[BoundField]:
        """One field for each who votes; its label is the name."""
        return (self[name] for name in self.voters)

    @property
    def closed_instead(self) -> str:
        """Where the same vote is asked about as a closed one."""
        return f"paragrafer/{self.paragraph.public_id}/omrostning/?sluten=1"

    def do(self) -> Ballot:
        values = self.cleaned_data
        return vote_openly(
            paragraph=self.paragraph,
            choices={one: values[name] for name, one in self.voters.items()},
            ballot=self.ballot,
            yes_means=values["yes_means"],
            no_means=values["no_means"],
            majority=values["majority"],
            decides=bool(values.get("approves")),
            approves=values.get("approves", ""),
            **self.editing.signed,
        )


def _count(label: str, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=999, **options)


def _count_of_slips(label: str) -> forms.IntegerField:
    return _count(label, required=False, widget=forms.NumberInput({"inputmode": "numeric"}))


class ClosedBallotForm(_BallotForm):
    """Slips for each candidate, or ja and nej; blank and invalid ones; the lot."""

    template = "meetings/editor/closed_ballot.html"
    employment = forms.BooleanField(label="Ärendet gäller anställning av personal", required=False)
    yes = _count_of_slips("Ja")
    no = _count_of_slips("Nej")
    abstaining = _count_of_slips("Avstår")
    blank = _count_of_slips("Blanka")
    invalid = _count_of_slips("Ogiltiga")
    lot = line(
        "Lotten föll på",
        200,
        required=False,
        help_text="Bara vid lika röstetal: kandidatens namn, eller ja eller nej.",
    )
    lot_how = line("Hur lottningen gick till", 300, required=False)
    secrecy = line(
        "Hur rösterna lämnades hemligt",
        300,
        required=False,
        help_text="Någon deltar på distans: till exempel «i röstningstjänst utan namn» (19 a §).",
    )

    def recorded(self, ballot: Ballot) -> dict[str, Any]:
        found: dict[str, Any] = {
            "employment": ballot.employment,
            "yes": ballot.in_favour,
            "no": ballot.against,
            "abstaining": ballot.abstaining,
            "blank": ballot.blank_slips,
            "invalid": ballot.invalid_slips,
            "lot": ballot.lot,
            "lot_how": ballot.lot_how,
            "secrecy": ballot.secrecy,
        }
        for at, one in enumerate(ballot.options.all(), start=1):
            found |= {f"name_{at}": one.name, f"votes_{at}": one.votes}
        return found

    def prepare(self) -> None:
        for at in CANDIDATES:
            self.fields[f"name_{at}"] = line(f"Kandidat {at}", 200, required=False)
            self.fields[f"votes_{at}"] = _count_of_slips(f"Röster för kandidat {at}")
            for name in (f"name_{at}", f"votes_{at}"):  # a column's head stands over all of them
                self.fields[name].widget.attrs["aria-label"] = self.fields[name].label
        if self.is_election:
            del self.fields["employment"]
        roll = self.editing.rolls.by_paragraph[self.paragraph.pk]
        if not any(roll.modes.get(one) in REMOTE_MODES for one in roll.deciding):
            del self.fields["secrecy"]

    @property
    def candidates(self) -> list[tuple[tuple[BoundField, BoundField], bool]]:
        """Name and votes, and whether the row waits to be asked for: two are there from the start."""
        rows = [(self[f"name_{at}"], self[f"votes_{at}"]) for at in CANDIDATES]
        filled = max((at for at, row in enumerate(rows) if any(one.value() for one in row)), default=0)
        return [(row, at > max(filled, 1)) for at, row in enumerate(rows)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for at in CANDIDATES:
            name, votes = cleaned.get(f"name_{at}"), cleaned.get(f"votes_{at}")
            if votes is not None and not name:
                self.add_error(f"name_{at}", "Skriv vem rösterna gäller.")
            elif name and votes is None and f"votes_{at}" not in self.errors:
                self.add_error(f"votes_{at}", "Skriv antalet röster, 0 om ingen.")
        if not self._options(cleaned) and cleaned.get("yes") is None and not self.errors:
            self.add_error("name_1", "Skriv kandidaterna och deras röster, eller antalet ja och nej.")
        return cleaned

    def _options(self, cleaned: dict[str, Any]) -> list[tuple[str, int]]:
        rows = [(cleaned.get(f"name_{at}"), cleaned.get(f"votes_{at}")) for at in CANDIDATES]
        return [(name, votes) for name, votes in rows if name and votes is not None]

    def do(self) -> Ballot:
        values = self.cleaned_data
        has_sides = values["yes"] is not None
        return vote_by_slips(
            paragraph=self.paragraph,
            slips=Slips(
                options=self._options(values),
                yes=values["yes"],
                no=values["no"],
                abstaining=values["abstaining"],
                blank=values["blank"] or 0,
                invalid=values["invalid"] or 0,
            ),
            ballot=self.ballot,
            yes_means=values["yes_means"] if has_sides else "",
            no_means=values["no_means"] if has_sides else "",
            employment=values.get("employment", False),
            lot=values["lot"],
            lot_how=values["lot_how"],
            secrecy=values.get("secrecy", ""),
            **self.editing.signed,
        )


class HandsForm(_BallotForm):
    """Totals in a body that only advises."""

    yes = _count("Ja")
    no = _count("Nej")
    abstaining = _count("Avstår", initial=0)
    note = line(
        "Anmärkning", 300, required=False, help_text="Till exempel «av dem som röstade ja är tre sökande»."
    )

    def recorded(self, ballot: Ballot) -> dict[str, Any]:
        return {
            "yes": ballot.in_favour,
            "no": ballot.against,
            "abstaining": ballot.abstaining,
            "note": ballot.note,
        }

    def do(self) -> Ballot:
        return vote_by_hands(
            paragraph=self.paragraph, ballot=self.ballot, **self.cleaned_data, **self.editing.signed
        )
