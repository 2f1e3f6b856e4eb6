using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Award.Rules;

namespace Award.Ledger;

/// <summary>
/// Writes canonical JSON: UTF-8, no white space, members in ordinal order, no nulls, whole numbers only;
/// decimals, points and ratios as strings. Members must be written in order: one that is out of order
/// throws, so that no two writers of the same content can differ in a byte. Every text it writes is also an
/// RFC 8785 text.
/// </summary>
public sealed class CanonicalWriter
{
    /// <summary>
    /// The largest whole number a canonical text holds: 2^53 - 1, exact in every JSON reader.
    /// </summary>
    public const long MaxWhole = 9_007_199_254_740_991;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private readonly Stack<string?> _lastNames = new();
    private bool _needsComma;

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>The bytes of one object whose members <paramref name="body"/> writes.</summary>
    public static byte[] OfObject(Action<CanonicalWriter> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var writer = new CanonicalWriter();
        writer.BeginObject();
        body(writer);
        writer.EndObject();
        return writer.ToArray();
    }

    /// <summary>Forgets what was written, keeping the memory.</summary>
    public void Clear()
    {
        _buffer.ResetWrittenCount();
        _lastNames.Clear();
        _needsComma = false;
    }

    public CanonicalWriter BeginObject()
    {
        Separate();
        Byte('{');
        _lastNames.Push(null);
        _needsComma = false;
        return this;
    }

    public CanonicalWriter EndObject()
    {
        _lastNames.Pop();
        Byte('}');
        _needsComma = true;
        return this;
    }

    public CanonicalWriter BeginArray()
    {
        Separate();
        Byte('[');
        _needsComma = false;
        return this;
    }

    public CanonicalWriter EndArray()
    {
        Byte(']');
        _needsComma = true;
        return this;
    }

    /// <summary>The name of the next member.</summary>
    /// <exception cref="InvalidOperationException">
    /// It does not come after the member before it in ordinal order.
    /// </exception>
    public CanonicalWriter Name(string name)
    {
        var last = _lastNames.Pop();
        if (last is not null && string.CompareOrdinal(last, name) >= 0)
        {
            throw new InvalidOperationException($"member '{name}' is written after '{last}'");
        }

        _lastNames.Push(name);
        Separate();
        Quote(name);
        Byte(':');
        _needsComma = false;
        return this;
    }

    public CanonicalWriter Value(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Separate();
        Quote(value);
        _needsComma = true;
        return this;
    }

    /// <exception cref="ArgumentOutOfRangeException">Beyond ±<see cref="MaxWhole"/>.</exception>
    public CanonicalWriter Value(long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxWhole);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -MaxWhole);
        Separate();
        Utf8Formatter.TryFormat(value, _buffer.GetSpan(20), out var written);
        _buffer.Advance(written);
        _needsComma = true;
        return this;
    }

    public CanonicalWriter Value(bool value) => Raw(value ? "true"u8 : "false"u8);

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

    /// <summary>A value that is canonical already.</summary>
    internal CanonicalWriter Raw(ReadOnlySpan<byte> canonical)
    {
        Separate();
        _buffer.Write(canonical);
        _needsComma = true;
        return this;
    }

    /// <summary>A byte outside the JSON: the leaf prefix of a hash.</summary>
    internal void Prefix(byte value) => Byte((char)value);

    private void Separate()
    {
        if (_needsComma)
        {
            Byte(',');
        }
    }

    private void Byte(char value)
    {
        _buffer.GetSpan(1)[0] = (byte)value;
        _buffer.Advance(1);
    }

    private void Quote(string text)
    {
        Byte('"');
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Utf8(rest[..at]);
            Escape(rest[at]);
            rest = rest[(at + 1)..];
        }

        Utf8(rest);
        Byte('"');
    }

    private void Escape(char value)
    {
        Byte('\\');
        switch (value)
        {
            case '"' or '\\': Byte(value); break;
            case '\b': Byte('b'); break;
            case '\t': Byte('t'); break;
            case '\n': Byte('n'); break;
            case '\f': Byte('f'); break;
            case '\r': Byte('r'); break;
            default:
                _buffer.Write("u00"u8);
                Byte(value < 0x10 ? '0' : '1');
                Byte("0123456789abcdef"[value & 0xF]);
                break;
        }
    }

    private void Utf8(ReadOnlySpan<char> text)
    {
        try
        {
            _buffer.Advance(
                StrictUtf8.GetBytes(text, _buffer.GetSpan(StrictUtf8.GetMaxByteCount(text.Length))));
        }
        catch (EncoderFallbackException fault)
        {
            throw new ArgumentException("the text holds half a surrogate pair", nameof(text), fault);
        }
    }
}
