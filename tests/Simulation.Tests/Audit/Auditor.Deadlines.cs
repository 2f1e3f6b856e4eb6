using System.Globalization;

namespace Simulation.Tests.Audit;

// Dates: a last day is over on the next one.
public sealed partial class Auditor
{
    private const int WeekBefore = 7;

    /// <summary>Nothing more comes in, although the year still stands in collecting.</summary>
    private bool HasCollectingEnded(YearModel year) =>
        year.Stage == "collecting" && year.CollectingUntil is { } until && until < Today;

    private string? JudgeExtension(ExtendDeadline ask)
    {
        if (!Years.TryGetValue(ask.Year, out var year)) return "YearUnknown";
        if (year.IsPublished) return "StageForbids";
        if (NoReason(ask.Reason) is { } missing) return missing;
        var ofCollecting = ask.Deadline == "collecting";
        if (ofCollecting && (year.Stage is "review" or "notice")) return "StageForbids";
        if (HasCollectingEnded(year)) return "CollectingEnded";
        var now = ofCollecting ? year.CollectingUntil : year.LastDayOfNotice;
        if (now is null) return "DeadlineNotSet";
        if (ask.Until <= now || ask.Until < Today) return "DeadlineNotExtended";
        return ofCollecting && year.NoticeUntil is { } notice && ask.Until >= notice ? "DatesOutOfOrder" : null;
    }

    private IReadOnlyList<string> Extend(ExtendDeadline ask)
    {
        var year = Years[ask.Year];
        if (ask.Deadline == "collecting")
        {
            year.CollectingUntil = ask.Until;
        }
        else
        {
            year.NoticeUntil = ask.Until;
            year.PeriodUntil = year.PeriodUntil is null ? null : ask.Until;
        }

        return Note(YearStream(ask.Year), ask, $"deadline-extended {ask.Deadline} {Day(ask.Until)}");
    }

    /// <summary>The later of the date that is set and the rulebook's least; a date that is over begins no period.</summary>
    private void BeginNotice(MoveStage ask, YearModel year)
    {
        var least = year.Book.NoticeDays > 0 ? Today.AddDays(year.Book.NoticeDays) : (DateOnly?)null;
        var last = new[] { least, year.NoticeUntil }.Max();
        if (last is not { } until || until < Today) return;
        year.PeriodUntil = until;
        Note(YearStream(year.Year), ask, $"notice-begun {Day(Today)} {Day(until)}");
    }

    /// <summary>What the engine must do by itself today, in the words of the record; null: nothing.</summary>
    private string? DueOf(int number)
    {
        if (!Years.TryGetValue(number, out var year)) return null;
        var end = year.Stage switch
        {
            "collecting" => year.CollectingUntil,
            "notice" => year.LastDayOfNotice,
            _ => null,
        };
        if (end is not { } last) return null;
        if (last < Today) return year.Stage == "collecting" ? "stage-moved collecting to review" : null;
        return Today >= last.AddDays(-WeekBefore) && !year.Announced.Contains($"{year.Stage} {Day(last)}")
            ? $"deadline-announced {year.Stage} {Day(last)}"
            : null;
    }

    private IReadOnlyList<string> Honour(HonourDeadlines ask)
    {
        var year = Years[ask.Year];
        var due = DueOf(ask.Year)!;
        if (due.StartsWith("stage-moved", StringComparison.Ordinal))
        {
            year.Stage = "review";
        }
        else
        {
            year.Announced.Add(due["deadline-announced ".Length..]);
        }

        return Note(YearStream(ask.Year), ask, due);
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
