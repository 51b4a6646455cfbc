"""What a working row is known by, what it belongs to and since when: the rest of it changes, this stays."""

from collections.abc import Sequence

import pgtrigger

from .guards import Guard


def keeps(*columns: str, once: Sequence[str] = ()) -> pgtrigger.Trigger:
    """Refuse to change what a working row is known by and what it is of: `columns`, and `once` when it is filled.

    Everything else of the row may change. An address, a letter or another row that knows it by these columns
    would otherwise lead to something else, or to another association.
    """
    changed = [f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns]
    changed += [
        f"(OLD.{column} IS DISTINCT FROM NEW.{column} AND coalesce(OLD.{column}::text, '') <> '')"
        for column in once
    ]
    return Guard(
        name="identity",
        operation=pgtrigger.Update,
        func=f"IF {' OR '.join(changed)} THEN"
        f" RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME"
        " USING ERRCODE = 'P0001'; END IF; RETURN NEW;",
    )


def given(again_when: str) -> pgtrigger.Trigger:
    """Keep `given_at` as it is, and make it now when `again_when`, SQL about OLD and NEW: the row is given anew."""
    return Guard(
        name="given",
        operation=pgtrigger.Update,
        func=f"NEW.given_at = CASE WHEN {again_when} THEN now() ELSE OLD.given_at END; RETURN NEW;",
    )


NO_BOARD_BY_ANOTHER_NAME = Guard(
    # Whoever leads the board confirms accounts; the presidium is told of a new office, not of a new kind of body.
    name="no_board_by_another_name",
    operation=pgtrigger.UpdateOf("kind"),  # type: ignore[no-untyped-call]
    func="IF NEW.kind = 'board' AND OLD.kind <> 'board'"
    " AND EXISTS (SELECT 1 FROM meetings_office WHERE body_id = NEW.id) THEN"
    " RAISE EXCEPTION 'Ett organ som har ett presidium blir inte styrelse.' USING ERRCODE = 'P0001'; END IF;"
    " RETURN NEW;",
)
