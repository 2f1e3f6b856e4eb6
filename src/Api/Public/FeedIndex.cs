using System.Collections.Immutable;
using System.Globalization;
using Award.Api.Answers;
using Award.Api.Published;
using Award.Rules;

namespace Award.Api.Public;

/// <summary>
/// What a province has published, as groups with their digests; it never changes, and a refresh makes a new one. Their order and
/// their digests follow from what the public sees: positions of the record, which count the unpublished too, serve to look for
/// changes and nothing more.
/// </summary>
internal sealed class FeedIndex
{
    private const int KeptPages = 32;
    private readonly RegionCode _province;
    private readonly Sets _sets;

    private FeedIndex(RegionCode province, Sets sets)
    {
        _province = province;
        _sets = sets;
        var years = sets.Years.All
            .Concat(sets.Standings.All)
            .Concat(sets.Notices.All)
            .Concat(sets.Sheets.Values.SelectMany(sheets => sheets.All))
            .GroupBy(document => YearOf(document.Key));
        Groups =
        [
            FeedGroup.Of(FeedGroup.Register, [.. sets.Register.All, .. sets.Rulebooks.All.OrderBy(r => r.Position)]),
            .. years.OrderBy(year => year.Key).Select(
                year => FeedGroup.Of(year.Key, year.OrderBy(document => document.Key, StringComparer.Ordinal))),
            FeedGroup.Of(FeedGroup.Streaks, sets.Streaks.All),
        ];
    }

    /// <summary>The register with the rulebooks, the years, oldest first, and last the streaks that follow from them.</summary>
    public IReadOnlyList<FeedGroup> Groups { get; }

    /// <summary>Pages by what was asked; most who read the feed begin at its beginning.</summary>
    public AnswerCache Pages { get; } = new(KeptPages);

    public static FeedIndex Empty(RegionCode province) => new(province, new Sets(
        new($"years/{province}/"),
        new($"register/{province}"),
        new($"rulebooks/{province}/"),
        new($"standings/{province}/"),
        new($"notice/{province}/"),
        new($"streaks/{province}/"),
        ImmutableSortedDictionary<int, DocumentSet<FeedDocument>>.Empty));

    /// <summary>
    /// This index with what changed since; the same instance when nothing did. The years are read first, as catalogues do.
    /// Sheets are many and never rewritten: those of a year are read once.
    /// </summary>
    public async Task<FeedIndex> RefreshAsync(IPublishedDocuments source, CancellationToken cancellation)
    {
        var years = await FreshAsync(_sets.Years);
        var register = await FreshAsync(_sets.Register);
        var rulebooks = await FreshAsync(_sets.Rulebooks);
        var standings = await FreshAsync(_sets.Standings);
        var notices = await FreshAsync(_sets.Notices);
        var streaks = await FreshAsync(_sets.Streaks);
        var sheets = _sets.Sheets;
        foreach (var year in standings.All.Select(document => YearOf(document.Key)).Distinct())
        {
            if (!sheets.ContainsKey(year))
            {
                sheets = sheets.Add(year, await FreshAsync(new DocumentSet<FeedDocument>($"sheets/{_province}/{year}/")));
            }
        }

        var fresh = new Sets(years, register, rulebooks, standings, notices, streaks, sheets);
        return fresh == _sets ? this : new FeedIndex(_province, fresh);

        Task<DocumentSet<FeedDocument>> FreshAsync(DocumentSet<FeedDocument> set) =>
            set.RefreshAsync(source, FeedDocument.Of, cancellation);
    }

    // "sheets/330000/2017/330624"
    private static int YearOf(string key) => int.Parse(key.Split('/')[2], CultureInfo.InvariantCulture);

    private sealed record Sets(
        DocumentSet<FeedDocument> Years,
        DocumentSet<FeedDocument> Register,
        DocumentSet<FeedDocument> Rulebooks,
        DocumentSet<FeedDocument> Standings,
        DocumentSet<FeedDocument> Notices,
        DocumentSet<FeedDocument> Streaks,
        ImmutableSortedDictionary<int, DocumentSet<FeedDocument>> Sheets);
}
