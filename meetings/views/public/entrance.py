"""The site's first page, and an association's: each sends people on to where they work."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings import access
from meetings.models import Association, Person
from meetings.querysets import associations_of
from meetings.swedish import sort_key
from meetings.views.addresses import association_or_404


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Straight on for whoever belongs to one association; else all of them, their own first."""
    own = list(associations_of(request.user)) if isinstance(request.user, Person) else []
    if len(own) == 1:
        return redirect("association_home", own[0].slug)
    founds = isinstance(request.user, Person) and access.can_found(request.user)
    if founds and not Association.objects.exists():
        return redirect("association_create")
    return render(
        request,
        "meetings/association_list.html",
        {
            "own": _sorted(own),
            "associations": _sorted(Association.objects.exclude(pk__in=[a.pk for a in own])),
            "can_found": founds,
        },
    )


@require_safe
@login_not_required
def association_home(request: HttpRequest, slug: str) -> HttpResponse:
    """The chancellery's list of what waits, the pages of the board and the auditor, or the notice board."""
    association = association_or_404(slug)
    if isinstance(request.user, Person):
        if access.can_edit(request.user, association):
            return redirect("todo", slug)
        if access.can_enter(request.user, association):
            return redirect("board_home", slug)
    return redirect("notice_board", slug)


def _sorted(associations) -> list[Association]:  # type: ignore[no-untyped-def]
    return sorted(associations, key=lambda each: sort_key(each.name))
