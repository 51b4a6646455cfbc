"""Triggers of the funds: what is only ever added, what is fixed at the decision, what cannot be overspent."""

import pgtrigger

from meetings.models.guards import (
    NEVER_DELETED,
    ONLY_ADDED,
    Guard,
    fixed,
    fixed_unless_deleted,
    fixed_with,
    locked_with_meeting,
)

__all__ = [
    "ADOPTED_BY_ITS_SECTION",
    "DECIDES_ONE_SUM",
    "FIGURES_ARE_READ",
    "FIXED_WITH_REPORT",
    "GRANTS_COVER",
    "GRANTS_WHAT_IS_DECIDED",
    "HOLDS_WHEN_THREE_CONFIRM",
    "MAY_CONFIRM_PAYEE",
    "MEASURE_FIXED",
    "NEVER_DELETED",
    "NO_MORE_ROWS",
    "NO_REFUSAL_OF_PAID",
    "ONLY_ADDED",
    "ORDERS_WHAT_IS_APPROVED",
    "PAYEE_IS_SETTLED",
    "PAYMENT_BALANCES",
    "PAYS_CONFIRMED_ACCOUNT",
    "REPORT",
    "SAYS_WHAT_IS_GRANTED",
    "STAYS_ON_AGENDA",
    "TWO_PERSONS",
    "WITHIN_GRANT",
    "fixed",
    "locked_with_meeting",
]

# What the board decides on is locked with the § that says it, though the row knows the meeting only through it.
_OF_PARAGRAPH = "(SELECT meeting_id FROM meetings_paragraph WHERE id = {row}.paragraph_id)"
LOCKED_WITH_PARAGRAPH = locked_with_meeting(meeting=_OF_PARAGRAPH, paragraph="paragraph_id")
_OF_PLACEMENT = "(SELECT p.meeting_id FROM funding_placement r JOIN meetings_paragraph p ON p.id = r.paragraph_id WHERE r.id = {row}.placement_id)"  # noqa: E501
LOCKED_WITH_PLACEMENT = locked_with_meeting(
    meeting=_OF_PLACEMENT,
    paragraph="(SELECT paragraph_id FROM funding_placement WHERE id = {row}.placement_id)",
)


def _before(name: str, operation: pgtrigger.Operation, func: str) -> pgtrigger.Trigger:
    return Guard(name=name, operation=operation, func=f"{func} RETURN NEW;")


