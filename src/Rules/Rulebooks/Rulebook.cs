namespace Award.Rules.Rulebooks;

/// <summary>
/// A published rulebook (考核办法): everything that turns a year's sheets into designations and tripods.
/// Immutable; named by <see cref="Hash"/>. Made only by the loader, which has checked it.
/// </summary>
/// <param name="Id">File-like name: lower-case letters, digits, hyphens.</param>
/// <param name="Hash">Lower-case hex SHA-256 of <paramref name="Source"/> as UTF-8.</param>
/// <param name="Source">The YAML text, line ends LF, no byte-order mark.</param>
/// <param name="Semantics">Version of the rating semantics it asks for; 1 is the only one so far.</param>
/// <param name="Root">The tree of scores; its points are the full marks.</param>
/// <param name="MinimumNoticeDays">Public notice lasts at least so many days after the one it is given on.</param>
public sealed record Rulebook(
    string Id,
    string Hash,
    string Source,
    int Semantics,
    BilingualName Name,
    bool Demonstration,
    Precision Precision,
    Group Root,
    IReadOnlyList<Denominator> Denominators,
    IReadOnlyList<IncidentKind> IncidentKinds,
    IReadOnlyList<KeyPeriod> KeyPeriods,
    RankingPolicy Ranking,
    IReadOnlyList<VetoGround> Vetoes,
    NamingRules County,
    NamingRules City,
    RollUpMode CityScores,
    Ladder Ladder,
    StreakRules Streak,
    int MinimumNoticeDays = 0)
{
    /// <summary>What is asked about before it is taken in.</summary>
    public DoubtRules Doubts { get; internal init; } = DoubtRules.None;

    /// <summary>Every indicator, in the order of the rulebook.</summary>
    public IReadOnlyList<Indicator> Indicators { get; } = [.. Root.Leaves()];

    private readonly Dictionary<string, Indicator> _byId =
        Root.Leaves().ToDictionary(indicator => indicator.Id, StringComparer.Ordinal);

    public Indicator? FindIndicator(string id) => _byId.GetValueOrDefault(id);

    public Denominator? FindDenominator(string id) => Denominators.FirstOrDefault(d => d.Id == id);

    public NamingRules Naming(RegionLevel level) => level == RegionLevel.County ? County : City;
}

/// <summary>Decimals shown and ranked by, and how they are rounded.</summary>
public sealed record Precision(int Decimals, RoundingMode Rounding);

/// <summary>
/// A figure that other figures are divided by, such as resident population in ten thousands.
/// </summary>
public sealed record Denominator(string Id, BilingualName Name, string Unit);

/// <summary>A kind of incident the rulebook counts.</summary>
public sealed record IncidentKind(string Id, BilingualName Name);

/// <summary>
/// A yearly stretch of days, both included, in which deductions may be multiplied. May wrap the year's end.
/// </summary>
public sealed record KeyPeriod(BilingualName Name, int FromMonth, int FromDay, int ToMonth, int ToDay)
{
    public bool Contains(DateOnly date)
    {
        var day = (date.Month * 100) + date.Day;
        var from = (FromMonth * 100) + FromDay;
        var to = (ToMonth * 100) + ToDay;
        return from <= to ? day >= from && day <= to : day >= from || day <= to;
    }
}
