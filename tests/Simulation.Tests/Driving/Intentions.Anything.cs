using System.Globalization;
using Simulation.Tests.Audit;

namespace Simulation.Tests.Driving;

// Anything anybody may try, sensible or not.
public sealed partial class Intentions
{
    private static readonly string[] Stages = ["collecting", "review", "notice", "published"];

    /// <summary>Some command about some year; often one that must be refused.</summary>
    public Ask Any()
    {
        if (auditor.Years.Count == 0) return Open();
        return chance.Between(1, 100) switch
        {
            <= 4 => Open(),
            <= 9 => Move(Year()),
            <= 14 => Extend(Year()),
            <= 30 => AfterPublication(),
            _ => About(SomeSheet(Year())),
        };
    }

    /// <summary>
    /// Commands to be sent at once: about one region's sheet, its year's stage, or one unit's streak.
    /// </summary>
    public IReadOnlyList<Ask> Burst()
    {
        if (chance.Once(8)) return [.. Enumerable.Range(0, chance.Between(2, 3)).Select(_ => Open())];
        var year = Year();
        if (year.IsPublished && chance.Once(70))
        {
            var unit = chance.Of([.. auditor.Streaks.Keys]);
            return [.. Enumerable.Range(0, chance.Between(2, 4)).Select(_ => Revocation(unit))];
        }

        var sheet = SomeSheet(year);
        var asks = Enumerable.Range(0, chance.Between(2, 5)).Select(_ => About(sheet)).ToList();
        if (chance.Once(50) && !year.IsPublished) asks.Add(Next(year));
        if (chance.Once(20)) asks.Add(Move(year));
        if (chance.Once(15)) asks.Add(Extend(year));
        if (chance.Once(25)) asks.AddRange(Enumerable.Repeat(new HonourDeadlines(year.Year), chance.Between(1, 3)));
        if (year.Stage == "review" && chance.Once(50)) asks.Add(
            new MoveStage(chance.Of(asks).Person, year.Year, "notice", null));
        return asks;
    }

    private YearModel Year() =>
        chance.Once(75) && auditor.Years.Values.FirstOrDefault(y => !y.IsPublished) is { } open
        ? open
        : chance.Of([.. auditor.Years.Values]);

    private (YearModel Year, SheetModel Sheet) SomeSheet(YearModel year) =>
        (year, chance.Of([.. year.Sheets.Values]));

    private OpenYear Open()
    {
        var last = auditor.Years.Count == 0 ? 2000 : auditor.Years.Keys.Max();
        var year = chance.Of(last, Math.Min(last + 1, lastYear));
        var book = chance.Once(90) ? chance.Of([.. auditor.Books.Keys]) : "nobody-knows";
        return new OpenYear(
            Person, year, book, chance.Once(80) ? null : new DateOnly(chance.Of(year, year - 1), 12, 1),
            chance.Once(80) ? null : new DateOnly(chance.Of(year, year - 1), 11, chance.Between(1, 30)));
    }

    private MoveStage Move(YearModel year) =>
        new(Person, year.Year, chance.Of(Stages), chance.Of(null, "an objection was upheld"));

    private ExtendDeadline Extend(YearModel year)
    {
        var deadline = chance.Of("collecting", "notice");
        var stands = (deadline == "collecting" ? year.CollectingUntil : year.LastDayOfNotice) ?? auditor.Today;
        var until = (chance.Once(50) ? stands : auditor.Today).AddDays(chance.Between(-1, 9));
        return new ExtendDeadline(Person, year.Year, deadline, until, Reason);
    }

    private Ask About((YearModel Year, SheetModel Sheet) about)
    {
        var (year, sheet) = about;
        return chance.Between(1, 100) switch
        {
            <= 4 => Recusal(year, sheet),
            <= 10 => Objection(year, sheet),
            <= 18 => Submit(year, sheet),
            <= 32 => Amend(year, sheet),
            <= 47 => Incidents(year, sheet),
            <= 60 => IncidentChange(year, sheet),
            <= 72 => new RaiseVeto(Person, year.Year, sheet.Place.Code, Ground, Reason),
            <= 84 => VetoChange(year, sheet),
            <= 91 => new Suspend(Person, year.Year, sheet.Place.Code, Reason),
            _ => new DecideSuspension(
                Person, year.Year, sheet.Place.Code, Id(sheet, 's', sheet.Suspensions.Count), chance.Once(50), Reason),
        };
    }

    private Ask Recusal(YearModel year, SheetModel sheet)
    {
        if (year.Recusals.Count == 0 || chance.Once(40))
        {
            return new DeclareRecusal(Person, year.Year, sheet.Place.Code, Reason);
        }

        var recusal = chance.Of(year.Recusals);
        return new WithdrawRecusal(
            chance.Once(80) ? recusal.Person : Person, year.Year, chance.Once(90) ? recusal.Id : $"{sheet.Place.Code}-c-9", Reason);
    }

    private Ask Objection(YearModel year, SheetModel sheet) => chance.Once(60)
        ? new RaiseObjection(
            Person, year.Year, sheet.Place.Code, chance.Once(95) ? "that is wrong" : " ",
            chance.Of(null, "cases", "survey", Book.Residents, chance.Once(10) ? "luck" : "accidents"))
        : new DecideObjection(
            Person, year.Year, sheet.Place.Code, Id(sheet, 'o', sheet.Objections.Count), chance.Once(40), Reason,
            chance.Once(60) ? null : chance.Of("cases", "survey", "green"), Value("survey"));

