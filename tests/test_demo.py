"""The demo has what it promises, made once by its command."""

import pytest
from django.utils import timezone

from funding.models import Application, Budget, Measure
from funding.reads.calling import may_apply, open_calls
from funding.workflow import State
from meetings.models import Association, FeeClaim, FeeEntry, FeePeriod, Person, Seal, Sealing, Verification
from tests.meetings.test_commands import answer, hold

pytestmark = pytest.mark.django_db


def test_demo_has_what_it_promises(settings):
    settings.DEBUG = True
    first = answer("seed_demo")
    hold(first, "seed_demo")
    assert [one["role"] for one in first["logins"] if one["association"] == "exempelvik"].count(
        "sökande"
    ) == 1
    meetings = answer("list_meetings")
    states = [(one["association"], one["state"]) for one in meetings if one["body"] == "styrelsen"]
    assert {one["body"] for one in meetings} == {"styrelsen", "beredningsgruppen", "medlemssamradet"}
    assert states.count(("exempelvik", "verified")) == 3
    assert {("exempelvik", "frozen"), ("exempelvik", "planned"), ("lillebygd", "verified")} <= set(states)
    _there_is_a_case_in_each_state_a_call_and_three_years_of_budget()
    _each_association_has_a_seal_of_its_own()
    assert FeePeriod.objects.get().total > 0
    assert FeeClaim.objects.exclude(meeting__in=FeeEntry.objects.values("meeting")).exists()
    assert Person.objects.get(email="").by_post  # summoned by post, so that the flow is seen
    assert answer("seed_demo") == first
    assert answer("list_meetings") == meetings


def _there_is_a_case_in_each_state_a_call_and_three_years_of_budget():
    assert set(Application.objects.values_list("state", flat=True)) == set(State.values)
    association, today = Association.objects.get(slug="exempelvik"), timezone.localdate()
    assert may_apply(association.programme, today)
    assert open_calls(association, today).count() == 1
    assert Budget.objects.filter(association=association).count() == 3
    assert Measure.objects.filter(requisitions__payments__isnull=False).distinct().count() >= 2


def _each_association_has_a_seal_of_its_own():
    assert {one.slug: one.seals.count() for one in Association.objects.all()} == {
        "exempelvik": 1,
        "lillebygd": 1,
    }
    assert {one.holder for one in Seal.objects.all()} == {one.name for one in Association.objects.all()}
    for verification in Verification.objects.all():
        owner = verification.protocol.meeting.body.association
        assert Sealing.objects.get(document=verification.original).seal.association == owner
    assert not Sealing.objects.filter(sealed=None).exists()
