"""What is asked about a requisition before it is sent, and what belongs beside it when it is handled."""

from funding.models import Measure, Requisition
from funding.reads.measures import with_payments
from funding.rules.periods import Period
from meetings.models import StoredFile
from meetings.swedish import kronor, long_date


def advance_is_agreed(measure: Measure) -> bool:
    """Whether the signed agreement in force says that money is paid in advance."""
    agreement = measure.agreements.filter(sealed_at__isnull=False).order_by("number").last()
    # An agreement that was made before it could say so has no such word.
    return bool(agreement and agreement.snapshot.get("in_advance"))


def same_period(measure: Measure, period: Period) -> list[Requisition]:
    """Those of the measure whose periods overlap `period`, however they ended."""
    found = measure.requisitions.filter(first_day__lte=period.last, last_day__gte=period.first)
    return list(with_payments(found).order_by("number"))


def doubt(
    measure: Measure, period: Period, ledger: StoredFile | None, *, supplier: str = "", reference: str = ""
) -> str:
    """What whoever sends it is asked about, in one sentence; empty when there is nothing.

    A file that has been sent before, a period that is asked for already, an invoice with a number that is there.
    """
    going = measure.requisitions.filter(refused_at=None)
    if ledger and (same := going.filter(ledger=ledger).first()):
        return f"Samma fil skickades med {_called(same)}. Kryssa i rutan om det ska vara så."
    if supplier:
        twice = going.filter(supplier=supplier, reference=reference).first() if reference else None
        return (
            f"Samma fakturanummer står på {_called(twice)}. Kryssa i rutan om det ska vara så."
            if twice
            else ""
        )
    overlapping = [one for one in same_period(measure, period) if not one.refused_at]
    if overlapping:
        return f"För perioden finns redan {_called(overlapping[0])}. Kryssa i rutan om det ska vara så."
    return ""


def _called(one: Requisition) -> str:
    days = f"{long_date(one.first_day)} – {long_date(one.last_day)}"
    return f"{one.get_kind_display().lower()} {one.number} på {kronor(one.amount)}, {days}"
