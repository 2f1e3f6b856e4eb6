-- Run after every migration, as often as one likes. A role that is not there is passed over.
REVOKE ALL ON SCHEMA cluster FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'award_silo') THEN
        GRANT USAGE ON SCHEMA cluster TO award_silo;
        GRANT SELECT ON cluster.orleansquery TO award_silo;
        GRANT SELECT, INSERT, UPDATE, DELETE ON cluster.versions, cluster.silos TO award_silo;
    END IF;

    -- All that an API node may read in the database: which silos there are.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'award_client') THEN
        GRANT USAGE ON SCHEMA cluster TO award_client;
        REVOKE ALL ON ALL TABLES IN SCHEMA cluster FROM award_client;
        GRANT SELECT ON cluster.orleansquery, cluster.silos TO award_client;
    END IF;
END
$$;
