"""What no constraint can say: the functions that the triggers of meetings/models/guards.py call."""

from django.db import migrations

LOCK_OF_MEETING = """
CREATE FUNCTION meetings_refuse_if_locked(meeting bigint, paragraph bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Without this lock an UPDATE that begins during the freeze would go in after the snapshot.
    PERFORM 1 FROM meetings_meeting WHERE id = meeting FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM meetings_protocol p
        JOIN meetings_protocolversion v ON v.protocol_id = p.id
        WHERE p.meeting_id = meeting
          AND v.number = (SELECT max(number) FROM meetings_protocolversion WHERE protocol_id = p.id)
          AND NOT EXISTS (SELECT 1 FROM meetings_changerequest c WHERE c.version_id = v.id)
          -- A § in no protocol, such as a new one, belongs to the meeting's own, number 1.
          AND (EXISTS (SELECT 1 FROM meetings_protocolparagraph l
                       WHERE l.protocol_id = p.id AND l.paragraph_id = paragraph)
               OR (p.number = 1 AND NOT EXISTS (
                       SELECT 1 FROM meetings_protocolparagraph l WHERE l.paragraph_id = paragraph)))
    ) THEN
        RAISE EXCEPTION 'Protokollet är fryst. Bara en begärd ändring öppnar det.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

OPEN_VERSION = """
CREATE FUNCTION meetings_refuse_unless_latest(version bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    of_protocol bigint;
    of_meeting bigint;
BEGIN
    SELECT v.protocol_id, p.meeting_id INTO of_protocol, of_meeting
    FROM meetings_protocolversion v JOIN meetings_protocol p ON p.id = v.protocol_id WHERE v.id = version;
    PERFORM 1 FROM meetings_meeting WHERE id = of_meeting FOR UPDATE;
    IF EXISTS (SELECT 1 FROM meetings_protocolversion n
               JOIN meetings_protocolversion v ON v.protocol_id = n.protocol_id
               WHERE v.id = version AND n.number > v.number) THEN
        RAISE EXCEPTION 'Det finns en nyare version av protokollet.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_verification WHERE protocol_id = of_protocol) THEN
        RAISE EXCEPTION 'Protokollet är redan justerat.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION meetings_refuse_unless_open(version bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM meetings_refuse_unless_latest(version);
    IF EXISTS (SELECT 1 FROM meetings_changerequest WHERE version_id = version) THEN
        RAISE EXCEPTION 'En ändring är begärd. Versionen kan inte längre skrivas under.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

VERSIONS = """
CREATE FUNCTION meetings_refuse_version(protocol bigint, new_number integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM meetings_meeting m JOIN meetings_protocol p ON p.meeting_id = m.id
    WHERE p.id = protocol FOR UPDATE OF m;
    IF new_number <> (SELECT coalesce(max(number), 0) + 1 FROM meetings_protocolversion WHERE protocol_id = protocol) THEN
        RAISE EXCEPTION 'Versionen har fel nummer.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_protocolversion v WHERE v.protocol_id = protocol AND v.number = new_number - 1
               AND NOT EXISTS (SELECT 1 FROM meetings_changerequest c WHERE c.version_id = v.id)) THEN
        RAISE EXCEPTION 'Den förra versionen är inte öppnad för ändring.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_verification WHERE protocol_id = protocol) THEN
        RAISE EXCEPTION 'Protokollet är redan justerat.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

SIGNATURES = """
CREATE FUNCTION meetings_refuse_signature(signatory bigint, hash text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    of_version bigint;
BEGIN
    SELECT version_id INTO of_version FROM meetings_signatory WHERE id = signatory;
    PERFORM meetings_refuse_unless_open(of_version);
    IF hash IS DISTINCT FROM (SELECT sha256 FROM meetings_protocolversion WHERE id = of_version) THEN
        RAISE EXCEPTION 'Underskriften gäller inte den här versionen.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION meetings_refuse_change_request(version bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM meetings_refuse_unless_latest(version);
END $$;

CREATE FUNCTION meetings_refuse_verification(protocol bigint, version bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM meetings_refuse_unless_open(version);
    IF protocol IS DISTINCT FROM (SELECT protocol_id FROM meetings_protocolversion WHERE id = version) THEN
        RAISE EXCEPTION 'Versionen hör till ett annat protokoll.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_signatory s LEFT JOIN meetings_signature u ON u.signatory_id = s.id
               WHERE s.version_id = version AND s.role IN ('secretary', 'chair') AND u.id IS NULL)
       OR (SELECT count(*) FROM meetings_signatory s JOIN meetings_signature u ON u.signatory_id = s.id
           WHERE s.version_id = version AND s.role IN ('verifier', 'deputy_verifier'))
          < (SELECT count(*) FROM meetings_signatory WHERE version_id = version AND role = 'verifier') THEN
        RAISE EXCEPTION 'Alla har inte skrivit under.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

MISFIT = """
CREATE FUNCTION meetings_refuse_misfit(of_paragraph bigint, who bigint, what text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    voted boolean := EXISTS (SELECT 1 FROM meetings_vote v JOIN meetings_ballot b ON b.id = v.ballot_id
                             WHERE b.paragraph_id = of_paragraph AND v.attendee_id = who);
    reserved boolean := EXISTS (SELECT 1 FROM meetings_reservation
                                WHERE paragraph_id = of_paragraph AND attendee_id = who);
    abstains boolean := EXISTS (SELECT 1 FROM meetings_abstention
                                WHERE paragraph_id = of_paragraph AND attendee_id = who);
    recused boolean := EXISTS (SELECT 1 FROM meetings_recusal
                               WHERE paragraph_id = of_paragraph AND attendee_id = who AND how <> 'rejected');
BEGIN
    IF NOT EXISTS (SELECT 1 FROM meetings_attendee a JOIN meetings_paragraph p ON p.meeting_id = a.meeting_id
                   WHERE a.id = who AND p.id = of_paragraph AND a.kind <> 'guest') THEN
        RAISE EXCEPTION 'Bara den som har ett uppdrag i sammanträdet kan delta i beslutet.' USING ERRCODE = 'P0001';
    END IF;
    IF what <> 'recusal' AND recused THEN
        RAISE EXCEPTION 'Den som är jävig får inte delta i paragrafen (6 kap. 30 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF what <> 'abstention' AND abstains THEN
        RAISE EXCEPTION 'Den som inte deltar i beslutet kan inte rösta eller reservera sig (4 kap. 25 och 27 §§ kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF what IN ('recusal', 'abstention') AND (voted OR reserved) THEN
        RAISE EXCEPTION 'Den som har röstat eller reserverat sig har deltagit i beslutet.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

WAY = """
CREATE FUNCTION meetings_refuse_way(meeting bigint, kind text, way text, employment boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM meetings_meeting m JOIN meetings_body b ON b.id = m.body_id
                   WHERE m.id = meeting AND b.kind IN ('board', 'committee')) THEN
        RETURN;
    END IF;
    IF way = 'open' AND (employment OR kind = 'election') THEN
        RAISE EXCEPTION 'En omröstning om val eller anställning är sluten (5 kap. 54 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF way = 'closed' AND NOT (employment OR kind = 'election') THEN
        RAISE EXCEPTION 'Bara omröstning om val eller anställning är sluten (5 kap. 54 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF way = 'hands' THEN
        RAISE EXCEPTION 'En öppen omröstning redovisas med namn (5 kap. 67 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

EARLY = """
CREATE FUNCTION meetings_refuse_early_verification(protocol bigint, day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM meetings_protocol p JOIN meetings_meeting m ON m.id = p.meeting_id
               WHERE p.id = protocol AND m.date > day) THEN
        RAISE EXCEPTION 'Ett protokoll justeras inte före sammanträdet (5 kap. 69 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

FUNCTIONS = [
    "meetings_refuse_misfit(bigint, bigint, text)",
    "meetings_refuse_way(bigint, text, text, boolean)",
    "meetings_refuse_early_verification(bigint, date)",
    "meetings_refuse_verification(bigint, bigint)",
    "meetings_refuse_change_request(bigint)",
    "meetings_refuse_signature(bigint, text)",
    "meetings_refuse_version(bigint, integer)",
    "meetings_refuse_unless_open(bigint)",
    "meetings_refuse_unless_latest(bigint)",
    "meetings_refuse_if_locked(bigint, bigint)",
]

SAME_BODY = """
ALTER TABLE meetings_mandate ADD CONSTRAINT mandate_seat_of_body
    FOREIGN KEY (seat_id, body_id) REFERENCES meetings_seat (id, body_id) DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        migrations.RunSQL(
            LOCK_OF_MEETING + OPEN_VERSION + VERSIONS + SIGNATURES + MISFIT + WAY + EARLY,
            "".join(f"DROP FUNCTION {name};" for name in FUNCTIONS),
        ),
        migrations.RunSQL(SAME_BODY, "ALTER TABLE meetings_mandate DROP CONSTRAINT mandate_seat_of_body;"),
    ]
