"""What a § asks of the board, by its kind: heading, text and att-satser, made of its fields."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.utils.html import escape

from funding.actions.measuring import refuse_outside, refuse_too_long, refuse_twice
from funding.actions.memos import Amounts, MemoContent, opinion_of
from funding.models import Application, Measure, Placement, Purpose
from funding.reads.measures import rows_of, spending_of
from funding.rules import memo as rules
from funding.workflow import State, refusal
from meetings.errors import RuleViolation
from meetings.models import Body
from meetings.rules.sums import difference
from meetings.swedish import kronor, long_date

Kind = Placement.Kind
LESSENING = (Kind.REDUCTION, Kind.EARLY_END)
# What says when the measure ends; a supplement may, and what carries money to a year after its end must.
WITH_LAST_DAY = (Kind.SUPPLEMENT, Kind.CARRY_OVER, Kind.EARLY_END, Kind.PROLONGATION)
CHANGED_IN = (State.GRANTED, State.AGREEMENT, State.RUNNING)
TELLS = "att uppdra åt förbundschefen att meddela sökanden och teckna ett tillägg till avtalet."


@dataclass(frozen=True)
class Terms:
    """What a § grants beside the amounts: the fields of a Placement by their names.

    Kind, focus, method and ESF are fixed by the decision; the days are those of the measure.
    """

    measure_kind: str = ""
    focus: str = ""
    method: str = ""
    has_esf: bool = False
    purpose: Purpose | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Matter:
    """The § as it is written: its text is HTML, its `lines` are att-satser."""

    heading: str
    text: str
    lines: Sequence[str]
    conditions: str
    terms: Terms
    content: str = ""


def terms_of(application: Application, memo: MemoContent) -> Terms:
    """Those that the case had on its last agenda, or else those of its memo and application."""
    earlier = application.placements.filter(kind=Kind.GRANT).exclude(measure_kind="").last()
    if earlier:
        return Terms(**{one.name: getattr(earlier, one.name) for one in fields(Terms)})
    return Terms(
        measure_kind=memo.kind,
        focus=memo.focus,
        method=memo.method,
        has_esf=memo.has_esf,
        first_day=application.first_day,
        last_day=application.last_day,
    )


def sentence_of(kind: Kind, *, name: str, amounts: Amounts, last_day: date | None) -> str:
    """The att-sats that is made of the fields of a §."""
    if kind == Kind.GRANT:
        return rules.granting(name, [one for one in amounts if one[1]])
    return rules.changing(kind, name=name, amounts=amounts, last_day=last_day)


def granting_matter(
    case: Application,
    body: Body,
    memo: MemoContent,
    amounts: Amounts,
    terms: Terms | None,
    *,
    conditions: str,
    proposal: str,
) -> Matter:
    """The memo's text and proposals, with the amounts as they are now.

    Raises RuleViolation for a case that cannot be on the body's agenda, and when a board is not told what is fixed.
    """
    to_board = body.kind != Body.Kind.PREPARATORY_GROUP
    to = State.ON_AGENDA if to_board else State.AT_PREPARATORY_GROUP
    # A case may stay where it is: a preparatory group can have it on two agendas.
    if case.status != to and (sentence := refusal(case.status, to)):
        raise RuleViolation(sentence)
    refuse_amounts(Kind.GRANT, amounts)
    terms = terms or terms_of(case, memo)
    first, last = terms.first_day or case.first_day, terms.last_day or case.last_day
    if last:
        refuse_too_long(last, first)
    refuse_outside(amounts, first, last)
    if to_board:
        _refuse_untold(case, terms)
    lines = proposal.splitlines() or rules.reworded(
        memo.proposal.splitlines(),
        made=rules.granting(case.name, memo.amounts),
        now=rules.granting(case.name, amounts),
    )
    if to_board:
        refuse_granting_nothing(lines, case.name, amounts)
    text = paragraphs(memo.background, opinion_of(case) if to_board else "", memo.assessment)
    return Matter(memo.heading[:200], text, lines, conditions or memo.conditions, terms)


def changing_matter(
    case: Application,
    body: Body,
    kind: Kind,
    amounts: Amounts,
    terms: Terms | None,
    *,
    conditions: str,
    proposal: str,
    content: str,
) -> Matter:
    """What a § of any other kind says of a measure that is granted: its att-sats is made of the fields.

    Raises RuleViolation for a measure that is not granted or has ended, for a day that is no change of that kind, and
    for more than is left to take.
    """
    if case.status not in CHANGED_IN:
        raise RuleViolation("Ett sådant beslut gäller en insats som är beviljad och inte avslutad.")
    if body.kind == Body.Kind.PREPARATORY_GROUP:
        raise RuleViolation("Det beslutas av styrelsen.", field="meeting")
    terms = terms or Terms()
    refuse_amounts(kind, amounts)
    refuse_change(Measure.objects.get(application=case), kind, amounts, terms.last_day)
    sentence = sentence_of(kind, name=case.name, amounts=amounts, last_day=terms.last_day)
    return Matter(
        heading=f"{kind.label}: {case.name}"[:200],
        text=paragraphs(content),
        lines=proposal.splitlines() or [sentence, TELLS],
        conditions=conditions,
        terms=terms,
        content=content if kind == Kind.SUPPLEMENT else "",
    )


def refuse_change(measure: Measure, kind: Kind, amounts: Amounts, last_day: date | None) -> None:
    """Raises RuleViolation for a last day or amounts that a § of this kind cannot decide for the measure."""
    first, last = measure.first_day, measure.last_day
    if kind in (Kind.EARLY_END, Kind.PROLONGATION) and last_day is None:
        raise RuleViolation("Skriv den nya slutdagen.", field="last_day")
    if last_day and first and last_day < first:
        raise RuleViolation("Slutdagen ligger före insatsens första dag.", field="last_day")
    if last_day and last and kind == Kind.EARLY_END and last_day >= last:
        raise RuleViolation(f"Insatsen slutar redan den {long_date(last)}.", field="last_day")
    if last_day and last and kind != Kind.EARLY_END and last_day <= last:
        raise RuleViolation(
            f"Insatsen pågår till och med den {long_date(last)}. Skriv en senare dag.", field="last_day"
        )
    if last_day:
        refuse_too_long(last_day, last)
    refuse_outside(amounts, first, last_day or last)
    if kind == Kind.EARLY_END and last_day:
        _refuse_left(measure, amounts, last_day)
    for year, amount in amounts:
        if amount < 0 and -amount > (left := spending_of(measure, year).remaining):
            raise RuleViolation(f"För {year} återstår {kronor(left)}, och mer kan inte tas därifrån.")


def _refuse_left(measure: Measure, amounts: Amounts, last_day: date) -> None:
    """An early end takes back what is left of the years after it."""
    taken = dict(amounts)
    [row] = rows_of([measure])
    after = [
        (year, left)
        for year, spent in row.years.items()
        if year > last_day.year and (left := spent.remaining + taken.get(year, Decimal(0))) > 0
    ]
    for year, left in after:
        raise RuleViolation(
            f"{kronor(left)} återstår för {year}, efter den nya slutdagen, och kan inte rekvireras. Ta tillbaka dem."
        )


def refuse_other_sum(lines: Sequence[str], amounts: Amounts) -> None:
    """Raises RuleViolation for att-satser that say another sum than the fields."""
    if sentence := difference(lines, amounts):
        raise RuleViolation(
            f"Förslaget till beslut {sentence}. Ändra beloppen här eller förslaget i tjänsteskrivelsen."
        )


def refuse_amounts(kind: Kind, amounts: Amounts) -> None:
    """Raises RuleViolation for amounts that a § of this kind cannot decide on."""
    refuse_twice(amounts)
    total = sum((amount for _, amount in amounts), Decimal(0))
    if kind == Kind.CARRY_OVER:
        if total or not any(amount for _, amount in amounts):
            raise RuleViolation(
                "Det som förs från ett år ska vara lika mycket som det som förs till ett annat."
            )
    elif kind in LESSENING:
        if any(amount > 0 for _, amount in amounts):
            raise RuleViolation("Skriv med minus det som tas tillbaka.")
        if kind == Kind.REDUCTION and not total:
            raise RuleViolation("Skriv hur mycket som tas tillbaka.")
    elif any(amount < 0 for _, amount in amounts):
        raise RuleViolation("Ett belopp kan inte vara negativt.")


def refuse_granting_nothing(lines: Sequence[str], name: str, amounts: Amounts) -> None:
    """Raises RuleViolation for an att-sats that would grant 0 kronor, as when the amounts were emptied."""
    if rules.grants_nothing(lines, name=name, amounts=amounts):
        raise RuleViolation("Skriv ett belopp för minst ett år: paragrafen kan inte bevilja 0 kronor.")


def _refuse_untold(case: Application, terms: Terms) -> None:
    """What cannot be changed after the decision is asked before it, never guessed."""
    if terms.measure_kind not in Measure.Kind:
        raise RuleViolation("Välj insatsens slag. Det kan inte ändras efter beslutet.", field="measure_kind")
    if terms.purpose is None and Purpose.objects.filter(association=case.association).exists():
        raise RuleViolation("Välj ändamålet, så att beloppen räknas i rätt ram.", field="purpose")


def paragraphs(*texts: str) -> str:
    """The texts as paragraphs of HTML; an empty line parts two."""
    parts = [part.strip() for text in texts for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in parts if part)
