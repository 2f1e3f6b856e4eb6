using System.Globalization;

namespace Simulation.Tests.Audit;

// Figures and incidents.
public sealed partial class Auditor
{
    private static readonly string[] WhileFiguresMayChange = ["collecting", "review"];

    private string? NotTaken(YearModel year) =>
        !WhileFiguresMayChange.Contains(year.Stage) ? "StageForbids"
        : HasCollectingEnded(year) ? "CollectingEnded"
        : null;

    private string? OnSheet(int year, string code, Func<YearModel, SheetModel, string?> judge)
    {
        if (!Years.TryGetValue(year, out var model)) return "YearUnknown";
        if (model.Sheets.TryGetValue(code, out var sheet)) return judge(model, sheet);
        return model.Land.Knows(code) ? "RegionNotAssessedThatYear" : "RegionUnknown";
    }

    /// <summary>
    /// Rows about one or many regions: of each region its stage or, row by row, the first fault of each.
    /// </summary>
    private IReadOnlyList<string> JudgeRows<TRow>(
        string person,
        int year,
        IReadOnlyList<TRow> rows,
        Func<TRow, string> codeOf,
        bool together,
        Func<YearModel, SheetModel, IReadOnlyList<TRow>, IReadOnlyList<(TRow Row, string Code)>> faults)
    {
        var whole = new List<string>();
        var byRow = new List<(int Index, string Code)>();
        foreach (var group in rows.GroupBy(codeOf))
        {
            if (OnSheet(year, group.Key, (_, _) => null) is { } unknown)
            {
                byRow.AddRange(group.Select(row => (IndexOf(rows, row), unknown)));
                continue;
            }

            var model = Years[year];
            if (NotTaken(model) is { } notTaken)
            {
                whole.Add(notTaken);
                continue;
            }

            if (model.RecusedFrom(model.Sheets[group.Key].Place).Contains(person))
            {
                whole.Add("Recused");
                continue;
            }

            byRow.AddRange(faults(model, model.Sheets[group.Key], [.. group])
                .Select(fault => (IndexOf(rows, fault.Row), fault.Code)));
        }

        var codes = byRow.OrderBy(fault => fault.Index).Select(fault => fault.Code);
        return together || whole.Count > 0
            ? [.. whole, .. codes]
            : [.. codes.Take(OnlyOne(year, rows, codeOf))];
    }

    // A region that is not there refuses the command as a whole, once.
    private int OnlyOne<TRow>(int year, IReadOnlyList<TRow> rows, Func<TRow, string> codeOf) =>
        OnSheet(year, codeOf(rows[0]), (_, _) => null) is null ? rows.Count : 1;

    private static int IndexOf<TRow>(IReadOnlyList<TRow> rows, TRow row) =>
        Enumerable.Range(0, rows.Count).First(i => ReferenceEquals(rows[i], row));

    private static IReadOnlyList<(FigureLine, string)> FaultsOf(
        YearModel year, SheetModel sheet, IReadOnlyList<FigureLine> rows)
    {
        var seen = new HashSet<string>();
        return
        [
            .. rows.Select(row => (row, Fault: BadIndicator(year, sheet, row.Indicator)
                    ?? (seen.Add(row.Indicator) ? null : "DuplicateRow")
                    ?? BadValue(row.Indicator, row.Value)
                    ?? (sheet.Figures.ContainsKey(row.Indicator) ? "FigureAlreadySubmitted" : null)))
                .Where(r => r.Fault is not null)
                .Select(r => (r.row, r.Fault!)),
        ];
    }

    private static IReadOnlyList<(IncidentLine, string)> FaultsOf(YearModel year, IReadOnlyList<IncidentLine> rows) =>
    [
        .. rows.Select(row => (row, Fault: BadIncident(year, row)))
            .Where(r => r.Fault is not null)
            .Select(r => (r.row, r.Fault!)),
    ];

    private static string? BadIndicator(YearModel year, SheetModel sheet, string indicator) =>
        indicator switch
    {
        Book.Residents => null,
        "accidents" => "IndicatorCountsIncidents",
        "cases" or "survey" or "green" =>
            year.Asked(sheet.Place).Any(a => a.Id == indicator) ? null : "FigureRolledUp",
        _ => "IndicatorUnknown",
    };

