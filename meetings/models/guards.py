"""Triggers: what the database itself refuses, whoever asks. One declaration for each kind of table.

* ONLY_ADDED: evidence. A row is added and stands for ever. HISTORY is the same of who changed what.
* fixed(...): evidence with an end: a row stands, but for the columns named.
* fixed_with(...): rows that are part of such a row.
* KEPT_A_WHILE: letters, which stand until they are old. READ_A_WHILE: who has read what, likewise.
* locked_with_meeting(...): working rows of a protocol, until it is frozen.
* identity.keeps(...): a register or a draft, whose history is evidence; it keeps what it is known by.

None of them gives way to a session that sets `pgtrigger.ignore`, and none lets its table be emptied by TRUNCATE.
"""

from collections.abc import Sequence
from typing import Any

import pgtrigger
from pgtrigger import compiler


class GuardSql(compiler.UpsertTriggerSql):
    """The SQL of one of our triggers: pgtrigger's, without its clause for `pgtrigger.ignore`.

    Any role may set that, and every trigger made by pgtrigger's own template then gives way. Migrations hold this
    class by its name, so its template is never changed. The search path keeps a session's own temporary table from
    being read in place of ours.
    """

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE TRIGGER {pgid}
                {when} {operation} ON {table}
                FOR EACH {level} {condition}
                EXECUTE FUNCTION {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class Guard(pgtrigger.Trigger):
    """A trigger before the change. `func` raises, or returns the row that is to be written."""

    when = pgtrigger.Before

    def compile(self, model: Any) -> compiler.Trigger:
        sql = super().compile(model).sql
        return compiler.Trigger(name=self.name, sql=GuardSql(**sql.kwargs))


def _refusal(sentence: str) -> str:
    """`sentence` may hold %, which becomes the table's name."""
    arguments = ", TG_TABLE_NAME" if "%" in sentence else ""
    return f"RAISE EXCEPTION '{sentence}'{arguments} USING ERRCODE = 'P0001';"


NEVER_EMPTIED = Guard(
    name="never_emptied",
    operation=pgtrigger.Truncate,
    level=pgtrigger.Statement,
    func=_refusal("Tabellen % töms aldrig."),
)
NEVER_DELETED = [
    Guard(name="never_deleted", operation=pgtrigger.Delete, func=_refusal("Rader i % tas aldrig bort.")),
    NEVER_EMPTIED,
]
HISTORY = [
    Guard(
        name="only_added",
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=_refusal("Rader i % läggs bara till: de ändras inte och tas inte bort."),
    ),
    NEVER_EMPTIED,
]
# Each row that is written leaves its SHA-256 in the beviskedja (models.chain), in the same transaction.
CHAINED = Guard(
    name="chained",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;",
)
CHAINED_UNTIL_FIXED = Guard(
    name="chained",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="IF TG_OP = 'DELETE' THEN"
    " PERFORM meetings_chain(TG_TABLE_NAME::text, OLD.id::bigint, OLD, 'Borttagen innan den fastställdes');"
    " ELSE PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); END IF; RETURN NULL;",
)
ONLY_ADDED = [*HISTORY, CHAINED]


def fixed(
    *, but: Sequence[str] = (), once: Sequence[str] = (), when: str = "true", chained: bool = True
) -> list[pgtrigger.Trigger]:
    """Refuse to delete a row, and to change a column of it that is not named.

    `but` are columns that may change, `once` those that may be filled as long as they are empty. `when` is SQL
    about OLD: the row is fixed from the moment it holds. A column that is added to the table later is fixed too.
    What is not evidence of its own, as the chain itself, is not `chained`.
    """
    return [_stands(but=but, once=once, when=when), *NEVER_DELETED, *([CHAINED] if chained else [])]


def fixed_unless_deleted(*, when: str) -> list[pgtrigger.Trigger]:
    """Refuse to change a row from the moment that `when` holds; who may delete it is for another trigger to say."""
    return [_stands(when=when), NEVER_EMPTIED, CHAINED_UNTIL_FIXED]


def _stands(*, but: Sequence[str] = (), once: Sequence[str] = (), when: str = "true") -> pgtrigger.Trigger:
    """Refuse to change a column that is not named; see `fixed`."""
    named = ", ".join(f"'{column}'" for column in (*but, *once))
    changed = [
        # As JSON the whole row is compared by name, so a column that a later migration adds is fixed too.
        f"to_jsonb(OLD) - ARRAY[{named}]::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY[{named}]::text[]"
    ]
    changed += [
        f"(OLD.{column} IS DISTINCT FROM NEW.{column} AND coalesce(OLD.{column}::text, '') <> '')"
        for column in once
    ]
    return Guard(
        name="fixed",
        operation=pgtrigger.Update,
        func=f"IF ({when}) AND ({' OR '.join(changed)}) THEN"
        f" {_refusal('Det som är skrivet i % ändras inte.')} END IF; RETURN NEW;",
    )


def fixed_with(table: str, column: str, when: str) -> list[pgtrigger.Trigger]:
    """Refuse every write to a row that belongs to a row of `table`, by `column`, for which `when` holds."""

    def check(row: str) -> str:
        # Without the lock a write that begins while that row is being fixed would go in after it.
        found = f"FROM {table} WHERE id = {row}.{column}"
        return (
            f"PERFORM 1 {found} FOR SHARE; IF EXISTS (SELECT 1 {found} AND {when}) THEN"
            f" {_refusal('Det som % hör till är fastställt och ändras inte.')} END IF;"
        )

    return [
        Guard(name="fixed_insert", operation=pgtrigger.Insert, func=f"{check('NEW')} RETURN NEW;"),
        Guard(
            name="fixed_update", operation=pgtrigger.Update, func=f"{check('OLD')} {check('NEW')} RETURN NEW;"
        ),
        Guard(name="fixed_delete", operation=pgtrigger.Delete, func=f"{check('OLD')} RETURN OLD;"),
        NEVER_EMPTIED,
        CHAINED_UNTIL_FIXED,
    ]


def locked_with_meeting(
    meeting: str = "meeting_id", paragraph: str = "NULL", *, insert: bool = True
) -> list[pgtrigger.Trigger]:
    """Refuse every write to a row whose protocol is frozen or verified.

    `meeting` and `paragraph` are column names of the row, or SQL with `{row}` for it. The function
    `meetings_refuse_if_locked` (migration 0002) takes the meeting's row FOR SHARE first, so that a write
    that begins while the freeze runs waits for it and is then refused.
    """

    def check(row: str) -> str:
        of_meeting, of_paragraph = (
            part.format(row=row) if "{row}" in part or part == "NULL" else f"{row}.{part}"
            for part in (meeting, paragraph)
        )
        return f"PERFORM meetings_refuse_if_locked({of_meeting}, {of_paragraph});"

    triggers: list[pgtrigger.Trigger] = [
        NEVER_EMPTIED,
        Guard(
            name="locked_update",
            operation=pgtrigger.Update,
            func=f"{check('OLD')} {check('NEW')} RETURN NEW;",
        ),
        Guard(
            name="locked_delete",
            operation=pgtrigger.Delete,
            func=f"{check('OLD')} RETURN OLD;",
        ),
    ]
    if insert:
        triggers.append(
            Guard(
                name="locked_insert",
                operation=pgtrigger.Insert,
                func=f"{check('NEW')} RETURN NEW;",
            )
        )
    return triggers


def _on_insert(name: str, func: str) -> pgtrigger.Trigger:
    return Guard(name=name, operation=pgtrigger.Insert, func=f"{func} RETURN NEW;")


NEW_VERSION = _on_insert(
    "next_version", "PERFORM meetings_refuse_version(NEW.protocol_id, NEW.number::integer);"
)
NEW_SIGNATURE = _on_insert(
    "open_version",
    "PERFORM meetings_refuse_signature(NEW.signatory_id, NEW.sha256::text);"
    " PERFORM meetings_refuse_stranger(NEW.signatory_id);"
    " PERFORM meetings_refuse_weak_signature(NEW.signatory_id, NEW.level::integer, NEW.registered_by_id IS NOT NULL);"
    " IF NEW.registered_by_id IS NULL THEN"
    " PERFORM meetings_refuse_held_account(NEW.signatory_id, NEW.at, NEW.means_since); END IF;",
)
NEW_STAND_IN = _on_insert(
    "lawful_stand_in",
    "PERFORM meetings_refuse_stand_in(NEW.signatory_id, NEW.replaces_id, NEW.started_by_id, NEW.at);",
)
NEW_CHANGE_REQUEST = _on_insert(
    "unverified_version", "PERFORM meetings_refuse_change_request(NEW.version_id);"
)
NEW_VERIFICATION = _on_insert(
    "open_version",
    "PERFORM meetings_refuse_verification(NEW.protocol_id, NEW.version_id, NEW.method::text);"
    " PERFORM meetings_refuse_early_verification(NEW.protocol_id, NEW.day);",
)
NEW_DISMISSAL = _on_insert(  # what the board has before it is written off in a verified §, or withdrawn
    "lawful_dismissal",
    "IF NEW.withdrawn_by = '' AND NOT EXISTS (SELECT 1 FROM meetings_verification v JOIN meetings_protocolparagraph p"
    " ON p.protocol_id = v.protocol_id WHERE p.paragraph_id = NEW.decided_in_id) THEN RAISE EXCEPTION"
    " 'Ett ärende avskrivs av styrelsen i en justerad paragraf, eller återkallas.' USING ERRCODE = 'P0001'; END IF;",
)
COPY_REPLACED_OPENLY = Guard(
    name="replaced_openly",
    operation=pgtrigger.Update,
    func="IF OLD.public_copy_id IS DISTINCT FROM NEW.public_copy_id AND (NEW.public_copy_id IS NULL OR NOT EXISTS ("
    "SELECT 1 FROM meetings_replacedcopy WHERE verification_id = OLD.id AND file_id = OLD.public_copy_id)) THEN"
    " RAISE EXCEPTION 'Den offentliga kopian byts bara mot en ny, och den förra antecknas.' USING ERRCODE = 'P0001';"
    " END IF; RETURN NEW;",
)


def fits(what: str, paragraph: str = "NEW.paragraph_id", when: str = "true") -> pgtrigger.Trigger:
    """Refuse a row that says of NEW.attendee_id what cannot be in the §, beside what is already said.

    `what` is vote, reservation, abstention or recusal. Who serves in a § is for rules.presence, not for SQL.
    """
    return Guard(
        # PostgreSQL fires a table's triggers in the order of their names.
        name="what_fits",  # after locked_…, which takes the meeting's row
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"IF {when} THEN PERFORM meetings_refuse_misfit({paragraph}, NEW.attendee_id, '{what}'); END IF;"
        " RETURN NEW;",
    )


# The board is led by somebody with a mandate in it (Finsam 17 §); other bodies by anyone.
CHAIR_OF_MEETING = Guard(
    name="lawful_chair",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="PERFORM meetings_refuse_chair(NEW.id, NEW.body_id, NEW.date, NEW.chair_id)"
    " WHERE TG_OP = 'INSERT' OR NEW.chair_id IS DISTINCT FROM OLD.chair_id; RETURN NEW;",
)
CHAIR_OF_PARAGRAPH = Guard(
    name="lawful_chair",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="PERFORM meetings_refuse_chair(m.id, m.body_id, m.date, NEW.chair_id) FROM meetings_meeting m"
    " WHERE m.id = NEW.meeting_id AND (TG_OP = 'INSERT' OR NEW.chair_id IS DISTINCT FROM OLD.chair_id);"
    " RETURN NEW;",
)
WAY_OF_BALLOT = Guard(
    name="way_fits",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="PERFORM meetings_refuse_way(p.meeting_id, p.kind::text, NEW.way::text, NEW.employment)"
    " FROM meetings_paragraph p WHERE p.id = NEW.paragraph_id; RETURN NEW;",
)
# The other end of the same rule: the § becomes an election when it already has an open vote.
WAY_OF_BALLOTS = Guard(
    name="way_fits",
    operation=pgtrigger.UpdateOf("kind"),  # type: ignore[no-untyped-call]
    func="PERFORM meetings_refuse_way(NEW.meeting_id, NEW.kind::text, b.way::text, b.employment)"
    " FROM meetings_ballot b WHERE b.paragraph_id = NEW.id; RETURN NEW;",
)


def _kept_while(holds: str, sentence: str, name: str = "kept_a_while") -> list[pgtrigger.Trigger]:
    """Refuse to delete a row for which `holds`, SQL about OLD, is true, and to empty the table."""
    func = f"IF {holds} THEN {_refusal(sentence)} END IF; RETURN OLD;"
    return [Guard(name=name, operation=pgtrigger.Delete, func=func), NEVER_EMPTIED]


# A letter: what it was and to whom stands. It is removed when it is old, never while it waits (LETTERS_KEPT_DAYS).
LEAST_DAYS_OF_A_LETTER = 90
_WAITS = "OLD.sent_at IS NULL AND EXISTS (SELECT 1 FROM procrastinate_jobs j WHERE j.id = OLD.job_id)"
_IS_NEW = f"OLD.written_at > now() - interval '{LEAST_DAYS_OF_A_LETTER} days'"
KEPT_A_WHILE = [
    _stands(but=["sending_at", "trouble"], once=["sent_at"]),
    *_kept_while(
        f"{_IS_NEW} OR ({_WAITS})",
        f"Ett mejl som väntar, eller är nyare än {LEAST_DAYS_OF_A_LETTER} dagar, tas inte bort.",
    ),
]

# Who has read what (READS_KEPT_DAYS): no row is written over, and none goes before it is old, whoever asks.
LEAST_DAYS_OF_A_READ = 730
READ_A_WHILE = [
    _stands(),
    *_kept_while(
        f"OLD.at > now() - interval '{LEAST_DAYS_OF_A_READ} days'",
        f"En rad i granskningsloggen som är nyare än {LEAST_DAYS_OF_A_READ} dagar tas inte bort.",
    ),
]

# An account change: what is proposed stays, and each thing that happens to it is said once.
KEPT_WITH_ITS_PERSON = _kept_while(
    "OLD.kind <> 'account' OR OLD.valid_at IS NOT NULL OR OLD.new_confirmed_at IS NOT NULL",
    "Rader i % tas aldrig bort.",
    "never_deleted",
)
SAID_ONCE = Guard(
    name="said_once",
    operation=pgtrigger.Update,
    func="PERFORM meetings_refuse_said_again(to_jsonb(OLD), to_jsonb(NEW)); RETURN NEW;",
)
OWN_ADDRESS = Guard(
    name="own_address",
    operation=pgtrigger.UpdateOf("email"),  # type: ignore[no-untyped-call]
    func="PERFORM meetings_refuse_address(OLD.id, OLD.email::text, NEW.email::text); RETURN NEW;",
)
FREE_ADDRESS = Guard(
    name="free_address",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("email"),  # type: ignore[no-untyped-call]
    func="PERFORM meetings_refuse_taken_address(NEW.id, NEW.email::text); RETURN NEW;",
)
IN_USE = Guard(
    name="in_use",
    operation=pgtrigger.Insert | pgtrigger.Update,
    # Written over in silence, not refused: a sign-in must not fail, and the first one is the one that counts.
    func="IF TG_OP = 'UPDATE' AND OLD.in_use_since IS NOT NULL THEN NEW.in_use_since = OLD.in_use_since;"
    " ELSE NEW.in_use_since = coalesce(NEW.in_use_since, NEW.last_login); END IF; RETURN NEW;",
)
