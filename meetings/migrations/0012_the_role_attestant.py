"""The role attestant: who confirms to which account money goes."""

import meetings.migrations.operations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0011_summons_by_post'),
    ]

    operations = [
        meetings.migrations.operations.Together(
            operations=[
                migrations.AlterField(
                    model_name='historicalrole',
                    name='kind',
                    field=models.CharField(choices=[('secretary', 'Sekreterare'), ('manager', 'Förbundschef'), ('auditor', 'Revisor'), ('approver', 'Attestant')], max_length=10, verbose_name='roll'),
                ),
                migrations.AlterField(
                    model_name='role',
                    name='kind',
                    field=models.CharField(choices=[('secretary', 'Sekreterare'), ('manager', 'Förbundschef'), ('auditor', 'Revisor'), ('approver', 'Attestant')], max_length=10, verbose_name='roll'),
                ),
            ],
        ),
    ]
