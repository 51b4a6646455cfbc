"""The words of the labels, and what somebody has begun to write."""

import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0004_not_handled'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.AlterField(
                model_name='application',
                name='includes_vat',
                field=models.BooleanField(default=False, verbose_name='beloppen är inklusive moms'),
            ),
            migrations.AlterField(
                model_name='historicalapplication',
                name='includes_vat',
                field=models.BooleanField(default=False, verbose_name='beloppen är inklusive moms'),
            ),
            migrations.AlterField(
                model_name='historicalreport',
                name='returned_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='tillbakaskickad'),
            ),
            migrations.AlterField(
                model_name='planyear',
                name='in_kind',
                field=models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=14, verbose_name='egen finansiering som arbete eller lokaler'),
            ),
            migrations.AlterField(
                model_name='planyear',
                name='own',
                field=models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=14, verbose_name='egen finansiering i pengar'),
            ),
            migrations.AlterField(
                model_name='report',
                name='returned_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='tillbakaskickad'),
            ),
            migrations.CreateModel(
                name='UnsentText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('place', models.CharField(max_length=60, verbose_name='formulär')),
                    ('name', models.CharField(max_length=60, verbose_name='fält')),
                    ('text', models.TextField(blank=True, verbose_name='text')),
                    ('at', models.DateTimeField(verbose_name='senast ändrad')),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unsent_texts', to='funding.application')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'påbörjad text',
                    'verbose_name_plural': 'påbörjade texter',
                    'ordering': ['at', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('application', 'person', 'place', 'name'), name='unsent_text_once_per_field')],
                },
            ),
        ]),
    ]
