using Orleans;
using Orleans.Runtime;
using Support;
using static Cluster.Tests.Hosting.MembershipTable;

namespace Cluster.Tests.Hosting;

/// <summary>
/// What Orleans asks of a table of silos, through its own code: a change is made on the version it was decided on or not at all,
/// the version goes up by one with each, signs of life move none, and only the dead are cleaned away.
/// </summary>
public sealed class MembershipTableTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task A_new_table_is_empty_at_version_nought_however_many_begin_it()
    {
        var database = await NewDatabaseAsync(server);
        var tables = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(database)));
        foreach (var table in tables)
        {
            var read = await table.Silos.ReadAllAsync();
            Assert.Equal((0, 0), (read.Members.Count, read.Version.Version));
            await table.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_row_is_read_as_it_was_written_and_each_write_moves_the_version_by_one()
    {
        await using var table = await OpenAsync(await NewDatabaseAsync(server));
        var silo = Silo(7001);
        Assert.True(await table.Silos.InsertRowAsync(silo, await NextAsync(table)));

        var read = await table.Silos.ReadRowAsync(silo.SiloAddress);
        Assert.Equal(1, read.Version.Version);
        var (row, etag) = Assert.Single(read.Members);
        AssertSame(silo, row);

        row.Status = SiloStatus.Active;
        row.AddSuspector(SiloAddress.New(System.Net.IPAddress.Loopback, 7002, 5), row.StartTime);
        Assert.True(await table.Silos.UpdateRowAsync(row, etag, read.Version.Next()));
        var changed = await table.Silos.ReadAllAsync();
        Assert.Equal(2, changed.Version.Version);
        AssertSame(row, Assert.Single(changed.Members).Item1);
    }

    [Fact]
    public async Task A_change_that_was_decided_on_an_older_version_is_refused_and_changes_nothing()
    {
        await using var table = await OpenAsync(await NewDatabaseAsync(server));
        var (first, second) = (Silo(7001), Silo(7002));
        var old = await NextAsync(table);
        Assert.True(await table.Silos.InsertRowAsync(first, old));

        Assert.False(await table.Silos.InsertRowAsync(second, old));
        Assert.False(await table.Silos.InsertRowAsync(first, await NextAsync(table)));
        first.Status = SiloStatus.Dead;
        Assert.False(await table.Silos.UpdateRowAsync(first, old.VersionEtag, old));
        Assert.False(await table.Silos.UpdateRowAsync(second, (await NextAsync(table)).VersionEtag, await NextAsync(table)));

        var read = await table.Silos.ReadAllAsync();
        Assert.Equal(1, read.Version.Version);
        Assert.Equal(SiloStatus.Joining, Assert.Single(read.Members).Item1.Status);
    }

    /// <summary>Twelve silos that join at once, each as often as it must: every round has one winner.</summary>
    [Fact]
    public async Task Of_changes_decided_on_one_version_at_once_exactly_one_is_made()
    {
        var database = await NewDatabaseAsync(server);
        await using var table = await OpenAsync(database);
        var version = await NextAsync(table);
        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(async number =>
        {
            await using var own = await OpenAsync(database);
            return await own.Silos.InsertRowAsync(Silo(7100 + number), version);
        }));
        Assert.Single(made, won => won);

        var read = await table.Silos.ReadAllAsync();
        var (row, etag) = Assert.Single(read.Members);
        var changed = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            _ => table.Silos.UpdateRowAsync(row, etag, read.Version.Next())));
        Assert.Single(changed, won => won);
        Assert.Equal(2, (await table.Silos.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task A_sign_of_life_moves_no_version_and_never_goes_back()
    {
        await using var table = await OpenAsync(await NewDatabaseAsync(server));
        var silo = Silo(7001);
        await table.Silos.InsertRowAsync(silo, await NextAsync(table));

        foreach (var minutes in (int[])[5, 3])
        {
            await table.Silos.UpdateIAmAliveAsync(new MembershipEntry
            {
                SiloAddress = silo.SiloAddress, IAmAliveTime = silo.IAmAliveTime.AddMinutes(minutes),
            });
        }

        var read = await table.Silos.ReadAllAsync();
        Assert.Equal(1, read.Version.Version);
        Assert.Equal(silo.IAmAliveTime.AddMinutes(5), Assert.Single(read.Members).Item1.IAmAliveTime);
    }

    [Fact]
    public async Task Only_the_dead_that_are_long_gone_are_cleaned_away()
    {
        await using var table = await OpenAsync(await NewDatabaseAsync(server));
        var longAgo = RealClock.UtcNow.AddDays(-9);
        foreach (var (port, status, since) in ((int, SiloStatus, DateTime)[])
        [
            (7001, SiloStatus.Dead, longAgo), (7002, SiloStatus.Active, longAgo), (7003, SiloStatus.Joining, longAgo),
            (7004, SiloStatus.Dead, RealClock.UtcNow),
        ])
        {
            var silo = Silo(port);
            (silo.Status, silo.StartTime, silo.IAmAliveTime) = (status, since, since);
            Assert.True(await table.Silos.InsertRowAsync(silo, await NextAsync(table)));
        }

        await table.Silos.CleanupDefunctSiloEntriesAsync(RealClock.Instance.GetUtcNow().AddDays(-7));

        var left = (await table.Silos.ReadAllAsync()).Members.Select(row => row.Item1.SiloAddress.Endpoint.Port);
        Assert.Equal([7002, 7003, 7004], left.Order());
    }

    [Fact]
    public async Task Clusters_in_one_table_know_nothing_of_each_other_and_one_is_deleted_alone()
    {
        var database = await NewDatabaseAsync(server);
        await using var ours = await OpenAsync(database, "ours");
        await using var theirs = await OpenAsync(database, "theirs");
        await ours.Silos.InsertRowAsync(Silo(7001), await NextAsync(ours));
        await theirs.Silos.InsertRowAsync(Silo(7001), await NextAsync(theirs));

        await ours.Silos.DeleteMembershipTableEntriesAsync("ours");

        Assert.Single((await theirs.Silos.ReadAllAsync()).Members);
        await using var again = await OpenAsync(database, "ours");
        Assert.Equal(0, (await again.Silos.ReadAllAsync()).Version.Version);
    }

    /// <summary>With the role that a node has, which can read this and nothing else.</summary>
    [Fact]
    public async Task A_node_reads_the_gateways_of_active_silos()
    {
        var database = await NewDatabaseAsync(server);
        await using var table = await OpenAsync(database);
        foreach (var (port, status, gateway) in ((int, SiloStatus, int)[])
        [
            (7001, SiloStatus.Active, 8001), (7002, SiloStatus.Dead, 8002), (7003, SiloStatus.Active, 0),
            (7004, SiloStatus.Joining, 8004),
        ])
        {
            var silo = Silo(port);
            (silo.Status, silo.ProxyPort) = (status, gateway);
            await table.Silos.InsertRowAsync(silo, await NextAsync(table));
        }

        await PostgresServer.ExecuteAsync(
            database,
            "DO $$ BEGIN CREATE USER m_node IN ROLE award_client; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        var asNode = database.Replace($"Username={PostgresServer.Superuser}", "Username=m_node", StringComparison.Ordinal);

        Assert.Equal(["gwy.tcp://127.0.0.1:8001/1"], await GatewaysAsync(asNode));
    }

    // statement            what it forgets                     what these tests then see
    [Theory]
    [InlineData("InsertMembershipKey", "AND v.version = @Version", "a stale insert is made")]
    [InlineData("UpdateMembershipKey", "AND v.version = @Version", "a stale update is made")]
    [InlineData("UpdateIAmAlivetimeKey", "greatest(alive, @IAmAliveTime)", "a sign of life goes back")]
    public async Task A_statement_that_forgets_its_condition_is_seen(string statement, string condition, string seen)
    {
        var database = await NewDatabaseAsync(server);
        var instead = condition.StartsWith("AND", StringComparison.Ordinal) ? "AND @Version >= 0" : "@IAmAliveTime";
        await PostgresServer.ExecuteAsync(
            database,
            $"UPDATE cluster.orleansquery SET querytext = replace(querytext, '{condition}', '{instead}') WHERE querykey = '{statement}'");
        await using var table = await OpenAsync(database);
        var (silo, old) = (Silo(7001), await NextAsync(table));
        await table.Silos.InsertRowAsync(silo, old);

        Assert.Equal(seen, statement switch
        {
            "InsertMembershipKey" when await table.Silos.InsertRowAsync(Silo(7002), old) => "a stale insert is made",
            "UpdateMembershipKey" when await table.Silos.UpdateRowAsync(silo, old.VersionEtag, old) => "a stale update is made",
            "UpdateIAmAlivetimeKey" when await GoesBackAsync(table, silo) => "a sign of life goes back",
            _ => "nothing",
        });
    }

    private static async Task<bool> GoesBackAsync(MembershipTable table, MembershipEntry silo)
    {
        var earlier = silo.IAmAliveTime.AddMinutes(-1);
        await table.Silos.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = silo.SiloAddress, IAmAliveTime = earlier });
        return (await table.Silos.ReadAllAsync()).Members.Single().Item1.IAmAliveTime == earlier;
    }

    private static async Task<TableVersion> NextAsync(MembershipTable table) =>
        (await table.Silos.ReadAllAsync()).Version.Next();

    private static void AssertSame(MembershipEntry expected, MembershipEntry actual)
    {
        Assert.Equal(expected.SiloAddress, actual.SiloAddress);
        Assert.Equal(
            (expected.HostName, expected.SiloName, expected.Status, expected.ProxyPort, expected.StartTime, expected.IAmAliveTime),
            (actual.HostName, actual.SiloName, actual.Status, actual.ProxyPort, actual.StartTime, actual.IAmAliveTime));
        Assert.Equal(expected.SuspectTimes ?? [], actual.SuspectTimes ?? []);
    }
}
