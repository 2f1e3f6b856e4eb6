using System.Buffers.Text;
using System.Text;
using Award.Rules;

namespace Award.Ledger;

/// <summary>
/// Reads canonical JSON strictly, member by member in ordinal order. It accepts exactly the bytes that
/// <see cref="CanonicalWriter"/> writes: an unknown, missing or misplaced member, white space, another escape or another
/// spelling of a number is refused with <see cref="CanonicalFormatException"/>.
/// </summary>
public sealed class CanonicalReader(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private int _at;
    private bool _needsComma;

    /// <summary>Reads one object and nothing after it.</summary>
    public static T OfObject<T>(ReadOnlyMemory<byte> bytes, Func<CanonicalReader, T> body)
    {
        var reader = new CanonicalReader(bytes);
        var value = reader.Braced(body);
        reader.End();
        return value;
    }

    public string Text(string name)
    {
        Required(name);
        return StringValue();
    }

    public string? OptionalText(string name) => TryName(name) ? StringValue() : null;

    public long Whole(string name)
    {
        Required(name);
        return WholeValue();
    }

    public int Number(string name) => Narrow(Whole(name));

    public int? OptionalNumber(string name) => TryName(name) ? Narrow(WholeValue()) : null;

    public bool Bool(string name)
    {
        Required(name);
        return Literal("true"u8) || (Literal("false"u8) ? false : throw Fault("expected true or false"));
    }

    public AwardYear Year(string name)
    {
        Required(name);
        return YearValue();
    }

    public AwardYear? OptionalYear(string name) => TryName(name) ? YearValue() : null;

    public RegionCode Region(string name)
    {
        var text = Text(name);
        return RegionCode.TryFrom(text, out var code) ? code : throw Fault($"'{text}' is no region code");
    }

    public Figure Figure(string name)
    {
        var text = Text(name);
        return Award.Rules.Figure.TryParse(text, out var figure) && figure.ToString() == text
            ? figure
            : throw Fault($"'{text}' is no figure in canonical form");
    }

    public Points? OptionalPoints(string name) => TryName(name) ? PointsValue() : null;

    public DateOnly Date(string name)
    {
        Required(name);
        return DateValue();
    }

    public DateOnly? OptionalDate(string name) => TryName(name) ? DateValue() : null;

    public DateTimeOffset Instant(string name)
    {
        var text = Text(name);
        return CanonicalText.TryInstant(text, out var instant) ? instant : throw Fault($"'{text}' is no instant");
    }

    public TEnum Enum<TEnum>(string name)
        where TEnum : struct, Enum
    {
        Required(name);
        return EnumValue<TEnum>();
    }

    public TEnum? OptionalEnum<TEnum>(string name)
        where TEnum : struct, Enum => TryName(name) ? EnumValue<TEnum>() : null;

    public BilingualName Name(string name) =>
        Nested(name, static r =>
        {
            var en = r.Text("en");
            return new BilingualName(r.Text("zh"), en);
        });

    public T Nested<T>(string name, Func<CanonicalReader, T> body)
    {
        Required(name);
        return Braced(body);
    }

    public IReadOnlyList<T> Objects<T>(string name, Func<CanonicalReader, T> body)
    {
        Required(name);
        var items = new List<T>();
        Expect('[', "an array");
        while (NextItem(items.Count == 0))
        {
            items.Add(Braced(body));
        }

        _needsComma = true;
        return items;
    }

    /// <summary>Steps over any canonical value, checking it.</summary>
    internal void Any(int depth = 0)
    {
        if (depth > 64)
        {
            throw Fault("nested too deep");
        }

        switch (Peek())
        {
            case '{': AnyObject(depth); break;
            case '[':
                _at++;
                for (var first = true; NextItem(first); first = false)
                {
                    Any(depth + 1);
                }

                break;
            case '"': StringValue(); break;
            case 't' when Literal("true"u8): break;
            case 'f' when Literal("false"u8): break;
            default: WholeValue(); break;
        }
    }

    internal void End()
    {
        if (_at != bytes.Length)
        {
            throw Fault("bytes after the end");
        }
    }

    private T Braced<T>(Func<CanonicalReader, T> body)
    {
        Expect('{', "an object");
        _needsComma = false;
        var value = body(this);
        Expect('}', "the end of the object (an unknown or misplaced member?)");
        _needsComma = true;
        return value;
    }

    private void AnyObject(int depth)
    {
        Expect('{', "an object");
        string? last = null;
        while (Peek() != '}')
        {
            if (last is not null)
            {
                Expect(',', "a comma");
            }

            var name = StringValue();
            if (last is not null && string.CompareOrdinal(last, name) >= 0)
            {
                throw Fault($"member '{name}' after '{last}'");
            }

            last = name;
            Expect(':', "a colon");
            Any(depth + 1);
        }

        _at++;
    }

    private bool NextItem(bool first)
    {
        if (Peek() == ']')
        {
            _at++;
            return false;
        }

        if (!first)
        {
            Expect(',', "a comma");
        }

        return true;
    }

    private void Required(string name)
    {
        if (!TryName(name))
        {
            throw Fault($"expected member '{name}'");
        }
    }

    // Names are plain ASCII, so that their bytes are their characters.
    private bool TryName(string name)
    {
        var comma = _needsComma ? 1 : 0;
        var rest = bytes.Span[_at..];
        if (rest.Length < comma + name.Length + 3
            || (_needsComma && rest[0] != ',')
            || rest[comma] != '"'
            || !Ascii.Equals(rest.Slice(comma + 1, name.Length), name)
            || !rest.Slice(comma + 1 + name.Length, 2).SequenceEqual("\":"u8))
        {
            return false;
        }

        _at += comma + name.Length + 3;
        _needsComma = true;
        return true;
    }

    private string StringValue()
    {
        Expect('"', "a string");
        var span = bytes.Span[_at..];
        var end = span.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
        {
            throw Fault("a string without an end");
        }

        if (span[end] == '"')
        {
            _at += end + 1;
            return Decoded(span[..end]);
        }

        var text = new StringBuilder();
        while (span[end] == '\\')
        {
            text.Append(Decoded(span[..end]));
            _at += end;
            text.Append(EscapedChar());
            span = bytes.Span[_at..];
            end = span.IndexOfAny((byte)'"', (byte)'\\');
            if (end < 0)
            {
                throw Fault("a string without an end");
            }
        }

        _at += end + 1;
        return text.Append(Decoded(span[..end])).ToString();
    }

    private string Decoded(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0)
        {
            throw Fault("a control character that is not escaped");
        }

        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException fault)
        {
            throw new CanonicalFormatException($"not UTF-8 before byte {_at}", fault);
        }
    }

    private char EscapedChar()
    {
        var rest = bytes.Span[_at..];
        var letter = rest.Length > 1 ? (char)rest[1] : '\0';
        var plain = letter switch
        {
            '"' => '"',
            '\\' => '\\',
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            _ => '\0',
        };
        if (plain != '\0')
        {
            _at += 2;
            return plain;
        }

        for (var code = 0; rest.Length >= 6 && code < 0x20; code++)
        {
            if (code is not (8 or 9 or 10 or 12 or 13)
                && Ascii.Equals(rest[..6], $"\\u{code:x4}"))
            {
                _at += 6;
                return (char)code;
            }
        }

        throw Fault("an escape that canonical text does not use");
    }

    private long WholeValue()
    {
        var rest = bytes.Span[_at..];
        if (!Utf8Parser.TryParse(rest, out long value, out var used)
            || rest[0] == '+'
            || used != CanonicalLength(value)
            || value is > CanonicalWriter.MaxWhole or < -CanonicalWriter.MaxWhole
            || (rest.Length > used && rest[used] is (byte)'.' or (byte)'e' or (byte)'E'))
        {
            throw Fault("expected a whole number in canonical form");
        }

        _at += used;
        return value;
    }

    private static int CanonicalLength(long value)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, text, out var length);
        return length;
    }

    private int Narrow(long value) => value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw Fault($"{value} is out of range");

    private AwardYear YearValue()
    {
        var value = WholeValue();
        return value is >= AwardYear.First and <= AwardYear.Last
            ? new AwardYear((int)value)
            : throw Fault($"{value} is no award year");
    }

    private Points PointsValue()
    {
        var text = StringValue();
        return Award.Rules.Figure.TryParse(text, out var figure) && PointsOf(figure) is { } points
            && points.ToString() == text
            ? points
            : throw Fault($"'{text}' is no points in canonical form");
    }

    private static Points? PointsOf(Figure figure)
    {
        var units = figure.Value * Points.UnitsPerPoint;
        return decimal.Truncate(units) == units && units is >= long.MinValue and <= long.MaxValue
            ? Points.FromUnits((long)units)
            : null;
    }

    private DateOnly DateValue()
    {
        var text = StringValue();
        return CanonicalText.TryDate(text, out var date) ? date : throw Fault($"'{text}' is no date");
    }

    private TEnum EnumValue<TEnum>()
        where TEnum : struct, Enum
    {
        var text = StringValue();
        return CanonicalText.TryEnum<TEnum>(text, out var value)
            ? value
            : throw Fault($"'{text}' is no {CanonicalText.Kebab(typeof(TEnum).Name)}");
    }

    private bool Literal(ReadOnlySpan<byte> literal)
    {
        var matches = bytes.Span[_at..].StartsWith(literal);
        _at += matches ? literal.Length : 0;
        return matches;
    }

    private char Peek() => _at < bytes.Length ? (char)bytes.Span[_at] : throw Fault("unexpected end");

    private void Expect(char value, string what)
    {
        if (_at >= bytes.Length || bytes.Span[_at] != value)
        {
            throw Fault($"expected {what}");
        }

        _at++;
    }

    private CanonicalFormatException Fault(string what) => new($"{what} at byte {_at}");
}
