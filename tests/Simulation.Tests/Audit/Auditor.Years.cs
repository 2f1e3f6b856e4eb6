namespace Simulation.Tests.Audit;

// The life of a year.
public sealed partial class Auditor
{
    private string YearStream(int year) => $"year/{Land!.Province}/{year}";

    private string? JudgeOpen(OpenYear ask)
    {
        if (Land is null) return "ProvinceUnknown";
        if (Years.ContainsKey(ask.Year)) return "YearAlreadyOpen";
        if (!Books.TryGetValue(ask.Book, out var book)) return "RulebookUnknown";
        if (Years.Any(y => y.Key > ask.Year && y.Value.IsPublished)) return "YearOutOfRange";
        var splits = Land.Changes.Any(c => c.Year == ask.Year && c is { Kind: "split", Inherits: true });
        if (splits && !book.Streak.SplitByDecision)
        {
            return "SplitMayNotInherit";
        }

        return ask.NoticeUntil?.Year < ask.Year || ask.CollectingUntil?.Year < ask.Year
            || ask.NoticeUntil <= ask.CollectingUntil
            ? "DatesOutOfOrder"
            : null;
    }

    private IReadOnlyList<string> Open(OpenYear ask)
    {
        Years[ask.Year] = new YearModel(
            ask.Year, Books[ask.Book], Land!, ask.NoticeUntil, ask.CollectingUntil);
        return Note(YearStream(ask.Year), ask, $"year-opened {ask.Book}");
    }

    private IReadOnlyList<string> JudgeMove(MoveStage ask)
    {
        if (!Years.TryGetValue(ask.Year, out var year)) return ["YearUnknown"];
        switch (year.Stage, ask.To)
        {
            case ("draft", "collecting") or ("collecting", "review"):
                return [];
            case ("notice", "review"):
                return One(NoReason(ask.Reason));
            case ("review", "notice"):
                return JudgeNotice(year, ask.Person);
            case ("notice", "published"):
                return JudgePublication(year, ask.Person);
            default:
                return ["StageUnreachable"];
        }
    }

    private static IReadOnlyList<string> JudgeNotice(YearModel year, string person)
    {
        var lacking = year.Sheets.Values.Count(
            s => !s.IsSuspended && year.Lacks(s, blockingOnly: true).Count > 0);
        if (lacking > 0) return [.. Enumerable.Repeat("FiguresMissing", lacking)];
        return year.Sheets.Values.Any(s => s.Submitters.Contains(person)) ? ["SamePersonTwice"] : [];
    }

    private IReadOnlyList<string> JudgePublication(YearModel year, string person)
    {
        if (Years.Any(y => y.Key < year.Year && !y.Value.IsPublished)) return ["PreviousYearNotPublished"];
        if (Today <= year.LastDayOfNotice) return ["NoticePeriodNotElapsed"];
        var undecided = year.Sheets.Values.Sum(s => s.Vetoes.Count(v => v.State == "raised"));
        if (undecided > 0) return [.. Enumerable.Repeat("VetoUndecided", undecided)];
        var unanswered = year.Sheets.Values.Sum(s => s.Objections.Count(o => o.State == "open"));
        if (unanswered > 0) return [.. Enumerable.Repeat("ObjectionUndecided", unanswered)];
        return year.NoticeGivers.Contains(person)
            || year.Sheets.Values.Any(s => s.Confirmers.Contains(person))
            ? ["SamePersonTwice"]
            : [];
    }

    private IReadOnlyList<string> Move(MoveStage ask)
    {
        var year = Years[ask.Year];
        if (ask.To == "published")
        {
            Publish(ask, year);
        }

        Note(YearStream(ask.Year), ask, $"stage-moved {year.Stage} to {ask.To}");
        year.Stage = ask.To;
        year.PeriodUntil = ask.To == "review" ? null : year.PeriodUntil;
        if (ask.To == "notice")
        {
            year.NoticeGivers.Add(ask.Person);
            BeginNotice(ask, year);
        }

        return [];
    }

    private void Publish(MoveStage ask, YearModel year)
    {
        var tables = Rate(year.Year);
        var sheets = year.Sheets.Values.Select(s => s.Place.SheetOf(year.Year)).Select(
            s => $"{s}@{VersionOf(s)}");
        Note(YearStream(year.Year), ask, $"year-published {string.Join(" ", sheets)}");
        year.Published = tables;
        foreach (var row in tables.Rows)
        {
            var unit = year.Land.UnitOf(row.Code);
            var sheet = year.Sheets[row.Code];
            var outcome = new OutcomeModel(
                year.Year, row.Code, row.IsCity, row.Outcome, row.Score, row.Rank, year.Book,
                sheet.IsSuspended ? sheet.Suspensions[^1].Id : null);
            var streak = StreakOf(unit);
            streak.Outcomes.Add(year.Year, outcome);
            streak.Counted.Add(Runs.Count(streak.Outcomes.Values));
            Note($"streak/{unit}", ask, OutcomeLine(outcome, row));
        }
    }

    /// <summary>How an outcome reads on record.</summary>
    private static string OutcomeLine(OutcomeModel outcome, Row row) =>
        $"outcome-recorded {outcome.Year} {outcome.Code} {outcome.Published} score {outcome.Score ?? "-"} "
        + $"rank {outcome.Rank?.ToString() ?? "-"} [{string.Join(" ", row.Reasons)}] suspended by {outcome.SuspensionId ?? "-"}";
}
