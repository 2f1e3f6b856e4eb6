using System.Globalization;
using Simulation.Tests.Audit;

namespace Simulation.Tests.World;

/// <summary>
/// Makes rulebooks: plain numbers for the auditor, and the YAML that says the same to the engine.
/// </summary>
public static class Books
{
    private static readonly string[] Policies = ["error", "error", "zero", "exclude-and-rescale"];

    public static Book Make(Chance chance, string id)
    {
        var onScores = chance.Once(25);
        return new Book(
            id,
            chance.Between(0, 3),
            chance.Of("half-even", "half-up", "down"),
            new Leaf(
                "cases", 60, chance.Of(Policies), chance.Of("own", "sum", "sum", "mean"), 10, chance.Of(2m, 3m)),
            new Leaf(
                "accidents", 20, "error", chance.Of("own", "sum"), chance.Of(5m, 7.5m), chance.Of(15m, 20m), chance.Of(1m, 2m)),
            new Leaf(
                "survey", 12, chance.Of(Policies), onScores ? "mean"
                    : chance.Of("own", "mean"), 80, chance.Of(95m, 100m)),
            new Leaf(
                "green", 8, chance.Of(Policies), chance.Of("own", "mean"), chance.Of(-5m, -3m), chance.Of(3m, 7m),
                chance.Of(0m, 0.5m, 0.3333m), chance.Once(50), 0.75m, chance.Of(0m, 0.25m)),
            chance.Of<decimal?>(null, 0.25m, 0.6m),
            chance.Of<decimal?>(0.3m, 0.5m),
            chance.Once(50),
            Columns(chance),
            new Naming(
                chance.Of(45m, 60m, 66.5m), chance.Once(50), chance.Of<decimal?>(null, 85m), chance.Once(85)),
            new Naming(
                chance.Of(45m, 60m), chance.Once(50), onScores ? null
                    : chance.Of<decimal?>(null, 85m), chance.Once(85)),
            onScores ? "mean-of-counties" : "figures",
            chance.Of<decimal?>(null, 0.5m, 0.3334m),
            Rungs(chance),
            new StreakRules(chance.Of(2001, 2001, 2002), chance.Once(30), chance.Once(50), chance.Once(70)),
            chance.Of(0, 0, 3, 15));
    }

    public static string Yaml(Book book) => string.Join("\n", (string[])
    [
        $"id: {book.Id}",
        "semantics: 1",
        "zh: 模拟考核规则(示范)",
        "en: A rulebook of the simulation (demonstration)",
        "demonstration: true",
        "total: 100",
        $"precision: {{decimals: {book.Decimals}, rounding: {book.Rounding}}}",
        "missing: error",
        "denominators: [{id: residents, unit: 万人, zh: 常住人口}]",
        "incident-kinds: [{id: accident, zh: 事故}, {id: fire, zh: 火灾}]",
        "dimensions:",
        .. Dimension(book, Book.Order, "治安"),
        .. Dimension(book, Book.Life, "生活"),
        $"ranking: {{mode: {(book.IsDense ? "dense" : "competition")}, order: [{string.Join(", ", book.Columns.Select(Column))}]}}",
        "vetoes:",
        "  - {id: deadly, zh: 重大事故, when: {incidents: {kinds: [accident], min-deaths: 10}}}",
        "  - {id: falsified, zh: 弄虚作假, when: {raised-by-person: true}}",
        "  - {id: riot, zh: 群体事件, levels: [county], when: {raised-by-person: true}}",
        "naming:",
        $"  county: {{{Naming(book.County)}}}",
        $"  city: {{{Naming(book.City)}, scores: {book.CityScores}{Share(book)}}}",
        "ladder:",
        "  steps:",
        .. book.Rungs.Steps.Select(
            rung => $"    - {{years: {rung.Years}, tier: {rung.Tier}, zh: {rung.Tier}}}"),
        .. Continues(book.Rungs),
        "streak:",
        $"  first-year: {book.Streak.FirstYear}",
        $"  title-after-break: {Fate(book.Streak.WithdrawAfterBreak)}",
        $"  titles-after-revocation: {Fate(book.Streak.WithdrawAfterRevocation)}",
        $"  split-unit: {(book.Streak.SplitByDecision ? "by-decision" : "starts-anew")}",
        .. book.NoticeDays > 0 ? [$"procedure: {{minimum-notice-days: {book.NoticeDays}}}"] : (string[])[],
        "",
    ]);

