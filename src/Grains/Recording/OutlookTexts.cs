using System.Globalization;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Outlook;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Grains.Recording;

/// <summary>Outlooks as the contracts carry them.</summary>
internal static class OutlookTexts
{
    private const int Decimals = 6;

    public static byte[] Of(RegionOutlook outlook, Stage stage, Rulebook rulebook, SheetState sheet, PeerSight sight) =>
        Json(new OutlookText(
            Texts.Of(stage),
            rulebook.Id,
            rulebook.Hash,
            ScoreTexts.Of(outlook.Score, sheet),
            Of(outlook.End),
            outlook.SoFar?.ToString(),
            outlook.Attainable?.ToString(),
            [.. outlook.Gaps.Requirements.Select(Of)],
            outlook.Gaps.MissingFigures,
            [.. outlook.Gaps.Vetoes.Select(v => new VetoInSightText(v.Ground, v.Confirmed, v.Raised, v.Holds))],
            [.. outlook.Warnings.Select(w => new WarningText(Texts.Of(w.Code), w.Subject, w.Arguments))],
            Of(outlook.IfDesignated),
            Withheld(sight, sight == PeerSight.None && rulebook.ComparesPeers())));

    public static byte[] Of(Supposed told, Stage stage, Rulebook rulebook, long version, PeerSight sight) =>
        Json(new WhatIfText(
            Texts.Of(stage),
            rulebook.Id,
            rulebook.Hash,
            version,
            Of(told.Before),
            Of(told.After),
            told.Least is { } least
                ? new LeastChangeText(
                    Texts.Of(least.Verdict),
                    [.. least.Moves.Select(Of)],
                    told.Changed is { } changed ? Of(changed) : null,
                    [.. least.Obstacles.Select(Texts.Of)])
                : null,
            Withheld(told.Least is null ? PeerSight.None : sight, told.Least is null)));

    private static IReadOnlyList<string> Withheld(PeerSight sight, bool score) =>
        sight != PeerSight.None ? [] : score ? ["rank", "score"] : ["rank"];

    private static EndText Of(SeenEnd end) => new(
        end.Total?.ToString(),
        end.Rank,
        end.Outcome is { } outcome ? Texts.Of(outcome) : null,
        [.. end.Reasons.Select(Texts.Of)],
        end.Streak is { } streak ? Of(streak) : null);

    private static RunText Of(Streak streak) => new(
        streak.Years,
        streak.From?.Value,
        streak.To?.Value,
        streak.Tier?.Id,
        streak.Tier is { } tier ? Texts.Of(tier.Name) : null,
        streak.Next is { } next
            ? new NextText(next.Tier.Id, Texts.Of(next.Tier.Name), next.YearsToGo, next.Earliest.Value)
            : null,
        streak.Pending);

    private static GapText Of(Gap gap) => new(
        Texts.Of(gap.Code),
        gap.Subject,
        Text(gap.Required),
        gap.Actual is { } actual ? Text(actual) : null,
        gap.Lacking is { } lacking ? Text(lacking) : null,
        gap.Met,
        Texts.Of(gap.Better),
        gap.Counties is { } counties
            ? new CountiesText(counties.Designated, counties.Open, counties.Assessed, counties.Needed)
            : null);

    private static MoveText Of(FigureMove move) =>
        new(move.Indicator, move.From?.ToString(), move.To.ToString(), move.Gained.ToString(), move.AnyValue);

    private static string Text(Ratio number) =>
        number.ToDecimal(Decimals).ToString("0.######", CultureInfo.InvariantCulture);

    private static byte[] Json<T>(T text)
        where T : notnull => DocumentJson.Write("", text).Bytes.ToArray();
}
