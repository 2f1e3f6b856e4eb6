using System.Text;
using Award.Ledger.Appending;
using Npgsql;
using NpgsqlTypes;

namespace Award.Ledger.Postgres;

/// <summary>The statements of a batch: two round trips, however many commands it holds.</summary>
internal static class BatchStatements
{
    // Whoever has the rows of the provinces is alone in them until the end of the transaction: positions are
    // given out in the order of commits, and a reader by position misses nothing. Rows are locked in one order.
    private const string Lock =
        "SELECT province, position FROM ledger.provinces WHERE province = ANY ($1) ORDER BY province FOR UPDATE";

    // A province that has not begun has no row to lock. Whoever begins it is alone in it all the same.
    private const string LockNew =
        "SELECT pg_advisory_xact_lock(hashtextextended(province, 0)) FROM unnest($1::text[]) AS province";

    // Each statement sees what was committed before it began, so these two see what the last holder did.
    private const string FindCommands =
        """
        SELECT c.actor, c.key, c.body, c.receipt
        FROM unnest($1::text[], $2::text[]) AS asked (actor, key)
        JOIN ledger.commands AS c ON c.actor = asked.actor AND c.key = asked.key
        """;

    private const string FindHeads =
        "SELECT stream, province, version, hash FROM ledger.heads WHERE stream = ANY ($1)";

    private const string BeginProvinces =
        """
        INSERT INTO ledger.provinces (province, position, hash)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[]) AS new (province, position, hash) ORDER BY 1
        ON CONFLICT DO NOTHING
        """;

    private const string MoveProvinces =
        """
        UPDATE ledger.provinces AS p SET position = new.position, hash = new.hash
        FROM unnest($1::text[], $2::bigint[], $3::text[]) AS new (province, position, hash)
        WHERE p.province = new.province AND p.position < new.position
        """;

    private const string InsertCommands =
        """
        INSERT INTO ledger.commands (id, actor, key, body, receipt)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
            AS new (id, actor, key, body, receipt)
        ORDER BY actor, key
        ON CONFLICT DO NOTHING
        """;

    private const string InsertEntries =
        """
        INSERT INTO ledger.entries
            (province, position, stream, version, kind, actor, at, command, previous, hash, payload)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::text[], $11::text[])
        ORDER BY 1, 2
        ON CONFLICT DO NOTHING
        """;

    private const string PutHeads =
        """
        INSERT INTO ledger.heads AS h (stream, province, position, version, hash)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[]) ORDER BY 1
        ON CONFLICT (stream) DO UPDATE SET
            position = excluded.position, version = excluded.version, hash = excluded.hash
        WHERE h.province = excluded.province AND h.version < excluded.version
        """;

    private const string PutDocuments =
        """
        INSERT INTO ledger.documents (key, position, bytes)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[]) ORDER BY 1
        ON CONFLICT (key) DO UPDATE SET position = excluded.position, bytes = excluded.bytes
        """;

    /// <summary>Locks the commands' provinces, then reads what the commands are decided on.</summary>
    public static async Task<Standing> LockAsync(NpgsqlConnection connection, IReadOnlyList<Waiting> batch)
    {
        var commands = batch.Select(waiting => waiting.Command.Command).ToList();
        var provinces = commands.Select(command => command.Province.Value)
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        var standing = await ReadAsync(connection, commands, provinces).ConfigureAwait(false);
        if (standing.Positions.Count == provinces.Length)
        {
            return standing;
        }

        await using var wait = new NpgsqlBatch(connection)
        {
            BatchCommands = { Statement(LockNew, Texts(provinces.Where(p => !standing.Positions.ContainsKey(p)))) },
        };
        await wait.ExecuteNonQueryAsync().ConfigureAwait(false);
        return await ReadAsync(connection, commands, provinces).ConfigureAwait(false);
    }