# Each of these functions (migration 0002) takes the measure's row first: two officers cannot both be let through.
WITHIN_GRANT = _before(
    "within_grant",
    pgtrigger.Insert | pgtrigger.Update,
    "PERFORM funding_refuse_overspending(NEW.measure_id, NEW.year::integer, NEW.id,"
    " CASE WHEN NEW.refused_at IS NULL THEN NEW.amount ELSE 0 END);",
)
GRANTS_COVER = _before(
    "grants_cover",
    pgtrigger.Insert,
    "PERFORM funding_refuse_uncovered(NEW.measure_id, NEW.year::integer, NEW.amount);",
)
DECIDES_ONE_SUM = _before(
    "decides_one_sum",
    pgtrigger.Insert,
    "PERFORM funding_refuse_other_sum(NEW.decision_id, NEW.year::integer, NEW.amount, NEW.entered_by_id);",
)
GRANTS_WHAT_IS_DECIDED = _before(
    "grants_what_is_decided",
    pgtrigger.Insert,
    "PERFORM funding_refuse_undecided(NEW.paragraph_id, NEW.year::integer, NEW.amount);",
)
# Migration 0011: a § whose own words hold, and whose figures nobody has entered, is no sum to agree on or to take from.
SAYS_WHAT_IS_GRANTED = Guard(
    name="says_what_is_granted",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("sealed_at"),  # type: ignore[no-untyped-call]
    func="PERFORM funding_refuse_other_total(NEW.measure_id, NEW.snapshot); RETURN NEW;",
)
FIGURES_ARE_READ = _before(
    "figures_are_read",
    pgtrigger.Insert,
    "PERFORM funding_refuse_unread(NEW.measure_id, ARRAY['reduction', 'early_end', 'carry_over']);",
)
STAYS_ON_AGENDA = Guard(
    name="stays_on_agenda",
    operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
    condition=pgtrigger.Q(old__state="on_agenda") & ~pgtrigger.Q(new__state="on_agenda"),
    func="PERFORM funding_refuse_leaving_agenda(NEW.id); RETURN NEW;",
)
TWO_PERSONS = _before(
    "two_persons",
    pgtrigger.Insert,
    "PERFORM funding_refuse_approval(NEW.requisition_id, NEW.person_id);"
    " PERFORM funding_refuse_approved_amount(NEW.requisition_id, NEW.step::text, NEW.amount);",
)
# After, so that it sees all rows of the statement: a wrong row's opposite and the right one come together.
PAYMENT_BALANCES = Guard(
    name="balances",
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    func="PERFORM funding_refuse_payment(NEW); PERFORM funding_refuse_unfounded_payment(NEW);"
    " PERFORM funding_refuse_ordered_payment(NEW); RETURN NULL;",
)
ORDERS_WHAT_IS_APPROVED = _before(
    "orders_what_is_approved",
    pgtrigger.Insert,
    "PERFORM funding_refuse_order(NEW.requisition_id, NEW.amount);"
    " PERFORM funding_refuse_unfounded(NEW.requisition_id, 'infinity',"
    " NEW.amount + funding_ordered(NEW.requisition_id));",
)
# Migration 0013: where money goes is changed by the organisation's signatory and two persons at the association.
HOLDS_WHEN_THREE_CONFIRM = _before(
    "holds_when_three_confirm",
    pgtrigger.Insert | pgtrigger.Update,
    "IF NEW.confirmed_at IS NOT NULL THEN PERFORM funding_refuse_unconfirmed_payee(NEW.id); END IF;",
)
MAY_CONFIRM_PAYEE = _before(
    "may_confirm_payee",
    pgtrigger.Insert,
    "PERFORM funding_refuse_payee_confirmation(NEW.change_id, NEW.side::text, NEW.person_id, NEW.at);",
)
PAYS_CONFIRMED_ACCOUNT = _before(
    "pays_confirmed_account",
    pgtrigger.Insert,
    "PERFORM funding_refuse_other_account(NEW.requisition_id, NEW.account::text);",
)
PAYEE_IS_SETTLED = _before(
    "payee_is_settled",
    pgtrigger.Insert,
    "IF NEW.step = 'attest' THEN PERFORM funding_refuse_changing_payee(NEW.requisition_id); END IF;",
)
NO_MORE_ROWS = Guard(
    name="no_more_rows",
    operation=pgtrigger.Insert,
    func="RAISE EXCEPTION 'Återbetalningar antecknas bland betalningarna.' USING ERRCODE = 'P0001';",
)
# Migration 0016: what waits at the bank has its room in what is approved until somebody answers for it.
NO_REFUSAL_OF_PAID = Guard(
    name="no_refusal_of_paid",
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("refused_at", "ending"),
    func="IF OLD.refused_at IS NOT NULL THEN"
    " RAISE EXCEPTION 'Rekvisitionen är redan avgjord och ändras inte.' USING ERRCODE = 'P0001'; END IF;"
    " IF (SELECT sum(amount) FROM funding_payment WHERE requisition_id = NEW.id) > 0 THEN"
    " RAISE EXCEPTION 'Rekvisitionen är utbetald.' USING ERRCODE = 'P0001'; END IF;"
    " PERFORM funding_refuse_ordered(NEW.id); RETURN NEW;",
)
# Once adopted, a budget is opened again only for a reason, and while nothing is requisitioned of its year.
ADOPTED_BY_ITS_SECTION = Guard(
    name="adopted_by_its_section",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="IF TG_OP = 'UPDATE' THEN PERFORM funding_refuse_reopening(OLD, NEW); END IF;"
    " IF NEW.adopted_in_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.adopted_in_id IS DISTINCT FROM NEW.adopted_in_id)"
    " THEN PERFORM funding_refuse_adoption(NEW.association_id, NEW.adopted_in_id); END IF; RETURN NEW;",
)
# A planned report that nobody has begun goes when the measure's time changes; its history tells of it.
GOES_UNBEGUN = Guard(
    name="goes_unbegun",
    operation=pgtrigger.Delete,
    func="IF OLD.sent_at IS NOT NULL OR OLD.returned_at IS NOT NULL OR OLD.activities || OLD.results || OLD.deviations"
    " <> '' THEN RAISE EXCEPTION 'Rapporten är påbörjad och tas inte bort.' USING ERRCODE = 'P0001'; END IF;"
    " RETURN OLD;",
)
REPORT = [*fixed_unless_deleted(when="OLD.approved_at IS NOT NULL"), GOES_UNBEGUN]
MEASURE_FIXED = Guard(
    name="fixed_at_decision",
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("kind", "focus", "method", "has_esf"),
    func="RAISE EXCEPTION 'Insatsens slag, inriktning, metod och ESF bestäms av beslutet.' USING ERRCODE = 'P0001';",
)
FIXED_WITH_REPORT = fixed_with("funding_report", "report_id", "approved_at IS NOT NULL")
