"""Who added each person whose account is not in use yet, from the history of the register."""

from typing import Any

from django.db import migrations


def propose_accounts(apps: Any, schema_editor: Any) -> None:
    History = apps.get_model("meetings", "HistoricalPerson")
    AccountChange = apps.get_model("meetings", "AccountChange")
    for person in apps.get_model("meetings", "Person").objects.filter(in_use_since__isnull=True):
        added = History.objects.filter(id=person.pk, history_type="+", history_user__isnull=False).first()
        if added:
            AccountChange.objects.create(
                person=person,
                kind="account",
                new_email=person.email,
                proposed_by_id=added.history_user_id,
                proposed_at=added.history_date,
            )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_accounts")]

    operations = [migrations.RunPython(propose_accounts, migrations.RunPython.noop)]
