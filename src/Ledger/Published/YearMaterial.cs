using System.Globalization;
using System.Numerics;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Ledger.Published;

/// <summary>
/// From sheets on record to what the rater takes in. Publication, working standings, verifier and progress all go through here,
/// so that they cannot differ.
/// </summary>
public static class YearMaterial
{
    public static YearRating Rate(
        Rulebook rulebook,
        RegionRegister register,
        AwardYear year,
        IReadOnlyList<SealedRegion> regions,
        ReferencesDocument? previous,
        YearRating? kept = null) =>
        Rater.Rate(rulebook, Sheets(register, year, regions, previous), kept);

    public static YearSheets Sheets(
        RegionRegister register,
        AwardYear year,
        IReadOnlyList<SealedRegion> regions,
        ReferencesDocument? previous) =>
        new(
            [.. regions.OrderBy(r => r.Row.Code).Select(r => r.State.ToSheet(
                r.Row.Code.Value,
                r.Row.Level,
                r.Row.Level == RegionLevel.County && r.Row.Parent != r.Row.Code.Province ? r.Row.Parent.Value : null))],
            previous is null ? null : Previous(register, year, regions, previous));

    /// <summary>What next year takes from a rating, as a document; codes are this year's.</summary>
    public static ReferencesDocument References(RegionCode province, AwardYear year, PreviousYear values) => new(
        province.Value,
        year.Value,
        values.Values
            .SelectMany(indicator => indicator.Value, (indicator, value) => (Indicator: indicator.Key, Region: value.Key, value.Value))
            .GroupBy(value => value.Region)
            .ToDictionary(
                region => region.Key,
                IReadOnlyDictionary<string, string> (region) =>
                    region.ToDictionary(value => value.Indicator, value => value.Value.ToString())),
        values.Means.GroupBy(mean => mean.Key.Level).ToDictionary(
            level => Texts.Of(level.Key),
            IReadOnlyDictionary<string, string> (level) =>
                level.ToDictionary(mean => mean.Key.Indicator, mean => mean.Value.ToString())));

    private static PreviousYear Previous(
        RegionRegister register, AwardYear year, IReadOnlyList<SealedRegion> regions, ReferencesDocument document)
    {
        var values = new List<(string Indicator, string Region, Ratio Value)>();
        foreach (var region in regions)
        {
            if (register.CodeOf(region.Lineage, year.Previous) is { } before
                && document.Values.TryGetValue(before.Value, out var texts))
            {
                values.AddRange(texts.Select(t => (t.Key, region.Row.Code.Value, ParseRatio(t.Value))));
            }
        }

        return new PreviousYear(
            values.GroupBy(value => value.Indicator).ToDictionary(
                indicator => indicator.Key,
                IReadOnlyDictionary<string, Ratio> (indicator) =>
                    indicator.ToDictionary(value => value.Region, value => value.Value)),
            document.Means.SelectMany(level => level.Value.Select(mean => (level.Key, mean))).ToDictionary(
                pair => (Texts.Parse<RegionLevel>(pair.Key), pair.mean.Key), pair => ParseRatio(pair.mean.Value)));
    }

    private static Ratio ParseRatio(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new Ratio(BigInteger.Parse(text, CultureInfo.InvariantCulture), BigInteger.One)
            : new Ratio(
                BigInteger.Parse(text.AsSpan(0, slash), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                BigInteger.Parse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
