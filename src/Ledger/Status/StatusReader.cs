using System.Data;
using System.Data.Common;
using System.Globalization;
using Award.Ledger.Postgres;
using Award.Ledger.Published;
using Award.Ledger.Sqlite;
using Npgsql;

namespace Award.Ledger.Status;

/// <summary>Looks at a store in one snapshot, while servers may be writing to it; changes nothing.</summary>
public static class StatusReader
{
    /// <param name="place">A data folder, the ledger's file in it, a backup, or a connection string.</param>
    /// <exception cref="FileNotFoundException">There is no ledger at the place.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="LedgerFormatException">It is no ledger of a known format.</exception>
    public static RecordStatus Read(string place) => PostgresPlace.IsOne(place) ? OfDatabase(place) : OfFile(place);

    private static RecordStatus OfFile(string place)
    {
        var file = Directory.Exists(place) ? SqliteLedgerOptions.FileIn(place) : Path.GetFullPath(place);
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"there is no ledger at '{place}'", file);
        }

        using var connection = Connections.OpenReader(file, TimeSpan.FromSeconds(10));
        Schema.Check(connection);
        Schema.Execute(connection, "BEGIN");
        var bytes = new[] { file, $"{file}-wal" }.Select(path => new FileInfo(path)).Where(f => f.Exists).Sum(f => f.Length);
        return Of(connection, "") with
        {
            Store = "sqlite",
            Software = $"SQLite {connection.ServerVersion}",
            Schema = Schema.Version.ToString(CultureInfo.InvariantCulture),
            Bytes = bytes,
            FreeBytes = new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace,
        };
    }

    private static RecordStatus OfDatabase(string place)
    {
        using var source = PostgresConnections.ForVerifying(place);
        try
        {
            using var connection = source.OpenConnection();
            using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            PostgresSchema.CheckReadable(connection);
            return Of(connection, "ledger.") with
            {
                Store = "postgres",
                Software = $"PostgreSQL {connection.PostgreSqlVersion}",
                Schema = List(
                    connection,
                    "SELECT to_char(number, 'FM0000') || '-' || name FROM award.migrations ORDER BY number DESC LIMIT 1",
                    row => row.GetString(0)).Single(),
                Bytes = Count(connection, "SELECT pg_database_size(current_database())"),
            };
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            throw new IOException($"{PostgresPlace.Of(place)} cannot be opened: {fault.Message}", fault);
        }
    }

    /// <summary>What both stores tell alike.</summary>
    private static RecordStatus Of(DbConnection connection, string schema)
    {
        var years = List(
            connection,
            $"SELECT bytes FROM {schema}documents WHERE key >= 'years/' AND key < 'years0' ORDER BY key",
            row => DocumentJson.Read<YearDocument>(EntryRows.Bytes(row, 0)));
        var provinces = List(
            connection,
            $"""
            SELECT p.province, p.position, e.at FROM {schema}provinces AS p
            JOIN {schema}entries AS e ON e.province = p.province AND e.position = p.position ORDER BY p.province
            """,
            row => new ProvinceStatus(
                row.GetString(0), row.GetInt64(1), Instant(row.GetString(2)), YearsOf(years, row.GetString(0))));
        return new RecordStatus(
            "", "", "", 0, null,
            provinces.Sum(province => province.Entries),
            Count(connection, $"SELECT count(*) FROM {schema}commands"),
            Count(connection, $"SELECT count(*) FROM {schema}documents"),
            provinces.Count == 0 ? null : provinces.Max(province => province.LastAt),
            provinces);
    }

    private static IReadOnlyList<YearStatus> YearsOf(IEnumerable<YearDocument> years, string province) =>
        [.. years.Where(year => year.Province == province).OrderBy(year => year.Year)
            .Select(year => new YearStatus(year.Year, year.Stage))];

    private static DateTimeOffset Instant(string text) =>
        CanonicalText.TryInstant(text, out var at) ? at : throw new LedgerFormatException($"'{text}' is no time");

    private static long Count(DbConnection connection, string sql) => List(connection, sql, row => row.GetInt64(0)).Single();

    private static List<T> List<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
