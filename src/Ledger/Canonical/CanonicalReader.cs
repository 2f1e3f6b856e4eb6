using Award.Rules;

namespace Award.Ledger;

/// <summary>
/// Reads canonical JSON strictly, member by member in ordinal order. It accepts exactly the bytes that
/// <see cref="CanonicalWriter"/> writes: an unknown, missing or misplaced member, white space, another
/// escape or another spelling of a number is refused with <see cref="CanonicalFormatException"/>.
/// </summary>
public sealed partial class CanonicalReader(ReadOnlyMemory<byte> bytes)
{
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
        return CanonicalText.TryInstant(text, out var instant)
            ? instant
            : throw Fault($"'{text}' is no instant");
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

    private T Braced<T>(Func<CanonicalReader, T> body)
    {
        Expect('{', "an object");
        _needsComma = false;
        var value = body(this);
        Expect('}', "the end of the object (an unknown or misplaced member?)");
        _needsComma = true;
        return value;
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
}
