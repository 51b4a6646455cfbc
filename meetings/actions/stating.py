"""What the association says of its own site."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Association, Person

# As Digg's regulation MDFFS 2019:2 asks: how far, when and how, what is not, and how it is reported.
STATEMENT = (
    "accessibility",
    "accessibility_assessed_on",
    "accessibility_method",
    "accessibility_statement",
    "accessibility_burden",
    "accessibility_exempt",
    "accessibility_answered_within",
    "accessibility_supervisor",
    "accessibility_complaints",
)


@transaction.atomic
def state_accessibility(
    *, association: Association, values: Mapping[str, Any], by: Person, at: datetime, today: date
) -> None:
    """Writes the accessibility statement; `values` has each field of STATEMENT. Today is when it was updated.

    Raises RuleViolation when it is partly or not accessible and says no fault, when it is fully and says one, and when
    the day of the assessment has not come.
    """
    fully = values["accessibility"] == Association.Accessibility.FULLY
    faults = values["accessibility_statement"].strip()
    if fully and faults:
        raise RuleViolation(
            "Välj «Delvis förenlig» eller «Inte förenlig» när det finns brister.", field="accessibility"
        )
    if not fully and not faults:
        raise RuleViolation(
            "Skriv vilka delar som inte är tillgängliga, och varför.", field="accessibility_statement"
        )
    if values["accessibility_assessed_on"] > today:
        raise RuleViolation("Dagen har inte varit än.", field="accessibility_assessed_on")
    association = Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
    for name in STATEMENT:
        setattr(association, name, values[name])
    association.accessibility_updated_on = today
    record(association, by=by, at=at, fields=[*STATEMENT, "accessibility_updated_on"])
