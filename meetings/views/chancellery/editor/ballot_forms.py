"""Forms of a vote: by name, by slips, by hands."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from meetings.models import Attendee, Ballot, Choice
from meetings.models.validators import printable

ROWS = 6  # candidates in a closed vote
_COUNT: dict[str, Any] = {"required": False, "min_value": 0, "max_value": 999}


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, widget=forms.NumberInput({"inputmode": "numeric"}), **_COUNT)


class _Means(forms.Form):
    """What ja and nej stand for; screen and protocol say it before the names."""

    yes_means = forms.CharField(label="Ja för", max_length=300, validators=[printable], required=False)
    no_means = forms.CharField(label="Nej för", max_length=300, validators=[printable], required=False)


class OpenBallotForm(_Means):
    """Each one's choice by name; none is chosen from the start."""

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

    def __init__(
        self, data: Any = None, *, voters: list[Attendee], initial: dict[str, Any], prepared: str
    ) -> None:
        """`prepared` is what may be written in as the decision, "" for nothing."""
        super().__init__(data, initial=initial)
        for name, word in (("yes_means", "ja"), ("no_means", "nej")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = (
                f"Skriv vad {word} står för: det sägs före omröstningen (5 kap. 53 § kommunallagen)."
            )
        self.voters = {f"vote_{one.pk}": one for one in voters}
        for name, one in self.voters.items():
            self.fields[name] = forms.ChoiceField(
                label=one.display_name,
                choices=Choice.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Rösten saknas för {one.display_name}."},
            )
        self.fields["approves"].help_text = f"Förslaget: «{prepared}»"
        if not prepared:
            del self.fields["approves"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, choice in (("yes_means", Choice.YES), ("no_means", Choice.NO)):
            if cleaned.get(name, "").startswith("avslag") and cleaned.get("approves") == choice:
                self.add_error("approves", f"{choice.label} står för avslag och kan inte vara förslaget.")
        return cleaned

    @property
    def rows(self) -> Iterator[tuple[Attendee, BoundField]]:
        return ((one, self[name]) for name, one in self.voters.items())

    def choices(self) -> dict[Attendee, str]:
        return {one: self.cleaned_data[name] for name, one in self.voters.items()}


class SlipsForm(_Means):
    """Slips for each candidate, or ja and nej; blank and invalid; the lot."""

    employment = forms.BooleanField(label="Ärendet gäller anställning av personal", required=False)
    yes = _count("Ja")
    no = _count("Nej")
    abstaining = _count("Avstår")
    blank = _count("Blanka")
    invalid = _count("Ogiltiga")
    lot = forms.CharField(
        label="Lotten föll på",
        max_length=200,
        validators=[printable],
        required=False,
        help_text="Bara vid lika röstetal: kandidatens namn, eller ja eller nej.",
    )
    lot_how = forms.CharField(
        label="Hur lottningen gick till", max_length=300, validators=[printable], required=False
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any], election: bool) -> None:
        super().__init__(data, initial=initial)
        for at in range(1, ROWS + 1):
            self.fields[f"name_{at}"] = forms.CharField(
                label=f"Kandidat {at}", max_length=200, validators=[printable], required=False
            )
            self.fields[f"votes_{at}"] = _count(f"Röster för kandidat {at}")
        if election:
            del self.fields["employment"]

    @property
    def rows(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"name_{at}"], self[f"votes_{at}"]) for at in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for at in range(1, ROWS + 1):
            name, votes = cleaned.get(f"name_{at}"), cleaned.get(f"votes_{at}")
            if votes is not None and not name:
                self.add_error(f"name_{at}", "Skriv vem rösterna gäller.")
            elif name and votes is None and f"votes_{at}" not in self.errors:
                self.add_error(f"votes_{at}", "Skriv antalet röster, 0 om ingen.")
        if not self.options(cleaned) and cleaned.get("yes") is None and not self.errors:
            self.add_error("name_1", "Skriv kandidaterna och deras röster, eller antalet ja och nej.")
        return cleaned

    def options(self, cleaned: dict[str, Any]) -> list[tuple[str, int]]:
        rows = [(cleaned.get(f"name_{at}"), cleaned.get(f"votes_{at}")) for at in range(1, ROWS + 1)]
        return [(name, votes) for name, votes in rows if name and votes is not None]


class HandsForm(_Means):
    """Totals in a body that only advises."""

    yes = forms.IntegerField(label="Ja", min_value=0, max_value=999)
    no = forms.IntegerField(label="Nej", min_value=0, max_value=999)
    abstaining = forms.IntegerField(label="Avstår", min_value=0, max_value=999, initial=0)
    note = forms.CharField(
        label="Anmärkning",
        max_length=300,
        validators=[printable],
        required=False,
        help_text="Till exempel «av dem som röstade ja är tre sökande».",
    )
