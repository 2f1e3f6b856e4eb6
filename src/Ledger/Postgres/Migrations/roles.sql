-- Makes the roles where the one who migrates may, and lets award_owner own what is made.
-- Roles belong to the server, not to the database: another database may be making them at this moment.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['award_owner', 'award_silo', 'award_client'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN NULL;
                WHEN insufficient_privilege THEN NULL;
            END;
        END IF;
    END LOOP;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'award_owner')
        AND NOT has_database_privilege('award_owner', current_database(), 'CREATE') THEN
        BEGIN
            EXECUTE format('GRANT CREATE ON DATABASE %I TO award_owner', current_database());
        EXCEPTION
            WHEN insufficient_privilege THEN NULL;
        END;
    END IF;
END
$$;
