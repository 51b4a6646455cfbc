"""What would go with a gallring: rows by model, never their content."""

from contextlib import suppress
from datetime import datetime

from django.db import models
from django.db.models import ForeignObjectRel, Q
from simple_history.exceptions import NotHistoricalModelError
from simple_history.utils import get_history_model_for_model

from meetings import hooks
from meetings.models import AccountChange, Letter, Person, Sealing, StoredFile, Summons
from meetings.swedish import day_of, lines_of

# The keys of what goes, by model. A model with no keys is written to, and nothing of it is deleted.
type Rows = dict[type[models.Model], set[int]]


def whole(root: models.Model) -> Rows:
    """A row with everything that is a part of it, the history of each, and the files that nothing else needs."""
    rows: Rows = {}
    _take(type(root), {root.pk}, rows)
    return with_lone_files(rows)


def with_lone_files(rows: Rows) -> Rows:
    """The rows, and the stored files that no other row refers to, with what is known of their sealing."""
    own = {
        key
        for relation in _references()
        for key in _referred_to(relation, Q(pk__in=rows.get(relation.related_model, ())))
    }
    seals = Sealing.objects.filter(Q(document__in=own) | Q(sealed__in=own))
    own |= {key for pair in seals.values_list("document", "sealed") for key in pair if key}
    return _with_files(rows, own - _needed(besides=rows))


def lone_files() -> Rows:
    """Every stored file that nothing refers to, not even the history of something."""
    return _with_files({}, set(StoredFile.objects.values_list("pk", flat=True)) - _needed(besides={}))


def contact_data(person: Person, *, account: bool) -> Rows:
    """A person's earlier names and addresses, and what went to them, also by post; with `account` the present too."""
    history = Person.history.model
    versions = set(person.history.values_list("pk", flat=True))
    changes = person.account_changes.exclude(valid_at=None, ended_at=None)
    if not account:  # by which the account is known to be its person's
        changes = changes.exclude(kind=AccountChange.Kind.ACCOUNT)
    told = {one for pair in changes.values_list("old_email", "new_email") for one in pair}
    addresses = (told | set(person.history.values_list("email", flat=True))) - {"", person.email}
    if account:
        addresses |= {person.email}
    rows: Rows = {Person: set()} if account else {}
    _take(history, versions, rows)
    old = Letter.objects.filter(to__in=addresses).exclude(pk__in=Letter.objects.waiting())
    for found in (changes, old):
        _take(found.model, set(found.values_list("pk", flat=True)), rows)
    posted = person.summonses.exclude(file=None)
    _take(Summons, {one.pk for one in posted if account or not _is_where_now(one, person)}, rows)
    return with_lone_files(rows) if rows.get(Summons) else rows


def _is_where_now(summons: Summons, person: Person) -> bool:
    return (summons.snapshot or {}).get("address") == lines_of(person.postal_address)


def contact_data_hindrance(person: Person, *, account: bool, at: datetime) -> str:
    """Why what is known of the person's addresses cannot be removed yet, in one sentence; empty when it can."""
    if person.signatories.filter(version__protocol__verification=None).exists():
        return "Personen ska skriva under ett protokoll som inte är justerat. Kontot hör till beviset."
    waits = person.account_changes.exclude(kind=AccountChange.Kind.ACCOUNT).filter(
        Q(valid_at=None, ended_at=None) | Q(signs_from__gt=at)
    )
    if waits.exists():
        return "En ändring av personens konto är inte avslutad."
    if not account:
        return ""
    today = Q(last_day__isnull=True) | Q(last_day__gte=day_of(at))
    if person.is_superuser or any(
        held.exists()
        for held in (person.roles.all(), person.mandates.filter(today), person.offices.filter(today))
    ):
        return "Personen har ett uppdrag eller en roll. Avsluta dem först."
    if any(ties(person) for ties in hooks.other_ties):
        return "Personen har ett ärende om medel. Det gallras först, om det får gallras."
    return ""


def _take(model: type[models.Model], keys: set[int], rows: Rows) -> None:
    new = keys - rows.get(model, set())
    if not new:
        return
    rows.setdefault(model, set()).update(new)
    with suppress(NotHistoricalModelError):
        history = get_history_model_for_model(model)
        _take(history, set(history._base_manager.filter(id__in=new).values_list("pk", flat=True)), rows)
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and _is_part(relation):
            found = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": new})
            _take(relation.related_model, set(found.values_list("pk", flat=True)), rows)


def _is_part(relation: ForeignObjectRel) -> bool:
    """Whether a row goes with the one it refers to; a version of a row, when the row itself would."""
    if isinstance(relation, models.ManyToManyRel):
        return False
    tracked = getattr(relation.related_model, "instance_type", None)
    names = {one.name: one for one in tracked._meta.get_fields()} if tracked else {}
    field = names.get(relation.field.name, relation.field)
    return field.remote_field.on_delete is not models.SET_NULL


def _references() -> list[ForeignObjectRel]:
    """Every foreign key to a stored file, but those that say that it was sealed."""
    fields = StoredFile._meta.get_fields(include_hidden=True)
    return [
        one
        for one in fields
        if isinstance(one, ForeignObjectRel) and one.related_model not in (Sealing, StoredFile)
    ]


def _referred_to(relation: ForeignObjectRel, which: Q) -> set[int]:
    found = relation.related_model._base_manager.filter(which).values_list(relation.field.attname, flat=True)
    return {key for key in found if key}


def _needed(*, besides: Rows) -> set[int]:
    needed = {
        key
        for relation in _references()
        for key in _referred_to(relation, ~Q(pk__in=besides.get(relation.related_model, ())))
    }
    sealed = Sealing.objects.filter(document__in=needed).values_list("sealed", flat=True)
    return needed | {key for key in sealed if key}


def _with_files(rows: Rows, files: set[int]) -> Rows:
    if not files:
        return rows
    sealings = Sealing.objects.filter(document__in=files).values_list("pk", flat=True)
    return rows | {StoredFile: files, Sealing: set(sealings)}


def table_words(model: type[models.Model]) -> str:
    """What the rows of a model are called in a list of what goes."""
    tracked = getattr(model, "instance_type", None)
    if tracked is not None:
        return f"historik: {tracked._meta.verbose_name_plural}"
    return str(model._meta.verbose_name_plural)
