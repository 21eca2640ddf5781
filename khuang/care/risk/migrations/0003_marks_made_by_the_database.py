"""The database itself notes whose knowledge changed, so that no code can change it unnoticed."""

from django.db import migrations

MARK = """
CREATE FUNCTION risk_mark_person() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO risk_knowledgemark (id, municipality_id, person_id)
            VALUES (gen_random_uuid(), OLD.municipality_id, OLD.id);
    ELSE
        INSERT INTO risk_knowledgemark (id, municipality_id, person_id)
            VALUES (gen_random_uuid(), NEW.municipality_id, NEW.id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION risk_mark_known() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO risk_knowledgemark (id, municipality_id, person_id, household_id)
            VALUES (gen_random_uuid(), OLD.municipality_id, OLD.person_id, OLD.household_id);
    ELSE
        INSERT INTO risk_knowledgemark (id, municipality_id, person_id, household_id)
            VALUES (gen_random_uuid(), NEW.municipality_id, NEW.person_id, NEW.household_id);
    END IF;
    RETURN NULL;
END $$;

-- Somebody who comes into a home that is known is known through it.
CREATE TRIGGER risk_mark_arrival AFTER INSERT ON people_person
    FOR EACH ROW WHEN (NEW.household_id IS NOT NULL) EXECUTE FUNCTION risk_mark_person();
CREATE TRIGGER risk_mark_change
    AFTER UPDATE OF sex, born_on, born_precision, household_id, village_id, left_on, died_on, merged_into_id
    ON people_person FOR EACH ROW
    WHEN ((OLD.sex, OLD.born_on, OLD.born_precision, OLD.household_id, OLD.village_id, OLD.left_on,
           OLD.died_on, OLD.merged_into_id)
        IS DISTINCT FROM
          (NEW.sex, NEW.born_on, NEW.born_precision, NEW.household_id, NEW.village_id, NEW.left_on,
           NEW.died_on, NEW.merged_into_id))
    EXECUTE FUNCTION risk_mark_person();
CREATE TRIGGER risk_mark_removal AFTER DELETE ON people_person
    FOR EACH ROW EXECUTE FUNCTION risk_mark_person();
CREATE TRIGGER risk_mark_known AFTER INSERT OR UPDATE OR DELETE ON risk_knownfacts
    FOR EACH ROW EXECUTE FUNCTION risk_mark_known();
"""

UNMARK = """
DROP TRIGGER risk_mark_known ON risk_knownfacts;
DROP TRIGGER risk_mark_removal ON people_person;
DROP TRIGGER risk_mark_change ON people_person;
DROP TRIGGER risk_mark_arrival ON people_person;
DROP FUNCTION risk_mark_known();
DROP FUNCTION risk_mark_person();
"""


class Migration(migrations.Migration):
    dependencies = [("risk", "0002_workbench"), ("people", "0002_level_restriction_merge")]

    operations = [migrations.RunSQL(MARK, UNMARK)]
