using Award.Api.Public;

namespace Award.Api.Pages;

/// <summary>What the leaderboard shows.</summary>
/// <param name="Table">Null while no year is published.</param>
/// <param name="Years">Published years, latest first.</param>
/// <param name="Parents">The city of each county, by the county's code.</param>
/// <param name="Search">What was searched for, or empty.</param>
public sealed record LeaderboardModel(
    Speech Speech,
    string Address,
    bool Demonstration,
    StandingsAnswer? Table,
    IReadOnlyList<int> Years,
    IReadOnlyDictionary<string, NameAnswer> Parents,
    string Search)
{
    /// <summary>Before the first publication.</summary>
    public static LeaderboardModel Empty(Speech speech, bool demonstration) =>
        new(speech, "/", demonstration, null, [], new Dictionary<string, NameAnswer>(), "");

    /// <summary>
    /// The rows that match the search: by name in either language, by code, or by the county's city.
    /// </summary>
    public IReadOnlyList<StandingsEntry> Rows { get; } =
        [.. (Table?.Entries ?? []).Where(row => Matches(row, Search, Parents))];

    private static bool Matches(
        StandingsEntry row, string search, IReadOnlyDictionary<string, NameAnswer> parents) =>
        search.Length == 0
        || row.Code.StartsWith(search, StringComparison.Ordinal)
        || Matches(row.Name, search)
        || (parents.TryGetValue(row.Code, out var parent) && Matches(parent, search));

    private static bool Matches(NameAnswer name, string search) =>
        name.Zh.Contains(search, StringComparison.OrdinalIgnoreCase)
        || name.En.Contains(search, StringComparison.OrdinalIgnoreCase);
}
