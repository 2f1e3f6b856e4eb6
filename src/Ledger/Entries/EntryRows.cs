using System.Data.Common;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Ledger;

/// <summary>How rows of the record are read: the same columns in the same order in every store.</summary>
internal static class EntryRows
{
    public const string EntryColumns =
        "province, position, stream, version, kind, actor, at, command, previous, hash, payload";

    public const string HeadColumns = "stream, version, position, hash";

    public const string DocumentColumns = "key, position, bytes";

    public static StreamHead ReadHead(DbDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3));

    public static StoredDocument ReadDocument(DbDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), Bytes(row, 2));

    /// <exception cref="InvalidDataException">The row is no entry.</exception>
    public static Entry ReadEntry(DbDataReader row)
    {
        var raw = ReadRaw(row);
        try
        {
            return ReadEntry(raw);
        }
        catch (FormatException fault)
        {
            throw new InvalidDataException(
                $"entry {raw.Parts.Version} of '{raw.Parts.Stream}' cannot be read: {fault.Message}", fault);
        }
    }

    /// <exception cref="FormatException">A column is malformed.</exception>
    public static Entry ReadEntry(in RawEntry raw)
    {
        var parts = raw.Parts;
        return new Entry(
            new RegionCode(parts.Province),
            parts.Position,
            parts.Stream,
            parts.Version,
            FactCodec.Decode(parts.Kind, raw.Payload),
            new Person(parts.Actor),
            CanonicalText.TryInstant(parts.At, out var at)
                ? at
                : throw new FormatException($"'{parts.At}' is no time"),
            parts.Command,
            parts.Previous,
            raw.Hash);
    }

    public static RawEntry ReadRaw(DbDataReader row) => new(
        new EntryText.Parts(
            row.GetString(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetInt64(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            row.GetString(7),
            row.GetString(8)),
        row.GetString(9),
        Bytes(row, 10));

    /// <summary>A text's UTF-8, or a blob.</summary>
    public static byte[] Bytes(DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <summary>Beyond every name that begins so: no name has a character as high as '~'.</summary>
    public static string EndOf(string prefix) => prefix + '~';
}
