"""People without an e-mail address, and the summons to each, by mail or by post."""

import django.db.models.deletion
import django.db.models.functions.text
import meetings.models.guards
import meetings.models.identifiers
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


# As in migration 0005, but that nobody else can have no address: no address is nobody's.
ADDRESSES = """
CREATE OR REPLACE FUNCTION meetings_refuse_taken_address(who bigint, address text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM meetings_accountchange c WHERE c.kind = 'address' AND c.old_email = lower(address)%s
               AND c.person_id <> who AND c.valid_at IS NOT NULL AND c.ended_at IS NULL AND c.signs_from > now()) THEN
        RAISE EXCEPTION 'Adressen kan ännu tas tillbaka av den som hade den.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
EMPTY_IS_FREE = " AND address <> ''"

# A change begins from the address that the person has, and none only where there is none.
PRESENT = """
CREATE FUNCTION meetings_refuse_other_address(who bigint, before text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF before IS DISTINCT FROM (SELECT email FROM meetings_person WHERE id = who) THEN
        RAISE EXCEPTION 'Kontoändringen utgår från en annan adress än personens.' USING ERRCODE = 'check_violation';
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('meetings', '0010_what_the_board_verified'),
    ]

    operations = [
        migrations.RunSQL(ADDRESSES % EMPTY_IS_FREE, ADDRESSES % ''),
        migrations.RunSQL(PRESENT, 'DROP FUNCTION meetings_refuse_other_address(bigint, text)'),
        Together([
            migrations.CreateModel(
                name='Summons',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('at', models.DateTimeField(verbose_name='skickad')),
                    ('by_mail', models.BooleanField(verbose_name='med mejl')),
                    ('snapshot', models.JSONField(blank=True, null=True, verbose_name='innehåll')),
                    ('posted_on', models.DateField(blank=True, null=True, verbose_name='postad')),
                    ('ticked_at', models.DateTimeField(blank=True, null=True, verbose_name='noterad som postad')),
                ],
                options={
                    'verbose_name': 'kallelse',
                    'verbose_name_plural': 'kallelser',
                    'ordering': ['meeting', 'id'],
                },
            ),
            migrations.RemoveConstraint(
                model_name='accountchange',
                name='account_change_valid_when_confirmed',
            ),
            migrations.RemoveConstraint(
                model_name='accountchange',
                name='account_change_has_addresses',
            ),
            migrations.RemoveConstraint(
                model_name='person',
                name='person_email_unique',
            ),
            migrations.AddField(
                model_name='historicalperson',
                name='by_post',
                field=models.BooleanField(default=False, help_text='Utöver mejlet. Den som inte har någon e-postadress kallas alltid så.', verbose_name='kallas per post'),
            ),
            migrations.AddField(
                model_name='person',
                name='by_post',
                field=models.BooleanField(default=False, help_text='Utöver mejlet. Den som inte har någon e-postadress kallas alltid så.', verbose_name='kallas per post'),
            ),
            migrations.AddField(
                model_name='person',
                name='postal_address',
                field=models.TextField(blank=True, help_text='Gata, postnummer och ort, på var sin rad. Står bara i registret och på kallelsen.', max_length=300, validators=[meetings.models.validators.printable], verbose_name='postadress'),
            ),
            migrations.AlterField(
                model_name='accountchange',
                name='new_email',
                field=models.EmailField(blank=True, max_length=254, verbose_name='adress'),
            ),
            migrations.AlterField(
                model_name='historicalperson',
                name='email',
                field=models.EmailField(blank=True, help_text='Används för att logga in och för utskick. Tom: kallas per post.', max_length=254, verbose_name='e-postadress'),
            ),
            migrations.AlterField(
                model_name='person',
                name='email',
                field=models.EmailField(blank=True, help_text='Används för att logga in och för utskick. Tom: kallas per post.', max_length=254, verbose_name='e-postadress'),
            ),
            migrations.AddConstraint(
                model_name='accountchange',
                constraint=models.CheckConstraint(condition=models.Q(('valid_at__isnull', True), models.Q(('kind', 'account'), ('vouched_at__isnull', False)), models.Q(('kind', 'address'), ('new_confirmed_at__isnull', False), ('old_confirmed_at__isnull', False), models.Q(('old_email', ''), _negated=True)), models.Q(('new_confirmed_at__isnull', False), ('signs_from__isnull', False), ('vouched_at__isnull', False)), _connector='OR'), name='account_change_valid_when_confirmed'),
            ),
            migrations.AddConstraint(
                model_name='accountchange',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'address'), models.Q(('new_email', ''), _negated=True), models.Q(('old_email', models.F('new_email')), _negated=True)), models.Q(models.Q(('kind', 'address'), _negated=True), ('old_email', '')), _connector='OR'), name='account_change_has_addresses'),
            ),
            migrations.AddConstraint(
                model_name='person',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='person_email_unique', violation_error_message='Det finns redan en person med den e-postadressen.'),
            ),
            migrations.AddConstraint(
                model_name='person',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), models.Q(('in_use_since', None), ('last_login', None), models.Q(('password', ''), ('password__startswith', '!'), _connector='OR')), _connector='OR'), name='person_signs_in_by_address', violation_error_message='Den som har ett konto har en e-postadress.'),
            ),
            migrations.AddConstraint(
                model_name='person',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), ('by_post', True), _connector='OR'), name='person_is_reached', violation_error_message='Den som inte har någon e-postadress kallas per post.'),
            ),
            migrations.AddConstraint(
                model_name='person',
                constraint=models.CheckConstraint(condition=models.Q(('by_post', False), models.Q(('postal_address', ''), _negated=True), _connector='OR'), name='person_posted_where', violation_error_message='Skriv postadressen som kallelser ska skickas till.'),
            ),
            migrations.AddField(
                model_name='summons',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av'),
            ),
            migrations.AddField(
                model_name='summons',
                name='file',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile'),
            ),
            migrations.AddField(
                model_name='summons',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summonses', to='meetings.meeting'),
            ),
            migrations.AddField(
                model_name='summons',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summonses', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='summons',
                name='posted_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddConstraint(
                model_name='summons',
                constraint=models.UniqueConstraint(fields=('meeting', 'person', 'at'), name='summons_once'),
            ),
            migrations.AddConstraint(
                model_name='summons',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('by_mail', True), ('file__isnull', True), ('snapshot__isnull', True)), models.Q(('file__isnull', False), ('snapshot__isnull', False)), _connector='OR'), name='summons_goes_by_mail_or_post'),
            ),
            migrations.AddConstraint(
                model_name='summons',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('posted_by', None), ('posted_on', None), ('ticked_at', None)), models.Q(('file__isnull', False), ('posted_by__isnull', False), ('posted_on__isnull', False), ('ticked_at__isnull', False)), _connector='OR'), name='summons_posted_whole'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='summons',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['posted_on', 'posted_by_id', 'ticked_at']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['posted_on', 'posted_by_id', 'ticked_at']::text[] OR (OLD.posted_on IS DISTINCT FROM NEW.posted_on AND coalesce(OLD.posted_on::text, '') <> '') OR (OLD.posted_by_id IS DISTINCT FROM NEW.posted_by_id AND coalesce(OLD.posted_by_id::text, '') <> '') OR (OLD.ticked_at IS DISTINCT FROM NEW.ticked_at AND coalesce(OLD.ticked_at::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='e9de93af5b4bb91b5474403c5e754f44a56f5a5a', operation='UPDATE', pgid='pgtrigger_fixed_10e59', table='meetings_summons', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='summons',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='fcd6f207328616ea012c94ba2750f06773f2925d', operation='DELETE', pgid='pgtrigger_never_deleted_473bf', table='meetings_summons', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='summons',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='80d9d6ee725306215795613822d28e8976fbda87', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_3c1b5', table='meetings_summons', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='summons',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='bd3a7beac4eb08be28983a0061f66ec2fc94b26f', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_be7e8', table='meetings_summons', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='accountchange',
                trigger=pgtrigger.compiler.Trigger(name='from_present_address', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_refuse_other_address(NEW.person_id, NEW.old_email::text) WHERE NEW.kind = 'address'; RETURN NEW;", hash='f83fa3938ee1cf90e0b7dc838a8d8c5521e53376', operation='INSERT', pgid='pgtrigger_from_present_address_9775e', table='meetings_accountchange', when='BEFORE')),
            ),
        ]),
    ]
