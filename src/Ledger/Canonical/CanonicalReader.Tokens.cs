using System.Buffers.Text;
using System.Text;

namespace Award.Ledger;

// The bytes themselves: names, strings, whole numbers, and values of any shape.
public sealed partial class CanonicalReader
{
    private const int DeepestNesting = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Steps over any canonical value, checking it.</summary>
    internal void Any(int depth = 0)
    {
        if (depth > DeepestNesting)
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
