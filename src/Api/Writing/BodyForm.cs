using System.Globalization;
using System.Text.Json;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Writing;

/// <summary>
/// Reads a request's JSON strictly: every member is asked for by name and kind, the rest is refused. All
/// faults are collected, each with its JSON pointer and row.
/// </summary>
internal sealed class BodyForm(JsonElement root)
{
    public const int MaxRows = 10_000;

    public List<Refusal> Refusals { get; } = [];

    public WriteResult Refused => WriteResult.Refused([.. Refusals.Select(r =>
        new RefusalView(r.Code.ToString(), r.Path, r.Message, r.Row))]);

    public bool IsGood => Refusals.Count == 0;

    /// <summary>The body as one object, read by <paramref name="read"/>.</summary>
    public T? Object<T>(Func<ObjectForm, T> read)
        where T : class
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Refusals.Add(new Refusal(RefusalCode.MalformedInput, "", "the body is one JSON object"));
            return null;
        }

        return Read(root, "", null, read);
    }

    /// <summary>The body as a list of objects, 1 to 10,000.</summary>
    public IReadOnlyList<T> Rows<T>(Func<ObjectForm, T> read)
        where T : class
    {
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0)
        {
            Refusals.Add(
                new Refusal(RefusalCode.MalformedInput, "", "the body is a JSON array of one row or more"));
            return [];
        }

        if (root.GetArrayLength() > MaxRows)
        {
            Refusals.Add(new Refusal(RefusalCode.TooManyRows, "", $"at most {MaxRows} rows in one request"));
            return [];
        }

        var rows = new List<T>();
        foreach (var (index, element) in root.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/{index}");
            if (element.ValueKind != JsonValueKind.Object)
            {
                Refusals.Add(new Refusal(RefusalCode.MalformedInput, path, "a row is a JSON object", index));
                continue;
            }

            rows.Add(Read(element, path, index, read));
        }

        return rows;
    }

    private T Read<T>(JsonElement element, string path, int? row, Func<ObjectForm, T> read)
    {
        var form = new ObjectForm(element, path, row, Refusals);
        var value = read(form);
        form.RefuseTheRest();
        return value;
    }
}

/// <summary>One JSON object of a request. A member that is null counts as absent.</summary>
internal sealed class ObjectForm(JsonElement element, string path, int? row, List<Refusal> refusals)
{
    private const int LongText = 2000;
    private const int ShortText = 100;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>A short word, such as a code or an id; "" after a refusal.</summary>
    public string Word(string name) => Text(name, required: true, ShortText) ?? "";

    public string? OptionalWord(string name) => Text(name, required: false, ShortText);

    /// <summary>A longer text; "" after a refusal.</summary>
    public string RequiredText(string name) => Text(name, required: true, LongText) ?? "";

    public string? OptionalText(string name) => Text(name, required: false, LongText);

    /// <summary>Why: required, and not blank.</summary>
    public string Reason()
    {
        var reason = OptionalText("reason");
        if (string.IsNullOrWhiteSpace(reason) && !refusals.Any(r => r.Path == At("reason")))
        {
            Refuse(RefusalCode.ReasonMissing, "reason", "say why");
        }

        return reason ?? "";
    }

