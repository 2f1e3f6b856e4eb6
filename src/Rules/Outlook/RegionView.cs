using System.Numerics;
using Award.Rules.Access;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>One region in a rating, with what it was rated from.</summary>
/// <param name="Sheet">As far as the one who asks may see it.</param>
/// <param name="Rated">Null for a region that is not assessed.</param>
/// <param name="HidesPeers">Points are compared with peers' and the one who asks sees nothing of them.</param>
internal sealed record RegionView(YearRating Rating, SheetRating Sheet, RatedRegion? Rated, bool HidesPeers)
{
    public Rulebook Rulebook => Rating.Rulebook;

    public NamingRules Rules => Rulebook.Naming(Sheet.Level);

    /// <exception cref="ArgumentException">The rating has no such region.</exception>
    public static RegionView Of(YearRating rating, string region, PeerSight sight = PeerSight.All)
    {
        var sheet = rating.Counties.Concat(rating.Cities).FirstOrDefault(sheet => sheet.Key == region)
            ?? throw new ArgumentException($"the rating has no region '{region}'", nameof(region));
        var compares = rating.Rulebook.ComparesPeers();
        return new RegionView(
            rating,
            sheet.Seen(sight, compares),
            rating.Memory.Regions.GetValueOrDefault(region),
            compares && sight == PeerSight.None);
    }

    /// <summary>The city's assessed counties in numbers; null where it has none.</summary>
    public CountiesDesignated? Counties(Ratio share)
    {
        var keys = Rated!.Inputs.Counties.Select(county => county.Key).ToHashSet(StringComparer.Ordinal);
        var counties = Rating.Counties.Where(county => keys.Contains(county.Key)).ToArray();
        return counties.Length == 0 ? null : new CountiesDesignated(
            counties.Count(county => county.Outcome == Outcome.Designated),
            counties.Count(IsOpen),
            counties.Length,
            (int)Ceiling(share * new Ratio(counties.Length, 1)));
    }

    /// <summary>Distinct grounds in the rulebook's order, then those it does not know.</summary>
    public IEnumerable<string> InOrder(IReadOnlyList<string> grounds) =>
        Rulebook.Vetoes.Select(ground => ground.Id)
            .Where(ground => grounds.Contains(ground))
            .Concat(grounds.Where(ground => Rulebook.Vetoes.All(known => known.Id != ground))
                .Order(StringComparer.Ordinal))
            .Distinct();

    private static bool IsOpen(SheetRating sheet) =>
        sheet.Outcome == Outcome.NotDesignated
        && sheet.Reasons.All(reason => reason.Code == ReasonCode.FigureMissing);

    private static BigInteger Ceiling(Ratio value) =>
        (value.Numerator + value.Denominator - 1) / value.Denominator;
}
