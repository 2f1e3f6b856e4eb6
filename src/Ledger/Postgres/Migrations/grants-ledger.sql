-- Run after every migration, as often as one likes. A role that is not there is passed over.
REVOKE ALL ON SCHEMA award, ledger FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'award_silo') THEN
        GRANT USAGE ON SCHEMA award, ledger TO award_silo;
        GRANT SELECT ON award.migrations TO award_silo;

        -- The chain is only ever added to.
        REVOKE ALL ON ledger.entries, ledger.commands FROM award_silo;
        GRANT SELECT, INSERT ON ledger.entries, ledger.commands TO award_silo;
        GRANT SELECT, INSERT, UPDATE ON ledger.heads, ledger.provinces, ledger.documents TO award_silo;
        GRANT SELECT, UPDATE ON ledger.store TO award_silo;
    END IF;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'award_client') THEN
        REVOKE ALL ON ALL TABLES IN SCHEMA award, ledger FROM award_client;
        REVOKE ALL ON SCHEMA award, ledger FROM award_client;
    END IF;
END
$$;
