using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Rules.Access;

/// <summary>What an assessor who is bound to dimensions may write on a sheet: a refusal for each row beyond them.</summary>
public static class SheetAccess
{
    /// <param name="rows">Ids of indicators or denominators, each with its row in the command.</param>
    public static IReadOnlyList<Refusal> Figures(
        Caller caller, Operation operation, Rulebook rulebook, params IEnumerable<(string? Id, int? Row)> rows) =>
        Refusals(caller, operation, "indicator", rows, id => Dimensions.OfFigure(rulebook, id));

    /// <param name="rows">Kinds of incidents, each with its row in the command.</param>
    public static IReadOnlyList<Refusal> Incidents(
        Caller caller, Operation operation, Rulebook rulebook, params IEnumerable<(string? Kind, int? Row)> rows) =>
        Refusals(caller, operation, "kind", rows, kind => Dimensions.OfIncident(rulebook, kind));

    private static IReadOnlyList<Refusal> Refusals(
        Caller caller,
        Operation operation,
        string field,
        IEnumerable<(string? Name, int? Row)> rows,
        Func<string?, IReadOnlyList<string>> dimensionsOf) =>
    [
        .. rows.Select(r => AccessRules.CheckDimension(
            caller, operation, dimensionsOf(r.Name), r.Row is null ? field : Checks.Path(r.Row, field), r.Row)).OfType<Refusal>(),
    ];
}
