"""A section as a form: what has changed, what a colleague has changed meanwhile, what may be a personnummer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from funding.rules import identity
from funding.rules.identity import marked, personal_numbers
from meetings.actions.writing import Conflict, FieldChange, digest, text_of

from .stored_fields import StoredField

CHANGED = "{} har skrivit här sedan du öppnade sidan: «{}». Din text står kvar; spara igen om den ska gälla."


class SectionForm(forms.Form):
    """`base-<name>` is a digest of each value as the page had it, `sure-<name>` says that it is no personnummer."""

    def __init__(self, data: Any = None, *, stored_fields: Sequence[StoredField]) -> None:
        self.parted: set[str] = set()
        data = self._with_references_parted(data, stored_fields) if data else data
        super().__init__(data, initial={one.name: one.value for one in stored_fields})
        self.stored_fields = {one.name: one for one in stored_fields}
        self.suspected: dict[str, str] = {}
        self.conflicts: dict[str, Conflict] = {}
        for one in stored_fields:
            self.fields[one.name] = one.field
            one.field.required_by_some = True  # type: ignore[attr-defined]  # the chancellery asks for it all

    @property
    def bases(self) -> list[tuple[str, str]]:
        """Name and digest of what is stored, for the hidden fields."""
        stored = {name: one.value for name, one in self.stored_fields.items()}
        stored |= {name: conflict.current for name, conflict in self.conflicts.items()}
        return [(f"base-{name}", digest(value)) for name, value in stored.items()]

    @property
    def changes(self) -> list[FieldChange]:
        """What is new among the fields without errors; call is_valid first."""
        return [
            FieldChange(one.row, one.attribute, self.cleaned_data[name], self._base(name), name)
            for name, one in self.stored_fields.items()
            if name in self.data_names and name in self.cleaned_data and not self.stands_as(one)
        ]

    @property
    def data_names(self) -> set[str]:
        """Fields that were sent: an autosave sends only those that were touched. An unticked box sends its base."""
        return {name for name in self.stored_fields if name in self.data or f"base-{name}" in self.data}

    def clean(self) -> dict[str, Any]:
        for name in self.data_names & set(self.cleaned_data):
            one = self.stored_fields[name]
            if self.stands_as(one):
                continue
            if one.is_free and not self.data.get(f"sure-{name}"):
                self._refuse_personal_numbers(name)
        return self.cleaned_data

    def tell(self, conflicts: Sequence[Conflict]) -> None:
        """Say beside each field who has written what there; `bases` then lets it be saved over."""
        for conflict in conflicts:
            self.conflicts[conflict.change.name] = conflict
            who = "Du själv, i en annan flik," if conflict.is_own else "En kollega"
            self.add_error(conflict.change.name, CHANGED.format(who, text_of(conflict.current)[:200]))

    def _with_references_parted(self, data: QueryDict, stored_fields: Sequence[StoredField]) -> QueryDict:
        """A reference that is written behind a giro number goes to its own field, where nothing else stands there."""
        sent = data.copy()
        for one in stored_fields:
            if one.attribute not in ("bankgiro", "plusgiro") or one.name not in data:
                continue
            place = f"{one.name.removesuffix(one.attribute)}payment_reference"
            number, reference = identity.giro_and_reference(str(data[one.name]))
            there = data.get(place, one.row.payment_reference)  # type: ignore[attr-defined]  # an applicant's row
            if reference and str(there).strip() in ("", reference):
                sent[one.name], sent[place] = number, reference
                self.parted |= {one.name, place}
        return sent

    def _base(self, name: str) -> str | None:
        return self.data.get(f"base-{name}") or None

    def _refuse_personal_numbers(self, name: str) -> None:
        text = str(self.cleaned_data[name])
        if found := personal_numbers(text):
            self.suspected[name] = found[0].matched
            self.add_error(
                name,
                f"Det här ser ut som ett {found[0].kind.value}: «{marked(text, found[0])}». Ta bort det, eller intyga "
                "att det är något annat.",
            )

    def stands_as(self, one: StoredField) -> bool:
        """Whether what was sent is right, and is the value that is stored already."""
        sent = self.cleaned_data.get(one.name, one)
        return sent is not one and text_of(sent) == text_of(one.value)
