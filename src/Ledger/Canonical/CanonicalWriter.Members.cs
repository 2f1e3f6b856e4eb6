using Award.Rules;

namespace Award.Ledger;

// Members of an object, each kind of value in its one form.
public sealed partial class CanonicalWriter
{
    public CanonicalWriter Member(string name, string value) => Name(name).Value(value);

    public CanonicalWriter Member(string name, long value) => Name(name).Value(value);

    public CanonicalWriter Member(string name, bool value) => Name(name).Value(value);

    public CanonicalWriter Member(string name, AwardYear value) => Name(name).Value(value.Value);

    public CanonicalWriter Member(string name, RegionCode value) => Name(name).Value(value.Value);

    public CanonicalWriter Member(string name, LineageId value) => Name(name).Value(value.ToString());

    public CanonicalWriter Member(string name, Figure value) => Name(name).Value(value.ToString());

    public CanonicalWriter Member(string name, Points value) => Name(name).Value(value.ToString());

    public CanonicalWriter Member(string name, Ratio value) => Name(name).Value(value.ToString());

    public CanonicalWriter Member(string name, DateOnly value) => Name(name).Value(CanonicalText.Of(value));

    public CanonicalWriter Member(string name, DateTimeOffset value) =>
        Name(name).Value(CanonicalText.Of(value));

    public CanonicalWriter Member<TEnum>(string name, TEnum value)
        where TEnum : struct, Enum => Name(name).Value(CanonicalText.Of(value));

    /// <summary>Zh and en.</summary>
    public CanonicalWriter Member(string name, BilingualName value) =>
        Nested(name, value, static (n, w) => w.Member("en", n.En).Member("zh", n.Zh));

    public CanonicalWriter Optional(string name, string? value) =>
        value is null ? this : Member(name, value);

    public CanonicalWriter Optional(string name, long? value) =>
        value is { } some ? Member(name, some) : this;

    public CanonicalWriter Optional(string name, AwardYear? value) =>
        value is { } some ? Member(name, some) : this;

    public CanonicalWriter Optional(string name, Points? value) =>
        value is { } some ? Member(name, some) : this;

    public CanonicalWriter Optional(string name, Ratio? value) =>
        value is { } some ? Member(name, some) : this;

    public CanonicalWriter Optional(string name, DateOnly? value) =>
        value is { } some ? Member(name, some) : this;

    public CanonicalWriter Optional<TEnum>(string name, TEnum? value)
        where TEnum : struct, Enum => value is { } some ? Member(name, some) : this;

    /// <summary>A member that is an object; <paramref name="body"/> writes its members.</summary>
    public CanonicalWriter Nested<T>(string name, T value, Action<T, CanonicalWriter> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Name(name).BeginObject();
        body(value, this);
        return EndObject();
    }

    /// <summary>
    /// A member that is an array of objects; <paramref name="body"/> writes each one's members.
    /// </summary>
    public CanonicalWriter Objects<T>(string name, IEnumerable<T> values, Action<T, CanonicalWriter> body)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(body);
        Name(name).BeginArray();
        foreach (var value in values)
        {
            BeginObject();
            body(value, this);
            EndObject();
        }

        return EndArray();
    }

    /// <summary>A member that is an array of strings.</summary>
    public CanonicalWriter Strings(string name, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Name(name).BeginArray();
        foreach (var value in values)
        {
            Value(value);
        }

        return EndArray();
    }
}