    private static string? BadValue(string indicator, string text)
    {
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var value))
        {
            return "FigureMalformed";
        }

        var impossible = indicator switch
        {
            Book.Residents => value <= 0,
            "cases" => value < 0,
            _ => false,
        };
        return impossible ? "FigureOutOfRange" : null;
    }

    private static string? BadIncident(YearModel year, IncidentLine line)
    {
        if (line.Kind is not (Book.Accident or Book.Fire)) return "IncidentKindUnknown";
        if (line.Date.Year != year.Year) return "IncidentDateOutsideYear";
        if (line.Deaths < 0) return "IncidentDeathsOutOfRange";
        return line.Severity is null or "ordinary" or "larger" or "major" or "extreme"
            ? null
            : "MalformedInput";
    }

    /// <summary>Not in this stage, or not by somebody who is recused.</summary>
    private static string? Shut(string[] stages, string person, YearModel year, SheetModel sheet) =>
        !stages.Contains(year.Stage) ? "StageForbids" : KeptAway(person, year, sheet);

    private static string? KeptAway(string person, YearModel year, SheetModel sheet) =>
        year.RecusedFrom(sheet.Place).Contains(person) ? "Recused" : null;

    private string? JudgeAmendment(AmendFigure ask, YearModel year, SheetModel sheet)
    {
        if ((NotTaken(year) ?? KeptAway(ask.Person, year, sheet)) is { } notTaken) return notTaken;
        if (ask.Version != VersionOf(sheet.Place.SheetOf(year.Year))) return "SheetChanged";
        var malformed = BadIndicator(year, sheet, ask.Indicator) ?? BadValue(ask.Indicator, ask.Value)
            ?? NoReason(ask.Reason);
        if (malformed is not null) return malformed;
        if (!sheet.Figures.TryGetValue(ask.Indicator, out var stands)) return "FigureNotSubmitted";
        return stands == decimal.Parse(ask.Value, CultureInfo.InvariantCulture) ? "FigureUnchanged" : null;
    }

    private string? JudgeIncident(AmendIncident ask, YearModel year, SheetModel sheet) =>
        NotTaken(year) ?? KeptAway(ask.Person, year, sheet)
        ?? BadIncident(year, ask.Line) ?? NoReason(ask.Reason) ?? Standing(sheet, ask.Id);

    private string? JudgeWithdrawal(WithdrawIncident ask, YearModel year, SheetModel sheet) =>
        NotTaken(year) ?? KeptAway(ask.Person, year, sheet) ?? NoReason(ask.Reason) ?? Standing(sheet, ask.Id);

    private static string? Standing(SheetModel sheet, string id) =>
        sheet.Incidents.Find(i => i.Id == id) is not { } incident ? "IncidentUnknown"
        : incident.Withdrawn ? "IncidentAlreadyWithdrawn" : null;

    private IReadOnlyList<string> Take(Submit ask)
    {
        foreach (var rows in ask.Rows.GroupBy(row => row.Code))
        {
            var sheet = Years[ask.Year].Sheets[rows.Key];
            sheet.Submitters.Add(ask.Person);
            var figures = rows.Select(row =>
            {
                var value = decimal.Parse(row.Value, CultureInfo.InvariantCulture);
                sheet.Figures[row.Indicator] = value;
                return $"{row.Indicator}={Number(value)}";
            });
            Note(sheet.Place.SheetOf(ask.Year), ask, $"figures-submitted {string.Join(" ", figures)}");
        }

        return [];
    }

    private IReadOnlyList<string> Take(AmendFigure ask)
    {
        var sheet = Years[ask.Year].Sheets[ask.Code];
        var (before, after) = (
            sheet.Figures[ask.Indicator], decimal.Parse(ask.Value, CultureInfo.InvariantCulture));
        sheet.Figures[ask.Indicator] = after;
        sheet.Submitters.Add(ask.Person);
        return Note(
            sheet.Place.SheetOf(ask.Year), ask, $"figure-amended {ask.Indicator} {Number(before)} to {Number(after)}");
    }

    private IReadOnlyList<string> Take(RecordIncidents ask)
    {
        var created = new List<string>();
        foreach (var rows in ask.Rows.GroupBy(row => row.Code))
        {
            var sheet = Years[ask.Year].Sheets[rows.Key];
            sheet.Submitters.Add(ask.Person);
            foreach (var row in rows)
            {
                var incident = new IncidentModel($"{row.Code}-i-{sheet.Incidents.Count + 1}", row);
                sheet.Incidents.Add(incident);
                created.Add(incident.Id);
                Note(sheet.Place.SheetOf(ask.Year), ask, $"incident-recorded {Describe(incident)}");
            }
        }

        return created;
    }

    private IReadOnlyList<string> TakeIncidentChange(Ask ask)
    {
        var (year, code, id) = ask switch
        {
            AmendIncident a => (a.Year, a.Line.Code, a.Id),
            WithdrawIncident a => (a.Year, a.Code, a.Id),
            _ => throw new ArgumentException(ask.ToString(), nameof(ask)),
        };
        var sheet = Years[year].Sheets[code];
        var incident = sheet.Incidents.Single(i => i.Id == id);
        sheet.Submitters.Add(ask.Person);
        if (ask is AmendIncident amended)
        {
            incident.Line = amended.Line;
            return Note(sheet.Place.SheetOf(year), ask, $"incident-amended {Describe(incident)}");
        }

        incident.Withdrawn = true;
        return Note(sheet.Place.SheetOf(year), ask, $"incident-withdrawn {id}");
    }

    private static string Describe(IncidentModel incident) => string.Create(
        CultureInfo.InvariantCulture,
        $"{incident.Id} {incident.Line.Kind} {incident.Line.Date:yyyy-MM-dd} {incident.Line.Deaths} {incident.Line.Severity ?? "-"} ")
        + (incident.Line.Rectified ? "rectified" : "open");
}
