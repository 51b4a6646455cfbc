"""Every row of the first page leads to a page that its reader may open, whoever reads it."""

import re
from http import HTTPStatus

import pytest
from django.urls import reverse

from funding.models import Application, Report
from funding.workflow import State
from tests.test_access import answer
from tests.worlds.boards import at
from tests.worlds.whole_association import World, make_world

pytestmark = pytest.mark.django_db
READS_ALL = {"secretary", "auditor"}
SHOWN = {"case_detail", "measure_detail", "report_detail", "requisition_detail"}
LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"#?]*)')


@pytest.fixture
def world() -> World:
    """An association in which all kinds of things wait, among them an agreement to write and a measure to end."""
    world = make_world("exempelvik")
    running = Application.objects.get(public_id=world.funding["running"])
    Application.objects.filter(pk=running.pk).update(state=State.GRANTED)
    report = Report.objects.get(public_id=world.funding["report"])
    sent = {"sent_at": at(report.due), "sent_by": world.applicant}
    Report.objects.filter(pk=report.pk).update(**sent)
    Report.objects.create(
        measure=report.measure,
        kind=Report.Kind.FINAL,
        first_day=report.first_day,
        last_day=report.last_day,
        due=report.due,
        approved_at=at(report.due),
        approved_by=world.board.secretary,
        **sent,
    )
    return world


def test_every_row_that_waits_leads_to_a_page_its_reader_may_open(world, client):
    for who in ("secretary", "auditor", "chair", "member"):
        client.force_login(getattr(world.board, who))
        pages = [client.get(reverse("home"), follow=True)]
        if who in READS_ALL:
            pages.append(client.get(reverse("todo", args=["exempelvik"])))
        mains = "".join(page.text.partition("<main")[2].partition("</main>")[0] for page in pages)
        led = {path: answer(client, "get", path) for path in LINK.findall(mains)}
        assert led
        assert {path: one.status_code for path, one in led.items()} == dict.fromkeys(led, HTTPStatus.OK), who
        if who in READS_ALL:
            assert {one.resolver_match.url_name for one in led.values()} >= SHOWN, who
