using Award.Api.Configuration;
using Award.Ledger;
using Award.Ledger.People;
using Award.Ledger.Postgres;
using Award.Ledger.Sqlite;
using Npgsql;

namespace Award.Api.Hosting;

/// <summary>Opens the record where the configuration says it is.</summary>
internal static class RecordStores
{
    /// <exception cref="StartRefusedException">The database cannot be used as it is.</exception>
    public static async Task<PostgresLedger> OpenSharedAsync(StoreOptions store, TimeProvider clock)
    {
        try
        {
            return await PostgresLedger.OpenAsync(
                new PostgresLedgerOptions { ConnectionString = store.Ledger!, Clock = clock });
        }
        catch (Exception fault) when (fault is IOException or LedgerFormatException)
        {
            throw new StartRefusedException($"{StoreOptions.LedgerKey} ({store.Place}): {fault.Message}");
        }
    }

    /// <summary>The database with the table of silos.</summary>
    /// <param name="mayBeAway">Whether the start goes on when it cannot be reached now.</param>
    /// <exception cref="StartRefusedException">The database cannot be used as it is.</exception>
    public static async Task<NpgsqlDataSource> OpenMembershipAsync(ClusterSettings cluster, bool mayBeAway = false)
    {
        var source = MembershipDatabase.Source(cluster.Membership);
        try
        {
            await MembershipDatabase.CheckAsync(source);
        }
        catch (IOException fault) when (mayBeAway)
        {
            await Console.Error.WriteLineAsync(
                $"award: {cluster.MembershipKey} ({cluster.Place}): {fault.Message}; it is tried again");
        }
        catch (Exception fault) when (fault is IOException or LedgerFormatException)
        {
            await source.DisposeAsync();
            throw new StartRefusedException($"{cluster.MembershipKey} ({cluster.Place}): {fault.Message}");
        }

        return source;
    }

    /// <exception cref="StartRefusedException">The folder cannot be used.</exception>
    public static async Task<SqliteLedger> OpenInFolderAsync(string folder, Func<string?> noRoom)
    {
        try
        {
            return await SqliteLedger.OpenAsync(new SqliteLedgerOptions
            {
                Folder = folder,
                NoRoom = noRoom,

                // What the disk holds after a failed write is known only by reading it anew: end, and be
                // started again.
                OnFailure = fault => Environment.FailFast("the record could not be written", fault),
            });
        }
        catch (Exception fault) when (
            fault is IOException or UnauthorizedAccessException or LedgerFormatException)
        {
            throw new StartRefusedException($"Award:Data={folder}: {fault.Message}");
        }
    }

    /// <summary>The people of the shared database, after its schema has been brought up to date.</summary>
    public static PeopleDatabase OpenSharedPeople(StoreOptions store, TimeProvider clock) =>
        PeopleDatabase.Open(new PostgresLedgerOptions { ConnectionString = store.Ledger!, Clock = clock });

    /// <exception cref="StartRefusedException">The folder cannot be used.</exception>
    public static PeopleFile OpenPeople(string folder)
    {
        try
        {
            return PeopleFile.Open(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Award:Data={folder}: {fault.Message}");
        }
    }
}
