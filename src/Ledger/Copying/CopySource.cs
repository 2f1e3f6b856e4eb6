using System.Data;
using Award.Ledger.People;
using Award.Ledger.Postgres;
using Award.Ledger.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Award.Ledger.Copying;

/// <summary>
/// What is copied, each store in one snapshot while others write to it. The record's snapshot is the earlier one: whatever it
/// names of people stands in theirs.
/// </summary>
internal sealed class CopySource : IDisposable
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);
    private readonly List<IDisposable> _open = [];

    public ITables Record { get; private set; } = null!;

    /// <summary>Null: people are not copied, or nothing is known about any.</summary>
    public ITables? People { get; private set; }

    /// <summary>The key that tokens are signed with; null where it is not copied or there is none.</summary>
    public string? Key { get; private set; }

    /// <param name="place">A data folder, the ledger's file in it, a backup, or a connection string.</param>
    /// <param name="people">The folder that holds what is known about people, or null; of a database it is the database.</param>
    /// <exception cref="FileNotFoundException">There is no ledger at the place.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="LedgerFormatException">It is no ledger of a known format.</exception>
    public static CopySource Open(string place, string? people)
    {
        var source = new CopySource();
        try
        {
            if (PostgresPlace.IsOne(place))
            {
                source.OpenDatabase(place, people is not null);
            }
            else
            {
                source.OpenFile(place);
                source.OpenPeople(people);
            }

            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            _open[i].Dispose();
        }
    }

    private void OpenDatabase(string place, bool people)
    {
        _ = PostgresPlace.Of(place);
        var source = PostgresConnections.ForCopying(place, TargetSessionAttributes.Any);
        _open.Add(source);
        try
        {
            var connection = source.OpenConnection();
            _open.Add(connection);
            _open.Add(connection.BeginTransaction(IsolationLevel.RepeatableRead));
            PostgresSchema.CheckReadable(connection);
            Record = new PostgresTables(connection);
            People = people ? Record : null;
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            throw new IOException($"{PostgresPlace.Of(place)} cannot be opened: {fault.Message}", fault);
        }
    }

    private void OpenFile(string place)
    {
        var file = Directory.Exists(place) ? SqliteLedgerOptions.FileIn(place) : place;
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"there is no ledger at '{place}'", file);
        }

        var connection = Snapshot(file);
        Schema.Check(connection);
        Schema.Scalar(connection, "SELECT count(*) FROM provinces");
        Record = new SqliteTables(connection);
    }

    private void OpenPeople(string? folder)
    {
        if (folder is null)
        {
            return;
        }

        if (PeopleFile.PathIn(folder) is var file && File.Exists(file))
        {
            People = new SqliteTables(Snapshot(file));
        }

        if (SigningKey.PathIn(folder) is var key && File.Exists(key))
        {
            Key = key;
        }
    }

    private SqliteConnection Snapshot(string file)
    {
        var connection = Connections.OpenReader(file, Busy);
        _open.Add(connection);
        Schema.Execute(connection, "BEGIN");
        return connection;
    }
}
