namespace Simulation.Tests.Audit;

/// <summary>
/// A rulebook as plain numbers, with one shape: two dimensions, "order" (cases by residents, accidents) and
/// "life" (survey, green).
/// </summary>
/// <param name="Rounding">"half-even", "half-up", "down".</param>
/// <param name="Columns">
/// What the table is ordered by: "total", "code" or an id, and whether the greatest comes first.
/// </param>
/// <param name="CityScores">"figures" or "mean-of-counties".</param>
/// <param name="NoticeDays">Least number of days of notice after the one it is given on; 0 without such a rule.</param>
/// <param name="CountyShare">Least share of a city's counties designated; null without such a rule.</param>
public sealed record Book(
    string Id,
    int Decimals,
    string Rounding,
    Leaf Cases,
    Leaf Accidents,
    Leaf Survey,
    Leaf Green,
    decimal? OrderMinimum,
    decimal? LifeMinimum,
    bool IsDense,
    IReadOnlyList<(string By, bool Descending)> Columns,
    Naming County,
    Naming City,
    string CityScores,
    decimal? CountyShare,
    Rungs Rungs,
    StreakRules Streak,
    int NoticeDays = 0)
{
    public const string Order = "order";
    public const string Life = "life";
    public const string Residents = "residents";
    public const string Accident = "accident";
    public const string Fire = "fire";
    public const string Deadly = "deadly";
    public const string Falsified = "falsified";

    /// <summary>A ground that is for counties only.</summary>
    public const string Riot = "riot";

    public IReadOnlyList<Leaf> Leaves => [Cases, Accidents, Survey, Green];

    public decimal Points(string dimension) => LeavesOf(dimension).Sum(leaf => leaf.Points);

    public IReadOnlyList<Leaf> LeavesOf(string dimension) =>
        dimension == Order ? [Cases, Accidents] : [Survey, Green];

    public decimal? Minimum(string dimension) => dimension == Order ? OrderMinimum : LifeMinimum;

    public Naming NamingOf(bool isCity) => isCity ? City : County;
}

/// <param name="Missing">"error", "zero" or "exclude-and-rescale".</param>
/// <param name="RollUp">"own", "sum" or "mean".</param>
/// <param name="First">Of a ramp or a change: the floor. Of a deduction: points of each incident.</param>
/// <param name="Second">Of a ramp or a change: the target. Of a deduction: the cap.</param>
/// <param name="Third">
/// Of a deduction: the multiplier while not rectified. Of a change: the share without last year.
/// </param>
/// <param name="InPercent">Of a change: per cent of last year's value, else the difference.</param>
public sealed record Leaf(
    string Id,
    decimal Points,
    string Missing,
    string RollUp,
    decimal First,
    decimal Second,
    decimal Third = 1,
    bool InPercent = false,
    decimal StillZero = 1,
    decimal Risen = 0)
{
    public bool FromIncidents => Id == "accidents";

    public bool HigherIsBetter => Id is "survey" or "green";
}

/// <param name="SurveyMinimum">Least survey value; null without.</param>
public sealed record Naming(decimal PassMark, bool DimensionMinimum, decimal? SurveyMinimum, bool VetoBlocks);

/// <summary>
/// The ladder: years in a row and tier of each rung, then another star every so many years.
/// </summary>
/// <param name="Every">0: the ladder ends.</param>
public sealed record Rungs(
    IReadOnlyList<(int Years, string Tier)> Steps, int Every, string StarStem, int StarsSoFar)
{
    /// <summary>Every rung up to a length of run, written out one by one.</summary>
    public IReadOnlyList<(int Years, string Tier)> UpTo(int years)
    {
        var all = Steps.ToList();
        for (var n = 1; Every > 0 && Steps[^1].Years + (n * Every) <= years; n++)
        {
            all.Add((Steps[^1].Years + (n * Every), $"{StarStem}-{StarsSoFar + n}"));
        }

        return [.. all.Where(rung => rung.Years <= years)];
    }
}

/// <param name="WithdrawAfterBreak">A year without designation takes all titles back.</param>
/// <param name="WithdrawAfterRevocation">A revoked year counts as never designated, for titles too.</param>
/// <param name="SplitByDecision">A split-off unit may inherit.</param>
public sealed record StreakRules(
    int FirstYear, bool WithdrawAfterBreak, bool WithdrawAfterRevocation, bool SplitByDecision);
