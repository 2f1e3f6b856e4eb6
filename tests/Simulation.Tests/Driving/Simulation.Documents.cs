using System.Globalization;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules.Record;
using Simulation.Tests.Audit;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Driving;

// The published documents and the counts of streaks.
public sealed partial class Simulation
{
    private async Task CheckDocumentsAsync(YearModel year)
    {
        foreach (var level in (string[])["county", "city"])
        {
            var table = await ReadAsync<StandingsDocument>($"standings/{Land.Province}/{year.Year}/{level}");
            Compare.Same(
                [.. year.Published!.Level(level).Select(row => Describe(row, year, MovementOf(row, year)))],
                [.. table.Rows.Select(Describe)],
                () => $"published standings of {year.Year}, {level}");
        }

        foreach (var row in year.Published!.Rows)
        {
            var sheet = await ReadAsync<SheetDocument>($"sheets/{Land.Province}/{year.Year}/{row.Code}");
            Compare.Same(
                DescribeSheet(row, year.Sheets[row.Code]), DescribeSheet(sheet), () =>
                    $"published sheet {year.Year}/{row.Code}");
        }

        _tally.Add("published years compared");
    }

    private int? MovementOf(Row row, YearModel year)
    {
        var last = _auditor.Streaks[year.Land.UnitOf(row.Code)].Outcomes.GetValueOrDefault(year.Year - 1);
        return last is not null && last.IsCity == row.IsCity ? last.Rank - row.Rank : null;
    }

    private static string Describe(Row row, YearModel year, int? movement) =>
        DescribeStanding(
            row.Code, year.Land.UnitOf(row.Code), row.Rank, row.Score is null, row.Score, row.Outcome, movement);

    private static string Describe(StandingsRow row) =>
        DescribeStanding(row.Code, row.Lineage, row.Rank, row.Pending, row.Score, row.Outcome, row.Movement);

    private static string DescribeStanding(
        string code, string unit, int? rank, bool pending, string? score, string outcome, int? movement) =>
        $"{code} of {unit} rank {Text(rank)} {(pending ? "pending" : score)} {outcome} moved {Text(movement)}";

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string DescribeSheet(Row row, SheetModel sheet) => DescribeSheet(
        row.Outcome,
        row.Score,
        row.Rank,
        row.Reasons,
        row.Points.Select(p => $"{p.Key}={p.Value ?? "-"}"),
        sheet.Counted.Select(i => i.Id),
        sheet.Barring);

    private static string DescribeSheet(SheetDocument sheet) => DescribeSheet(
        sheet.Outcome,
        sheet.Score,
        sheet.Rank,
        sheet.Reasons.Select(r => r.Code),
        Nodes(sheet.Root).Select(n => $"{n.Id}={n.Points ?? "-"}"),
        sheet.Incidents.Select(i => i.Id),
        sheet.Vetoes);

    private static string DescribeSheet(
        string outcome,
        string? score,
        int? rank,
        IEnumerable<string> reasons,
        IEnumerable<string> points,
        IEnumerable<string> incidents,
        IEnumerable<string> vetoes) =>
        $"{outcome} {score ?? "-"} rank {Text(rank)} [{string.Join(" ", reasons)}] {string.Join(" ", points)}; "
        + $"{string.Join(" ", incidents)}; {string.Join(" ", vetoes.Order(StringComparer.Ordinal))}";

    private static IEnumerable<ScoreText> Nodes(ScoreText node) =>
        node.Children.SelectMany(Nodes).Prepend(node);

    /// <summary>
    /// Each recount against the auditor's count at that point; the document against its count now.
    /// </summary>
    private async Task CheckStreaksAsync()
    {
        foreach (var (unit, streak) in _auditor.Streaks.Where(s => s.Value.Outcomes.Count > 0))
        {
            var entries = await _silo.Ledger.ReadStreamAsync($"streak/{unit}");
            var upTo = CheckRecounts(unit, streak, entries);
            var document = await ReadAsync<StreakDocument>($"streaks/{Land.Province}/{unit}");
            Compare.Same(
                [
                    .. streak.Outcomes.Values.Select(o => DescribeYear(
                        o.Year, o.Code, o.IsCity ? "city"
                            : "county", o.Now, o.Published, o.Score, o.Rank, o.RevokedAfter)),
                    $"titles {string.Join(", ", streak.Counted[^1].Titles)} up to {upTo}",
                ],
                [
                    .. document.Years.Select(y => DescribeYear(
                        y.Year, y.Code, y.Level, y.Outcome, y.Published, y.Score, y.Rank, y.RevokedAfter)),
                    $"titles {string.Join(", ", document.Titles.Select(t => $"{t.Tier} {t.Year}"))} up to {document.RecountedUpTo}",
                ],
                () => $"published streak of {unit}");
            CountStreak(streak);
        }
    }

    private static string DescribeYear(
        int year, string code, string level, string now, string published, string? score, int? rank, int? revokedAfter) =>
        $"{year} {code} {level} {now} (published {published} {score ?? "-"} rank {Text(rank)}) revoked after {Text(revokedAfter)}";

    private static long CheckRecounts(string unit, StreakModel streak, IReadOnlyList<Entry> entries)
    {
        var (counted, upTo, recounted) = (0, 0L, 0);
        foreach (var entry in entries)
        {
            if (entry.Fact is OutcomeRecorded or SuspensionResolved or RevocationConfirmed)
            {
                (counted, upTo) = (counted + 1, entry.Version);
            }
            else if (entry.Fact is StreakRecounted recount)
            {
                Compare.Holds(
                    recounted < counted, () =>
                        $"streak of {unit} recounted twice at version {entry.Version}");
                Compare.Same(
                    $"{streak.Counted.ElementAtOrDefault(counted)} up to {upTo}",
                    $"{EntryLines.Of(recount)} up to {recount.UpTo}",
                    () => $"recount of {unit} at version {entry.Version}");
                recounted = counted;
            }
        }

        Compare.Holds(recounted == streak.Counted.Count - 1, () =>
            $"streak of {unit}: {streak.Counted.Count - 1} facts to count, the last recount saw {recounted}");
        return upTo;
    }

    private void CountStreak(StreakModel streak)
    {
        _tally.Add("streaks compared");
        _tally.Add("titles held", streak.Counted[^1].Titles.Count);
        _tally.Add("years revoked", streak.Outcomes.Values.Count(o => o.Now == "revoked"));
        _tally.Add("years in runs", streak.Counted[^1].Years);
    }

    private async Task<T> ReadAsync<T>(string key)
        where T : notnull
    {
        var document = await _silo.Ledger.FindAsync(key);
        Compare.Holds(document is not null, () => $"there is no document {key}");
        return DocumentJson.Read<T>(document!.Bytes.Span);
    }
}
