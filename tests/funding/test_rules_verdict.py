from decimal import Decimal

import pytest

from funding.rules.verdict import Outcome, verdict
from meetings.record.paragraph import Decision, Deferral, Paragraph

ALL, HALF = Decimal(100), Decimal(50)


def said(*outcomes: str, **more):
    decisions = tuple(Decision(text="att …", outcome=one) for one in outcomes)
    return Paragraph(number="1", heading="Ansökan", decisions=decisions, **more)


@pytest.mark.parametrize(
    ("paragraph", "placed", "outcome"),
    [
        (said("bifall"), ALL, Outcome.GRANTED),
        (said("bifall"), HALF, Outcome.PARTLY),
        (said("delvis"), ALL, Outcome.PARTLY),
        (said("bifall", "avslag"), ALL, Outcome.GRANTED),
        (said("avslag"), ALL, Outcome.REJECTED),
        (said("bifall", deferral=Deferral(kind="bordlagd")), ALL, Outcome.POSTPONED),
        (said(deferral=Deferral(kind="hänskjuten", to="kommunen")), ALL, Outcome.SENT_FOR_COMMENTS),
        (said(deferral=Deferral(kind="återremitterad", reason="Mer.")), ALL, Outcome.REFERRED_BACK),
        (said(withdrawn=True), ALL, Outcome.POSTPONED),
        (said(not_handled=True), ALL, Outcome.POSTPONED),
    ],
)
def test_section_says_the_outcome(paragraph, placed, outcome):
    assert verdict(paragraph, placed=placed, sought=ALL).outcome == outcome


@pytest.mark.parametrize("paragraph", [said(), said(""), said("noterat")])
def test_section_that_does_not_say_is_left_to_a_person(paragraph):
    assert verdict(paragraph, placed=ALL, sought=ALL) is None


def test_reason_and_addressee_of_a_deferral_follow():
    found = verdict(
        said(deferral=Deferral(kind="hänskjuten", reason="Yttrande.", to="kommunen")), placed=ALL, sought=ALL
    )
    assert found.reason == "Yttrande. Till kommunen."
