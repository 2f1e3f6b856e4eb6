using System.Globalization;
using System.Text.Json;

namespace Award.Ledger.Verify;

/// <summary>
/// A receipt as a client kept it. Without one, a tail that was cut cleanly cannot be told from one never
/// written.
/// </summary>
public sealed record KeptReceipt(
    string Id, string Stream, long Version, string Hash, DateTimeOffset RecordedAt)
{
    /// <summary>
    /// Reads the receipt the API answered, <c>{id, stream, version, hash, recordedAt}</c>; other members are
    /// ignored.
    /// </summary>
    /// <exception cref="FormatException">A member is missing or malformed.</exception>
    public static KeptReceipt Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new KeptReceipt(
                root.GetProperty("id").GetString()!,
                root.GetProperty("stream").GetString()!,
                root.GetProperty("version").GetInt64(),
                root.GetProperty("hash").GetString()!,
                DateTimeOffset.Parse(
                    root.GetProperty("recordedAt").GetString()!,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal));
        }
        catch (Exception fault) when (fault
            is JsonException
            or KeyNotFoundException
            or InvalidOperationException
            or FormatException
            or ArgumentException)
        {
            throw new FormatException(
                $"no receipt {{id, stream, version, hash, recordedAt}}: {fault.Message}", fault);
        }
    }

    public static KeptReceipt Of(Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return new(receipt.Id, receipt.Stream, receipt.Version, receipt.Hash, receipt.RecordedAt);
    }
}
