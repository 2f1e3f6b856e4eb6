-- needs: 1
-- Who is in the cluster. The statements that Orleans runs stand in the table it reads them from: their keys, and the names of
-- their parameters and columns, are its contract (Microsoft.Orleans.Clustering.AdoNet 10.4); what they say is ours.
CREATE SCHEMA cluster;

-- The version of a cluster's table. Every change of a silo's row, its signs of life apart, moves it by one and names the
-- version it was decided on: the row is the lock, so of two such changes at once one is refused.
CREATE TABLE cluster.versions (
    cluster text COLLATE "C" NOT NULL PRIMARY KEY,
    version integer NOT NULL,
    changed timestamptz NOT NULL
);

CREATE TABLE cluster.silos (
    cluster       text COLLATE "C" NOT NULL REFERENCES cluster.versions,
    address       text COLLATE "C" NOT NULL,
    port          integer NOT NULL,
    generation    integer NOT NULL,
    name          text NOT NULL,
    host          text NOT NULL,
    status        integer NOT NULL,
    gateway_port  integer NOT NULL,
    suspect_times text,
    started       timestamptz NOT NULL,
    alive         timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
);

CREATE TABLE cluster.orleansquery (
    querykey  text COLLATE "C" NOT NULL PRIMARY KEY,
    querytext text NOT NULL
);

INSERT INTO cluster.orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $sql$
WITH made AS (
    INSERT INTO cluster.versions (cluster, version, changed) VALUES (@DeploymentId, 0, now())
    ON CONFLICT DO NOTHING
    RETURNING 1
)
SELECT count(*) = 1 FROM made
$sql$),
('InsertMembershipKey', $sql$
WITH moved AS (
    UPDATE cluster.versions AS v SET version = v.version + 1, changed = now()
    WHERE v.cluster = @DeploymentId AND v.version = @Version
        AND NOT EXISTS (
            SELECT FROM cluster.silos AS s
            WHERE s.cluster = v.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
    RETURNING v.cluster
), made AS (
    INSERT INTO cluster.silos (
        cluster, address, port, generation, name, host, status, gateway_port, started, alive)
    SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM moved
    RETURNING 1
)
SELECT count(*) = 1 FROM made
$sql$),
('UpdateMembershipKey', $sql$
WITH moved AS (
    UPDATE cluster.versions AS v SET version = v.version + 1, changed = now()
    WHERE v.cluster = @DeploymentId AND v.version = @Version
        AND EXISTS (
            SELECT FROM cluster.silos AS s
            WHERE s.cluster = v.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
    RETURNING v.cluster
), changed AS (
    UPDATE cluster.silos AS s
    SET status = @Status, suspect_times = @SuspectTimes, alive = greatest(s.alive, @IAmAliveTime)
    FROM moved
    WHERE s.cluster = moved.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    RETURNING 1
)
SELECT count(*) = 1 FROM changed
$sql$),
('UpdateIAmAlivetimeKey', $sql$
UPDATE cluster.silos SET alive = greatest(alive, @IAmAliveTime)
WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$sql$),
('MembershipReadRowKey', $sql$
SELECT s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName, s.host AS HostName,
    s.status AS Status, s.gateway_port AS ProxyPort, s.suspect_times AS SuspectTimes, s.started AS StartTime,
    s.alive AS IAmAliveTime, v.version AS Version
FROM cluster.versions AS v
LEFT JOIN cluster.silos AS s
    ON s.cluster = v.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
WHERE v.cluster = @DeploymentId
$sql$),
('MembershipReadAllKey', $sql$
SELECT s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName, s.host AS HostName,
    s.status AS Status, s.gateway_port AS ProxyPort, s.suspect_times AS SuspectTimes, s.started AS StartTime,
    s.alive AS IAmAliveTime, v.version AS Version
FROM cluster.versions AS v
LEFT JOIN cluster.silos AS s ON s.cluster = v.cluster
WHERE v.cluster = @DeploymentId
$sql$),
('GatewaysQueryKey', $sql$
SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation
FROM cluster.silos
WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0
$sql$),
('DeleteMembershipTableEntriesKey', $sql$
WITH gone AS (
    DELETE FROM cluster.silos WHERE cluster = @DeploymentId
)
DELETE FROM cluster.versions WHERE cluster = @DeploymentId
$sql$),
-- Only of the dead (6): a silo that is joining or cut off from the database is not defunct.
('CleanupDefunctSiloEntriesKey', $sql$
DELETE FROM cluster.silos
WHERE cluster = @DeploymentId AND status = 6 AND alive < @IAmAliveTime AND started < @IAmAliveTime
$sql$),
('CleanupDefunctSiloEntryKey', $sql$
DELETE FROM cluster.silos
WHERE cluster = @DeploymentId AND status = 6 AND address = @Address AND port = @Port AND generation = @Generation
    AND alive = @IAmAliveTime AND started = @StartTime AND coalesce(suspect_times, '') = coalesce(@SuspectTimes, '')
$sql$);
