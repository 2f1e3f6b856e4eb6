using Award.Rules.Rulebooks;

namespace Award.Rules.Access;

/// <summary>Which dimensions (维度) a figure or an incident belongs to.</summary>
public static class Dimensions
{
    /// <summary>
    /// Of an indicator the dimension it stands under; of a denominator each that divides or weights by it. Empty when the
    /// rulebook does not know it.
    /// </summary>
    public static IReadOnlyList<string> OfFigure(Rulebook rulebook, string? id) => Of(rulebook, indicator =>
        indicator.Id == id || indicator.Denominator == id || indicator.RollUpWeight == id);

    /// <summary>Those that count incidents of this kind; empty when no indicator does (a veto's condition may).</summary>
    public static IReadOnlyList<string> OfIncident(Rulebook rulebook, string? kind) => Of(rulebook, indicator =>
        kind is not null && indicator.IncidentKinds.Contains(kind));

    private static IReadOnlyList<string> Of(Rulebook rulebook, Func<Indicator, bool> concerns) =>
        [.. rulebook.Root.Children.Where(dimension => dimension.Leaves().Any(concerns)).Select(d => d.Id)];
}
