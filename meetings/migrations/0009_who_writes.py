"""Who has a draft open in the editor."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0008_swedish_order'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Writer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tab', models.CharField(max_length=20, verbose_name='flik')),
                    ('is_open', models.BooleanField(default=True, verbose_name='sidan är öppen')),
                    ('is_unsaved', models.BooleanField(default=False, verbose_name='har text som inte är sparad')),
                    ('typed_at', models.DateTimeField(blank=True, null=True, verbose_name='skrev senast')),
                    ('at', models.DateTimeField(db_index=True, verbose_name='hördes senast')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='writers', to='meetings.meeting')),
                    ('paragraph', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.paragraph')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'den som skriver',
                    'verbose_name_plural': 'de som skriver',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'person', 'tab'), name='writer_once_per_tab')],
                },
            ),
        ]),
    ]
