"""What has happened in a § in the document's own words, each line with the dialog that edits it."""

from collections.abc import Iterable
from typing import Any

from meetings.draft.reading import Draft
from meetings.models import Ballot, Movement, Paragraph, Reservation, Statement
from meetings.record.composing import links, presented
from meetings.record.paragraph import Paragraph as PrintedParagraph
from meetings.record.vote import Vote
from meetings.rules.receivers import receivers_sentence
from meetings.swedish import join_names, long_date, sort_key, time_range

from .parts import EditedDissent, EventLine, Events, ShownVote
from .texts import edited_text

VOID = " (utan verkan: något före har ändrats)"


def events_of(draft: Draft, row: Paragraph, printed: PrintedParagraph, values: dict[str, Any]) -> Events:
    """`printed` is the § as the document would print it, `values` what placeholders stand for."""
    absent = join_names(sorted((draft.name(one.attendee_id) for one in row.abstentions.all()), key=sort_key))
    here = f"paragrafer/{row.public_id}"
    return Events(
        presenters=_presenters(row, printed, here),
        links=[EventLine(f"r-{row.public_id}-{at}", one, f"{here}/rattar/") for at, one in enumerate(links(printed))],
        movements=_movements(draft, row, printed),
        recusals=_lines("jav", row.recusals.all(), (one.sentence for one in printed.recusals)),
        proposals=_lines("yrkanden", row.proposals.all(), (one.sentence for one in printed.proposals)),
        propositions=_propositions(row, printed, here),
        votes=[
            _vote(ballot, vote)
            for ballot, vote in zip(row.ballots.all(), printed.votes, strict=False)
        ],
        not_taking_part=EventLine(f"d-{row.public_id}", f"{absent} deltar inte i beslutet.", f"{here}/deltar-inte/")
        if absent
        else None,
        elections=_lines(
            "val",
            row.elections.all(),
            (f"Val: {one.name}, {one.office}. Införs i registret vid justeringen." for one in printed.elections),
        ),
        receivers=EventLine(f"x-{row.public_id}", receivers_sentence(printed.receivers), f"{here}/mottagare/")
        if printed.receivers
        else None,
        reservations=[
            _reservation(one, said.sentence, values)
            for one, said in zip(row.reservations.all(), printed.reservations, strict=False)
        ],
        statements=[
            _statement(one, said.sentence, values)
            for one, said in zip(row.statements.all(), printed.statements, strict=False)
        ],
    )  # fmt: skip


def _presenters(row: Paragraph, printed: PrintedParagraph, here: str) -> EventLine | None:
    said = [presented(printed.presenters)] if printed.presenters else []
    said += [time_range(printed.planned_time)] if printed.planned_time else []
    said += ["handlingar kommer senare"] if row.papers_later else []
    return EventLine(f"f-{row.public_id}", " · ".join(said), f"{here}/foredragande/") if said else None


def _propositions(row: Paragraph, printed: PrintedParagraph, here: str) -> EventLine | None:
    if not printed.propositions:
        return None
    return EventLine(f"o-{row.public_id}", " ".join(printed.propositions), f"{here}/propositionsordning/")


def _vote(row: Ballot, vote: Vote) -> ShownVote:
    account = f"{vote.question} {vote.account} {vote.sentence}"
    return ShownVote(vote, EventLine(f"e-{row.public_id}", account, f"omrostningar/{row.public_id}/om/"))


def _movements(draft: Draft, row: Paragraph, printed: PrintedParagraph) -> list[EventLine]:
    """Those without effect too, so that they can be taken out."""
    with_effect = draft.movements.get(row.pk, [])
    said = {one.pk: movement.sentence for one, movement in zip(with_effect, printed.movements, strict=False)}
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


def _reservation(row: Reservation, sentence: str, values: dict[str, Any]) -> EditedDissent:
    awaited = f"Motiveringen väntas till den {long_date(row.awaited_until)}." if row.awaited_until else ""
    return EditedDissent(
        name=f"e-{row.public_id}",
        heading="Reservation",
        sentence=sentence,
        ask=f"reservationer/{row.public_id}/om/",
        text=edited_text(row, "text", values),
        awaited=(awaited or "Motiveringen väntas.") if row.is_awaited else "",
    )


def _statement(row: Statement, sentence: str, values: dict[str, Any]) -> EditedDissent:
    return EditedDissent(
        name=f"e-{row.public_id}",
        heading=row.get_kind_display(),
        sentence=sentence,
        ask=f"yttranden/{row.public_id}/om/",
        text=edited_text(row, "text", values),
    )