    private string Ground =>
        chance.Of(Book.Deadly, Book.Falsified, Book.Riot, chance.Once(20) ? "whim" : Book.Falsified);

    private Submit Submit(YearModel year, SheetModel sheet)
    {
        var indicators = chance.Some(
            ["cases", "survey", "green", Book.Residents, chance.Once(30) ? "accidents" : "cases", "cases"]);
        var code = chance.Once(95) ? sheet.Place.Code
            : chance.Of([.. year.Land.Places.Where(p => p.IsCity == sheet.Place.IsCity)]).Code;
        var rows = indicators.Take(3).Select(
            id => new FigureLine(code, chance.Once(97) ? id : "luck", Value(id)));
        return new Submit(Person, year.Year, [.. rows], chance.Once(30));
    }

    private AmendFigure Amend(YearModel year, SheetModel sheet)
    {
        var indicator = sheet.Figures.Count > 0 && chance.Once(90)
            ? chance.Of([.. sheet.Figures.Keys.Order(StringComparer.Ordinal)])
            : chance.Of("cases", "survey", "green");
        var version = auditor.VersionOf(sheet.Place.SheetOf(year.Year)) - (chance.Once(10) ? 1 : 0);
        var value = chance.Once(5) && sheet.Figures.TryGetValue(indicator, out var same)
            ? Auditor.Number(same) : Value(indicator);
        return new AmendFigure(
            chance.Of("assessor-a", "assessor-b"), year.Year, sheet.Place.Code, indicator, value, Reason, version);
    }

    private RecordIncidents Incidents(YearModel year, SheetModel sheet) => new(
        chance.Of("assessor-a", "assessor-b", "chief"),
        year.Year,
        [.. Enumerable.Range(0, chance.Between(1, 2)).Select(_ => Incident(year, sheet))],
        chance.Once(30));

    private IncidentLine Incident(YearModel year, SheetModel sheet) => new(
        sheet.Place.Code,
        chance.Once(97) ? chance.Of(Book.Accident, Book.Accident, Book.Fire) : "flood",
        new DateOnly(year.Year + (chance.Once(3) ? 1 : 0), chance.Between(1, 12), chance.Between(1, 28)),
        chance.Of(0, 0, 1, 12, chance.Once(10) ? -1 : 3),
        chance.Of(null, "ordinary", "larger", "extreme"),
        chance.Once(70));

    private Ask IncidentChange(YearModel year, SheetModel sheet)
    {
        var id = Id(sheet, 'i', sheet.Incidents.Count);
        return chance.Once(50)
            ? new AmendIncident(
                chance.Of("assessor-a", "chief"), year.Year, id, Incident(year, sheet), Reason)
            : new WithdrawIncident(chance.Of("assessor-b", "chief"), year.Year, sheet.Place.Code, id, Reason);
    }

    private Ask VetoChange(YearModel year, SheetModel sheet)
    {
        var id = Id(sheet, 'v', sheet.Vetoes.Count);
        var raiser = sheet.Vetoes.Find(v => v.State == "raised")?.RaisedBy ?? Person;
        return chance.Once(35)
            ? new AmendVeto(chance.Of(raiser, Person), year.Year, sheet.Place.Code, id, Ground, Reason)
            : new DecideVeto(
                Person, year.Year, sheet.Place.Code, id, chance.Of("confirm", "confirm", "reject", "withdraw"), chance.Of(null, "seen"));
    }

    private Ask AfterPublication()
    {
        var open = auditor.Streaks
            .SelectMany(s => s.Value.Outcomes.Values.Where(o => o.Now == "suspended"))
            .ToList();
        if (open.Count > 0 && chance.Once(40))
        {
            var outcome = chance.Of(open);
            return new DecideSuspension(
                Person, outcome.Year, outcome.Code, outcome.SuspensionId!, chance.Once(60), Reason);
        }

        return auditor.Streaks.Count == 0 ? About(SomeSheet(Year()))
            : Revocation(chance.Of([.. auditor.Streaks.Keys]));
    }

    private Ask Revocation(string unit)
    {
        var streak = auditor.Streaks[unit];
        if (streak.Revocations.Count > 0 && chance.Once(60))
        {
            var id = chance.Once(95) ? chance.Of(streak.Revocations).Id : $"{unit}-r-99";
            return chance.Once(15)
                ? new AmendRevocation(Person, unit, id, Reason)
                : new DecideRevocation(
                    Person, unit, id, chance.Of("confirm", "confirm", "reject", "withdraw"), chance.Of(null, "seen"));
        }

        var designated = streak.Outcomes.Values.Where(o => o.Now == "designated").Select(o => o.Year).ToList();
        var years = designated.Count > 0 && chance.Once(85) ? designated : [.. streak.Outcomes.Keys, 2000];
        return new ProposeRevocation(Person, unit, chance.Of(years), Reason);
    }

    // One that is there, mostly; sometimes one too many.
    private string Id(SheetModel sheet, char kind, int count) => string.Create(
        CultureInfo.InvariantCulture, $"{sheet.Place.Code}-{kind}-{chance.Between(1, Math.Max(1, count + (chance.Once(10) ? 1 : 0)))}");
}