    private static async Task<Standing> ReadAsync(
        NpgsqlConnection connection, List<Command> commands, string[] provinces)
    {
        var streams = commands.SelectMany(command =>
            command.Appends.Select(append => append.Stream).Concat(command.Guards.Select(guard => guard.Stream)));
        await using var reads = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Statement(Lock, Texts(provinces)),
                Statement(
                    FindCommands,
                    Texts(commands.Select(command => command.Actor.Subject)),
                    Texts(commands.Select(command => command.IdempotencyKey))),
                Statement(FindHeads, Texts(streams.Distinct())),
            },
        };
        await using var row = await reads.ExecuteReaderAsync().ConfigureAwait(false);
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            positions.Add(row.GetString(0), row.GetInt64(1));
        }

        var recorded = new Dictionary<(string, string), (string, byte[])>();
        await row.NextResultAsync().ConfigureAwait(false);
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            recorded[(row.GetString(0), row.GetString(1))] = (row.GetString(2), EntryRows.Bytes(row, 3));
        }

        var heads = new Dictionary<string, StandingHead>(StringComparer.Ordinal);
        await row.NextResultAsync().ConfigureAwait(false);
        while (await row.ReadAsync().ConfigureAwait(false))
        {
            heads.Add(row.GetString(0), new(row.GetString(1), row.GetInt64(2), row.GetString(3)));
        }

        return new Standing(positions, recorded, heads);
    }

    /// <summary>Writes the rows of a draft.</summary>
    /// <exception cref="FencedException">Some were not written, for others stand in their place.</exception>
    public static async Task WriteAsync(NpgsqlConnection connection, BatchDraft draft)
    {
        await using var writes = new NpgsqlBatch(connection);
        var expected = new List<int>();
        void Add(int rows, NpgsqlBatchCommand statement)
        {
            if (rows > 0)
            {
                expected.Add(rows);
                writes.BatchCommands.Add(statement);
            }
        }

        var begun = draft.Provinces.Where(province => province.Value.IsNew).ToList();
        var moved = draft.Provinces.Where(province => !province.Value.IsNew).ToList();
        Add(begun.Count, OfProvinces(BeginProvinces, begun));
        Add(draft.Commands.Count, OfCommands(draft));
        Add(draft.Entries.Count, OfEntries(draft));
        var heads = draft.Heads.ToList();
        Add(heads.Count, OfHeads(heads));
        Add(moved.Count, OfProvinces(MoveProvinces, moved));
        var documents = draft.Documents.ToList();
        Add(documents.Count, OfDocuments(documents));
        await writes.ExecuteNonQueryAsync().ConfigureAwait(false);
        for (var i = 0; i < expected.Count; i++)
        {
            if (writes.BatchCommands[i].Rows != (ulong)expected[i])
            {
                throw new FencedException(writes.BatchCommands[i].CommandText);
            }
        }
    }

    private static NpgsqlBatchCommand OfProvinces(
        string sql, List<KeyValuePair<string, (long Position, string Hash, bool IsNew)>> provinces) => Statement(
        sql,
        Texts(provinces.Select(province => province.Key)),
        Wholes(provinces.Select(province => province.Value.Position)),
        Texts(provinces.Select(province => province.Value.Hash)));

    private static NpgsqlBatchCommand OfCommands(BatchDraft draft) => Statement(
        InsertCommands,
        Texts(draft.Commands.Select(row => row.Command.Id)),
        Texts(draft.Commands.Select(row => row.Command.Command.Actor.Subject)),
        Texts(draft.Commands.Select(row => row.Command.Command.IdempotencyKey)),
        Texts(draft.Commands.Select(row => row.Command.Command.BodyHash)),
        Texts(draft.Commands.Select(row => Encoding.UTF8.GetString(row.Receipt))));

    private static NpgsqlBatchCommand OfEntries(BatchDraft draft) => Statement(
        InsertEntries,
        Texts(draft.Entries.Select(entry => entry.Parts.Province)),
        Wholes(draft.Entries.Select(entry => entry.Parts.Position)),
        Texts(draft.Entries.Select(entry => entry.Parts.Stream)),
        Wholes(draft.Entries.Select(entry => entry.Parts.Version)),
        Texts(draft.Entries.Select(entry => entry.Parts.Kind)),
        Texts(draft.Entries.Select(entry => entry.Parts.Actor)),
        Texts(draft.Entries.Select(entry => entry.Parts.At)),
        Texts(draft.Entries.Select(entry => entry.Parts.Command)),
        Texts(draft.Entries.Select(entry => entry.Parts.Previous)),
        Texts(draft.Entries.Select(entry => entry.Hash)),
        Texts(draft.Entries.Select(entry => Encoding.UTF8.GetString(entry.Payload))));

    private static NpgsqlBatchCommand OfHeads(List<(StreamHead Head, string Province)> heads) => Statement(
        PutHeads,
        Texts(heads.Select(row => row.Head.Stream)),
        Texts(heads.Select(row => row.Province)),
        Wholes(heads.Select(row => row.Head.Position)),
        Wholes(heads.Select(row => row.Head.Version)),
        Texts(heads.Select(row => row.Head.Hash)));

    private static NpgsqlBatchCommand OfDocuments(List<(PublishedDocument Document, long Position)> documents) =>
        Statement(
            PutDocuments,
            Texts(documents.Select(row => row.Document.Key)),
            Wholes(documents.Select(row => row.Position)),
            new NpgsqlParameter
            {
                Value = documents.Select(row => row.Document.Bytes.ToArray()).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
            });

    private static NpgsqlBatchCommand Statement(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            statement.Parameters.Add(parameter);
        }

        return statement;
    }

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter<long[]> Wholes(IEnumerable<long> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
}

/// <summary>
/// A unique index kept a row out: another silo wrote where this batch was about to, beyond the locks. The
/// batch is undone and decided again.
/// </summary>
internal sealed class FencedException(string statement)
    : Exception($"a row was kept out by a unique index: {statement}");
