"""What is otherwise on an agenda than it was: matters, what is proposed in them, and their papers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from meetings.swedish import join_names


@dataclass(frozen=True)
class KnownItem:
    """A matter as somebody was told of it. `key` is the same however it is worded; `papers` are names by content."""

    key: str
    label: str
    heading: str
    about: str = ""
    proposals: tuple[str, ...] = ()
    papers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def name(self) -> str:
        """«§ 12 Budget»"""
        return f"{self.label} {self.heading}".strip() or "Ett ärende utan rubrik"


def changes(before: Sequence[KnownItem], after: Sequence[KnownItem]) -> list[str]:
    """A sentence for each change, in the order of the agenda; empty when it says the same.

    A number that moved with the matters before it is no change of the matter.
    """
    return list(_changes({one.key: one for one in before}, {one.key: one for one in after}))


def _changes(old: Mapping[str, KnownItem], new: Mapping[str, KnownItem]) -> Iterator[str]:
    for key, one in new.items():
        if key not in old:
            yield f"Nytt ärende: {one.name}."
            continue
        yield from _changed(old[key], one)
    for key, one in old.items():
        if key not in new:
            yield f"Borttaget ärende: {one.heading or 'ett utan rubrik'}."
    stay = [key for key in new if key in old]
    if stay != [key for key in old if key in new]:
        yield "Ärendena tas upp i en annan ordning."


def _changed(old: KnownItem, new: KnownItem) -> Iterator[str]:
    if old.heading != new.heading:
        yield f"{new.name}: rubriken är ändrad (förut {old.heading or 'ingen'})."
    if old.about != new.about:
        yield f"{new.name}: {_about(new.about)}"
    if old.text != new.text:
        how = "ändrad" if old.text and new.text else "tillagd" if new.text else "borttagen"
        yield f"{new.name}: texten är {how}."
    if old.proposals != new.proposals:
        yield f"{new.name}: förslaget till beslut är {_how(old.proposals, new.proposals)}."
    yield from _papers(old, new)


def _papers(old: KnownItem, new: KnownItem) -> Iterator[str]:
    """A paper with a name that was there before takes the place of that one."""
    come = {key: name for key, name in new.papers.items() if key not in old.papers}
    gone = {key: name for key, name in old.papers.items() if key not in new.papers}
    replaced = set(come.values()) & set(gone.values())
    for what, names in (
        ("ny handling", [name for name in come.values() if name not in replaced]),
        ("ersatt handling", [name for name in come.values() if name in replaced]),
        ("borttagen handling", [name for name in gone.values() if name not in replaced]),
    ):
        if names:
            yield f"{new.name}: {what}, {join_names(names)}."


def _about(about: str) -> str:
    return about if about else "tiden och föredraganden är borttagna."


def _how(old: Sequence[str], new: Sequence[str]) -> str:
    return "ändrat" if old and new else "tillagt" if new else "borttaget"