    private static List<(string By, bool Descending)> Columns(Chance chance)
    {
        List<(string, bool)> columns = [("total", !chance.Once(10))];
        if (chance.Once(50)) columns.Add((chance.Of("survey", "life", "order", "cases"), chance.Once(50)));
        if (chance.Once(40)) columns.Add(("code", chance.Once(20)));
        return columns;
    }

    private static Rungs Rungs(Chance chance)
    {
        var second = chance.Between(1, 2);
        var third = second + chance.Between(1, 2);
        List<(int, string)> steps = [(second, "tripod"), (third, "gold")];
        if (second > 1) steps.Insert(0, (1, "plaque"));
        return new Rungs(steps, chance.Between(0, 2), "gold", chance.Between(0, 1));
    }

    private static string Column((string By, bool Descending) column) =>
        $"{{by: {column.By}, order: {(column.Descending ? "descending" : "ascending")}}}";

    private static string[] Dimension(Book book, string id, string zh) =>
    [
        $"  - id: {id}",
        $"    zh: {zh}",
        $"    points: {Text(book.Points(id))}",
        .. book.Minimum(id) is { } minimum ? (string[])[$"    minimum-share: {Text(minimum)}"] : [],
        "    indicators:",
        .. book.LeavesOf(id).SelectMany(Leaf),
    ];

    private static string[] Leaf(Leaf leaf) =>
    [
        $"      - id: {leaf.Id}",
        $"        zh: {leaf.Id}",
        $"        points: {Text(leaf.Points)}",
        .. leaf.FromIncidents ? (string[])[] : [$"        missing: {leaf.Missing}"],
        $"        roll-up: {leaf.RollUp}",
        .. leaf.Id switch
        {
            "cases" => (string[])
            [
                "        unit: 起/万人", "        direction: lower-is-better", "        denominator: residents", Ramp(leaf),
            ],
            "accidents" =>
            [
                "        unit: 起", "        incidents: [accident]",
                $"        scoring: {{deduction-per-incident: {{each: {Text(leaf.First)}, cap: {Text(leaf.Second)}, "
                    + $"not-rectified-multiplier: {Text(leaf.Third)}}}}}",
            ],
            "survey" => ["        unit: '%'", "        direction: higher-is-better", Ramp(leaf)],
            _ => ["        unit: '%'", "        direction: higher-is-better", Change(leaf)],
        },
    ];

    private static string Ramp(Leaf leaf) =>
        $"        scoring: {{linear-ramp: {{floor: {Text(leaf.First)}, target: {Text(leaf.Second)}}}}}";

    private static string Change(Leaf leaf) =>
        $"        scoring: {{change-on-last-year: {{in: {(leaf.InPercent ? "percent" : "units")}, floor: {Text(leaf.First)}, "
        + $"target: {Text(leaf.Second)}, without-previous: {Text(leaf.Third)}"
        + (leaf.InPercent ? $", zero-base: {{still-zero: {Text(leaf.StillZero)}, risen: {Text(leaf.Risen)}}}" : "") + "}}";

    private static string Naming(Naming naming) =>
        $"pass-mark: {Text(naming.PassMark)}, dimension-minimum: {Flag(naming.DimensionMinimum)}, veto-blocks: {Flag(naming.VetoBlocks)}"
        + (naming.SurveyMinimum is { } least ? $", figure-minimums: [{{indicator: survey, at-least: {Text(least)}}}]" : "");

    private static string Share(Book book) =>
        book.CountyShare is { } share ? $", minimum-county-share: {Text(share)}" : "";

    private static string[] Continues(Rungs rungs) => rungs.Every == 0
        ? []
        : [$"  continues: {{every-years: {rungs.Every}, tier: {rungs.StarStem}, stars-so-far: {rungs.StarsSoFar}, zh: '{{n}}星鼎'}}"];

    private static string Fate(bool withdraw) => withdraw ? "withdraw" : "keep";

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
