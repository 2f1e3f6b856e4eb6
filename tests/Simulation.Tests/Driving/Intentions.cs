using System.Globalization;
using Simulation.Tests.Audit;
using Simulation.Tests.World;

namespace Simulation.Tests.Driving;

/// <summary>What people want to do next: something that brings a year forward, or anything at all.</summary>
/// <param name="lastYear">The last year that anybody opens.</param>
public sealed partial class Intentions(Auditor auditor, Chance chance, int lastYear)
{
    public static readonly IReadOnlyList<string> People = ["assessor-a", "assessor-b", "reviewer-a", "reviewer-b", "publisher", "chief"];

    private int _strangers;

    /// <summary>What is next on the way of a year to its publication.</summary>
    public Ask Next(YearModel year) => year.Stage switch
    {
        "draft" => new MoveStage("chief", year.Year, "collecting", null),
        "collecting" when year.CollectingUntil < auditor.Today && chance.Once(60) => new HonourDeadlines(year.Year),
        "collecting" => (Ask?)Lacking(year) ?? new MoveStage("chief", year.Year, "review", null),
        "review" =>
            Lacking(year, blockingOnly: true) ?? Undecided(year, 40)
                ?? By(p => new MoveStage(p, year.Year, "notice", null)),
        _ => Undecided(year, 100) ?? Unanswered(year) ?? By(p => new MoveStage(p, year.Year, "published", null)),
    };

    private Submit? Lacking(YearModel year, bool blockingOnly = false)
    {
        var lacking = year.Sheets.Values
            .Select(sheet => (Sheet: sheet, Lacks: year.Lacks(sheet, blockingOnly || chance.Once(50))))
            .Where(s => s.Lacks.Count > 0)
            .ToList();
        if (lacking.Count == 0) return null;
        var together = chance.Once(30);
        var chosen = together ? chance.Some(lacking) : [chance.Of(lacking)];
        return new Submit(
            Assessor(year, chosen.Select(s => s.Sheet)),
            year.Year,
            [.. chosen.SelectMany(s => chance.Some(s.Lacks).Select(id => new FigureLine(s.Sheet.Place.Code, id, Value(id))))],
            together);
    }

    private Ask? Undecided(YearModel year, int percent)
    {
        var open = year.Sheets.Values.SelectMany(
            s => s.Vetoes.Where(v => v.State == "raised").Select(v => (s, v))).ToList();
        if (open.Count == 0 || !chance.Once(percent)) return null;
        var (sheet, veto) = chance.Of(open);
        var step = chance.Of("confirm", "confirm", "reject", "withdraw");
        return step == "withdraw"
            ? new DecideVeto(veto.RaisedBy, year.Year, sheet.Place.Code, veto.Id, step, "an error")
            : By(p => new DecideVeto(p, year.Year, sheet.Place.Code, veto.Id, step, "looked into"));
    }

    private Ask? Unanswered(YearModel year)
    {
        var open = year.Sheets.Values.SelectMany(
            s => s.Objections.Where(o => o.State == "open").Select(o => (s, o))).ToList();
        if (open.Count == 0) return null;
        var (sheet, objection) = chance.Of(open);
        var upheld = chance.Once(25);
        var figure = upheld && chance.Once(60) && sheet.Figures.Count > 0
            ? chance.Of([.. sheet.Figures.Keys.Order(StringComparer.Ordinal)])
            : null;
        var value = figure is null ? null : Value(figure);
        return By(p => new DecideObjection(p, year.Year, sheet.Place.Code, objection.Id, upheld, "looked into", figure, value));
    }

    /// <summary>One of the two who is not recused from any of the regions, or somebody who helps out.</summary>
    private string Assessor(YearModel year, IEnumerable<SheetModel> sheets)
    {
        var recused = sheets.SelectMany(s => year.RecusedFrom(s.Place)).ToHashSet();
        return chance.Shuffled(["assessor-a", "assessor-b"]).FirstOrDefault(p => !recused.Contains(p) || chance.Once(5)) ?? "assessor-c";
    }

    /// <summary>Asked by a person who may, where one of the usual people may; else by a stranger.</summary>
    private Ask By(Func<string, Ask> ask)
    {
        var people = chance.Once(90) ? chance.Shuffled(People.Skip(2)) : [chance.Of(People)];
        return people.Select(ask).FirstOrDefault(a => !auditor.Judge(a).Any(code => code is "SamePersonTwice" or "Recused"))
            ?? ask(string.Create(CultureInfo.InvariantCulture, $"stranger-{++_strangers}"));
    }

    private string Person => chance.Of(People);

    private string Reason => chance.Once(95) ? "for a reason" : " ";

    private string Value(string indicator) =>
        chance.Once(3) ? chance.Of("-1", "abc", "0", "1.50") : indicator switch
    {
        Book.Residents => chance.Of("1", "1.5", "2", "3", "7"),
        "cases" => Number(chance.Between(0, chance.Once(70) ? 6 : 24)),
        "survey" => Number(chance.Between(chance.Once(75) ? 88 : 70, 101)),
        _ => chance.Of("0", "-2.5", Number(chance.Between(-4, 12)), "3.333"),
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
