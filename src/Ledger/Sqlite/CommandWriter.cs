using System.Text;
using Award.Ledger.Appending;
using Microsoft.Data.Sqlite;

namespace Award.Ledger.Sqlite;

/// <summary>
/// Carries out one command inside the transaction that is open on its connection: the checks first, each
/// with its answer, then the writes. Used by one thread.
/// </summary>
internal sealed class CommandWriter : IDisposable
{
    private readonly Statement _findCommand;
    private readonly Statement _findHead;
    private readonly Statement _findProvince;
    private readonly Statement _insertEntry;
    private readonly Statement _putHead;
    private readonly Statement _putProvince;
    private readonly Statement _insertCommand;
    private readonly Statement _putDocument;
    private readonly Action<WritePoint>? _atWritePoint;
    private readonly CanonicalWriter _scratch = new();

    public CommandWriter(SqliteConnection connection, Action<WritePoint>? atWritePoint)
    {
        _atWritePoint = atWritePoint;
        _findCommand = new(
            connection, "SELECT body, receipt FROM commands WHERE actor = $1 AND key = $2", 2);
        _findHead = new(connection, "SELECT province, version, hash FROM heads WHERE stream = $1", 1);
        _findProvince = new(connection, "SELECT position FROM provinces WHERE province = $1", 1);
        _insertEntry = new(
            connection,
            """
            INSERT INTO entries
                (province, position, stream, version, kind, actor, at, command, previous, hash, payload)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CAST($11 AS TEXT))
            """,
            11);
        _putHead = new(
            connection,
            """
            INSERT INTO heads (stream, province, position, version, hash) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (stream) DO UPDATE SET
                position = excluded.position, version = excluded.version, hash = excluded.hash
            """,
            5);
        _putProvince = new(
            connection,
            """
            INSERT INTO provinces (province, position, hash) VALUES ($1, $2, $3)
            ON CONFLICT (province) DO UPDATE SET position = excluded.position, hash = excluded.hash
            """,
            3);
        _insertCommand = new(
            connection,
            "INSERT INTO commands (id, actor, key, body, receipt) VALUES ($1, $2, $3, $4, CAST($5 AS TEXT))",
            5);
        _putDocument = new(
            connection,
            """
            INSERT INTO documents (key, position, bytes) VALUES ($1, $2, $3)
            ON CONFLICT (key) DO UPDATE SET position = excluded.position, bytes = excluded.bytes
            """,
            3);
    }

    /// <exception cref="ArgumentException">
    /// A stream belongs to another province; nothing was written.
    /// </exception>
    public AppendResult Carry(PreparedCommand prepared)
    {
        if (FindCommand(prepared.Command) is { } earlier)
        {
            return earlier;
        }

        if (Fence.Check(prepared.Command, FindHead, out var heads) is { } conflict)
        {
            return conflict;
        }

        return new AppendResult.Committed(Write(prepared, heads));
    }

    public void Dispose()
    {
        _findCommand.Dispose();
        _findHead.Dispose();
        _findProvince.Dispose();
        _insertEntry.Dispose();
        _putHead.Dispose();
        _putProvince.Dispose();
        _insertCommand.Dispose();
        _putDocument.Dispose();
    }

    private Receipt Write(PreparedCommand prepared, StandingHead[] heads)
    {
        var command = prepared.Command;
        var province = command.Province.Value;
        var position = FindPosition(province);
        var after = new StreamHead[heads.Length];
        for (var i = 0; i < heads.Length; i++)
        {
            after[i] = WriteEntries(prepared, i, heads[i], position);
            position = after[i].Position;
        }

        _atWritePoint?.Invoke(WritePoint.BeforeHeads);
        foreach (var head in after)
        {
            _putHead.Execute(head.Stream, province, head.Position, head.Version, head.Hash);
        }

        _putProvince.Execute(province, position, after[^1].Hash);
        _atWritePoint?.Invoke(WritePoint.BeforeDocuments);
        foreach (var document in command.Documents)
        {
            _putDocument.Execute(document.Key, position, document.Bytes.ToArray());
        }

        _atWritePoint?.Invoke(WritePoint.BeforeCommandRow);
        var receipt = new Receipt(
            prepared.Id,
            after[0].Stream,
            after[0].Version,
            after[0].Hash,
            CanonicalText.Recorded(command.At),
            after);
        _insertCommand.Execute(
            prepared.Id,
            command.Actor.Subject,
            command.IdempotencyKey,
            command.BodyHash,
            EntryText.Of(receipt));
        return receipt;
    }

    private StreamHead WriteEntries(PreparedCommand prepared, int index, StandingHead head, long position)
    {
        var after = new StreamHead(prepared.Command.Appends[index].Stream, head.Version, position, head.Hash);
        foreach (var (parts, hash, payload) in RawEntry.Of(
            prepared, index, head.Version, head.Hash, position, _scratch))
        {
            _atWritePoint?.Invoke(WritePoint.BeforeEntry);
            _insertEntry.Execute(
                parts.Province,
                parts.Position,
                parts.Stream,
                parts.Version,
                parts.Kind,
                parts.Actor,
                parts.At,
                parts.Command,
                parts.Previous,
                hash,
                payload);
            _atWritePoint?.Invoke(WritePoint.AfterEntry);
            after = after with { Version = parts.Version, Position = parts.Position, Hash = hash };
        }

        return after;
    }

    private AppendResult? FindCommand(Command command)
    {
        using var row = _findCommand.Query(command.Actor.Subject, command.IdempotencyKey);
        if (!row.Read())
        {
            return null;
        }

        return row.GetString(0) == command.BodyHash
            ? new AppendResult.AlreadyRecorded(
                EntryText.ReadReceipt(Encoding.UTF8.GetBytes(row.GetString(1))))
            : new AppendResult.KeyReused();
    }

    private StandingHead FindHead(string stream)
    {
        using var row = _findHead.Query(stream);
        return row.Read()
            ? new StandingHead(row.GetString(0), row.GetInt64(1), row.GetString(2))
            : StandingHead.NotBegun;
    }

    private long FindPosition(string province)
    {
        using var row = _findProvince.Query(province);
        return row.Read() ? row.GetInt64(0) : 0;
    }
}