    /// <summary>
    /// A decimal as it was written, from a JSON number or a string; never by way of a binary fraction.
    /// </summary>
    public string Decimal(string name) => Find(name, required: true) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } => Malformed(name, "a number, or a decimal in a string"),
        _ => "",
    };

    /// <summary>An object whose members are decimals, by name; an absent one reads as empty.</summary>
    public IReadOnlyDictionary<string, string> Decimals(string name) => Nested(name, form => form.EveryDecimal());

    private Dictionary<string, string> EveryDecimal() => element.EnumerateObject()
        .ToDictionary(member => member.Name, member => Decimal(member.Name), StringComparer.Ordinal);

    public int? Whole(string name, bool required) => Find(name, required) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var whole) => whole,
        { } => MalformedValue<int>(name, "a whole number"),
        _ => null,
    };

    public bool? Flag(string name, bool required) => Find(name, required) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } => MalformedValue<bool>(name, "true or false"),
        _ => null,
    };

    /// <summary>A calendar date in Asia/Shanghai, "2017-05-01".</summary>
    public DateOnly? Date(string name, bool required) => Find(name, required) switch
    {
        { ValueKind: JsonValueKind.String } text when DateOnly.TryParseExact(
            text.GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        { } => MalformedValue<DateOnly>(name, "a date such as 2017-05-01"),
        _ => null,
    };

    /// <summary>One of an enumeration's names in kebab-case.</summary>
    public T? OneOf<T>(string name, bool required)
        where T : struct, Enum => Find(name, required) switch
        {
            { ValueKind: JsonValueKind.String } text when Texts.TryParse<T>(
                text.GetString(), out var value) =>
                value,
            { } => MalformedValue<T>(
                name, $"one of {string.Join(", ", Enum.GetValues<T>().Select(v => Texts.Of(v)))}"),
            _ => null,
        };

    /// <summary>A list of objects, at most <see cref="BodyForm.MaxRows"/>; an absent one reads as empty.</summary>
    public IReadOnlyList<T> Objects<T>(string name, bool required, Func<ObjectForm, T> read)
    {
        var found = Find(name, required);
        if (found is null)
        {
            return [];
        }

        if (found.Value.ValueKind != JsonValueKind.Array || found.Value.GetArrayLength() > BodyForm.MaxRows
            || found.Value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            _ = Malformed(name, $"a list of at most {BodyForm.MaxRows} JSON objects");
            return [];
        }

        return [.. found.Value.EnumerateArray().Select((item, i) =>
        {
            var form = new ObjectForm(item, string.Create(CultureInfo.InvariantCulture, $"{At(name)}/{i}"), row, refusals);
            var value = read(form);
            form.RefuseTheRest();
            return value;
        })];
    }

    /// <summary>A nested object; an absent one reads as empty.</summary>
    public T Nested<T>(string name, Func<ObjectForm, T> read)
    {
        var found = Find(name, required: false);
        if (found is { ValueKind: not JsonValueKind.Object })
        {
            _ = Malformed(name, "a JSON object");
            found = null;
        }

        using var nothing = JsonDocument.Parse("{}");
        var form = new ObjectForm(found ?? nothing.RootElement, At(name), row, refusals);
        var value = read(form);
        form.RefuseTheRest();
        return value;
    }

    /// <summary>A list of objects; an absent one reads as empty.</summary>
    public IReadOnlyList<T> List<T>(string name, int most, Func<ObjectForm, T> read)
    {
        var found = Find(name, required: false);
        if (found is null)
        {
            return [];
        }

        if (found is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > most
            || list.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.Object))
        {
            _ = Malformed(name, $"a list of at most {most} JSON objects");
            return [];
        }

        var values = new List<T>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{At(name)}/{index}");
            var form = new ObjectForm(item, at, index, refusals);
            values.Add(read(form));
            form.RefuseTheRest();
        }

        return values;
    }

    public void Refuse(RefusalCode code, string name, string message) =>
        refusals.Add(new Refusal(code, At(name), message, row));

    /// <summary>Refuses a member's form, unless it was refused before.</summary>
    public void RefuseMalformed(string name, string expected)
    {
        if (!refusals.Any(r => r.Path == At(name)))
        {
            _ = Malformed(name, expected);
        }
    }

    public void RefuseTheRest()
    {
        foreach (var member in element.EnumerateObject().Where(member => !_asked.Contains(member.Name)))
        {
            Refuse(RefusalCode.UnknownField, member.Name, $"'{member.Name}' has no meaning here");
        }
    }

    private string? Text(string name, bool required, int most)
    {
        var found = Find(name, required);
        if (found is null)
        {
            return null;
        }

        if (found.Value.ValueKind == JsonValueKind.String
            && found.Value.GetString() is { } text
            && text.Length <= most)
        {
            return text;
        }

        _ = Malformed(name, $"a string of at most {most} characters");
        return null;
    }

    private JsonElement? Find(string name, bool required)
    {
        _asked.Add(name);
        if (element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null)
        {
            return found;
        }

        if (required)
        {
            Refuse(RefusalCode.FieldMissing, name, $"'{name}' is required");
        }

        return null;
    }

    private string Malformed(string name, string expected)
    {
        Refuse(RefusalCode.MalformedInput, name, $"'{name}' is {expected}");
        return "";
    }

    private T? MalformedValue<T>(string name, string expected)
        where T : struct
    {
        _ = Malformed(name, expected);
        return null;
    }

    // RFC 6901: "~" and "/" in a name are escaped.
    private string At(string name) =>
        path + "/" + name
            .Replace("~", "~0", StringComparison.Ordinal)
            .Replace("/", "~1", StringComparison.Ordinal);
}
