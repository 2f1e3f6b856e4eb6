using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Demonstration;

/// <summary>
/// One award year as the demonstration tells it: what is submitted for each region, and what is decided
/// later.
/// </summary>
/// <param name="Sheets">Every region of the year, counties first, by code.</param>
/// <param name="Later">Decisions to be made once this year is published, about it or an earlier one.</param>
public sealed record DemonstrationYear(
    AwardYear Year, IReadOnlyList<DemonstrationSheet> Sheets, IReadOnlyList<LaterDecision> Later);

/// <summary>What is put on record about one region in one year.</summary>
/// <param name="Figures">
/// Indicators and denominators; each says in its evidence whether it was reported or made up.
/// </param>
/// <param name="Suspension">Why the decision is put off (暂缓), or null.</param>
public sealed record DemonstrationSheet(
    RegionCode Code,
    RegionLevel Level,
    IReadOnlyList<SubmittedFigure> Figures,
    IReadOnlyList<Incident> Incidents,
    IReadOnlyList<DemonstrationVeto> Vetoes,
    string? Suspension);

/// <summary>A veto to raise, and what the second person decides.</summary>
/// <param name="Decision">The reason of the confirmation or rejection.</param>
public sealed record DemonstrationVeto(string Ground, string Reason, bool Confirmed, string Decision);
