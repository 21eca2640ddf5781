"""The database chains the journal itself, so the application cannot forge a line."""

from django.db import migrations

CHAIN = """
CREATE FUNCTION journal_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    last_seq bigint;
    last_hash bytea;
    words text;
BEGIN
    -- Waits for whoever writes this municipality's journal, until they commit.
    SELECT seq, hash INTO last_seq, last_hash FROM journal_chainhead
        WHERE municipality_id = NEW.municipality_id FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO journal_chainhead (id, municipality_id, seq, hash)
            VALUES (gen_random_uuid(), NEW.municipality_id, 0, decode(repeat('00', 32), 'hex'))
            ON CONFLICT DO NOTHING;
        SELECT seq, hash INTO last_seq, last_hash FROM journal_chainhead
            WHERE municipality_id = NEW.municipality_id FOR UPDATE;
    END IF;
    NEW.seq := last_seq + 1;
    NEW.previous_hash := last_hash;
    words := concat_ws(chr(31), NEW.seq, NEW.municipality_id,
        (extract(epoch FROM NEW.at) * 1000000)::bigint, NEW.event, NEW.by_kind, coalesce(NEW.by_id::text, ''),
        NEW.about_kind, coalesce(NEW.about_id::text, ''), NEW.reference);
    NEW.hash := sha256(convert_to(words, 'UTF8') || last_hash);
    UPDATE journal_chainhead SET seq = NEW.seq, hash = NEW.hash WHERE municipality_id = NEW.municipality_id;
    RETURN NEW;
END $$;
CREATE TRIGGER journal_chain BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_chain();
"""

UNCHAIN = """
DROP TRIGGER journal_chain ON journal_entry;
DROP FUNCTION journal_chain();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_journal")]

    operations = [migrations.RunSQL(CHAIN, UNCHAIN)]
