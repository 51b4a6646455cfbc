"""The database asks of the § by which the board verifies a protocol what actions.standing_in.decided_by_board asks."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION meetings_refuse_verification(protocol bigint, version bigint, method text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM meetings_refuse_unless_open(version);
    IF protocol IS DISTINCT FROM (SELECT protocol_id FROM meetings_protocolversion WHERE id = version) THEN
        RAISE EXCEPTION 'Versionen hör till ett annat protokoll.' USING ERRCODE = 'P0001';
    END IF;
    IF method = 'board' THEN
        IF NOT EXISTS (SELECT 1 FROM meetings_referral r
                       JOIN meetings_protocolparagraph l ON l.paragraph_id = r.item_id
                       JOIN meetings_verification v ON v.protocol_id = l.protocol_id%s
                       WHERE r.version_id = version%s) THEN
            RAISE EXCEPTION 'Ingen justerad paragraf säger att styrelsen har justerat protokollet.'
                USING ERRCODE = 'P0001';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM meetings_signatory s
                  WHERE s.version_id = version AND s.is_awaited AND s.role IN ('secretary', 'chair', 'verifier')
                    AND NOT EXISTS (SELECT 1 FROM meetings_signature u WHERE u.signatory_id = s.id)
                    AND NOT EXISTS (SELECT 1 FROM meetings_standin i
                                    JOIN meetings_signature u ON u.signatory_id = i.signatory_id
                                    WHERE i.replaces_id = s.id)) THEN
        RAISE EXCEPTION 'Alla har inte skrivit under.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
HANDLED = """
                       JOIN meetings_protocolversion w ON w.id = v.version_id
                       JOIN meetings_protocolversion o ON o.id = r.version_id
                       JOIN meetings_protocol q ON q.id = o.protocol_id
                       JOIN meetings_meeting h ON h.id = q.meeting_id
                       JOIN meetings_paragraph p ON p.id = r.item_id
                       JOIN meetings_meeting m ON m.id = p.meeting_id"""
DECIDED = """
                         AND m.body_id = h.body_id AND w.frozen_at > o.frozen_at
                         AND NOT p.withdrawn AND NOT p.not_handled AND p.deferral = ''
                         AND EXISTS (SELECT 1 FROM meetings_decision d WHERE d.paragraph_id = p.id
                                     AND NOT d.is_prepared AND d.outcome IN ('', 'approved'))"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0009_who_writes'),
    ]

    operations = [
        migrations.RunSQL(FUNCTION % (HANDLED, DECIDED), FUNCTION % ('', '')),
    ]
