"""Operations on many tables at once, which Django's own take one by one and slowly."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger
from pgtrigger.migrations import AddTrigger


class Together(Operation):
    """Runs Django's own operations between two states, each of which is rendered once.

    Django's own render anew, for each model and foreign key, every model that is related to it. All of ours hang on
    Person, so one at a time they cost a minute and together a second.

    Each part of a table is changed by one of them at most. A model that one of them creates is made as it is after
    all of them, so what the others add to it is there already.
    """

    category = OperationCategory.ALTERATION
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (type(self).__qualname__, [], {"operations": self.operations})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        if "apps" in vars(state):  # rendered; is rendered again when somebody asks for it
            del state.apps
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self._on_their_own():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self._on_their_own()):
            # A trigger goes before its table, which the state without both knows nothing of.
            earlier = from_state if isinstance(operation, AddTrigger) else to_state
            operation.database_backwards(app_label, schema_editor, from_state, earlier)

    def describe(self) -> str:
        return f"{len(self.operations)} operations together"

    def _on_their_own(self) -> list[Operation]:
        created = {one.name_lower for one in self.operations if isinstance(one, CreateModel)}
        return [
            one
            for one in self.operations
            if not (
                isinstance(one, AddField | AddConstraint | AddIndex) and one.model_name.lower() in created
            )
        ]


class CreateModels(Together):
    """Makes many models and all their tables. Their foreign keys are added when all the tables are there."""

    category = OperationCategory.ADDITION
    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        super().__init__(models)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (type(self).__qualname__, [], {"models": self.operations})

    def describe(self) -> str:
        return f"Create {len(self.operations)} models"


class SetTriggers(Operation):
    """Gives each of the tables these triggers, in place of those that it had.

    No state is rendered: a compiled trigger holds its SQL. The function of a trigger that goes, goes with it.
    """

    category = OperationCategory.ALTERATION
    serialization_expand_args = ["triggers"]

    def __init__(self, triggers: Mapping[str, Sequence[Trigger]]) -> None:
        self.triggers = triggers

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (type(self).__qualname__, [], {"triggers": self.triggers})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for model, triggers in self.triggers.items():
            state.models[app_label, model].options["triggers"] = list(triggers)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        statements: list[str] = []
        for model in self.triggers:
            before = from_state.models[app_label, model].options.get("triggers", [])
            after = to_state.models[app_label, model].options.get("triggers", [])
            kept = {one.sql.pgid for one in after}
            statements += [
                f"{one.uninstall_sql} DROP FUNCTION {one.sql.pgid}();"
                for one in before
                if one.sql.pgid not in kept
            ]
            statements += [one.install_sql for one in after if one not in before]
        schema_editor.execute("".join(statements), params=None)

    database_backwards = database_forwards

    def describe(self) -> str:
        return f"Set the triggers of {len(self.triggers)} tables"
