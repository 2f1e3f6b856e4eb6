-- Run after every migration, as often as one likes. A role that is not there is passed over.
REVOKE ALL ON SCHEMA people FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'award_silo') THEN
        GRANT USAGE ON SCHEMA people TO award_silo;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA people TO award_silo;
    END IF;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'award_client') THEN
        REVOKE ALL ON ALL TABLES IN SCHEMA people FROM award_client;
        REVOKE ALL ON SCHEMA people FROM award_client;
    END IF;
END
$$;
