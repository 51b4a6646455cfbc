"""An account that is not known to be its person's signs nothing, also where nobody asked the rule."""

import meetings.models.guards
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# The same as meetings.rules.account.signing_hindrance says in whole sentences.
HELD = """
CREATE FUNCTION meetings_refuse_held_account(signatory bigint, moment timestamptz, since timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    who bigint;
    opened timestamptz;
BEGIN
    SELECT s.person_id, (m.date + m.start) AT TIME ZONE 'Europe/Stockholm' INTO who, opened
    FROM meetings_signatory s
    JOIN meetings_protocolversion v ON v.id = s.version_id
    JOIN meetings_protocol p ON p.id = v.protocol_id
    JOIN meetings_meeting m ON m.id = p.meeting_id
    WHERE s.id = signatory;
    IF NOT EXISTS (SELECT 1 FROM meetings_person WHERE id = who AND in_use_since <= opened)
       AND NOT EXISTS (SELECT 1 FROM meetings_accountchange WHERE person_id = who AND kind = 'account'
                       AND valid_at IS NOT NULL AND ended_at IS NULL) THEN
        RAISE EXCEPTION 'Kontot togs i bruk efter att mötet öppnades och är inte bekräftat.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_accountchange WHERE person_id = who
               AND valid_at IS NOT NULL AND ended_at IS NULL AND signs_from > moment
               AND (since >= valid_at OR (since IS NULL AND kind <> 'eid_name'))) THEN
        RAISE EXCEPTION 'Underskriften väntar efter en ändring av kontot.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

NOT_HELD = "DROP FUNCTION meetings_refuse_held_account(bigint, timestamptz, timestamptz);"


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_disposals'),
    ]

    operations = [
        migrations.RunSQL(HELD, NOT_HELD),
        pgtrigger.migrations.RemoveTrigger(
            model_name='signature',
            name='open_version',
        ),
        migrations.AddField(
            model_name='signature',
            name='means_since',
            field=models.DateTimeField(blank=True, help_text='Inloggningsnyckel eller e-legitimation; annars tom.', null=True, verbose_name='nyckeln registrerades'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='open_version', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_signature(NEW.signatory_id, NEW.sha256::text); PERFORM meetings_refuse_stranger(NEW.signatory_id); PERFORM meetings_refuse_weak_signature(NEW.signatory_id, NEW.level::integer, NEW.registered_by_id IS NOT NULL); IF NEW.registered_by_id IS NULL THEN PERFORM meetings_refuse_held_account(NEW.signatory_id, NEW.at, NEW.means_since); END IF; RETURN NEW;', hash='c5175fc4a4d8d92b3b4266d8fd472e93db917772', operation='INSERT', pgid='pgtrigger_open_version_dd46f', table='meetings_signature', when='BEFORE')),
        ),
    ]
