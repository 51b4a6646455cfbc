"""Who is told of a meeting and as what, who approves its summons, and papers that somebody does not see."""

import django.db.models.deletion
import meetings.models.guards
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0022_what_was_told_of_an_agenda'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='AgendaApproval',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('content', models.JSONField(verbose_name='innehåll')),
                    ('asked_at', models.DateTimeField(verbose_name='begärt')),
                    ('approved', models.BooleanField(blank=True, null=True, verbose_name='godkänd')),
                    ('words', models.CharField(blank=True, max_length=500, validators=[meetings.models.validators.printable], verbose_name='vad som ska ändras')),
                    ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='besvarat')),
                ],
                options={
                    'verbose_name': 'godkännande av kallelse',
                    'verbose_name_plural': 'godkännanden av kallelser',
                    'ordering': ['meeting', 'asked_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='DeclaredRecusal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='skäl')),
                    ('at', models.DateTimeField(verbose_name='anmält')),
                ],
                options={
                    'verbose_name': 'anmält jäv',
                    'verbose_name_plural': 'anmälda jäv',
                    'ordering': ['paragraph', 'at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='GuestAddress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(max_length=254, verbose_name='e-postadress')),
                ],
                options={
                    'verbose_name': 'övrig deltagares e-postadress',
                    'verbose_name_plural': 'övriga deltagares e-postadresser',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='GuestLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('at', models.DateTimeField(verbose_name='skickad')),
                ],
                options={
                    'verbose_name': 'inbjudans länk',
                    'verbose_name_plural': 'inbjudans länkar',
                    'ordering': ['attendee', 'at', 'id'],
                },
            ),
            migrations.AddField(
                model_name='attachment',
                name='kept_in_board',
                field=models.BooleanField(default=False, verbose_name='visas inte för gäster'),
            ),
            migrations.AddField(
                model_name='body',
                name='chair_approves_summons',
                field=models.BooleanField(default=False, help_text='Ordföranden eller en vice ordförande läser dagordningen och godkänner innan kallelsen skickas.', verbose_name='ordföranden godkänner kallelsen'),
            ),
            migrations.AddField(
                model_name='body',
                name='leaves_out_recused',
                field=models.BooleanField(default=False, help_text='Bara i det ärende där personen själv har anmält jäv. Personen ser att handlingen finns.', verbose_name='handlingar visas inte för den som har anmält jäv'),
            ),
            migrations.AddField(
                model_name='historicalattachment',
                name='kept_in_board',
                field=models.BooleanField(default=False, verbose_name='visas inte för gäster'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='chair_approves_summons',
                field=models.BooleanField(default=False, help_text='Ordföranden eller en vice ordförande läser dagordningen och godkänner innan kallelsen skickas.', verbose_name='ordföranden godkänner kallelsen'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='leaves_out_recused',
                field=models.BooleanField(default=False, help_text='Bara i det ärende där personen själv har anmält jäv. Personen ser att handlingen finns.', verbose_name='handlingar visas inte för den som har anmält jäv'),
            ),
            migrations.AddField(
                model_name='summons',
                name='guest_email',
                field=models.EmailField(blank=True, max_length=254, verbose_name='gästens e-postadress'),
            ),
            migrations.AddField(
                model_name='summons',
                name='guest_name',
                field=models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='gästens namn'),
            ),
            migrations.AddField(
                model_name='summons',
                name='kind',
                field=models.CharField(choices=[('summoned', 'Kallad'), ('knowledge', 'För kännedom'), ('guest', 'Övrig deltagare')], default='summoned', max_length=10, verbose_name='som'),
            ),
            migrations.AddField(
                model_name='summons',
                name='letter',
                field=models.OneToOneField(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='summons', to='meetings.letter'),
            ),
            migrations.AlterField(
                model_name='summons',
                name='person',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='summonses', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddConstraint(
                model_name='attachment',
                constraint=models.CheckConstraint(condition=models.Q(('publish', False), ('kept_in_board', False), _connector='OR'), name='attachment_kept_is_not_published', violation_error_message='En handling som inte visas för gäster kan inte publiceras.'),
            ),
            migrations.AddConstraint(
                model_name='summons',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', True), ('kind', 'guest'), ('person__isnull', True), models.Q(('guest_name', ''), _negated=True), models.Q(('guest_email', ''), _negated=True)), models.Q(models.Q(('kind', 'guest'), _negated=True), ('guest_email', ''), ('guest_name', ''), ('person__isnull', False)), _connector='OR'), name='summons_to_a_person_or_a_guest'),
            ),
            migrations.AddField(
                model_name='agendaapproval',
                name='answered_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besvarat av'),
            ),
            migrations.AddField(
                model_name='agendaapproval',
                name='asked_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begärt av'),
            ),
            migrations.AddField(
                model_name='agendaapproval',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_approvals', to='meetings.meeting'),
            ),
            migrations.AddField(
                model_name='declaredrecusal',
                name='paragraph',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='meetings.paragraph'),
            ),
            migrations.AddField(
                model_name='declaredrecusal',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='guestaddress',
                name='attendee',
                field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='address', to='meetings.attendee'),
            ),
            migrations.AddField(
                model_name='guestlink',
                name='attendee',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.attendee'),
            ),
            migrations.AddConstraint(
                model_name='agendaapproval',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('approved', None), ('words', '')), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('approved__isnull', False), models.Q(models.Q(('approved', True), ('words', '')), models.Q(('approved', False), models.Q(('words', ''), _negated=True)), _connector='OR')), _connector='OR'), name='agenda_approval_whole'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agendaapproval',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['approved', 'words', 'answered_at', 'answered_by_id']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['approved', 'words', 'answered_at', 'answered_by_id']::text[] OR (OLD.approved IS DISTINCT FROM NEW.approved AND coalesce(OLD.approved::text, '') <> '') OR (OLD.words IS DISTINCT FROM NEW.words AND coalesce(OLD.words::text, '') <> '') OR (OLD.answered_at IS DISTINCT FROM NEW.answered_at AND coalesce(OLD.answered_at::text, '') <> '') OR (OLD.answered_by_id IS DISTINCT FROM NEW.answered_by_id AND coalesce(OLD.answered_by_id::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='edfc59392adfc8b7370b9f0ecf9216052a17d1b0', operation='UPDATE', pgid='pgtrigger_fixed_e9d74', table='meetings_agendaapproval', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agendaapproval',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='4245a591a8427d0f1b845f1808f0e2482408a847', operation='DELETE', pgid='pgtrigger_never_deleted_82d2a', table='meetings_agendaapproval', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agendaapproval',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='56763f4eda59eedd709f57faba1da0807eed1874', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_06288', table='meetings_agendaapproval', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agendaapproval',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='a074ef5ab3d17530464749a9021610d05515992d', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_58863', table='meetings_agendaapproval', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='declaredrecusal',
                constraint=models.UniqueConstraint(fields=('paragraph', 'person'), name='declared_recusal_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='declaredrecusal',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.paragraph_id IS DISTINCT FROM NEW.paragraph_id OR OLD.person_id IS DISTINCT FROM NEW.person_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='926b3af0e61e23ecc9b629ab210e66a16491340c', operation='UPDATE', pgid='pgtrigger_identity_95891', table='meetings_declaredrecusal', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='guestaddress',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.attendee_id IS DISTINCT FROM NEW.attendee_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='ecec0a7a681ac0abac7109cd072d7a8f52cd843e', operation='UPDATE', pgid='pgtrigger_identity_ea28a', table='meetings_guestaddress', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='guestlink',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.attendee_id IS DISTINCT FROM NEW.attendee_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='28332782c6c8ecbc06daf6e553c558dc0e13f965', operation='UPDATE', pgid='pgtrigger_identity_679ef', table='meetings_guestlink', when='BEFORE')),
            ),
        ]),
    ]
