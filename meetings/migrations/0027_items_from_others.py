"""Matters that others bring to an agenda, what presenters write for one, and the files they leave."""

import django.core.validators
import django.db.models.deletion
import meetings.models.guards
import meetings.models.identifiers
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0029_receivers_of_a_decision'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='body',
                name='parties_raise_by',
                field=models.CharField(blank=True, help_text='Till exempel «förbundsordningen § 9». Tomt: bara ledamöter och revisorer får.', max_length=100, validators=[meetings.models.validators.printable], verbose_name='medlemmar får väcka ärenden enligt'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='parties_raise_by',
                field=models.CharField(blank=True, help_text='Till exempel «förbundsordningen § 9». Tomt: bara ledamöter och revisorer får.', max_length=100, validators=[meetings.models.validators.printable], verbose_name='medlemmar får väcka ärenden enligt'),
            ),
            migrations.CreateModel(
                name='HistoricalRaisedItem',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('public_id', models.CharField(db_index=True, default=meetings.models.identifiers.public_id, editable=False, max_length=12)),
                    ('kind', models.CharField(choices=[('member', 'Ledamot'), ('auditor', 'Revisor'), ('party', 'Medlem'), ('presenter', 'Föredragande')], max_length=20, verbose_name='från')),
                    ('name', models.CharField(blank=True, max_length=150, validators=[meetings.models.validators.printable], verbose_name='namn')),
                    ('made_paragraph', models.BooleanField(default=False, verbose_name='har blivit en ny paragraf')),
                    ('message', models.TextField(blank=True, validators=[meetings.models.validators.printable], verbose_name='kansliets fråga')),
                    ('answer_by', models.DateField(blank=True, null=True, verbose_name='svar senast')),
                    ('heading', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='rubrik')),
                    ('text', models.TextField(blank=True, validators=[meetings.models.validators.printable], verbose_name='text')),
                    ('proposals', models.TextField(blank=True, validators=[meetings.models.validators.printable], verbose_name='förslag till beslut')),
                    ('state', models.CharField(choices=[('asked', 'Väntar på svar'), ('sent', 'Har kommit in'), ('returned', 'Tillbaka för komplettering'), ('taken', 'På dagordningen'), ('withdrawn', 'Återtaget')], max_length=20, verbose_name='läge')),
                    ('received_on', models.DateField(blank=True, null=True, verbose_name='kom in')),
                    ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='skickat')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.body', verbose_name='organ')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.meeting', verbose_name='sammanträde')),
                    ('paragraph', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.paragraph', verbose_name='paragraf')),
                    ('party', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.party', verbose_name='medlem')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ],
                options={
                    'verbose_name': 'historik',
                    'verbose_name_plural': 'historical anmälda ärenden',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='RaisedItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('kind', models.CharField(choices=[('member', 'Ledamot'), ('auditor', 'Revisor'), ('party', 'Medlem'), ('presenter', 'Föredragande')], max_length=20, verbose_name='från')),
                    ('name', models.CharField(blank=True, max_length=150, validators=[meetings.models.validators.printable], verbose_name='namn')),
                    ('made_paragraph', models.BooleanField(default=False, verbose_name='har blivit en ny paragraf')),
                    ('message', models.TextField(blank=True, validators=[meetings.models.validators.printable], verbose_name='kansliets fråga')),
                    ('answer_by', models.DateField(blank=True, null=True, verbose_name='svar senast')),
                    ('heading', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='rubrik')),
                    ('text', models.TextField(blank=True, validators=[meetings.models.validators.printable], verbose_name='text')),
                    ('proposals', models.TextField(blank=True, validators=[meetings.models.validators.printable], verbose_name='förslag till beslut')),
                    ('state', models.CharField(choices=[('asked', 'Väntar på svar'), ('sent', 'Har kommit in'), ('returned', 'Tillbaka för komplettering'), ('taken', 'På dagordningen'), ('withdrawn', 'Återtaget')], max_length=20, verbose_name='läge')),
                    ('received_on', models.DateField(blank=True, null=True, verbose_name='kom in')),
                    ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='skickat')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='raised_items', to='meetings.body', verbose_name='organ')),
                    ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raised_items', to='meetings.meeting', verbose_name='sammanträde')),
                    ('paragraph', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raised_items', to='meetings.paragraph', verbose_name='paragraf')),
                    ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raised_items', to='meetings.party', verbose_name='medlem')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raised_items', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ],
                options={
                    'verbose_name': 'anmält ärende',
                    'verbose_name_plural': 'anmälda ärenden',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='RaisedFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('name', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='namn')),
                    ('file_name', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='filnamn')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='meetings.raiseditem')),
                ],
                options={
                    'verbose_name': 'fil till ett anmält ärende',
                    'verbose_name_plural': 'filer till anmälda ärenden',
                    'ordering': ['item', 'id'],
                },
            ),
            migrations.CreateModel(
                name='RaisedEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('asked', 'Kansliet bad om det'), ('linked', 'Ny länk skickades'), ('reminded', 'Påminnelse skickades'), ('sent', 'Kom in'), ('returned', 'Skickades tillbaka för komplettering'), ('taken', 'Togs in på dagordningen'), ('taken_out', 'Togs ut ur dagordningen igen'), ('moved', 'Fördes till ett annat sammanträde'), ('withdrawn', 'Återtogs')], max_length=20, verbose_name='vad')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                    ('text', models.TextField(blank=True, validators=[meetings.models.validators.printable], verbose_name='anteckning')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='meetings.raiseditem')),
                ],
                options={
                    'verbose_name': 'händelse i ett anmält ärende',
                    'verbose_name_plural': 'händelser i anmälda ärenden',
                    'ordering': ['item', 'at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalRaisedFile',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('public_id', models.CharField(db_index=True, default=meetings.models.identifiers.public_id, editable=False, max_length=12)),
                    ('name', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='namn')),
                    ('file_name', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='filnamn')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.storedfile')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.raiseditem')),
                ],
                options={
                    'verbose_name': 'historik',
                    'verbose_name_plural': 'historical filer till anmälda ärenden',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='RaisedLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(max_length=254, verbose_name='e-postadress')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('at', models.DateTimeField(verbose_name='skickad')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='slutade gälla')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='meetings.raiseditem')),
                ],
                options={
                    'verbose_name': 'länk till ett underlag',
                    'verbose_name_plural': 'länkar till underlag',
                    'ordering': ['item', 'at', 'id'],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalraiseditem',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='c13e6b336ce70cc543475daf4cdc811ae3cb607d', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_26b30', table='meetings_historicalraiseditem', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalraiseditem',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='f72fc4e30fb11b33be6e686b1ab0d3a73239e4ff', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_38875', table='meetings_historicalraiseditem', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='raiseditem',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['member', 'auditor']), ('party', None), ('person__isnull', False)), models.Q(('kind', 'party'), ('party__isnull', False), ('person', None)), models.Q(('kind', 'presenter'), ('party', None), ('person', None), models.Q(('name', ''), _negated=True)), _connector='OR'), name='raised_item_by_one'),
            ),
            migrations.AddConstraint(
                model_name='raiseditem',
                constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'withdrawn']), models.Q(('received_on__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='raised_item_sent_whole'),
            ),
            migrations.AddConstraint(
                model_name='raiseditem',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), models.Q(('meeting__isnull', False), ('paragraph__isnull', False)), _connector='OR'), name='raised_item_taken_whole'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='raiseditem',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.body_id IS DISTINCT FROM NEW.body_id OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.person_id IS DISTINCT FROM NEW.person_id OR OLD.party_id IS DISTINCT FROM NEW.party_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='58398b85ae2fe613129d497669e51c76a086d8e1', operation='UPDATE', pgid='pgtrigger_identity_e10be', table='meetings_raiseditem', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='raisedfile',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.item_id IS DISTINCT FROM NEW.item_id OR OLD.file_id IS DISTINCT FROM NEW.file_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='fa4bd390e31d39a917f0f7ab42853c45a9e6fc8f', operation='UPDATE', pgid='pgtrigger_identity_55dbf', table='meetings_raisedfile', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='raisedevent',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='13ff94f83aa6936922e09185d51d5cd979db4894', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_81e7c', table='meetings_raisedevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='raisedevent',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='8ec51d0e259decf4d0686b86479918b3937ac866', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_82a09', table='meetings_raisedevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='raisedevent',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='7e55b29a93bc82236fe5807f62c91d3d8d7d2bed', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_f401e', table='meetings_raisedevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalraisedfile',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='fdb293c37571674a568b00020b14e13dada0dd50', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_397bb', table='meetings_historicalraisedfile', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalraisedfile',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='794ddf5fd440c0f298361afa0fead97ec274ab3a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e6e3f', table='meetings_historicalraisedfile', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='raisedlink',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.item_id IS DISTINCT FROM NEW.item_id OR OLD.token_hash IS DISTINCT FROM NEW.token_hash THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='ece9a3f7bfd20e9ba76f151c3abd3983397120ff', operation='UPDATE', pgid='pgtrigger_identity_92c6d', table='meetings_raisedlink', when='BEFORE')),
            ),
        ]),
        Together([
            migrations.AlterField(
                model_name='association',
                name='slug',
                field=models.SlugField(help_text='Står i alla webbadresser, till exempel exempelvik.', unique=True, validators=[django.core.validators.RegexValidator('^(admin|anslag|halsa|kalender|konto|kontrollera|static|svar|underlag)\\Z', 'Adressen används av webbplatsen själv. Välj en annan.', inverse_match=True)], verbose_name='adress'),
            ),
            migrations.AlterField(
                model_name='historicalassociation',
                name='slug',
                field=models.SlugField(help_text='Står i alla webbadresser, till exempel exempelvik.', validators=[django.core.validators.RegexValidator('^(admin|anslag|halsa|kalender|konto|kontrollera|static|svar|underlag)\\Z', 'Adressen används av webbplatsen själv. Välj en annan.', inverse_match=True)], verbose_name='adress'),
            ),
        ]),
    ]
