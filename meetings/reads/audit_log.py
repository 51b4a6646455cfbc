"""The audit log: who changed, signed, took out, put back and read what, in one question over the rows that tell it.

Histories and evidence tell of changes and signatures (`meetings.traces`), `AuditEntry` of the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    DateTimeField,
    F,
    Q,
    QuerySet,
    TextChoices,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.urls import NoReverseMatch, reverse

from meetings import hooks
from meetings.models import Association, AuditEntry, Person, Role
from meetings.reads.meeting_traces import MEETING, TRACES
from meetings.reads.people import names_of, people_of
from meetings.swedish import STOCKHOLM, sort_key
from meetings.traces import Subject, Trace


class Kind(TextChoices):
    """What somebody did."""

    CHANGED = "changed", "Ändrat"
    SIGNED = "signed", "Skrivit under"
    EXPORTED = AuditEntry.Kind.EXPORTED.value, AuditEntry.Kind.EXPORTED.label
    RESTORED = AuditEntry.Kind.RESTORED.value, AuditEntry.Kind.RESTORED.label
    READ = AuditEntry.Kind.READ.value, AuditEntry.Kind.READ.label


# How a change was made: a history says it by a sign; evidence is written once.
_ADDED, _REMOVED, _WRITTEN = "added", "removed", "written"
WORDS = {_ADDED: "Lagt till", _REMOVED: "Tagit bort", _WRITTEN: "Antecknat"} | dict(Kind.choices)


@dataclass(frozen=True)
class LogSearch:
    """What is looked for: days from and to (both counted), a person, a kind, and words of what it is about."""

    first: date | None = None
    last: date | None = None
    person: Person | None = None
    kind: str = ""
    words: str = ""


@dataclass(frozen=True)
class LogLine:
    """One line. `who` is empty where nobody was signed in; `address` where what it is about has no page, or is gone."""

    at: datetime
    who: str
    did: str
    what: str
    title: str
    file_format: str = ""
    address: str = ""


# The last two set in order what was done at the same moment.
COLUMNS = ("log_at", "log_by", "log_did", "log_what", "log_subject", "log_row", "log_title", "log_format")
ORDER = ("log_part", "log_key")


def traces() -> list[Trace]:
    """Every table that says who did what, of all apps."""
    return [*TRACES, *hooks.traces]


def subjects() -> dict[str, Subject]:
    """What has a page of its own, by the label of its model."""
    found = [MEETING, *(trace.subject for trace in traces() if trace.subject)]
    return {one.model._meta.label_lower: one for one in found}


def log_lines(association: Association, asked: LogSearch, *, first: int, most: int) -> list[LogLine]:
    """Lines `first` and on, at most `most`, the newest at the top; nothing of any other association.

    Asks a constant number of questions, whatever the log holds.
    """
    until = first + most
    parts = [
        part.annotate(log_part=Value(number), log_key=F("pk"))
        .values_list(*COLUMNS, *ORDER)
        # Each part is cut before they are joined: no line of the page is further down in its own part than that.
        .order_by("-log_at", "-log_key")[:until]
        for number, part in enumerate(_parts(association, asked))
    ]
    if len(parts) == 1:
        found = list(parts[0][first:until])
    else:
        rows = parts[0].union(*parts[1:], all=True).order_by("-log_at", "log_part", "-log_key")
        found = list(rows[first:until])
    people = Person.objects.in_bulk({row[1] for row in found if row[1]})
    names = names_of(people.values(), association)
    known = subjects()
    addresses = _addresses(found, known)
    return [
        LogLine(
            at=at,
            who=names.get(by, ""),
            did=WORDS[did],
            what=what,
            title=title,
            file_format=file_format,
            address="" if did == _REMOVED and subject not in known else addresses.get((subject, row), ""),
        )
        for at, by, did, what, subject, row, title, file_format, *_ in found
    ]


def people_in_log(association: Association) -> list[Person]:
    """Who can be asked for: those in the registers, by name."""
    people = people_of(frozenset({association.pk}))
    return sorted(people, key=lambda one: (sort_key(one.last_name), sort_key(one.first_name)))


def _parts(association: Association, asked: LogSearch) -> Iterator[QuerySet[Any, Any]]:
    of_changes = asked.kind in ("", Kind.CHANGED, Kind.SIGNED)
    for trace in traces() if of_changes else ():
        if not asked.kind or trace.is_signature == (asked.kind == Kind.SIGNED):
            yield _asked(_traced(trace, association), asked)
    if asked.kind not in (Kind.CHANGED, Kind.SIGNED):
        entries = AuditEntry.objects.filter(association=association)
        yield _asked(_noted(entries.filter(kind=asked.kind) if asked.kind else entries), asked)


def _traced(trace: Trace, association: Association) -> QuerySet[Any]:
    """The association's rows of a table, in the log's columns."""
    rows = trace.model._default_manager.filter(trace.only, **{f"{trace.at}__isnull": False})
    if trace.person:
        own = Q(**{f"{trace.person}__in": people_of(frozenset({association.pk}))})
        at_work = Q(**{f"{trace.by}__in": Role.objects.filter(association=association).values("person")})
        rows = rows.filter(own, at_work | Q(**{f"{trace.by}": F(trace.person)}))
    else:
        rows = rows.filter(**{_path(trace): association.pk})
    title = trace.title
    if trace.subject:
        title = trace.subject.title(f"{trace.path}__" if trace.path else "")
    return _columns(
        rows,
        at=F(trace.at),
        by=F(trace.by) if trace.by else Value(None),
        did=_did(trace),
        what=Concat(Value(f"{trace.name.capitalize()}: "), trace.detail, output_field=TextField())
        if trace.detail
        else Value(trace.name.capitalize()),
        subject=Value((trace.subject.model if trace.subject else trace.traced)._meta.label_lower),
        row=F(trace.path or "id"),
        title=F(title) if isinstance(title, str) else title,
        file_format=Value(""),
    )


def _noted(entries: QuerySet[AuditEntry]) -> QuerySet[Any]:
    return _columns(
        entries,
        at=F("at"),
        by=F("person"),
        did=F("kind"),
        what=F("what"),
        subject=F("subject"),
        row=F("row"),
        title=F("title"),
        file_format=F("file_format"),
    )


def _path(trace: Trace) -> str:
    """From a row to the key of its association."""
    return "__".join(
        filter(None, [trace.path, trace.subject.association if trace.subject else trace.association])
    )


def _did(trace: Trace) -> Combinable:
    if trace.is_signature:
        return Value(Kind.SIGNED.value)
    if not trace.is_history:
        return Value(_WRITTEN)
    return Case(
        When(history_type="+", then=Value(_ADDED)),
        When(history_type="-", then=Value(_REMOVED)),
        default=Value(Kind.CHANGED.value),
    )


def _columns(
    rows: QuerySet[Any],
    *,
    at: Combinable,
    by: Combinable,
    row: Combinable,
    **texts: Combinable,
) -> QuerySet[Any]:
    """The same columns of every table, so that they can be one answer."""
    named: dict[str, Any] = {
        "log_at": Cast(at, DateTimeField()),
        "log_by": Cast(by, BigIntegerField()),
        "log_row": Cast(row, BigIntegerField()),
        "log_did": Cast(texts["did"], TextField()),
        "log_what": Cast(texts["what"], TextField()),
        "log_subject": Cast(texts["subject"], TextField()),
        "log_title": Cast(texts["title"], TextField()),
        "log_format": Cast(texts["file_format"], TextField()),
    }
    columns: QuerySet[Any] = rows.annotate(**named)
    return columns


def _asked(rows: QuerySet[Any], asked: LogSearch) -> QuerySet[Any]:
    if asked.first:
        rows = rows.filter(log_at__gte=datetime.combine(asked.first, time.min, STOCKHOLM))
    if asked.last:
        rows = rows.filter(log_at__lt=datetime.combine(asked.last + timedelta(days=1), time.min, STOCKHOLM))
    if asked.person:
        rows = rows.filter(log_by=asked.person.pk)
    for word in asked.words.split():
        rows = rows.filter(Q(log_title__icontains=word) | Q(log_what__icontains=word))
    return rows


def _addresses(found: list[Any], known: dict[str, Subject]) -> dict[tuple[str, int], str]:
    """The pages of what the lines are about, one question for each kind of thing that has a page."""
    wanted: dict[str, set[int]] = {}
    addresses: dict[tuple[str, int], str] = {}
    for _, _, _, _, label, key, *_ in found:
        if label in known:
            wanted.setdefault(label, set()).add(key)
        else:
            addresses[label, key] = _in_register(label, key)
    for label, keys in wanted.items():
        subject = known[label]
        rows = subject.model._default_manager.select_related(*subject.related).in_bulk(keys)
        addresses |= {(label, key): subject.address(row) for key, row in rows.items()}
    return addresses


def _in_register(label: str, key: int) -> str:
    try:
        return reverse(f"admin:{label.replace('.', '_')}_change", args=[key])
    except NoReverseMatch:
        return ""
