from django.db import migrations


class Migration(migrations.Migration):
    """What was sealed before each association had a seal of its own is known as that association's."""

    dependencies = [
        ('funding', '0003_what_is_written_stays'),
        ('meetings', '0007_seals'),
    ]

    operations = [
        migrations.RunSQL(
            """
            INSERT INTO meetings_sealing (association_id, document_id, reason, asked_at, sealed_id, sealed_at)
            SELECT m.association_id, a.sealed_id, 'Avtalet är undertecknat', a.sealed_at, a.sealed_id, a.sealed_at
            FROM funding_agreement a JOIN funding_measure m ON m.id = a.measure_id
            WHERE a.sealed_id IS NOT NULL
            UNION ALL
            SELECT c.association_id, d.letter_id, 'Beslut om medel', d.at, d.letter_id, d.at
            FROM funding_boarddecision d JOIN funding_application c ON c.id = d.application_id
            WHERE d.letter_id IS NOT NULL
            ON CONFLICT DO NOTHING
            """,
            migrations.RunSQL.noop,
        ),
    ]
