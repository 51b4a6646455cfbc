"""Our notice board: an extra copy of what stands on the members' own."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Notice, StoredFile
from meetings.reads.announcements import announced_to_come
from meetings.reads.notices import (
    NoticeStatus,
    current_notices,
    dates_of,
    days_left,
    is_up,
    notices_of,
    status_of,
)
from meetings.reads.published import is_published
from meetings.rules.posting import NoticeDates
from meetings.swedish import sort_key
from meetings.views.addresses import association_or_404


@dataclass(frozen=True)
class NoticeCard:
    """A notice as its pages show it; `total` days of the bar are 0 when there is no time left to picture."""

    notice: Notice
    dates: NoticeDates
    status: NoticeStatus
    is_up: bool
    facts: list[dict[str, object]]
    elapsed: int
    total: int
    published: bool
    pdf: StoredFile | None


def card_of(notice: Notice, today: date) -> NoticeCard:
    """`notice` is one of notices_of."""
    dates = dates_of(notice)
    up = is_up(notice, today)
    published = is_published(notice.protocol)
    mark = "preliminärt" if dates.preliminary else ""
    facts: list[dict[str, object]] = [
        {"label": "Anslaget", "date": dates.posted},
        {"label": "Sista dag att överklaga", "date": dates.last_appeal_day, "note": mark},
        {"label": "Tas ner tidigast", "date": dates.earliest_removal, "note": mark},
    ]
    if up:
        facts.append({"label": "Kvar", "text": days_left(dates, today)})
    total = (dates.last_appeal_day - dates.posted).days if up and today <= dates.last_appeal_day else 0
    return NoticeCard(
        notice=notice,
        dates=dates,
        status=status_of(notice, today),
        is_up=up,
        facts=facts,
        elapsed=min(max((today - dates.posted).days, 0), total),
        total=total,
        published=published,
        pdf=notice.protocol.verification.public_copy if published else None,
    )


@require_safe
@login_not_required
def notice_board(request: HttpRequest, slug: str) -> HttpResponse:
    association = association_or_404(slug)
    today = timezone.localdate()
    boards = [party for party in association.parties.all() if party.must_post]
    return render(
        request,
        "meetings/notice_board.html",
        {
            "association": association,
            "cards": [card_of(notice, today) for notice in current_notices(association, today)],
            "announced_meetings": announced_to_come(association, today),
            "boards": sorted(boards, key=lambda party: sort_key(party.name)),
        },
    )


@require_safe
@login_not_required
def notice_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """One notice, also after it has left the board. Not for search engines: it goes away."""
    association = association_or_404(slug)
    notice = get_object_or_404(notices_of(association), public_id=public_id)
    response = render(
        request,
        "meetings/notice_detail.html",
        {"association": association, "card": card_of(notice, timezone.localdate())},
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@login_not_required
def appeal_help(request: HttpRequest, slug: str) -> HttpResponse:
    """Sv: hur man överklagar (laglighetsprövning, KL 13 kap.)."""
    return render(request, "meetings/appeal_help.html", {"association": association_or_404(slug)})
