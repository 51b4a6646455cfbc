"""Triggers: the working rows of a frozen or verified protocol, and the rows that are only ever added."""

import pgtrigger

ONLY_ADDED = pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)

NEVER_DELETED = pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)
TAKEN_UP_ONCE = pgtrigger.Protect(
    name="taken_up_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__meeting__isnull=False)
)


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

    triggers = [
        pgtrigger.Trigger(
            name="locked_update",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            func=f"{check('OLD')} {check('NEW')} RETURN NEW;",
        ),
        pgtrigger.Trigger(
            name="locked_delete",
            operation=pgtrigger.Delete,
            when=pgtrigger.Before,
            func=f"{check('OLD')} RETURN OLD;",
        ),
    ]
    if insert:
        triggers.append(
            pgtrigger.Trigger(
                name="locked_insert",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"{check('NEW')} RETURN NEW;",
            )
        )
    return triggers


def _on_insert(name: str, func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, operation=pgtrigger.Insert, when=pgtrigger.Before, func=f"{func} RETURN NEW;"
    )


NEW_VERSION = _on_insert(
    "next_version", "PERFORM meetings_refuse_version(NEW.protocol_id, NEW.number::integer);"
)
NEW_SIGNATURE = _on_insert(
    "open_version",
    "PERFORM meetings_refuse_signature(NEW.signatory_id, NEW.sha256::text);"
    " PERFORM meetings_refuse_weak_signature(NEW.signatory_id, NEW.level::integer, NEW.registered_by_id IS NOT NULL);",
)
NEW_CHANGE_REQUEST = _on_insert(
    "unverified_version", "PERFORM meetings_refuse_change_request(NEW.version_id);"
)
NEW_VERIFICATION = _on_insert(
    "open_version",
    "PERFORM meetings_refuse_verification(NEW.protocol_id, NEW.version_id);"
    " PERFORM meetings_refuse_early_verification(NEW.protocol_id, NEW.day);",
)


def fits(what: str, paragraph: str = "NEW.paragraph_id", when: str = "true") -> pgtrigger.Trigger:
    """Refuse a row that says of NEW.attendee_id what cannot be in the §, beside what is already said.

    `what` is vote, reservation, abstention or recusal. Who serves in a § is for rules.presence, not for SQL.
    """
    return pgtrigger.Trigger(
        name="what_fits",  # after locked_…, which takes the meeting's row
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"IF {when} THEN PERFORM meetings_refuse_misfit({paragraph}, NEW.attendee_id, '{what}'); END IF;"
        " RETURN NEW;",
    )


WAY_OF_BALLOT = pgtrigger.Trigger(
    name="way_fits",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func="PERFORM meetings_refuse_way(p.meeting_id, p.kind::text, NEW.way::text, NEW.employment)"
    " FROM meetings_paragraph p WHERE p.id = NEW.paragraph_id; RETURN NEW;",
)
WAY_OF_BALLOTS = pgtrigger.Trigger(
    name="way_fits",
    operation=pgtrigger.UpdateOf("kind"),  # type: ignore[no-untyped-call]
    when=pgtrigger.Before,
    func="PERFORM meetings_refuse_way(NEW.meeting_id, NEW.kind::text, b.way::text, b.employment)"
    " FROM meetings_ballot b WHERE b.paragraph_id = NEW.id; RETURN NEW;",
)

# An account change: what is proposed stays, and each thing that happens to it is said once.
SAID_ONCE = pgtrigger.Trigger(
    name="said_once",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    func="PERFORM meetings_refuse_said_again(to_jsonb(OLD), to_jsonb(NEW)); RETURN NEW;",
)
OWN_ADDRESS = pgtrigger.Trigger(
    name="own_address",
    operation=pgtrigger.UpdateOf("email"),  # type: ignore[no-untyped-call]
    when=pgtrigger.Before,
    func="PERFORM meetings_refuse_address(OLD.id, OLD.email::text, NEW.email::text); RETURN NEW;",
)
IN_USE = pgtrigger.Trigger(
    name="in_use",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func="IF TG_OP = 'UPDATE' AND OLD.in_use_since IS NOT NULL THEN NEW.in_use_since = OLD.in_use_since;"
    " ELSE NEW.in_use_since = coalesce(NEW.in_use_since, NEW.last_login); END IF; RETURN NEW;",
)
