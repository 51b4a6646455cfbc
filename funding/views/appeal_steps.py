"""What can have happened to the decisions of a case or a measure, and what is done with the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from funding.reads.standing import SectionStanding
from meetings.actions.appealing import close_appeal, lift_stay, register_appeal, stay_decision
from meetings.errors import RuleViolation
from meetings.models import Appeal, Paragraph, Person
from meetings.swedish import long_date, section

from .chancellery.forms import AppealStepForm


@dataclass(frozen=True)
class AppealStep:
    """`appeal` is None for one that is new."""

    label: str
    paragraph: Paragraph
    what: str
    appeal: Appeal | None = None


def steps_of(standings: Sequence[SectionStanding]) -> dict[str, AppealStep]:
    """By a key that stays the same while colleagues register other steps of other §§ and appeals."""
    found: dict[str, AppealStep] = {}
    for one in standings:
        paragraph, key = one.paragraph, one.paragraph.public_id
        where = f"{section(paragraph.number or 0)} den {long_date(paragraph.meeting.date)}"
        found[f"{key}-received"] = AppealStep(f"{where}: ett överklagande kom in", paragraph, "received")
        for place, appeal in enumerate(sorted(one.appeals, key=lambda one: one.pk), start=1):
            of = f"{where}, överklagandet som kom in {appeal.received:%Y-%m-%d}"
            for what, label in _next(appeal):
                found[f"{key}-{place}-{what}"] = AppealStep(f"{of}: {label}", paragraph, what, appeal)
    return found


def _next(appeal: Appeal) -> list[tuple[str, str]]:
    if appeal.closed:
        return []
    steps = [(one.value, one.label[:1].lower() + one.label[1:]) for one in Appeal.Outcome]
    if not appeal.stayed:
        return [("stayed", "domstolen beslutade om inhibition"), *steps]
    return steps if appeal.stay_lifted else [("lifted", "inhibitionen upphävdes"), *steps]


def form_of(data: Any, steps: dict[str, AppealStep]) -> AppealStepForm:
    choices = [(key, one.label) for key, one in steps.items()]
    return AppealStepForm(data, initial={"day": timezone.localdate()}, choices=choices)


def enter_step(given: dict[str, Any], steps: dict[str, AppealStep], *, by: Person) -> None:
    """Enters what the clean form says; raises RuleViolation for an impossible day, and when a colleague was quicker."""
    said: dict[str, Any] = {"by": by, "at": timezone.now()}
    step, day = steps[given["step"]], given["day"]
    if step.appeal is None:
        protocol = step.paragraph.protocols.filter(verification__isnull=False).first()
        if protocol is None:
            raise RuleViolation("Protokollet är inte justerat än, så beslutet kan inte vara överklagat.")
        register_appeal(
            protocol=protocol,
            paragraph=step.paragraph,
            received=day,
            case_number=given["case_number"],
            note=given["note"],
            **said,
        )
    elif step.what == "stayed":
        stay_decision(appeal=step.appeal, day=day, **said)
    elif step.what == "lifted":
        lift_stay(appeal=step.appeal, day=day, **said)
    else:
        close_appeal(appeal=step.appeal, day=day, outcome=step.what, **said)
