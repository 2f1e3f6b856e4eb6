using Award.Ledger.Verify;
using Cluster.Tests.Load;
using Cluster.Tests.Parts;

namespace Cluster.Tests.Promises;

/// <summary>
/// Holds what clients were told against the rows of the record: every receipt is there as it was given, nothing is there twice,
/// and nothing that was refused.
/// </summary>
public static class RecordCheck
{
    public static async Task<IReadOnlyList<Breach>> CheckAsync(Installation installation, IReadOnlyList<Recorded> history)
    {
        var record = await RawRecord.ReadAsync(installation);
        List<Breach> breaches = [.. Commands(record, history), .. Entries(record, history), .. Effects(record, history)];
        var receipts = history.Where(recorded => recorded.Outcome == Outcome.Ok).Select(recorded => KeptReceipt.Parse(recorded.Body));
        var report = LedgerVerifier.Verify(installation.Record, [.. receipts]);
        breaches.AddRange(report.Findings.Take(20).Select(finding => new Breach(Promise.Verified, finding.ToString())));
        return breaches;
    }

    /// <summary>A command row for each key that was acknowledged, one, and none for any other.</summary>
    internal static IEnumerable<Breach> Commands(RawRecord record, IReadOnlyList<Recorded> history)
    {
        var rows = record.Commands.ToLookup(row => row.Key);
        foreach (var (intent, outcome, body) in history)
        {
            var found = rows[intent.Key].Count();
            var what = $"{intent.Key} {intent.Method} {intent.Path} {intent.Body}";
            if (outcome == Outcome.Unknown)
            {
                yield return new Breach(Promise.Served, $"{what} has no answer yet", intent.Period);
            }
            else if (outcome == Outcome.Ok && found == 0)
            {
                yield return new Breach(Promise.Kept, $"{what} was acknowledged and is not on record: {body}", intent.Period);
            }
            else if (outcome == Outcome.Refused && found > 0)
            {
                yield return new Breach(Promise.Refused, $"{what} was refused and is on record: {body}", intent.Period);
            }
            else if (found > 1)
            {
                yield return new Breach(Promise.Once, $"{what} is on record {found} times", intent.Period);
            }
        }
    }

    /// <summary>
    /// The entries of a command stand side by side, its receipt names the last of one of its streams, and versions and positions
    /// run from 1 without gaps or doubles.
    /// </summary>
    internal static IEnumerable<Breach> Entries(RawRecord record, IReadOnlyList<Recorded> history)
    {
        var there = record.Entries.Select(entry => (entry.Stream, entry.Version, entry.Hash, entry.Command)).ToHashSet();
        foreach (var (intent, _, body) in history.Where(recorded => recorded.Outcome == Outcome.Ok))
        {
            var receipt = KeptReceipt.Parse(body);
            if (!there.Contains((receipt.Stream, receipt.Version, receipt.Hash, receipt.Id)))
            {
                yield return new Breach(Promise.Kept, $"{intent.Key}: no entry is as its receipt says: {body}", intent.Period);
            }
        }

        foreach (var stream in record.Entries.GroupBy(entry => entry.Stream))
        {
            if (!stream.Select(entry => entry.Version).Order().SequenceEqual(Enumerable.Range(1, stream.Count()).Select(n => (long)n)))
            {
                yield return new Breach(Promise.Once, $"{stream.Key}: its versions have gaps or doubles");
            }
        }

        foreach (var province in record.Entries.GroupBy(entry => entry.Province))
        {
            var entries = province.ToList();
            var runs = entries.Where((entry, index) => index == 0 || entries[index - 1].Command != entry.Command);
            foreach (var (command, places) in runs.CountBy(entry => entry.Command).Where(run => run.Value > 1))
            {
                yield return new Breach(Promise.Once, $"{province.Key}: the entries of command {command} stand in {places} places");
            }
        }
    }

    /// <summary>So many incidents on a sheet as were acknowledged; each year published once; each outcome once.</summary>
    internal static IEnumerable<Breach> Effects(RawRecord record, IReadOnlyList<Recorded> history)
    {
        var reckoning = new Reckoning(history);
        var incidents = record.Entries.Where(entry => entry.Kind == "incident-recorded").CountBy(entry => entry.Stream).ToDictionary();
        foreach (var (year, region) in reckoning.Sheets)
        {
            var sheet = BenchProvince.Sheet(region, year);
            incidents.Remove(sheet, out var found);
            if (found != reckoning.Incidents(year, region))
            {
                yield return new Breach(
                    found > reckoning.Incidents(year, region) ? Promise.Once : Promise.Kept,
                    $"{sheet} holds {found} incidents, and {reckoning.Incidents(year, region)} were acknowledged");
            }
        }

        foreach (var (sheet, found) in incidents)
        {
            yield return new Breach(Promise.Refused, $"{sheet} holds {found} incidents that nobody was told of");
        }

        var published = record.Entries.Where(entry => entry.Kind == "year-published").CountBy(entry => entry.Stream).ToDictionary();
        foreach (var (province, year) in reckoning.Published)
        {
            if (published.GetValueOrDefault($"year/{province}/{year}") is var times and not 1)
            {
                yield return new Breach(Promise.Once, $"{province} {year} was published {times} times");
            }
        }

        var perYear = reckoning.Published.CountBy(p => p.Province[..2]).ToDictionary();
        var outcomes = record.Entries.Where(entry => entry.Kind == "outcome-recorded").CountBy(entry => entry.Stream);
        foreach (var (streak, count) in outcomes)
        {
            if (perYear.GetValueOrDefault(streak.Split('/')[1][..2]) is var years && years != count)
            {
                yield return new Breach(Promise.Once, $"{streak} has {count} outcomes of {years} published years");
            }
        }
    }
}
