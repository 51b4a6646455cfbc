"""What cannot be in a §, whoever writes; and the § in which a referred verification is taken up."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


MISFIT = """
CREATE FUNCTION meetings_refuse_misfit(of_paragraph bigint, who bigint, what text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    voted boolean := EXISTS (SELECT 1 FROM meetings_vote v JOIN meetings_ballot b ON b.id = v.ballot_id
                             WHERE b.paragraph_id = of_paragraph AND v.attendee_id = who);
    reserved boolean := EXISTS (SELECT 1 FROM meetings_reservation
                                WHERE paragraph_id = of_paragraph AND attendee_id = who);
    abstains boolean := EXISTS (SELECT 1 FROM meetings_abstention
                                WHERE paragraph_id = of_paragraph AND attendee_id = who);
    recused boolean := EXISTS (SELECT 1 FROM meetings_recusal
                               WHERE paragraph_id = of_paragraph AND attendee_id = who AND how <> 'avslaget');
BEGIN
    IF NOT EXISTS (SELECT 1 FROM meetings_attendee a JOIN meetings_paragraph p ON p.meeting_id = a.meeting_id
                   WHERE a.id = who AND p.id = of_paragraph AND a.kind <> 'GUEST') THEN
        RAISE EXCEPTION 'Bara den som har ett uppdrag i sammanträdet kan delta i beslutet.' USING ERRCODE = 'P0001';
    END IF;
    IF what <> 'recusal' AND recused THEN
        RAISE EXCEPTION 'Den som är jävig får inte delta i paragrafen (6 kap. 30 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF what <> 'abstention' AND abstains THEN
        RAISE EXCEPTION 'Den som inte deltar i beslutet kan inte rösta eller reservera sig (4 kap. 25 och 27 §§ kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF what IN ('recusal', 'abstention') AND (voted OR reserved) THEN
        RAISE EXCEPTION 'Den som har röstat eller reserverat sig har deltagit i beslutet.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

WAY = """
CREATE FUNCTION meetings_refuse_way(meeting bigint, kind text, way text, employment boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM meetings_meeting m JOIN meetings_body b ON b.id = m.body_id
                   WHERE m.id = meeting AND b.kind IN ('BOARD', 'COMMITTEE')) THEN
        RETURN;
    END IF;
    IF way = 'öppen' AND (employment OR kind = 'val') THEN
        RAISE EXCEPTION 'En omröstning om val eller anställning är sluten (5 kap. 54 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF way = 'sluten' AND NOT (employment OR kind = 'val') THEN
        RAISE EXCEPTION 'Bara omröstning om val eller anställning är sluten (5 kap. 54 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF way = 'handuppräckning' THEN
        RAISE EXCEPTION 'En öppen omröstning redovisas med namn (5 kap. 67 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

EARLY = """
CREATE FUNCTION meetings_refuse_early_verification(protocol bigint, day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM meetings_protocol p JOIN meetings_meeting m ON m.id = p.meeting_id
               WHERE p.id = protocol AND m.date > day) THEN
        RAISE EXCEPTION 'Ett protokoll justeras inte före sammanträdet (5 kap. 69 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

FUNCTIONS = [
    "meetings_refuse_misfit(bigint, bigint, text)",
    "meetings_refuse_way(bigint, text, text, boolean)",
    "meetings_refuse_early_verification(bigint, date)",
]


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_the_meeting_as_held'),
    ]

    operations = [
        migrations.RunSQL(MISFIT + WAY + EARLY, "".join(f"DROP FUNCTION {name};" for name in FUNCTIONS)),
        pgtrigger.migrations.RemoveTrigger(
            model_name='verification',
            name='open_version',
        ),
        migrations.AddField(
            model_name='referral',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='meetings.paragraph'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='abstention',
            trigger=pgtrigger.compiler.Trigger(name='what_fits', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF true THEN PERFORM meetings_refuse_misfit(NEW.paragraph_id, NEW.attendee_id, 'abstention'); END IF; RETURN NEW;", hash='d7f846980e54c2e78b754e10c2ec61c2be95d5cc', operation='INSERT OR UPDATE', pgid='pgtrigger_what_fits_beef9', table='meetings_abstention', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ballot',
            trigger=pgtrigger.compiler.Trigger(name='way_fits', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM meetings_refuse_way(p.meeting_id, p.kind::text, NEW.way::text, NEW.employment) FROM meetings_paragraph p WHERE p.id = NEW.paragraph_id; RETURN NEW;', hash='d059219361327ae0621a23e6265740a55e702756', operation='INSERT OR UPDATE', pgid='pgtrigger_way_fits_1bf3c', table='meetings_ballot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paragraph',
            trigger=pgtrigger.compiler.Trigger(name='way_fits', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM meetings_refuse_way(NEW.meeting_id, NEW.kind::text, b.way::text, b.employment) FROM meetings_ballot b WHERE b.paragraph_id = NEW.id; RETURN NEW;', hash='5dcc0616042b635716a73d8b9dc40872a6a42ee7', operation='UPDATE OF "kind"', pgid='pgtrigger_way_fits_1c101', table='meetings_paragraph', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='what_fits', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF NEW.how <> 'avslaget' THEN PERFORM meetings_refuse_misfit(NEW.paragraph_id, NEW.attendee_id, 'recusal'); END IF; RETURN NEW;", hash='9f851758f0f00c5b762b7773daf99264936b99aa', operation='INSERT OR UPDATE', pgid='pgtrigger_what_fits_de5d4', table='meetings_recusal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reservation',
            trigger=pgtrigger.compiler.Trigger(name='what_fits', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF true THEN PERFORM meetings_refuse_misfit(NEW.paragraph_id, NEW.attendee_id, 'reservation'); END IF; RETURN NEW;", hash='dd5e6aebfc0b1bb450a5053dcd6dd8c5da229b3c', operation='INSERT OR UPDATE', pgid='pgtrigger_what_fits_ca229', table='meetings_reservation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verification',
            trigger=pgtrigger.compiler.Trigger(name='open_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM meetings_refuse_verification(NEW.protocol_id, NEW.version_id); PERFORM meetings_refuse_early_verification(NEW.protocol_id, NEW.day); RETURN NEW;', hash='b9e95392f81fbf878df6e7e6a1603652424c3cfb', operation='INSERT', pgid='pgtrigger_open_version_747c2', table='meetings_verification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='what_fits', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF true THEN PERFORM meetings_refuse_misfit((SELECT paragraph_id FROM meetings_ballot WHERE id = NEW.ballot_id), NEW.attendee_id, 'vote'); END IF; RETURN NEW;", hash='f98d1c96b5c87628f29006943b10095e5c096735', operation='INSERT OR UPDATE', pgid='pgtrigger_what_fits_c93f2', table='meetings_vote', when='BEFORE')),
        ),
    ]
