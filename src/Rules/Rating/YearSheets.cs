namespace Award.Rules.Rating;

public enum SheetStatus
{
    Assessed,

    /// <summary>暂缓: no designation this year; decided later.</summary>
    Suspended,

    /// <summary>
    /// A suspension was upheld before publication: scored and ranked as usual, not designated.
    /// </summary>
    Barred,

    /// <summary>Left out of the year: no score, no rank, no peer.</summary>
    NotAssessed,
}

/// <summary>
/// What is on record about one region in one year, as the rater takes it in. Order of its lists does not
/// matter.
/// </summary>
/// <param name="Key">Region code, or in a plain table any text; unique in the year.</param>
/// <param name="Parent">The city's key, for a county that has one.</param>
/// <param name="Figures">Reported figures and denominators by id. Raw: not yet divided.</param>
/// <param name="ConfirmedVetoes">Ids of grounds with a confirmed veto.</param>
public sealed record Sheet(
    string Key,
    RegionLevel Level,
    string? Parent,
    IReadOnlyDictionary<string, Figure> Figures,
    IReadOnlyList<Incident> Incidents,
    IReadOnlyList<string> ConfirmedVetoes,
    SheetStatus Status);

/// <summary>
/// Last year, as far as this year's rules look back. Keys are this year's keys (lineage already applied).
/// </summary>
/// <param name="Values">Scored values (after roll-up and division) by indicator, by region key.</param>
/// <param name="Means">
/// Provincial unweighted means of scored values, by level and indicator, sealed at publication.
/// </param>
public sealed record PreviousYear(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, Ratio>> Values,
    IReadOnlyDictionary<(RegionLevel Level, string Indicator), Ratio> Means);

/// <summary>A whole year to rate: every sheet of a province, both levels.</summary>
public sealed record YearSheets(IReadOnlyList<Sheet> Sheets, PreviousYear? Previous);
