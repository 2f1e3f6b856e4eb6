using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>
/// Where the other years of a province stand, and what holds them there until a decision made on it is
/// recorded. Years are
/// published in order; they have no stream in common that would see to it.
/// </summary>
/// <param name="Heads">
/// Of the year streams, read before <paramref name="Standings"/>: what moved between is behind its guard.
/// </param>
internal sealed record OtherYears(
    RegionCode Province, AwardYear Year, IReadOnlyList<StreamHead> Heads, IReadOnlyList<YearStanding> Standings)
{
    /// <summary>For a publication: no earlier year moves or is opened meanwhile.</summary>
    public IReadOnlyList<StreamGuard> HoldEarlier() =>
    [
        .. Enumerable.Range(AwardYear.First, Year.Value - AwardYear.First).Select(year =>
            StreamNames.Year(Province, new AwardYear(year)))
            .Select(Hold),
    ];

    /// <summary>For the list on notice, which looks back on last year's publication.</summary>
    public IReadOnlyList<StreamGuard> HoldPrevious() =>
        Year.Value == AwardYear.First ? [] : [Hold(StreamNames.Year(Province, Year.Previous))];

    /// <summary>For an opening: no later year that is open is published meanwhile.</summary>
    public IReadOnlyList<StreamGuard> HoldLater() =>
    [
        .. Standings.Where(other => other.Year.CompareTo(Year) > 0)
            .Select(other => StreamNames.Year(Province, other.Year))
            .Select(Hold),
    ];

    /// <summary>For a refusal: no other year was opened or moved since it was looked at.</summary>
    public IReadOnlyList<StreamGuard> HoldAll() =>
        [.. Heads.Where(head => head.Stream != StreamNames.Year(Province, Year)).Select(head => Hold(head.Stream))];

    private StreamGuard Hold(string stream) =>
        new(stream, Heads.FirstOrDefault(head => head.Stream == stream)?.Version ?? 0);
}
