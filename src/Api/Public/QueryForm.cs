using System.Globalization;
using Award.Api.Published;
using Award.Api.Tables;
using Award.Api.Telling;
using Award.Ledger.Published;
using Award.Rules;
using Microsoft.Extensions.Primitives;

namespace Award.Api.Public;

/// <summary>
/// A window of a list: skip <paramref name="Offset"/>, then at most <paramref name="Limit"/> (1-1000).
/// </summary>
internal readonly record struct Window(int Offset, int Limit)
{
    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> all) => [.. all.Skip(Offset).Take(Limit)];
}

/// <summary>
/// Reads what a public request asks. Malformed values are collected, each with the name of its parameter;
/// what is well formed and not there is told apart (404), in the same words whether it does not exist or is
/// not published.
/// </summary>
internal sealed class QueryForm
{
    private const int MaxLimit = 1000;
    private const int MaxRadius = 100;
    private readonly List<Refusal> _malformed = [];
    private readonly List<Refusal> _unknown = [];

    /// <summary>The problem to answer, or null when all was read.</summary>
    public IResult? Refused =>
        _malformed.Count > 0 ? Problems.Refuse(_malformed)
        : _unknown.Count > 0 ? Problems.Refuse([_unknown[0]])
        : null;

    /// <summary>The catalogue asked for. Without a parameter: that of the only province on record.</summary>
    public async Task<Catalogue?> ProvinceAsync(
        string? province, Catalogues catalogues, CancellationToken cancellation)
    {
        if (province is null)
        {
            return await catalogues.OnlyAsync(cancellation)
                ?? Missing<Catalogue>("province", "name the province by its six-digit code");
        }

        if (!RegionCode.TryFrom(province, out var code))
        {
            return Malformed<Catalogue>("province", "a province is named by six digits");
        }

        return await catalogues.FindAsync(code, cancellation) ?? UnknownProvince(code.Value);
    }

    /// <summary>
    /// The catalogue that a region's code lies in, from a path: what is no code is no region.
    /// </summary>
    public async Task<Catalogue?> ProvinceOfAsync(
        string code, Catalogues catalogues, CancellationToken cancellation) =>
        RegionCode.TryFrom(code, out var region)
        && await catalogues.FindAsync(region.Province, cancellation) is { } found
            ? found
            : UnknownRegion<Catalogue>(code);

    /// <summary>A published year. Without a parameter: the latest.</summary>
    public YearDocument? PublishedYear(string name, string? year, Catalogue? catalogue) =>
        Find(name, year, catalogue, known => known.LatestPublished, (known, number) => known.PublishedYear(number));

    /// <summary>A published year, or one with a live board. Without a parameter: the latest published.</summary>
    public YearDocument? ShownYear(string name, string? year, Catalogue? catalogue) =>
        Find(name, year, catalogue, known => known.LatestPublished, (known, number) =>
            known.PublishedYear(number) ?? known.LiveYear(number));

    /// <summary>A year with a live board. Without a parameter: the latest.</summary>
    public YearDocument? LiveYear(string name, string? year, Catalogue? catalogue) =>
        Find(name, year, catalogue, known => known.LatestLive, (known, number) => known.LiveYear(number), "live");

    /// <summary>
    /// Any award year, published or not; null when there is none such. Without a parameter: the latest
    /// published.
    /// </summary>
    public AwardYear? Year(string name, string? year, Catalogue? catalogue)
    {
        if (year is null)
        {
            return catalogue?.LatestPublished is { } latest ? new AwardYear(latest.Year) : null;
        }

        if (!TryYear(year, out var number))
        {
            Malformed<object>(name, "a year has four digits");
        }

        return AwardYear.TryFrom(number, out var known) ? known : null;
    }

    /// <summary>One of a few words; the first when left out.</summary>
    public T OneOf<T>(string name, string? text, params (string Word, T Value)[] words)
    {
        foreach (var (word, value) in words)
        {
            if (text is null || text == word)
            {
                return value;
            }
        }

        Malformed<object>(name, $"{name} is {string.Join(" or ", words.Select(w => w.Word))}");
        return words[0].Value;
    }

    /// <summary>
    /// What an answer comes as: by <c>format</c>, else by what <c>Accept</c> likes best, else JSON.
    /// </summary>
    public TableAsk Table(string? format, string? lang, StringValues accept) => new(
        format is null
            ? TableAsk.Preferred(accept)
            : OneOf<TableFormat?>(
                "format", format, ("json", null), ("csv", TableFormat.Csv), ("xlsx", TableFormat.Xlsx)),
        Language(lang));

    /// <summary>The language of names and headings; Chinese when left out.</summary>
    public Language Language(string? lang) =>
        OneOf("lang", lang, ("zh", Rules.Language.Chinese), ("en", Rules.Language.English));

