"""What a working row is known by and what it belongs to: the rest of it changes, this stays."""

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
