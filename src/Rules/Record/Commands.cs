using Award.Rules.Rulebooks;

namespace Award.Rules.Record;

/// <summary>
/// Whose sheet a command is about, by which rulebook, and who acts. The region is known to be assessed that
/// year.
/// </summary>
/// <param name="Today">The calendar date in Asia/Shanghai.</param>
/// <param name="HasCounties">
/// Of a city: whether counties lie in it that year. One without reports everything itself.
/// </param>
public sealed record SheetContext(
    RegionCode Region,
    RegionLevel Level,
    AwardYear Year,
    Rulebook Rulebook,
    Person Person,
    DateOnly Today,
    bool HasCounties = true);

/// <summary>One row of a submission: the value as plain decimal text.</summary>
/// <param name="Row">
/// Zero-based row in the whole command, which may be about many regions; refusals name it.
/// </param>
public sealed record FigureInput(string? Indicator, string? Value, string? Evidence = null, int? Row = null);

/// <param name="Severity">"ordinary", "larger", "major", "extreme" or null.</param>
/// <param name="Row">Zero-based row in the whole command, or null for a single incident.</param>
public sealed record IncidentInput(
    string? Kind,
    DateOnly Date,
    int Deaths = 0,
    string? Severity = null,
    bool Rectified = true,
    int? Row = null);

/// <summary>What somebody asks for who opens a year.</summary>
/// <param name="RulebookId">
/// As asked for; <paramref name="Rulebook"/> is what the province has on record under it, or null.
/// </param>
/// <param name="RegisterHash">Of the province's register on record, or null when it has none.</param>
/// <param name="Register">That register.</param>
public sealed record YearOpening(
    RegionCode Province,
    int Year,
    string RulebookId,
    Rulebook? Rulebook,
    string? RegisterHash,
    RegionRegister? Register,
    Visibility Visibility,
    YearDates Dates,
    bool Demonstration = false);

/// <summary>What a stage change has to know beside the year itself.</summary>
/// <param name="Today">The calendar date in Asia/Shanghai.</param>
/// <param name="OtherYears">Where the province's other opened years stand.</param>
/// <param name="Sheets">One review of each region's sheet, in order of code; empty sheets too.</param>
/// <param name="MinimumNoticeDays">Of the year's rulebook: days of notice after the one it is given on.</param>
public sealed record StageContext(
    DateOnly Today,
    IReadOnlyList<YearStanding> OtherYears,
    IReadOnlyList<SheetReview> Sheets,
    int MinimumNoticeDays = 0);

public sealed record YearStanding(AwardYear Year, Stage Stage);

/// <summary>What one sheet holds against a stage change. Made by <see cref="SheetReview.Of"/>.</summary>
/// <param name="Missing">Figures without which its score stays open; none while it is suspended.</param>
/// <param name="UndecidedVetoes">Ids of vetoes neither confirmed, rejected nor withdrawn.</param>
/// <param name="Submitters">Who wrote a figure or an incident.</param>
/// <param name="Confirmers">Who confirmed or rejected a veto or decided a suspension.</param>
public sealed record SheetReview(
    RegionCode Region,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> UndecidedVetoes,
    IReadOnlyList<Person> Submitters,
    IReadOnlyList<Person> Confirmers)
{
    /// <param name="hasCounties">Of a city: whether counties lie in it that year.</param>
    public static SheetReview Of(
        RegionCode region, RegionLevel level, bool hasCounties, Rulebook rulebook, SheetState sheet) => new(
        region,
        sheet.Suspension is { Undecided: true }
            ? []
            : new ExpectedFigures(rulebook, level, hasCounties).Blocking(sheet),
        [.. sheet.Vetoes.Where(v => v.State == VetoState.Raised).Select(v => v.Id)],
        [.. sheet.Submitters.OrderBy(p => p.Subject, StringComparer.Ordinal)],
        [.. sheet.Confirmers.OrderBy(p => p.Subject, StringComparer.Ordinal)]);
}
