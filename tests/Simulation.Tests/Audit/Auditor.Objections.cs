using System.Globalization;

namespace Simulation.Tests.Audit;

// Objections during notice, and people who keep away.
public sealed partial class Auditor
{
    private string? JudgeObjection(RaiseObjection ask, YearModel year)
    {
        if (year.Stage != "notice" || Today > year.LastDayOfNotice) return "StageForbids";
        if (string.IsNullOrWhiteSpace(ask.Text)) return "FieldMissing";
        return ask.Indicator is null or Book.Residents or "cases" or "survey" or "green" or "accidents"
            ? null
            : "IndicatorUnknown";
    }

    private static string? JudgeAnswer(DecideObjection ask, YearModel year, SheetModel sheet)
    {
        if (Shut(["notice"], ask.Person, year, sheet) is { } shut) return shut;
        if (NoReason(ask.Reason) is { } missing) return missing;
        if (sheet.Objections.Find(o => o.Id == ask.Id) is not { } objection) return "ObjectionUnknown";
        if (objection.State != "open") return "ObjectionAlreadyDecided";
        if (objection.RaisedBy == ask.Person || sheet.Submitters.Contains(ask.Person)) return "SamePersonTwice";
        if (ask.Indicator is null) return null;
        if (!ask.Upheld) return "MalformedInput";
        var malformed = BadIndicator(year, sheet, ask.Indicator) ?? BadValue(ask.Indicator, ask.Value!);
        if (malformed is not null) return malformed;
        if (!sheet.Figures.TryGetValue(ask.Indicator, out var stands)) return "FigureNotSubmitted";
        return stands == decimal.Parse(ask.Value!, CultureInfo.InvariantCulture) ? "FigureUnchanged" : null;
    }

    private static string? JudgeRecusal(DeclareRecusal ask, YearModel year) =>
        NoReason(ask.Reason) ?? (year.Recusals.Any(r => !r.Withdrawn && r.Code == ask.Code && r.Person == ask.Person)
            ? "RecusalAlreadyDeclared"
            : null);

    private string? JudgeReturn(WithdrawRecusal ask)
    {
        if (!Years.TryGetValue(ask.Year, out var year)) return "YearUnknown";
        if (year.Stage is "notice" or "published") return "StageForbids";
        if (NoReason(ask.Reason) is { } missing) return missing;
        if (year.Recusals.Find(r => r.Id == ask.Id) is not { } recusal) return "RecusalUnknown";
        return recusal.Withdrawn ? "RecusalAlreadyWithdrawn" : recusal.Person == ask.Person ? null : "NotYours";
    }

    /// <summary>Who was recused in a published year decides nothing about it afterwards either.</summary>
    private string? RecusedAfterwards(string unit, int year, string person) =>
        Streaks.GetValueOrDefault(unit)?.Outcomes.GetValueOrDefault(year) is { } outcome
        && Years[year].RecusedFrom(Years[year].Sheets[outcome.Code].Place).Contains(person)
            ? "Recused"
            : null;

    private string? RecusedFromRevocation(string unit, string id, string person) =>
        Streaks.GetValueOrDefault(unit)?.Revocations.Find(r => r.Id == id) is { } revocation
            ? RecusedAfterwards(unit, revocation.Year, person)
            : null;

    private IReadOnlyList<string> TakeObjection(Ask ask)
    {
        if (ask is RaiseObjection raised)
        {
            var about = Years[raised.Year].Sheets[raised.Code];
            var id = $"{raised.Code}-o-{about.Objections.Count + 1}";
            about.Objections.Add(new ObjectionModel(id, ask.Person));
            return Note(
                about.Place.SheetOf(raised.Year), ask, $"objection-raised {id} city {raised.Indicator ?? "-"}", id);
        }

        var answer = (DecideObjection)ask;
        var year = Years[answer.Year];
        var sheet = year.Sheets[answer.Code];
        var stream = sheet.Place.SheetOf(answer.Year);
        var objection = sheet.Objections.Single(o => o.Id == answer.Id);
        objection.State = answer.Upheld ? "upheld" : "rejected";
        sheet.Confirmers.Add(ask.Person);
        Note(stream, ask, $"objection-decided {answer.Id} {objection.State}");
        if (!answer.Upheld) return [];
        if (answer.Indicator is { } indicator)
        {
            var (before, after) = (sheet.Figures[indicator], decimal.Parse(answer.Value!, CultureInfo.InvariantCulture));
            sheet.Figures[indicator] = after;
            sheet.Submitters.Add(ask.Person);
            Note(stream, ask, $"figure-amended {indicator} {Number(before)} to {Number(after)}");
        }

        year.Stage = "review";
        year.PeriodUntil = null;
        return Note(YearStream(answer.Year), ask, "stage-moved notice to review");
    }

    private IReadOnlyList<string> TakeRecusal(Ask ask)
    {
        if (ask is WithdrawRecusal back)
        {
            Years[back.Year].Recusals.Single(r => r.Id == back.Id).Withdrawn = true;
            return Note(YearStream(back.Year), ask, $"recusal-withdrawn {back.Id}");
        }

        var declared = (DeclareRecusal)ask;
        var recusals = Years[declared.Year].Recusals;
        var id = $"{declared.Code}-c-{recusals.Count(r => r.Code == declared.Code) + 1}";
        recusals.Add(new RecusalModel(id, declared.Code, ask.Person));
        return Note(YearStream(declared.Year), ask, $"recusal-declared {id} {declared.Code}", id);
    }
}
