"""Yrkanden and the order in which the chair puts them (KL 5:53, 5:67)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from meetings.actions.locking import lock_paragraph
from meetings.actions.recording import record, record_deletion
from meetings.draft.rolls import order_of, rolls_of
from meetings.errors import RuleViolation
from meetings.models import Attendee, Paragraph, Person, Proposal, ProposalMover
from meetings.paper.fonts import refuse_unsupported
from meetings.rules import proposals as rules
from meetings.text.richtext import clean_line


@transaction.atomic
def add_proposal(
    *, paragraph: Paragraph, movers: Sequence[Attendee], text: str, by: Person, at: datetime
) -> Proposal:
    """`text` follows «yrkar». Raises RuleViolation for anyone who does not decide in the §."""
    meeting = lock_paragraph(paragraph)
    deciding = rolls_of(meeting, order_of(meeting)).deciding(paragraph)
    _refuse(movers, deciding, text)
    last = paragraph.proposals.aggregate(last=Max("position"))["last"] or 0
    proposal = Proposal(paragraph=paragraph, position=last + 1, text=clean_line(text))
    record(proposal, by=by, at=at)
    _set_movers(proposal, movers)
    return proposal


@transaction.atomic
def edit_proposal(
    *,
    proposal: Proposal,
    movers: Sequence[Attendee],
    text: str,
    withdrawn: bool,
    by: Person,
    at: datetime,
) -> Proposal:
    meeting = lock_paragraph(proposal.paragraph)
    deciding = rolls_of(meeting, order_of(meeting)).deciding(proposal.paragraph)
    _refuse(movers, deciding, text)
    proposal.refresh_from_db()
    proposal.text, proposal.withdrawn = clean_line(text), withdrawn
    proposal.is_main = proposal.is_main and not withdrawn
    record(proposal, by=by, at=at, fields=["text", "withdrawn", "is_main"])
    _set_movers(proposal, movers)
    return proposal


@transaction.atomic
def remove_proposal(*, proposal: Proposal, by: Person, at: datetime) -> None:
    lock_paragraph(proposal.paragraph)
    record_deletion(proposal, by=by, at=at)


@transaction.atomic
def set_propositions(
    *, paragraph: Paragraph, text: str, by: Person, at: datetime, main: Proposal | None = None
) -> None:
    """The order of propositions in the chair's words, one a line; `main` is the huvudförslag, if there is one."""
    lock_paragraph(paragraph)
    if main and main.paragraph_id != paragraph.pk:
        raise RuleViolation("Yrkandet hör till en annan paragraf.")
    refuse_unsupported(text)
    for proposal in paragraph.proposals.filter(is_main=True).exclude(pk=main.pk if main else 0):
        proposal.is_main = False
        record(proposal, by=by, at=at, fields=["is_main"])
    if main and not main.is_main:
        main.is_main = True
        record(main, by=by, at=at, fields=["is_main"])
    paragraph.refresh_from_db()
    lines = (clean_line(line) for line in text.splitlines())
    paragraph.propositions = "\n".join(line for line in lines if line)
    record(paragraph, by=by, at=at, fields=["propositions"])


def suggested_propositions(
    paragraph: Paragraph, *, decided: str = "", main: Proposal | None = None
) -> list[str]:
    """The questions that the rules let the chair put, from the proposals as they stand."""
    rows = paragraph.proposals.prefetch_related("movers__person")
    return rules.propositions(
        [as_rule(row, is_main=row == main if main else row.is_main) for row in rows], decided=decided
    )


def as_rule(row: Proposal, *, is_main: bool | None = None) -> rules.Proposal:
    return rules.Proposal(
        by=tuple(mover.display_name for mover in row.movers.all()),
        text=row.text,
        is_main=row.is_main if is_main is None else is_main,
        withdrawn=row.withdrawn,
    )


def _refuse(movers: Sequence[Attendee], deciding: Sequence[Attendee], text: str) -> None:
    if not clean_line(text):
        raise RuleViolation("Skriv vad som yrkas.")
    refuse_unsupported(text)
    if not movers:
        raise RuleViolation("Ange vem som yrkar.")
    known = {one.pk for one in deciding}
    for mover in movers:
        if mover.pk not in known:
            raise RuleViolation(f"{mover} beslutar inte i paragrafen och kan inte yrka.")


def _set_movers(proposal: Proposal, movers: Sequence[Attendee]) -> None:
    proposal.mover_links.exclude(attendee__in=movers).delete()
    known = set(proposal.mover_links.values_list("attendee_id", flat=True))
    for mover in movers:
        if mover.pk not in known:
            ProposalMover.objects.create(proposal=proposal, attendee=mover)
