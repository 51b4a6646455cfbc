"""Gallring: the one way out of history and evidence, run as the owner of the database and never by the site."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, models, transaction

from meetings import access
from meetings.actions.chaining import note_removal
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import (
    Association,
    Disposal,
    Notice,
    Person,
    Protocol,
    ProtocolVersion,
    Session,
    Signature,
    StoredFile,
    Verification,
)
from meetings.models.validators import printable
from meetings.paper.storage import path_of
from meetings.reads.removal import Rows, contact_data, contact_data_hindrance, lone_files

# Protocols and what shows that they are verified are preserved, whoever decides otherwise.
PRESERVED = (Protocol, ProtocolVersion, Signature, Verification, Notice)


@dataclass(frozen=True)
class Order:
    """Who wants something removed, and by which decision, such as «§ 12, 2026-05-04» or a person's request."""

    decision: str
    by: Person
    at: datetime
    association: Association | None = None


def dispose_of_contact_data(*, person: Person, account: bool, order: Order) -> Disposal:
    """Remove the person's earlier addresses, also on what was posted; with `account` the present and the ways in.

    The name stays.

    Raises RuleViolation when the person has something left to do with the account.
    """

    def find() -> Rows:
        if hindrance := contact_data_hindrance(person, account=account, at=order.at):
            raise RuleViolation(hindrance)
        return contact_data(person, account=account)

    return dispose(
        kind=Disposal.Kind.CONTACT_DATA,
        what=f"Person {person.public_id}: {'alla' if account else 'tidigare'} kontaktuppgifter",
        find=find,
        order=order,
        then=lambda: _empty(person, order) if account else None,
    )


def dispose_of_lone_files(*, order: Order) -> Disposal:
    """Remove the stored files that nothing refers to, as those of a draft that was thrown away."""
    return dispose(
        kind=Disposal.Kind.FILES, what="Filer som ingenting hänvisar till", find=lone_files, order=order
    )


@transaction.atomic
def dispose(
    *,
    kind: Disposal.Kind,
    what: str,
    find: Callable[[], Rows],
    order: Order,
    then: Callable[[], None] = lambda: None,
) -> Disposal:
    """Remove the rows that `find` names, and their files. A row of evidence leaves its SHA-256, day and decision.

    `find` raises RuleViolation when they may not go; it is asked again when nobody else can write to their tables.
    `then` writes what is to stand in their place. Raises RuleViolation too when there is nothing to remove, when
    the order has no decision or no right, when a part is preserved for ever, or when the role is not the owner's.
    """
    _refuse_order(order)
    rows = find()
    if any(rows.get(model) for model in PRESERVED):
        raise RuleViolation("Protokoll, underskrifter och anslag bevaras och gallras aldrig.")
    if not rows:
        raise RuleViolation("Det finns inget att gallra.")
    with _unguarded(rows):
        # Between the first question and the lock somebody may have begun to use a row.
        if find() != rows:
            raise RuleViolation("Något ändrades under tiden. Ingenting är gallrat; kör kommandot igen.")
        files = list(StoredFile.objects.filter(pk__in=rows.get(StoredFile, ())).order_by("sha256"))
        for model, keys in rows.items():
            _remove(model, keys, order)
        then()
        disposal = Disposal.objects.create(
            kind=kind,
            association=order.association,
            what=what,
            counts={model._meta.db_table: len(keys) for model, keys in rows.items() if keys},
            files=[one.sha256 for one in files],
            decision=order.decision.strip(),
            by=order.by,
            at=order.at,
        )
    # The files last: a row without its file is a fault, a file without its row is only found again the next time.
    transaction.on_commit(finish_disposals)
    return disposal


def finish_disposals() -> int:
    """Take the files of every gallring off the disk, also of one that was stopped before it came to that; how many."""
    gone = {sha256 for files in Disposal.objects.values_list("files", flat=True) for sha256 in files}
    gone -= set(StoredFile.objects.filter(sha256__in=gone).values_list("sha256", flat=True))
    done = 0
    for sha256 in gone:
        with suppress(FileNotFoundError):
            path_of(sha256).unlink()
            done += 1
    return done


def _refuse_order(order: Order) -> None:
    if not order.decision.strip():
        raise RuleViolation("Skriv vilket beslut gallringen görs på.", field="decision")
    try:
        printable(order.decision)
    except ValidationError as error:
        raise RuleViolation(" ".join(error.messages), field="decision") from error
    may = order.association and access.can_edit(order.by, order.association)
    if not (order.by.is_superuser or may):
        raise RuleViolation("Gallring beställs av förbundets kansli eller den som sköter webbplatsen.")


def _remove(model: type[models.Model], keys: set[int], order: Order) -> None:
    if any(trigger.name == "chained" for trigger in getattr(model._meta, "triggers", ())):
        for key in sorted(keys):
            note_removal(table=model._meta.db_table, row=key, decision=order.decision.strip(), at=order.at)
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.SET_NULL:
            referring = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
            referring.update(**{relation.field.name: None})
    model._base_manager.filter(pk__in=keys)._raw_delete(
        connection.alias
    )  # no cascade: the rows are all named


@contextmanager
def _unguarded(models_: Iterable[type[models.Model]]) -> Iterator[None]:
    """Until the transaction ends nobody else writes to the tables; inside, their guards let this role do so.

    It all goes with the transaction: a process that is killed leaves the guards as they were.
    """
    tables = sorted(connection.ops.quote_name(one._meta.db_table) for one in models_)
    with connection.cursor() as cursor:
        try:
            for table in tables:
                # It locks out every other writer too, and is undone with the transaction if the process is killed.
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        except ProgrammingError as error:
            raise RuleViolation(
                "Gallring görs av den som äger databasen. Kör kommandot med DATABASE_OWNER_URL."
            ) from error
        yield
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # what still refers to a removed row stops it all here
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _empty(person: Person, order: Order) -> None:
    # .invalid never leads to a mailbox (RFC 6761), and the number keeps the address unique.
    person.email = f"gallrad-{person.pk}@gallrad.invalid"
    person.postal_address, person.by_post = "", False
    person.is_active = False
    person.set_unusable_password()
    emptied = ["email", "postal_address", "by_post", "is_active", "password"]
    record(person, by=order.by, at=order.at, fields=emptied)
    Session.objects.filter(person=person).delete()
    for model in (Authenticator, SocialAccount, EmailAddress):
        model.objects.filter(user=person).delete()
