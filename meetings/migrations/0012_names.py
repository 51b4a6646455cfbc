"""Names of people are stored in one form."""

from typing import Any

import meetings.models.person
import meetings.models.validators
from django.db import migrations

from meetings.rules.names import usual_name


def store_usual_names(apps: Any, schema_editor: Any) -> None:
    people = apps.get_model("meetings", "Person").objects
    for key, first, last in people.values_list("pk", "first_name", "last_name"):
        usual = usual_name(first), usual_name(last)
        if usual != (first, last):
            people.filter(pk=key).update(first_name=usual[0], last_name=usual[1])


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0011_sessions_and_second_factor'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalperson',
            name='first_name',
            field=meetings.models.person.NameField(max_length=100, validators=[meetings.models.validators.printable], verbose_name='förnamn'),
        ),
        migrations.AlterField(
            model_name='historicalperson',
            name='last_name',
            field=meetings.models.person.NameField(max_length=100, validators=[meetings.models.validators.printable], verbose_name='efternamn'),
        ),
        migrations.AlterField(
            model_name='person',
            name='first_name',
            field=meetings.models.person.NameField(max_length=100, validators=[meetings.models.validators.printable], verbose_name='förnamn'),
        ),
        migrations.AlterField(
            model_name='person',
            name='last_name',
            field=meetings.models.person.NameField(max_length=100, validators=[meetings.models.validators.printable], verbose_name='efternamn'),
        ),
        migrations.RunPython(store_usual_names, migrations.RunPython.noop),
    ]