    public RegionLevel Level(string? level, RegionLevel whenAbsent = RegionLevel.City)
    {
        if (level is null)
        {
            return whenAbsent;
        }

        if (Texts.TryParse<RegionLevel>(level, out var known))
        {
            return known;
        }

        Malformed<object>("level", "a level is city or county");
        return whenAbsent;
    }

    public Window Window(string? offset, string? limit) =>
        new(Number("offset", offset, 0, int.MaxValue, 0), Number("limit", limit, 1, MaxLimit, 100));

    /// <summary>A number after which to read on; 0 from the beginning.</summary>
    public int After(string? after) => Number("after", after, 0, int.MaxValue, 0);

    /// <summary>How far an inbox was read; from its beginning when left out.</summary>
    public InboxCursor? Cursor(string? after)
    {
        if (after is null)
        {
            return InboxCursor.Beginning;
        }

        return InboxCursor.TryParse(after, out var cursor)
            ? cursor
            : Malformed<InboxCursor>("after", "give `next` of an earlier answer as it is");
    }

    /// <summary>How far the feed was read; from its beginning when left out.</summary>
    public FeedCursor? FeedCursor(string? after)
    {
        if (after is null)
        {
            return Public.FeedCursor.Beginning;
        }

        return Public.FeedCursor.TryParse(after, out var cursor)
            ? cursor
            : Malformed<FeedCursor>("after", "give `next` of an earlier answer as it is");
    }

    /// <summary>A year to look at alone, whatever is on record of it; null when left out.</summary>
    public int? YearNumber(string? year)
    {
        var number = 0;
        if (year is not null && !TryYear(year, out number))
        {
            Malformed<object>("year", "a year has four digits");
        }

        return year is null ? null : number;
    }

    /// <summary>A region's code to look at alone; null when left out.</summary>
    public RegionCode? OptionalCode(string name, string? code)
    {
        if (code is not null && !RegionCode.IsValid(code))
        {
            Malformed<object>(name, "a region is named by six digits");
        }

        return RegionCode.TryFrom(code, out var read) ? read : null;
    }

    public int Radius(string? radius) => Number("radius", radius, 0, MaxRadius, 2);

    /// <summary>A region's code in the query, required.</summary>
    public RegionCode? Code(string? code)
    {
        if (RegionCode.TryFrom(code, out var read))
        {
            return read;
        }

        _ = code is null
            ? Missing<object>("code", "name the region by its six-digit code")
            : Malformed<object>("code", "a region is named by six digits");
        return null;
    }

    public T? UnknownRegion<T>(string code)
        where T : class => Unknown<T>(RefusalCode.RegionUnknown, "code", $"no region {code} is published");

    public T? UnknownRulebook<T>(string id)
        where T : class => Unknown<T>(RefusalCode.RulebookUnknown, "id", $"no rulebook {id} is published");

    public YearDocument? UnknownYear(string name, string? year, string shown = "published") =>
        Unknown<YearDocument>(
            RefusalCode.YearUnknown, name, year is null ? $"no year is {shown} yet" : $"no year {year} is {shown}");

    private YearDocument? Find(
        string name,
        string? year,
        Catalogue? catalogue,
        Func<Catalogue, YearDocument?> latest,
        Func<Catalogue, int, YearDocument?> find,
        string shown = "published")
    {
        var number = 0;
        if (year is not null && !TryYear(year, out number))
        {
            return Malformed<YearDocument>(name, "a year has four digits");
        }

        return catalogue is null ? null
            : (year is null ? latest(catalogue) : find(catalogue, number)) ?? UnknownYear(name, year, shown);
    }

    public void UnknownNotice(string year) =>
        _ = Unknown<object>(RefusalCode.YearUnknown, "year", $"no list of {year} is on public notice");

    private Catalogue? UnknownProvince(string code) =>
        Unknown<Catalogue>(RefusalCode.ProvinceUnknown, "province", $"no province {code} is on record");

    private int Number(string name, string? text, int least, int most, int whenAbsent)
    {
        if (text is null)
        {
            return whenAbsent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Malformed<object>(name, most == int.MaxValue
            ? $"{name} is a whole number, {least} or more"
            : $"{name} is a whole number from {least} to {most}");
        return whenAbsent;
    }

    private static bool TryYear(string text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && text.Length == 4;

    private T? Malformed<T>(string name, string message)
        where T : class
    {
        _malformed.Add(new Refusal(RefusalCode.MalformedInput, name, message));
        return null;
    }

    private T? Missing<T>(string name, string message)
        where T : class
    {
        _malformed.Add(new Refusal(RefusalCode.FieldMissing, name, message));
        return null;
    }

    private T? Unknown<T>(RefusalCode code, string name, string message)
        where T : class
    {
        _unknown.Add(new Refusal(code, name, message));
        return null;
    }
}
