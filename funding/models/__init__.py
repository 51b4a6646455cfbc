"""The tables of the app, one noun a module."""

from .application import Activity, Applicant, Application, CriterionAnswer, Editor, Paper
from .casework import (
    Confirmation,
    Event,
    Memo,
    MemoAmount,
    Message,
    Opinion,
    Score,
    Submission,
    UnitHead,
    UnsentText,
)
from .deciding import BoardDecision, DecidedAmount, PlacedAmount, Placement
from .export import Accounts, Export, ExportedPayment, PaymentOrder
from .finances import CostAmount, CostRow, PlanYear
from .link import Link
from .measure import Agreement, AgreementSignature, DecidedEnd, Grant, Measure
from .money import Adjustment, Approval, Budget, ClosedYear, Frame, Income, Purpose, Requisition
from .payee import PayeeChange, PayeeConfirmation
from .payment import Payment, Repayment
from .programme import Call, Criterion, Programme
from .report import ParticipantCount, Report, ReportCost
from .takeover import Takeover

__all__ = [
    "Accounts",
    "Activity",
    "Adjustment",
    "Agreement",
    "AgreementSignature",
    "Applicant",
    "Application",
    "Approval",
    "BoardDecision",
    "Budget",
    "Call",
    "ClosedYear",
    "Confirmation",
    "CostAmount",
    "CostRow",
    "Criterion",
    "CriterionAnswer",
    "DecidedAmount",
    "DecidedEnd",
    "Editor",
    "Event",
    "Export",
    "ExportedPayment",
    "Frame",
    "Grant",
    "Income",
    "Link",
    "Measure",
    "Memo",
    "MemoAmount",
    "Message",
    "Opinion",
    "Paper",
    "ParticipantCount",
    "PayeeChange",
    "PayeeConfirmation",
    "Payment",
    "PaymentOrder",
    "PlacedAmount",
    "Placement",
    "PlanYear",
    "Programme",
    "Purpose",
    "Repayment",
    "Report",
    "ReportCost",
    "Requisition",
    "Score",
    "Submission",
    "Takeover",
    "UnitHead",
    "UnsentText",
]
