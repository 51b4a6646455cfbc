"""«Hämta § eller fras»: wordings from the register and from earlier meetings."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import mark_safe

from meetings.actions.drafting import add_decision, add_paragraph
from meetings.actions.filling import fill_paragraph
from meetings.draft.reading import read_draft
from meetings.models import Meeting, Paragraph, Phrase
from meetings.models.ordering import swedish
from meetings.reads.fillings import NAMES, REPORTED, filled_with
from meetings.rules.filling import Filling
from meetings.swedish import long_date, section
from meetings.text.phrases import phrase_html
from meetings.text.richtext import clean

from .access import reads_draft, writes_draft
from .editing import PUBLIC_ID, Editing, by_key
from .response import Done
from .shown.texts import ATTACHMENT, ATTACHMENT_TOKEN, readable

MOST = 12
EXCERPT = 180
FILLING = "filling"


@dataclass(frozen=True)
class Found:
    """A wording that can be put in. `source` says whether it is a phrase or a §; `html` is a phrase's text."""

    source: str
    key: str
    heading: str
    origin: str
    excerpt: str
    html: str = ""


@dataclass(frozen=True)
class Wording:
    """What a new § begins with."""

    heading: str
    text: str
    decisions: list[str]
    kind: str


@reads_draft
def draft_search(editing: Editing) -> HttpResponse:
    """`q` in the query; without it the phrases and the last meeting's §§."""
    words = editing.query.get("q", "").replace("\0", "").strip()[:200]
    values = read_draft(editing.protocol).values
    phrases, paragraphs = _phrases(editing, words), _paragraphs(editing, words)
    fillings = _fillings(editing, words)
    found = fillings + [_phrase(one, values) for one in phrases[:MOST]]
    found += [_paragraph(one, values) for one in paragraphs[:MOST]]
    total = phrases.count() + paragraphs.count() + len(fillings)
    context = {"found": found, "total": total, "words": words}
    return render(editing.request, "meetings/editor/search.html", context)


@writes_draft
def draft_fetch(editing: Editing) -> Done:
    """POST `source`, `key` and `after`: a new § with that wording."""
    source, key = editing.posted.get("source", ""), editing.posted.get("key", "")
    found = _wording(editing, source, key)
    # Before the meeting a fetched decision is what is proposed.
    prepared = editing.meeting.state in (Meeting.State.PLANNED, Meeting.State.SUMMONED)
    with transaction.atomic():
        row = add_paragraph(
            meeting=editing.meeting,
            after=editing.paragraph_or_none(editing.posted.get("after", "")),
            heading=found.heading,
            text=found.text,
            kind=found.kind,
            **editing.signed,
        )
        if source == FILLING:
            fill_paragraph(paragraph=row, filling=key, **editing.signed)
        for sentence in found.decisions:
            add_decision(paragraph=row, text=sentence, is_prepared=prepared, **editing.signed)
    return Done("Paragrafen är hämtad.", [row], focus=f"paragraph-{row.public_id}-heading")


def _phrases(editing: Editing, words: str) -> QuerySet[Phrase]:
    phrases = Phrase.objects.filter(association=editing.association).order_by(swedish("name"))
    return phrases.filter(_contains(words, "name", "text", "decision"))


def _paragraphs(editing: Editing, words: str) -> QuerySet[Paragraph]:
    """Swedish full-text search, and any part of a word; latest meeting first."""
    rows = (
        Paragraph.objects.filter(meeting__body__association=editing.association, removed_at__isnull=True)
        .exclude(meeting=editing.meeting)
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .select_related("meeting__body")
        .prefetch_related("decisions")
        .order_by("-meeting__date", "-meeting__sequence", "position")
    )
    if not words:
        return rows
    ids = Paragraph.objects.filter(meeting__body__association=editing.association).annotate(
        words=SearchVector("heading", "text", "text_after", config="swedish")
    )
    matching = ids.filter(words=SearchQuery(words, config="swedish", search_type="websearch"))
    return rows.filter(
        Q(pk__in=matching.values("pk"))
        | _contains(words, "heading", "text")
        | Q(decisions__text__icontains=words)
    ).distinct()


def _contains(words: str, *names: str) -> Q:
    """Every word in one of the fields, as a part of a word too."""
    wanted = Q()
    for word in words.split()[:10]:
        one = Q()
        for name in names:
            one |= Q(**{f"{name}__icontains": word})
        wanted &= one
    return wanted


def _phrase(one: Phrase, values: Mapping[str, str]) -> Found:
    text = readable(" ".join([one.text, one.decision]).strip(), values)
    html = mark_safe(phrase_html(one.text))  # noqa: S308
    return Found("phrase", str(one.pk), one.name, "Fras", _cut(text), html)


def _paragraph(one: Paragraph, values: Mapping[str, str]) -> Found:
    """As it would read here; a meeting that has not been held has only planned it."""
    number = f"{section(one.number)}, " if one.number else ""
    texts = [readable(one.text, values)]
    texts += [readable(decision.text, values) for decision in one.decisions.all()]
    text = " ".join(texts)
    planned = ", planerat" if one.meeting.date > timezone.localdate() else ""
    return Found(
        "paragraph",
        one.public_id,
        one.heading or "Utan rubrik",
        f"{number}{one.meeting.body.name} {long_date(one.meeting.date)}{planned}",
        _cut(text.replace("\n", " ")),
    )


def _fillings(editing: Editing, words: str) -> list[Found]:
    """What a § of its own can be filled with now, as the register and other apps have it."""
    found = []
    for kind, name in NAMES.items():
        if all(word in name.casefold() for word in words.casefold().split()):
            html = filled_with(editing.meeting, kind, timezone.localdate())
            if html:
                excerpt = _cut(readable(html, {}).replace("\n", " "))
                # What is told once stands in a § that is filled with it, so that it is known where.
                put = "" if kind in REPORTED else mark_safe(html)  # noqa: S308
                found.append(Found(FILLING, kind, name, "Stående punkt", excerpt, put))
    return found


def _cut(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"


def _wording(editing: Editing, source: str, key: str) -> Wording:
    """References to another meeting's attachments are left out."""
    if source == "phrase":
        phrase = by_key(Phrase.objects.filter(association=editing.association), key)
        decisions = [line.strip() for line in phrase.decision.splitlines() if line.strip()]
        return Wording(phrase.name, phrase_html(phrase.text), decisions, Paragraph.Kind.DECISION)
    if source == FILLING and key in NAMES:
        return Wording(NAMES[Filling(key)], "", [], Paragraph.Kind.INFORMATION)
    if source != "paragraph" or not PUBLIC_ID.fullmatch(key):
        raise Http404
    row = get_object_or_404(
        Paragraph,
        meeting__body__association=editing.association,
        public_id=key,
        removed_at__isnull=True,
    )
    texts = [ATTACHMENT.sub("", row.text)]
    for item in row.sub_items.all():
        texts.append(f"<p><strong>{escape(item.heading)}</strong></p>" if item.heading else "")
        texts.append(ATTACHMENT.sub("", item.text))
    decisions = [ATTACHMENT_TOKEN.sub("", one.text) for one in row.decisions.all() if one.text]
    return Wording(row.heading, clean("".join(texts)), decisions, row.kind)
