"""What waits to be exported, and the files that have been made."""

from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from funding.models import Export, Measure, Payment, PaymentOrder, Requisition
from funding.reads.measures import RequisitionState, requisition_state, with_payments
from meetings.models import Association
from meetings.swedish import kronor


def unexported_payments(association: Association, first_day: date, last_day: date) -> QuerySet[Payment]:
    """Payments of those days that are in no file for the bookkeeping, in the order that they were made."""
    of_association = Q(requisition__measure__association=association) | Q(measure__association=association)
    return (
        Payment.objects.filter(of_association, exported=None, day__gte=first_day, day__lte=last_day)
        .select_related("by", "corrects", "measure__purpose", "requisition__measure__purpose")
        .order_by("day", "id")
    )


def payable_requisitions(association: Association) -> list[Requisition]:
    """Requisitions that two have approved, not paid in full and in no file that waits for the bank; never invoices."""
    waits = PaymentOrder.objects.filter(requisition=OuterRef("pk"), payment=None, cancelled_at=None)
    found = Requisition.objects.filter(
        ~Exists(waits),
        measure__association=association,
        refused_at=None,
        kind=Requisition.Kind.REQUISITION,
        approvals__step="attest",
    ).select_related("measure__association", "measure__application__association")
    payable = (RequisitionState.ATTESTED, RequisitionState.PART_PAID)
    return [one for one in with_payments(found).order_by("id") if requisition_state(one) in payable]


def waiting_order(requisition: Requisition) -> PaymentOrder | None:
    """What the bank is asked to pay of it, in a file that nobody has said to be carried out or never sent."""
    return requisition.orders.filter(payment=None, cancelled_at=None).select_related("export").first()


def in_file(order: PaymentOrder) -> str:
    """Why what waits at the bank must be answered for first, in one sentence."""
    return (
        f"{kronor(order.amount)} ligger i betalfil {order.export.number}. Ange först om banken betalade, eller att "
        "filen inte sändes."
    )


def ordered_of(measure: Measure, year: int) -> Decimal:
    """What waits in payment files of what the measure has asked for of the year."""
    waiting = PaymentOrder.objects.filter(requisition__measure=measure, requisition__year=year)
    return waiting.filter(payment=None, cancelled_at=None).aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def exports_of(association: Association) -> QuerySet[Export]:
    return Export.objects.filter(association=association).select_related("made_by", "file")


def file_name_of(export: Export) -> str:
    """What the file is called where it is saved."""
    if export.kind == Export.Kind.SIE:
        return f"bokforing-{export.number}.si"
    return f"betalfil-{export.number}.xml"
