using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Award.Ledger.Copying;

/// <summary>SHA-256 over a table's rows in its order, whichever store they stand in.</summary>
internal sealed class RowDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Rows { get; private set; }

    /// <summary>The digest of a whole table.</summary>
    public static CopiedTable Of(ITables store, StoredTable table)
    {
        using var digest = new RowDigest();
        foreach (var row in store.Rows(table))
        {
            digest.Add(row);
        }

        return digest.Finish(table);
    }

    public void Add(object?[] row)
    {
        foreach (var value in row)
        {
            Add(value);
        }

        Rows++;
    }

    public CopiedTable Finish(StoredTable table) =>
        new(table.Name, Rows, Convert.ToHexStringLower(_hash.GetHashAndReset()));

    public void Dispose() => _hash.Dispose();

    private void Add(object? value)
    {
        switch (value)
        {
            case null:
                Add(0, -1);
                break;
            case long number:
                Add(1, number);
                break;
            case byte[] bytes:
                Add(2, bytes.Length);
                _hash.AppendData(bytes);
                break;
            default:
                var text = Encoding.UTF8.GetBytes((string)value);
                Add(3, text.Length);
                _hash.AppendData(text);
                break;
        }
    }

    private void Add(byte kind, long number)
    {
        Span<byte> head = stackalloc byte[9];
        head[0] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(head[1..], number);
        _hash.AppendData(head);
    }
}
