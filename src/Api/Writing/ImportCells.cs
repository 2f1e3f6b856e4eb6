using Award.Api.Tables;
using Award.Grains;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>What the rules refused of an import's rows, said of the cells that the rows came from.</summary>
internal static class ImportCells
{
    public static void Report(
        IReadOnlyList<RefusalView> refusals,
        IReadOnlyList<ImportedFigure> figures,
        YearPlace place,
        ImportReport report)
    {
        foreach (var refusal in refusals)
        {
            var code = Enum.Parse<RefusalCode>(refusal.Code);
            if (refusal.Row is not { } row)
            {
                report.Add(code, refusal.Message, refusal.Path.StartsWith('/') ? "" : refusal.Path);
                continue;
            }

            var figure = figures[row];
            report.Add(
                code,
                code == RefusalCode.FigureAlreadySubmitted ? figure.Value : CellOf(refusal.Path, figure),
                code == RefusalCode.FigureAlreadySubmitted ? Amend(figure, place) : refusal.Message);
        }
    }

    /// <summary>Why the caller may not write a figure's region, or null.</summary>
    public static Refusal? Beyond(Caller caller, ImportedFigure figure, YearPlace place)
    {
        var region = new RegionCode(figure.Row.Region);
        return AccessRules.Check(caller, Operation.SubmitFigures, region, place.ParentOf(region));
    }

    private static CellPlace CellOf(string path, ImportedFigure figure) =>
        path.EndsWith("/region", StringComparison.Ordinal) ? figure.Region
        : path.EndsWith("/indicator", StringComparison.Ordinal) ? figure.Figure
        : figure.Value;

    private static string Amend(ImportedFigure figure, YearPlace place) =>
        $"'{figure.Row.Indicator}' of {figure.Row.Region} is on record with another value; amend it by "
        + $"PUT /api/v1/award-years/{place.Province}/{place.Year}"
        + $"/regions/{figure.Row.Region}/figures/{figure.Row.Indicator}";
}
