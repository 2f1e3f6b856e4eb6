using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// What a scoring function gives: an exact number of points between zero and the indicator's full marks in
/// the rulebook, not yet rescaled nor rounded, and the working that led there.
/// </summary>
internal readonly record struct Marks(Ratio Points, IReadOnlyList<WorkingLine> Working)
{
    public static Marks Share(Indicator indicator, Ratio share, params WorkingLine[] working) =>
        new(indicator.Points.ToRatio() * share.Clip(Ratio.Zero, Ratio.One), working);

    /// <summary>Full marks less what is lost, at most <paramref name="cap"/> and never below zero.</summary>
    public static Marks Less(Indicator indicator, Ratio lost, Points? cap, params WorkingLine[] working)
    {
        var full = indicator.Points.ToRatio();
        IReadOnlyList<WorkingLine> lines = lost.Sign == 0 ? working : [.. working, Line("lost", lost)];
        if (cap is { } most && lost > most.ToRatio())
        {
            lost = most.ToRatio();
            lines = [.. lines, Line("cap", lost)];
        }

        return new Marks((full - lost).Clip(Ratio.Zero, full), lines);
    }

    private static WorkingLine Line(string code, Ratio number) =>
        ScoredValue.Line(code, number.ToPlainText());
}
