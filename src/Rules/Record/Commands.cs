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
/// <param name="Parent">What the region lies in that year: a recusal for it counts here too.</param>
public sealed record SheetContext(
    RegionCode Region,
    RegionLevel Level,
    AwardYear Year,
    Rulebook Rulebook,
    Person Person,
    DateOnly Today,
    bool HasCounties = true,
    RegionCode? Parent = null);

/// <summary>One row of a submission: the value as plain decimal text.</summary>
/// <param name="Row">
/// Zero-based row in the whole command, which may be about many regions; refusals name it.
/// </param>
public sealed record FigureInput(string? Indicator, string? Value, string? Evidence = null, int? Row = null);

/// <summary>What somebody objects to.</summary>
/// <param name="Contact">How the public can be reached; never shown.</param>
/// <param name="Digest">What the record will hold in place of the text.</param>
public sealed record ObjectionInput(
    ObjectionOrigin Origin, string? Text, string? Indicator, string? Evidence, string? Contact, string Digest);

/// <summary>Another value, given with the decision that an objection is right.</summary>
public sealed record FigureCorrection(string? Indicator, string? Value);

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
/// <param name="Missing">
/// Figures without which its score stays open; where somebody is recused, all that are missing. None while it is suspended.
/// </param>
/// <param name="UndecidedVetoes">Ids of vetoes neither confirmed, rejected nor withdrawn.</param>
/// <param name="Submitters">Who wrote a figure or an incident.</param>
/// <param name="Confirmers">Who decided a veto, a suspension or an objection.</param>
/// <param name="UndecidedObjections">Ids of objections without an answer; null: none.</param>
public sealed record SheetReview(
    RegionCode Region,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> UndecidedVetoes,
    IReadOnlyList<Person> Submitters,
    IReadOnlyList<Person> Confirmers,
    IReadOnlyList<string>? UndecidedObjections = null)
{
    /// <param name="hasCounties">Of a city: whether counties lie in it that year.</param>
    /// <param name="recused">Whether a recusal for the region is in force: it must not cost the region a figure.</param>
    public static SheetReview Of(
        RegionCode region,
        RegionLevel level,
        bool hasCounties,
        Rulebook rulebook,
        SheetState sheet,
        bool recused = false)
    {
        var expected = new ExpectedFigures(rulebook, level, hasCounties);
        return new SheetReview(
            region,
            sheet.Suspension is { Undecided: true } ? []
                : recused ? expected.Missing(sheet)
                : expected.Blocking(sheet),
            [.. sheet.Vetoes.Where(v => v.State == VetoState.Raised).Select(v => v.Id)],
            [.. sheet.Submitters.OrderBy(p => p.Subject, StringComparer.Ordinal)],
            [.. sheet.Confirmers.OrderBy(p => p.Subject, StringComparer.Ordinal)],
            [.. sheet.Objections.Where(o => o.Undecided).Select(o => o.Id)]);
    }
}
