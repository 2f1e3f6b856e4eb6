using System.Globalization;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Verify;
using Award.Rules;
using Award.Rules.Record;
using Simulation.Tests.Audit;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Driving;

// What the engine shows and holds, against what the auditor says.
public sealed partial class Simulation
{
    private const string Recounted = "engine: recount-finished";

    /// <summary>A look from outside at any time: a sheet, or a working table.</summary>
    private async Task LookAsync()
    {
        if (_auditor.Years.Count == 0) return;
        var year = _chance.Of([.. _auditor.Years.Values]);
        if (_chance.Once(50))
        {
            _steps.Add($"look at the tables of {year.Year}");
            await CheckWorkingTablesAsync(year);
            return;
        }

        var sheet = _chance.Of([.. year.Sheets.Values]);
        _steps.Add($"look at {sheet.Place.SheetOf(year.Year)}");
        var view = await Calls.Sheet(_silo.Grains, Land, year.Year, sheet.Place.Code)
            .ViewAsync(CallerView.Unbounded("auditor"));
        Compare.Same(Describe(sheet, year), Describe(view.Sheet!), () => "the sheet");
    }

    private string Describe(SheetModel sheet, YearModel year) => Describe(
        _auditor.VersionOf(sheet.Place.SheetOf(year.Year)),
        sheet.Figures.Select(f => $"{f.Key}={Auditor.Number(f.Value)}"),
        sheet.Counted.Select(i => i.Id),
        sheet.Vetoes.Select(v => $"{v.Id} {v.Ground} {v.State}"),
        sheet.IsSuspended ? sheet.Suspensions[^1].Id : null);

    private static string Describe(SheetView view) => Describe(
        view.Version,
        view.Figures.Select(f => $"{f.Key}={f.Value}"),
        view.Incidents.Select(i => i.Id),
        view.Vetoes.Select(v => $"{v.Id} {v.Ground} {v.State}"),
        view.Suspension);

    private static string Describe(
        long version, IEnumerable<string> figures, IEnumerable<string> incidents, IEnumerable<string> vetoes, string? suspension) =>
        $"version {version}; {string.Join(" ", figures.Order(StringComparer.Ordinal))}; {string.Join(" ", incidents)}; "
        + $"{string.Join(", ", vetoes)}; {suspension ?? "not suspended"}";

    private async Task CheckAllAsync()
    {
        await CalmAsync();
        await CheckWorkingTablesAsync();
        foreach (var year in _auditor.Years.Values.Where(y => y.IsPublished))
        {
            await CheckDocumentsAsync(year);
        }

        await CheckStreaksAsync();
        await CheckRecordAsync();
        await VerifyAsync();
        _silo.Ledger.SetCalm(Land.Province, false);
    }

    private async Task CheckPublicationAsync(YearModel year)
    {
        if (!year.IsPublished) return;
        await CalmAsync();
        await CheckDocumentsAsync(year);
        await CheckStreaksAsync();
        _silo.Ledger.SetCalm(Land.Province, false);
    }

    /// <summary>
    /// No mishaps from here on, and what they left open is finished, as a start of the process would.
    /// </summary>
    private async Task CalmAsync()
    {
        _silo.Ledger.SetCalm(Land.Province, true);
        SimulatedClock.Set(_now);
        foreach (var unit in _auditor.Streaks.Keys)
        {
            await Calls.Streak(_silo.Grains, unit).RecountAsync();
        }

        foreach (var year in _auditor.Years.Values.Where(y => y.IsPublished))
        {
            await Calls.Year(_silo.Grains, Land, year.Year).FinishRecountAsync();
        }
    }

    private async Task CheckWorkingTablesAsync()
    {
        var open = _auditor.Years.Values.Where(y => !y.IsPublished);
        foreach (var year in open.Union(_auditor.Years.Values.TakeLast(1)))
        {
            await CheckWorkingTablesAsync(year);
        }
    }

    private async Task CheckWorkingTablesAsync(YearModel year)
    {
        var rated = _auditor.Rate(year.Year);
        foreach (var level in (string[])["county", "city"])
        {
            var table = await Calls.Standings(_silo.Grains, Land, year.Year).TableAsync(CallerView.Unbounded("auditor"), level, heal: true);
            Compare.Same(
                year.Stage, table?.Stage ?? "no table", () => $"stage of the working table of {year.Year}");
            Compare.Same(
                [.. rated.Level(level).Select(row => Describe(row, year))],
                [.. table!.Rows.Select(Describe)],
                () => $"working table of {year.Year}, {level}");
        }

        _tally.Add("working tables compared");
    }

    private string Describe(Row row, YearModel year) => Describe(
        row.Code, _auditor.VersionOf(year.Sheets[row.Code].Place.SheetOf(year.Year)), row.Rank, row.Score, row.Outcome, row.Reasons);

    private static string Describe(WorkingRow row) =>
        Describe(row.Code, row.Version, row.Rank, row.Score, row.Outcome, row.Reasons);

    private static string Describe(
        string code, long version, int? rank, string? score, string outcome, IEnumerable<string> reasons) =>
        $"{code}@{version} rank {rank?.ToString(CultureInfo.InvariantCulture) ?? "-"} score {score ?? "-"} {outcome} "
        + $"[{string.Join(" ", reasons)}]";

    /// <summary>
    /// Every stream line by line: none missing, none twice, none that was refused, and every recount right.
    /// </summary>
    private async Task CheckRecordAsync()
    {
        var entries = await _silo.Ledger.ReadProvinceAsync(new RegionCode(Land.Province), 0, int.MaxValue);
        var byStream = entries.GroupBy(e => e.Stream).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var stream in byStream.Keys.Union(_auditor.Lines.Keys).Order(StringComparer.Ordinal))
        {
            var expected = _auditor.Lines.GetValueOrDefault(stream, []);
            var lines = byStream.GetValueOrDefault(stream, [])
                .Where(e => e.Fact is not StreakRecounted).Select(EntryLines.Of).ToList();
            if (_auditor.Years.Values.Any(y => y.IsPublished && stream == $"year/{Land.Province}/{y.Year}"))
            {
                // When the recount is done nobody foretells: once, after the publication.
                var recounted = lines.IndexOf(Recounted);
                Compare.Holds(
                    recounted > lines.FindIndex(l => l.EndsWith(": stage-moved notice to published", StringComparison.Ordinal)),
                    () => $"{stream} was published and is not recounted afterwards: {string.Join("; ", lines)}");
                lines.RemoveAt(recounted);
            }

            Compare.Same(
                expected,
                lines,
                () => $"the record of {stream}");
        }

        _tally.Add("entries compared", entries.Count);
    }

    private async Task VerifyAsync()
    {
        var province = new RegionCode(Land.Province);
        var audit = new ResultAudit(province);
        foreach (var entry in await _silo.Ledger.ReadProvinceAsync(province, 0, int.MaxValue))
        {
            audit.Observe(entry);
        }

        var all = await _silo.Ledger.ListAsync("");
        var findings = audit.Finish(all.Where(d => d.Key.Split('/')[1] == Land.Province));
        Compare.Holds(findings.Count == 0, () => $"the verifier finds: {string.Join("; ", findings)}");
    }
}
