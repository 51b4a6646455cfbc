"""One page per case: all that is known of it, and what can be done now."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from funding.models import Application, Measure
from funding.reads.flags import flags_for
from funding.reads.measures import granted_amounts
from funding.reads.placements import DECIDED, open_placement, undecided_placements
from funding.reads.timeline import timeline_of
from funding.reads.versions import versions_of
from funding.rules.parts import own_units, shortfall
from funding.rules.periods import outside_in_words
from funding.views.addresses import case_read
from funding.workflow import NEXT_STEP_OF_CASE
from meetings.access import can_edit
from meetings.views.addresses import person_of
from meetings.views.stored_files import sealed_document, stored_file

from .appeals import standings_in
from .steps import doings_of


@require_safe
def case_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The auditor reads the same page without its buttons."""
    case = case_read(request, slug, public_id, what="Ärende med bankuppgifter")
    may_edit = can_edit(person_of(request), case.association)
    versions = versions_of(case)
    content = versions[0].submission.content
    placement = open_placement(case)
    programme = getattr(case.association, "programme", None)
    kinds = {party.code: party.kind for party in case.association.parties.all()}
    context = {
        "association": case.association,
        "case": case,
        "content": content,
        "versions": versions,
        "next_step": NEXT_STEP_OF_CASE[case.status],
        "doings": doings_of(case, placement) if may_edit else [],
        "can_edit": may_edit,
        "shortfall": shortfall(
            (kinds.get(one.party or "") for one in content.applicants),
            wants_two=programme.wants_two_parts if programme else False,
        ),
        "placements": case.placements.exclude(paragraph__in=case.decisions.values("paragraph"))
        .select_related("paragraph__meeting__body")
        .prefetch_related("amounts"),
        "open": placement,
        "flags": flags_for(case, content, placement.paragraph.meeting.body, placement.paragraph.meeting.date)
        if placement
        else [],
        "unsaid": undecided_placements().filter(application=case).first(),
        "confirmed": {
            one.applicant.public_id: one
            for one in versions[0].submission.confirmations.select_related("applicant")
        },
        "editors": case.editor_links.select_related("person"),
        "outside": outside_in_words(content.economy.sought, first=content.first_day, last=content.last_day),
        "own_units": own_units(content.applicants),
        "messages_sent": case.messages.select_related("by"),
        "papers": case.papers.select_related("file"),
        "memo": getattr(case, "memo", None),
        "scores": case.scores.select_related("criterion"),
        "opinions": case.opinions.select_related("meeting__body"),
        "standings": standings_in(case),
        "decisions": case.decisions.select_related("paragraph__meeting__body").prefetch_related(DECIDED),
        **_measure_of(case),
        "timeline": timeline_of(case, internal=True),
        "today": timezone.localdate(),
    }
    return render(request, "funding/case_detail.html", context)


def _measure_of(case: Application) -> dict[str, object]:
    measure = Measure.objects.filter(application=case).first()
    granted = sum(one.amount for one in granted_amounts(measure)) if measure else None
    return {"measure": measure, "granted": granted}


@require_safe
def case_version(request: HttpRequest, slug: str, public_id: str, number: int) -> FileResponse:
    """A sent version as PDF, contacts and bank details and all."""
    case = case_read(request, slug, public_id, what=f"Ansökan med bankuppgifter, version {number}")
    submission = get_object_or_404(case.submissions.select_related("file"), number=number)
    return sealed_document(submission.file, f"ansokan-{number}.pdf", as_attachment=False)


@require_safe
def case_paper(request: HttpRequest, slug: str, public_id: str, paper: str) -> FileResponse:
    """An attachment of the applicant's or the chancellery's."""
    case = case_read(request, slug, public_id, what="Handling i ärendet")
    found = case.papers.select_related("file").filter(public_id=paper).first()
    if found is None:
        raise Http404
    return stored_file(found.file.sha256, found.file_name, found.file.media_type)
