"""Which § said when an activity of the association's own ends: the day goes back when a court annuls the §."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import meetings.models.guards
from meetings.migrations.operations import Together

# A day that was moved together with money has the § of that money. One that was moved alone left no § behind.
DAYS = """
INSERT INTO funding_decidedend (measure_id, day, paragraph_id, at, by_id)
SELECT d.id, d.last_day, d.paragraph_id, d.history_date, d.history_user_id FROM (
    SELECT h.*, lag(h.last_day) OVER (PARTITION BY h.id ORDER BY h.history_date, h.history_id) AS before,
        coalesce(
            (SELECT g.paragraph_id FROM funding_grant g WHERE g.measure_id = h.id AND g.at = h.history_date
             ORDER BY g.id LIMIT 1),
            m.decided_in_id
        ) AS paragraph_id
    FROM funding_historicalmeasure h JOIN funding_measure m ON m.id = h.id WHERE m.application_id IS NULL
) d
WHERE d.last_day IS NOT NULL AND d.paragraph_id IS NOT NULL AND d.last_day IS DISTINCT FROM d.before
ORDER BY d.history_date, d.history_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0016_what_waits_at_the_bank"),
        ("meetings", "0016_what_the_statement_says"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="DecidedEnd",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="till och med")),
                        ("at", models.DateTimeField(verbose_name="registrerad")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ends",
                                to="funding.measure",
                            ),
                        ),
                        (
                            "paragraph",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.paragraph",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "beslutad slutdag",
                        "verbose_name_plural": "beslutade slutdagar",
                        "ordering": ["at", "id"],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decidedend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_added",
                        sql=meetings.models.guards.GuardSql(
                            func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';",
                            hash="c74ce4b0faf7985d15cbedfd9adfc3266a84a699",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_only_added_b21a9",
                            table="funding_decidedend",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decidedend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=meetings.models.guards.GuardSql(
                            func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';",
                            hash="38ae70c8958ddfa5b9ed9a9a22c26bcc86504f41",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_745c5",
                            table="funding_decidedend",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decidedend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="chained",
                        sql=meetings.models.guards.GuardSql(
                            func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;",
                            hash="5448992ed9ddb92554bf0470b7ff99a79b21ddad",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_chained_936c0",
                            table="funding_decidedend",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(DAYS, migrations.RunSQL.noop),
    ]
