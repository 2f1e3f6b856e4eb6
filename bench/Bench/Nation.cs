using System.Globalization;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsvHelper;

namespace Award.Bench;

/// <summary>
/// Sheets of the size of the nation in 2018: 2,851 counties and 333 prefectures under the demonstration rulebook of 39 indicators.
/// The figures are made from the code and the indicator by arithmetic, so every run rates the same.
/// </summary>
internal static class Nation
{
    public static Rulebook Rulebook { get; } =
        RulebookLoader.Load(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "zhejiang-demonstration.yaml"))).Rulebook
        ?? throw new InvalidOperationException("the demonstration rulebook does not load");

    public static YearSheets Whole { get; } = new(Read(), null);

    public static YearSheets Zhejiang { get; } =
        new([.. Whole.Sheets.Where(sheet => sheet.Key.StartsWith("33", StringComparison.Ordinal))], null);

    /// <summary>The same sheets with one figure of one county changed.</summary>
    public static YearSheets WithOneChanged(YearSheets sheets)
    {
        var index = sheets.Sheets.ToList().FindIndex(sheet => sheet.Key == "330624");
        var sheet = sheets.Sheets[index];
        var figures = new Dictionary<string, Figure>(sheet.Figures) { ["petition_on_time"] = new Figure(91.25m) };
        List<Sheet> changed = [.. sheets.Sheets];
        changed[index] = sheet with { Figures = figures };
        return new YearSheets(changed, sheets.Previous);
    }

    private static List<Sheet> Read()
    {
        using var reader = new StreamReader(Path.Combine(AppContext.BaseDirectory, "china_2018.csv"));
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        var sheets = new List<Sheet>();
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            var level = csv.GetField("level");
            if (level is "county" or "prefecture")
            {
                sheets.Add(SheetOf(csv.GetField("code")!, level == "county", csv.GetField("parent_code")!));
            }
        }

        return sheets;
    }

    private static Sheet SheetOf(string code, bool isCounty, string parent)
    {
        var figures = new Dictionary<string, Figure>(StringComparer.Ordinal);
        foreach (var indicator in Rulebook.Indicators.Where(i => !i.FromIncidents && (isCounty || i.RollUp == RollUp.Own)))
        {
            figures[indicator.Id] = new Figure(Value(indicator, Spread(code, indicator.Id)));
        }

        foreach (var denominator in isCounty ? Rulebook.Denominators : [])
        {
            figures[denominator.Id] = new Figure(10 + Spread(code, denominator.Id));
        }

        var incident = new Incident($"{code}-i-1", "fire", new DateOnly(2018, 5, 1), 1, Severity.Ordinary);
        return new Sheet(
            code,
            isCounty ? RegionLevel.County : RegionLevel.City,
            isCounty && parent[2..] != "0000" ? parent : null,
            figures,
            isCounty ? [incident] : [],
            [],
            SheetStatus.Assessed);
    }

    private static decimal Value(Indicator indicator, int percent) => indicator.Scoring switch
    {
        LinearRamp ramp => Scaled(indicator, ramp.Floor + ((ramp.Target - ramp.Floor) * new Ratio(percent, 100))),
        Bands bands => bands.FullAt.ToDecimal(4) - (percent / 20m),
        _ => percent,
    };

    private static decimal Scaled(Indicator indicator, Ratio value) =>
        indicator.Denominator is null ? value.ToDecimal(4) : (value * new Ratio(20, 1)).ToDecimal(4);

    private static int Spread(string code, string what) =>
        (int)((uint)(code + what).Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)) % 100);
}
