"""What has happened in a § in the document's own words, each line with the dialog that edits it."""

from collections.abc import Callable, Iterable
from typing import Any

from meetings.draft.paragraph import paragraph_of
from meetings.draft.reading import Draft
from meetings.models import Movement, Paragraph, Reservation, Statement
from meetings.record.composing import links, presented
from meetings.record.paragraph import Paragraph as Printed
from meetings.swedish import join_names, long_date, time_range

from .boxes import DissentBox, EventLine, Handling, TextBox, VoteBox

type Box = Callable[[Any, str], TextBox]

VOID = " (utan verkan: något före har ändrats)"


def printed(draft: Draft, row: Paragraph) -> Printed:
    """The § as it would stand in the document."""
    return paragraph_of(draft, row, {})


def handling_of(draft: Draft, row: Paragraph, shown: Printed, box: Box) -> Handling:
    """`shown` is the § as printed, `box` makes the text of a row to edit."""
    absent = join_names(sorted(draft.name(one.attendee_id) for one in row.abstentions.all()))
    here = f"paragrafer/{row.public_id}"
    return Handling(
        presenters=_presenters(row, shown, here),
        links=[EventLine(f"r-{row.public_id}-{at}", one, f"{here}/rattar/") for at, one in enumerate(links(shown))],
        movements=_movements(draft, row, shown),
        recusals=_lines("jav", row.recusals.all(), (one.sentence for one in shown.recusals)),
        proposals=_lines("yrkanden", row.proposals.all(), (one.sentence for one in shown.proposals)),
        propositions=list(shown.propositions),
        votes=[
            VoteBox(f"e-{ballot.public_id}", vote, f"omrostningar/{ballot.public_id}/om/")
            for ballot, vote in zip(row.ballots.all(), shown.votes, strict=False)
        ],
        not_taking_part=EventLine(f"d-{row.public_id}", f"{absent} deltar inte i beslutet.", f"{here}/deltar-inte/")
        if absent
        else None,
        elections=_lines(
            "val",
            row.elections.all(),
            (f"Val: {one.person}, {one.office}. Införs i registret vid justeringen." for one in shown.elections),
        ),
        reservations=[
            _reservation(one, said.sentence, box)
            for one, said in zip(row.reservations.all(), shown.reservations, strict=False)
        ],
        statements=[
            _statement(one, said.sentence, box)
            for one, said in zip(row.statements.all(), shown.statements, strict=False)
        ],
    )  # fmt: skip


def _presenters(row: Paragraph, shown: Printed, here: str) -> EventLine | None:
    said = [presented(shown.presenters)] if shown.presenters else []
    said += [time_range(shown.planned_time)] if shown.planned_time else []
    return EventLine(f"f-{row.public_id}", " · ".join(said), f"{here}/foredragande/") if said else None


def _movements(draft: Draft, row: Paragraph, shown: Printed) -> list[EventLine]:
    """Those without effect too, so that they can be taken out."""
    said = {
        one.pk: printed.sentence
        for one, printed in zip(draft.movements.get(row.pk, []), shown.movements, strict=False)
    }
    rows = [one for one in draft.rolls.movements if one.paragraph_id == row.pk]
    return [
        EventLine(f"h-{one.pk}", said.get(one.pk) or _void(draft, one), f"handelser/om/?handelse={one.pk}")
        for one in rows
    ]


def _void(draft: Draft, row: Movement) -> str:
    return f"{draft.name(row.attendee_id)} {row.get_kind_display().lower()}{VOID}"


def _lines(folder: str, rows: Iterable[Any], sentences: Iterable[str]) -> list[EventLine]:
    return [
        EventLine(f"e-{row.public_id}", sentence, f"{folder}/{row.public_id}/om/")
        for row, sentence in zip(rows, sentences, strict=False)
    ]


def _reservation(row: Reservation, sentence: str, box: Box) -> DissentBox:
    awaited = f"Motiveringen väntas till den {long_date(row.awaited_until)}." if row.awaited_until else ""
    return DissentBox(
        name=f"e-{row.public_id}",
        heading="Reservation",
        sentence=sentence,
        ask=f"reservationer/{row.public_id}/om/",
        text=box(row, "text"),
        awaited=(awaited or "Motiveringen väntas.") if row.is_awaited else "",
    )


def _statement(row: Statement, sentence: str, box: Box) -> DissentBox:
    return DissentBox(
        name=f"e-{row.public_id}",
        heading=row.get_kind_display(),
        sentence=sentence,
        ask=f"yttranden/{row.public_id}/om/",
        text=box(row, "text"),
    )
