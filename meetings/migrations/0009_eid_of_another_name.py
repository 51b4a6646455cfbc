"""A third person confirms an e-ID with another name, which is then dropped."""

from django.db import migrations, models

SAID_ONCE = """
CREATE OR REPLACE FUNCTION meetings_refuse_said_again(before jsonb, after jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM jsonb_each(before) o
               WHERE o.value NOT IN ('null', '""') AND o.value IS DISTINCT FROM after -> o.key{but}) THEN
        RAISE EXCEPTION 'Det som är sagt i en kontoändring ändras inte.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
BUT = "\n               AND NOT (o.key = 'eid_name' AND after ->> o.key = '')"


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0008_who_has_read_what'),
    ]

    operations = [
        migrations.RunSQL(SAID_ONCE.replace("{but}", BUT), SAID_ONCE.replace("{but}", "")),
        migrations.AddField(
            model_name='accountchange',
            name='eid_claims',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='accountchange',
            name='eid_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='namn i e-legitimationen'),
        ),
        migrations.AddField(
            model_name='accountchange',
            name='eid_provider',
            field=models.CharField(blank=True, max_length=200, verbose_name='e-legitimation'),
        ),
        migrations.AddField(
            model_name='accountchange',
            name='eid_subject',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='accountchange',
            name='kind',
            field=models.CharField(choices=[('account', 'Nytt konto'), ('address', 'Ny e-postadress'), ('second_factor', 'Återställd andra faktor'), ('eid_name', 'E-legitimation med annat namn')], max_length=20, verbose_name='slag'),
        ),
        migrations.AddConstraint(
            model_name='accountchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'eid_name'), models.Q(('eid_subject', ''), _negated=True)), models.Q(models.Q(('kind', 'eid_name'), _negated=True), ('eid_name', ''), ('eid_subject', '')), _connector='OR'), name='account_change_has_identity'),
        ),
        migrations.AddConstraint(
            model_name='accountchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('valid_at__isnull', True)), ('eid_name', ''), _connector='OR'), name='account_change_drops_the_name'),
        ),
    ]
