"""A budget is adopted by the § that fixes it; a mistake is undone with a reason while nothing is requisitioned."""

from http import HTTPStatus

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from funding.actions.budgeting import adopt_budget, reopen_budget
from funding.actions.requisitioning import refuse_requisition
from funding.models import Budget
from meetings.errors import RuleViolation
from meetings.models import Paragraph
from tests.funding.test_money import requisition
from tests.worlds.agreements import make_reporting
from tests.worlds.applications import DAY, Office, make_budget, make_budget_section
from tests.worlds.boards import at
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def section(office: Office) -> Paragraph:
    return make_budget_section(office)


@made_once
def budget(office: Office) -> Budget:
    return make_budget(office, adopted=False)


def said(office: Office) -> dict:
    return {"by": office.board.secretary, "at": at(DAY)}


def test_any_other_section_adopts_nothing(office, section, budget, client):
    other = section.meeting.paragraphs.exclude(pk=section.pk).first()
    with pytest.raises(RuleViolation, match="Välj den paragraf där styrelsen fastställde budgeten för 2024"):
        adopt_budget(budget=budget, paragraph=other, **said(office))
    with pytest.raises(DatabaseError, match="justerad paragraf om budgeten"), transaction.atomic():
        Budget.objects.update(adopted_in=other)
    client.force_login(office.board.secretary)
    shown = client.get(reverse("budget_adopt", args=["exempelvik", 2024])).context["form"]
    assert list(shown.fields["paragraph"].queryset) == [section]
    adopt_budget(budget=budget, paragraph=section, **said(office))


def test_a_mistake_is_undone_with_a_reason(office, section, budget, client):
    adopt_budget(budget=budget, paragraph=section, **said(office))
    with pytest.raises(DatabaseError, match="kräver ett skäl"), transaction.atomic():
        Budget.objects.update(adopted_in=None)
    client.force_login(office.board.secretary)
    address = reverse("budget_reopen", args=["exempelvik", 2024])
    assert client.post(address, {"reason": " "}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client.post(address, {"reason": "Fel år."})
    budget.refresh_from_db()
    assert (budget.adopted_in, budget.reopened_because) == (None, "Fel år.")
    shown = client.get(reverse("budget_detail", args=["exempelvik", 2024])).text
    assert "ångrades: Fel år." in " ".join(shown.split())
    adopt_budget(budget=budget, paragraph=section, **said(office))
    budget.refresh_from_db()
    assert budget.reopened_because == ""


def test_nothing_is_undone_once_money_is_requisitioned(office):
    one = requisition(office, make_reporting(office), 1_000)
    budget = Budget.objects.get(year=2024)
    with pytest.raises(RuleViolation, match="redan rekvirerade"):
        reopen_budget(budget=budget, reason="Fel.", **said(office))
    with pytest.raises(DatabaseError, match="är rekvirerade"), transaction.atomic():
        Budget.objects.filter(pk=budget.pk).update(adopted_in=None, reopened_because="Fel.")
    refuse_requisition(requisition=one, reason="Fel.", **said(office))
    reopen_budget(budget=budget, reason="Fel.", **said(office))
