using Npgsql;

namespace Award.Ledger.Postgres;

/// <summary>The steps that a database says were applied to it, by number.</summary>
internal sealed class AppliedSteps
{
    /// <summary>The row that stands for the grants, which are no step.</summary>
    public const int GrantsRow = 0;

    private const string Exists = "SELECT to_regclass('award.migrations') IS NOT NULL";
    private const string Select = "SELECT number, name, checksum, needs FROM award.migrations";
    private readonly Dictionary<int, Step> _steps = [];

    /// <summary>None, where the database is empty.</summary>
    public static async Task<AppliedSteps> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = new AppliedSteps();
        await using var exists = new NpgsqlCommand(Exists, connection);
        if (await exists.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not true)
        {
            return applied;
        }

        await using var command = new NpgsqlCommand(Select, connection);
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
        {
            applied.Add(row);
        }

        return applied;
    }

    /// <summary>Null, where the database is empty.</summary>
    public static AppliedSteps? Read(NpgsqlConnection connection)
    {
        using var exists = new NpgsqlCommand(Exists, connection);
        if (exists.ExecuteScalar() is not true)
        {
            return null;
        }

        var applied = new AppliedSteps();
        using var command = new NpgsqlCommand(Select, connection);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            applied.Add(row);
        }

        return applied;
    }

    /// <exception cref="LedgerFormatException">What stands there is not what this program knows.</exception>
    public void Check(IReadOnlyList<Migration> known)
    {
        var latest = known.Max(step => step.Number);
        if (_steps.Values.FirstOrDefault(step => step.Needs > latest) is { } later)
        {
            throw new LedgerFormatException(
                $"its schema has step {later.Number:0000}-{later.Name}, which needs a later version of this program");
        }

        foreach (var step in known)
        {
            if (_steps.GetValueOrDefault(step.Number) is { } there)
            {
                if (there.Checksum != step.Checksum)
                {
                    throw new LedgerFormatException($"step {step} is not the one that was applied to it");
                }
            }
            else if (_steps.Keys.Any(number => number > step.Number && number <= latest))
            {
                throw new LedgerFormatException($"step {step} comes after a later one was applied to it");
            }
        }
    }

    public List<Migration> Missing(IReadOnlyList<Migration> known) =>
        [.. known.Where(step => !_steps.ContainsKey(step.Number))];

    public bool HasGrants(string grants) =>
        _steps.GetValueOrDefault(GrantsRow)?.Checksum == ContentHash.Of(grants);

    private void Add(NpgsqlDataReader row) =>
        _steps[row.GetInt32(0)] = new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt32(3));

    private sealed record Step(int Number, string Name, string Checksum, int Needs);
}
