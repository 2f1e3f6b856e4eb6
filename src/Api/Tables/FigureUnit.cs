using Award.Rules.Rulebooks;

namespace Award.Api.Tables;

/// <summary>
/// The unit a figure is reported in. Where a rulebook divides by a denominator it names the unit of the
/// quotient (起/万人); what is reported is the numerator (起).
/// </summary>
/// <param name="Text">"" where the rulebook does not tell it.</param>
internal sealed record FigureUnit(string Text)
{
    private const string PerCent = "%";
    private static readonly string[] YesNo = ["是/否", "yes/no"];

    /// <summary>"97.1%" is 97.1 of it.</summary>
    public bool IsPerCent => Text == PerCent;

    /// <summary>是 is 1, 否 is 0.</summary>
    public bool IsYesNo => YesNo.Contains(Text);

    public static FigureUnit Of(Denominator denominator) => new(denominator.Unit);

    public static FigureUnit Of(Indicator indicator) =>
        indicator.Denominator is null ? new FigureUnit(indicator.Unit)
        : indicator.Unit.IndexOf('/') is > 0 and var slash ? new FigureUnit(indicator.Unit[..slash])
        : new FigureUnit("");

    /// <summary>Whether a heading or a cell names this unit, in half or full width.</summary>
    public bool Is(string text) =>
        Text.Length > 0
        && PlainText.Of(text).Equals(PlainText.Of(Text), StringComparison.OrdinalIgnoreCase);
}
