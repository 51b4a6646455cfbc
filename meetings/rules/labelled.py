"""A choice that rules and models share: the value that is stored and the Swedish words that people read.

Django's TextChoices is the same thing, but rules are written without Django. A model takes
`choices=Mode.choices`, and `get_mode_display` answers with the label.
"""

from enum import EnumType, StrEnum
from typing import Self


class LabelledType(EnumType):
    """Gives the class itself `choices`, in the order of its members, as a model field and a form take them."""

    @property
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls._member_map_.values()]  # type: ignore[attr-defined]


class Labelled(StrEnum, metaclass=LabelledType):
    """A member is written `REMOTE = "remote", "På distans"` and is the string "remote"."""

    _value_: str
    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
