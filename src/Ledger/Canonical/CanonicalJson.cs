using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Award.Ledger;

/// <summary>
/// Canonical JSON of whole trees; <see cref="CanonicalWriter"/> writes it member by member.
/// </summary>
public static class CanonicalJson
{
    /// <summary>
    /// The canonical bytes of a tree: members sorted, null members left out. For published documents.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A number that is not whole (write decimals as strings), a null inside an array, or half a surrogate
    /// pair.
    /// </exception>
    public static byte[] Write(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var writer = new CanonicalWriter();
        using var document = JsonSerializer.SerializeToDocument(node);
        Write(writer, document.RootElement, WholeOnly, keepNulls: false);
        return writer.ToArray();
    }

    /// <summary>
    /// One form for all spellings of a request's body, to be hashed: members sorted (of doubles the last
    /// counts), white space gone, numbers as shortest plain decimals ("12.50" and "1.25e1" are 12.5), nulls
    /// kept.
    /// </summary>
    public static byte[] OfRequest(JsonElement body)
    {
        var writer = new CanonicalWriter();
        Write(writer, body, AnyNumber, keepNulls: true);
        return writer.ToArray();
    }

    /// <summary>Whether the bytes are one canonical JSON value, exactly.</summary>
    public static bool IsCanonical(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            Check(bytes);
            return true;
        }
        catch (CanonicalFormatException)
        {
            return false;
        }
    }

    /// <exception cref="CanonicalFormatException">
    /// The bytes are not one canonical JSON value; the message says where.
    /// </exception>
    public static void Check(ReadOnlyMemory<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        reader.Any();
        reader.End();
    }

    private static void Write(
        CanonicalWriter writer,
        JsonElement element,
        Action<CanonicalWriter, JsonElement> number,
        bool keepNulls)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.BeginObject();
                foreach (var (name, value) in Sorted(element, keepNulls))
                {
                    writer.Name(name);
                    Write(writer, value, number, keepNulls);
                }

                writer.EndObject();
                break;
            case JsonValueKind.Array:
                writer.BeginArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, number, keepNulls);
                }

                writer.EndArray();
                break;
            case JsonValueKind.String: writer.Value(element.GetString()!); break;
            case JsonValueKind.True or JsonValueKind.False: writer.Value(element.GetBoolean()); break;
            case JsonValueKind.Number: number(writer, element); break;
            case JsonValueKind.Null when keepNulls: writer.Raw("null"u8); break;
            default: throw new ArgumentException(
                $"{element.ValueKind} has no canonical form", nameof(element));
        }
    }

    private static IEnumerable<(string Name, JsonElement Value)> Sorted(JsonElement element, bool keepNulls)
    {
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        return members
            .Where(member => keepNulls || member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => (member.Key, member.Value));
    }

    private static void WholeOnly(CanonicalWriter writer, JsonElement number)
    {
        if (!number.TryGetInt64(out var whole))
        {
            throw new ArgumentException(
                $"{number.GetRawText()} is not whole: write decimals as strings", nameof(number));
        }

        writer.Value(whole);
    }

    private static void AnyNumber(CanonicalWriter writer, JsonElement number)
    {
        // Beyond a decimal's reach no two spellings need to meet; such a body is refused by the command
        // itself.
        var text = number.TryGetDecimal(out var value)
            ? (value / 1.0000000000000000000000000000m + 0m).ToString(CultureInfo.InvariantCulture)
            : number.GetRawText();
        writer.Raw(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
