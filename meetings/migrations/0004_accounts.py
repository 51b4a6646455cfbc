"""Changes of accounts, and addresses stored in the one form that they are compared in."""

from typing import Any

import django.db.models.deletion
import meetings.models.identifiers
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from meetings.rules.addresses import usual_address

REFUSALS = """
CREATE FUNCTION meetings_refuse_address(who bigint, before text, after text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF before = after OR EXISTS (
        SELECT 1 FROM meetings_accountchange c WHERE c.person_id = who AND c.kind = 'address'
        AND ((c.valid_at IS NOT NULL AND c.ended_at IS NULL AND c.old_email = before AND c.new_email = after)
             OR (c.valid_at IS NOT NULL AND c.ended_at IS NOT NULL AND c.old_email = after AND c.new_email = before))
    ) THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'En e-postadress ändras bara genom en bekräftad kontoändring.' USING ERRCODE = 'P0001';
END $$;

CREATE FUNCTION meetings_refuse_said_again(before jsonb, after jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM jsonb_each(before) o
               WHERE o.value NOT IN ('null', '""') AND o.value IS DISTINCT FROM after -> o.key) THEN
        RAISE EXCEPTION 'Det som är sagt i en kontoändring ändras inte.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
NO_REFUSALS = """
DROP FUNCTION meetings_refuse_said_again(jsonb, jsonb);
DROP FUNCTION meetings_refuse_address(bigint, text, text);
"""


def store_usual_addresses(apps: Any, schema_editor: Any) -> None:
    """An address whose usual form is another person's already is left: two people cannot have the same."""
    Person = apps.get_model("meetings", "Person")
    for person in Person.objects.order_by("pk").only("email"):
        usual = usual_address(person.email)
        if usual != person.email and not Person.objects.exclude(pk=person.pk).filter(email__iexact=usual).exists():
            Person.objects.filter(pk=person.pk).update(email=usual)


def say_which_are_in_use(apps: Any, schema_editor: Any) -> None:
    """When each account was first used is not known; those that can be used are as old as their rows."""
    people = apps.get_model("meetings", "Person").objects
    people.filter(~Q(password__startswith="!") | Q(last_login__isnull=False)).update(in_use_since=F("date_joined"))


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_signing_levels'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('account', 'Nytt konto'), ('address', 'Ny e-postadress'), ('second_factor', 'Återställd andra faktor')], max_length=20, verbose_name='slag')),
                ('old_email', models.EmailField(blank=True, max_length=254, verbose_name='tidigare adress')),
                ('new_email', models.EmailField(max_length=254, verbose_name='adress')),
                ('old_token_hash', models.CharField(blank=True, max_length=64)),
                ('new_token_hash', models.CharField(blank=True, max_length=64)),
                ('proposed_at', models.DateTimeField(verbose_name='föreslagen')),
                ('old_confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='bekräftad från den tidigare adressen')),
                ('new_confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='bekräftad från adressen')),
                ('vouched_at', models.DateTimeField(blank=True, null=True, verbose_name='bekräftad av någon annan')),
                ('how', models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='hur')),
                ('valid_at', models.DateTimeField(blank=True, null=True, verbose_name='gäller från')),
                ('signs_from', models.DateTimeField(blank=True, null=True, verbose_name='underskrift tidigast')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='avbruten')),
            ],
            options={
                'verbose_name': 'kontoändring',
                'verbose_name_plural': 'kontoändringar',
                'ordering': ['-proposed_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='in_use_since',
            field=models.DateTimeField(blank=True, editable=False, help_text='När någon först loggade in eller valde lösenord. Databasen låter det stå.', null=True, verbose_name='konto i bruk sedan'),
        ),
        migrations.AddField(
            model_name='person',
            name='in_use_since',
            field=models.DateTimeField(blank=True, editable=False, help_text='När någon först loggade in eller valde lösenord. Databasen låter det stå.', null=True, verbose_name='konto i bruk sedan'),
        ),
        migrations.RunSQL(REFUSALS, NO_REFUSALS),
        migrations.RunPython(store_usual_addresses, migrations.RunPython.noop),
        migrations.RunPython(say_which_are_in_use, migrations.RunPython.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='own_address', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM meetings_refuse_address(OLD.id, OLD.email::text, NEW.email::text); RETURN NEW;', hash='f86c5bd069611950edeea04f39ebbffe174603c2', operation='UPDATE OF "email"', pgid='pgtrigger_own_address_192d4', table='meetings_person', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='in_use', sql=pgtrigger.compiler.UpsertTriggerSql(func="IF TG_OP = 'UPDATE' AND OLD.in_use_since IS NOT NULL THEN NEW.in_use_since = OLD.in_use_since; ELSE NEW.in_use_since = coalesce(NEW.in_use_since, NEW.last_login); END IF; RETURN NEW;", hash='b71772c28d9eb8c6ea5bce8f6d2e1c74798ad1b9', operation='INSERT OR UPDATE', pgid='pgtrigger_in_use_80428', table='meetings_person', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='accountchange',
            name='ended_by',
            field=models.ForeignKey(blank=True, help_text='Tom när den tidigare adressen avbröt.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='avbruten av'),
        ),
        migrations.AddField(
            model_name='accountchange',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_changes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='accountchange',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='föreslagen av'),
        ),
        migrations.AddField(
            model_name='accountchange',
            name='vouched_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bekräftad av'),
        ),
        migrations.AddConstraint(
            model_name='accountchange',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('valid_at__isnull', True)), fields=('person', 'kind'), name='account_change_one_open'),
        ),
        migrations.AddConstraint(
            model_name='accountchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('how', ''), ('vouched_at__isnull', True), ('vouched_by__isnull', True)), models.Q(('vouched_at__isnull', False), ('vouched_by__isnull', False), models.Q(('how', ''), _negated=True)), _connector='OR'), name='account_change_vouched_with_how'),
        ),
        migrations.AddConstraint(
            model_name='accountchange',
            constraint=models.CheckConstraint(condition=models.Q(('vouched_by__isnull', True), models.Q(models.Q(('vouched_by', models.F('person')), _negated=True), models.Q(('vouched_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='account_change_vouched_by_a_third', violation_error_message='Någon annan ska bekräfta ändringen.'),
        ),
        migrations.AddConstraint(
            model_name='accountchange',
            constraint=models.CheckConstraint(condition=models.Q(('valid_at__isnull', True), models.Q(('kind', 'account'), ('vouched_at__isnull', False)), models.Q(('kind', 'address'), ('new_confirmed_at__isnull', False), ('old_confirmed_at__isnull', False)), models.Q(('new_confirmed_at__isnull', False), ('signs_from__isnull', False), ('vouched_at__isnull', False)), _connector='OR'), name='account_change_valid_when_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='accountchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'address'), models.Q(('old_email', ''), _negated=True), models.Q(('old_email', models.F('new_email')), _negated=True)), models.Q(models.Q(('kind', 'address'), _negated=True), ('old_email', '')), _connector='OR'), name='account_change_has_addresses'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountchange',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='dbb07876997d3a850697fc87c07d5605e42f53d0', operation='DELETE', pgid='pgtrigger_never_deleted_b28c5', table='meetings_accountchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountchange',
            trigger=pgtrigger.compiler.Trigger(name='said_once', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM meetings_refuse_said_again(to_jsonb(OLD), to_jsonb(NEW)); RETURN NEW;', hash='b68b534674a6a5d73bfa470162dbf855f18e0576', operation='UPDATE', pgid='pgtrigger_said_once_02597', table='meetings_accountchange', when='BEFORE')),
        ),
    ]
