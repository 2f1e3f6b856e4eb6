using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Award.Ledger;

/// <summary>
/// Writes canonical JSON: UTF-8, no white space, members in ordinal order, no nulls, whole numbers only;
/// decimals, points and ratios as strings. Members must be written in order: one that is out of order
/// throws, so that no two writers of the same content can differ in a byte. Every text it writes is also an
/// RFC 8785 text.
/// </summary>
public sealed partial class CanonicalWriter
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
