"""Operations on many tables at once, which Django's own take one by one and slowly."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger


class CreateModels(Operation):
    """Makes many models and all their tables from one state, which is rendered once.

    Django's own operations render anew, for each model and foreign key, every model that is related to it.
    All of ours hang on Person, so one operation per model costs a minute and this one a second.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (type(self).__qualname__, [], {"models": self.models})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        if "apps" in vars(state):  # rendered; is rendered again when somebody asks for it
            del state.apps
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in self._tables(app_label, schema_editor, to_state):
            schema_editor.create_model(model)  # its foreign keys are added when all tables are there

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in self._tables(app_label, schema_editor, from_state):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        return f"Create {len(self.models)} models"

    def _tables(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState
    ) -> list[Any]:
        models = [state.apps.get_model(app_label, model.name) for model in self.models]
        alias = schema_editor.connection.alias
        return [model for model in models if self.allow_migrate_model(alias, model)]


class Together(Operation):
    """Runs Django's own operations between two states, each of which is rendered once; see CreateModels.

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
        if "apps" in vars(state):
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
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

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
