using Award.Bench;

namespace Award.Scale;

/// <summary>
/// Puts a province on record as people would, over the API: rulebooks and register, then each year opened, incidents of the regions
/// that fail, review, notice, publication; at last one open year with every figure of the demonstration rulebook.
/// </summary>
internal sealed class Load(Writer write, int firstYear, int years)
{
    private const int RowsAtOnce = 10_000;

    /// <summary>Region-years on record, the open year's among them.</summary>
    public long RegionYears { get; private set; }

    public async Task ProvinceAsync(string province, IReadOnlyList<Unit> units)
    {
        foreach (var (id, yaml) in new[] { (PlainRulebook.Id, PlainRulebook.Yaml), (Nation.Rulebook.Id, Nation.Rulebook.Source) })
        {
            await write.ProposeAsync(
                $"/api/v1/rulebooks?province={province}", "/api/v1/rulebooks/proposals", $"scale/{province}/{id}", yaml);
        }

        if (units.Count == 0)
        {
            // Three provinces have no region below them in the data: they have rulebooks and no register, and nothing to rate.
            return;
        }

        await write.ProposeAsync(
            $"/api/v1/regions/changes?province={province}", "/api/v1/regions/changes", $"scale/{province}/register",
            new
            {
                regions = units.Select(unit => new
                {
                    code = unit.Code,
                    name = new { zh = unit.Zh, en = unit.En },
                    level = unit.Level,
                    parent = unit.Parent,
                    validFrom = firstYear - 1,
                }),
            });
        for (var year = firstYear; year < firstYear + years; year++)
        {
            await YearAsync(province, units, year);
        }

        await OpenAsync(province, firstYear + years);
        RegionYears += (long)units.Count * (years + 1);
    }

    private async Task YearAsync(string province, IReadOnlyList<Unit> units, int year)
    {
        var path = $"/api/v1/award-years/{province}/{year}";
        await StartAsync(province, year, PlainRulebook.Id);
        var failing = units.Where(unit => Fails(unit.Code, year)).Select(unit => new
        {
            region = unit.Code, kind = "fire", date = $"{year}-05-01",
        }).ToList();
        if (failing.Count > 0)
        {
            await write.PostAsync("assessor", $"{path}/incidents", $"scale/{province}/{year}/incidents", failing);
        }

        foreach (var (role, to) in new[] { ("reviewer", "review"), ("reviewer", "notice"), ("publisher", "published") })
        {
            await write.PostAsync(role, $"{path}/stage", $"scale/{province}/{year}/{to}", new { to });
        }
    }

    private async Task OpenAsync(string province, int year)
    {
        await StartAsync(province, year, Nation.Rulebook.Id);
        var rows = Nation.Whole.Sheets
            .Where(sheet => sheet.Key.StartsWith(province[..2], StringComparison.Ordinal))
            .SelectMany(sheet => sheet.Figures.Select(figure => new
            {
                region = sheet.Key, indicator = figure.Key, value = Reported(figure.Key, figure.Value.Value),
            }))
            .ToList();
        foreach (var (at, some) in rows.Chunk(RowsAtOnce).Index())
        {
            await write.PostAsync(
                "assessor", $"/api/v1/award-years/{province}/{year}/figures", $"scale/{province}/{year}/figures/{at}", some);
        }
    }

    private async Task StartAsync(string province, int year, string rulebook)
    {
        await write.PostAsync("publisher", "/api/v1/award-years", $"scale/{province}/{year}/open", new
        {
            province, year, rulebook, visibility = "embargoed", dates = new { },
        });
        await write.PostAsync(
            "reviewer", $"/api/v1/award-years/{province}/{year}/stage", $"scale/{province}/{year}/collecting", new { to = "collecting" });
    }

    // The bench's figures are made to be rated; what is reported is also a yes or a no, and below zero only where that can be.
    private static decimal Reported(string id, decimal value) =>
        Nation.Rulebook.FindIndicator(id) is { Unit: "是/否" } ? 1 : Math.Max(0, value);

    // About one in thirty fails, by arithmetic on code and year, so that every run loads the same.
    private static bool Fails(string code, int year) =>
        (int.Parse(code, System.Globalization.CultureInfo.InvariantCulture) * 31 + year * 7919) % 30 == 0;
}
