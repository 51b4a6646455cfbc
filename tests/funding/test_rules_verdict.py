from decimal import Decimal

import pytest

from funding.rules.verdict import CaseOutcome, verdict
from meetings.record.paragraph import Decision, Deferral, Paragraph

ALL, HALF = Decimal(100), Decimal(50)


def said(*outcomes: str, **more):
    decisions = tuple(Decision(text="att …", outcome=one) for one in outcomes)
    return Paragraph(number="1", heading="Ansökan", decisions=decisions, **more)


@pytest.mark.parametrize(
    ("paragraph", "placed", "outcome"),
    [
        (said("bifall"), ALL, CaseOutcome.GRANTED),
        (said("bifall"), HALF, CaseOutcome.PARTLY),
        (said("delvis"), ALL, CaseOutcome.PARTLY),
        (said("bifall", "avslag"), ALL, CaseOutcome.GRANTED),
        (said("avslag"), ALL, CaseOutcome.REJECTED),
        (said("bifall", deferral=Deferral(kind="bordlagd")), ALL, CaseOutcome.POSTPONED),
        (said(deferral=Deferral(kind="hänskjuten", to="kommunen")), ALL, CaseOutcome.SENT_FOR_COMMENTS),
        (said(deferral=Deferral(kind="återremitterad", reason="Mer.")), ALL, CaseOutcome.REFERRED_BACK),
        (said(withdrawn=True), ALL, CaseOutcome.NOT_HANDLED),
        (said(not_handled=True), ALL, CaseOutcome.NOT_HANDLED),
    ],
)
def test_section_says_the_outcome(paragraph, placed, outcome):
    assert verdict(paragraph, placed=placed, sought=ALL).outcome == outcome


@pytest.mark.parametrize(
    "to",
    [
        "nästa gång",
        "v. 12",
        "första mötet efter sommaren",
        "efter årsskiftet",
        "nästkommande sammanträde",
        "nästa sammanträde",
        "styrelsens sammanträde den 17 december 2026",
        "förbundsstyrelsens decembermöte",
        "ett senare möte",
        "ett extra styrelsemöte i januari",
        "den 4 februari kl. 9.00",
        "ett senare tillfälle",
        "hösten",
    ],
)
def test_passed_on_to_another_meeting_is_postponed(to):
    found = verdict(said(deferral=Deferral(kind="hänskjuten", to=to)), placed=ALL, sought=ALL)
    assert found.outcome == CaseOutcome.POSTPONED


@pytest.mark.parametrize(
    "to",
    [
        "beredningsgruppen",
        "Exempelviks kommun",
        "medlemmarna för yttrande",
        "kommunstyrelsen",
        "AU",
        "förbundschefen",
    ],
)
def test_passed_on_to_somebody_else_is_sent_for_comments(to):
    found = verdict(said(deferral=Deferral(kind="hänskjuten", to=to)), placed=ALL, sought=ALL)
    assert found.outcome == CaseOutcome.SENT_FOR_COMMENTS


@pytest.mark.parametrize(
    "to",
    [None, "", "styrelsen", "beredningsgruppens nästa möte", "kommunen i mars", "tals", "bättre underlag"],
)
def test_passed_on_to_both_or_to_nobody_is_left_to_a_person(to):
    assert verdict(said(deferral=Deferral(kind="hänskjuten", to=to)), placed=ALL, sought=ALL) is None


@pytest.mark.parametrize("outcome", list(CaseOutcome))
def test_only_what_settles_the_case_may_be_appealed(outcome):
    assert outcome.may_be_appealed == (outcome in ("granted", "partly_granted", "rejected"))


@pytest.mark.parametrize("paragraph", [said(), said(""), said("noterat")])
def test_section_that_does_not_say_is_left_to_a_person(paragraph):
    assert verdict(paragraph, placed=ALL, sought=ALL) is None


def test_reason_and_addressee_of_a_deferral_follow():
    found = verdict(
        said(deferral=Deferral(kind="hänskjuten", reason="Yttrande.", to="kommunen")), placed=ALL, sought=ALL
    )
    assert found.reason == "Yttrande. Till kommunen."
