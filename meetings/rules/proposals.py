"""Proposals in a § and the order in which the chair puts them (KL 5:53, 5:67 p. 1–2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.swedish import join_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Sv: yrkande. By at least one name; `text` follows «yrkar»; `is_main` is the chair's huvudförslag."""

    by: tuple[str, ...]
    text: str
    is_main: bool = False
    withdrawn: bool = False


def sentence(proposal: Proposal) -> str:
    """«Astrid Norling och Mona Edvinsson yrkar bifall till förslaget.», with « Yrkandet återtogs.» if it was."""
    withdrawn = " Yrkandet återtogs." if proposal.withdrawn else ""
    return f"{join_names(proposal.by)} yrkar {proposal.text.rstrip(' .')}.{withdrawn}"


def propositions(
    proposals: Sequence[Proposal], *, body: str = "styrelsen", decided: str = "", counter: str = ""
) -> list[str]:
    """The order of propositions in sentences; empty where fewer than two proposals stand against each other.

    `decided` is the text of the proposal that the chair finds decided, `counter` that of the motförslag
    when it lost; the finding is left out when it is "" or no standing proposal. Two who propose the same share
    a proposal. With more than two the chair names a huvudförslag, and which of the others is to stand against
    it, the motförslag, is settled first: practice, the law asks only for yes or no and a record of the order.
    Whether to decide today at all (bordläggning, återremiss) is asked before, and is not one of `proposals`.
    """
    standing = _standing(proposals)
    if len(standing) < 2:
        return []
    if len(standing) == 2:
        one, other = map(_named, standing)
        found = f" och finner att {body} beslutar enligt {_named(decided)}" if decided in standing else ""
        return [f"Ordföranden ställer {one} mot {other}{found}."]
    main = next((one.text for one in proposals if one.is_main and one.text in standing), standing[0])
    others = [text for text in standing if text != main]
    counter = decided if decided in others else counter
    first, second, *rest = map(_named, others)
    later = "".join(f", därefter det som vinner mot {text}" for text in rest)
    found = f", och finner att {_named(counter)} blir motförslag" if counter in others else ""
    winner = "huvudförslaget" if decided == main else "motförslaget"
    final = f" och finner att {body} beslutar enligt {winner}" if decided in standing else ""
    return [
        f"Ordföranden utser {_named(main)} till huvudförslag.",
        f"För att utse motförslag ställer ordföranden {first} mot {second}{later}{found}.",
        f"Ordföranden ställer huvudförslaget mot motförslaget{final}.",
    ]


def hindrance(proposals: Sequence[Proposal]) -> str:
    """Why no order of propositions can be written, in one sentence; empty when nothing hinders."""
    main = {one.text for one in proposals if one.is_main and not one.withdrawn}
    if len(main) > 1:
        return "Bara ett yrkande kan vara huvudförslag."
    if len(_standing(proposals)) > 2 and not main:
        return "Välj ordförandens huvudförslag: fler än två yrkanden står mot varandra."
    return ""


def _standing(proposals: Sequence[Proposal]) -> list[str]:
    return list(dict.fromkeys(one.text for one in proposals if not one.withdrawn))


def _named(text: str) -> str:
    """«yrkandet om avslag», «yrkandet att bevilja 50 000 kronor»."""
    text = text.rstrip(" .")
    return f"yrkandet {text}" if text.startswith("att ") else f"yrkandet om {text}"
