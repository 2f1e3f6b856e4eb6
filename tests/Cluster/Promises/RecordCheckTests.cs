using System.Text.Json;
using Cluster.Tests.Load;

namespace Cluster.Tests.Promises;

/// <summary>The checks themselves: each breach is planted in a small record, and found.</summary>
public sealed class RecordCheckTests
{
    private const string Sheet = "county/2005/990101";

    [Fact]
    public void What_was_acknowledged_and_is_there_once_is_no_breach() =>
        Assert.Empty(Breaches([Told("a", Outcome.Ok, 1), Told("b", Outcome.Ok, 2), Told("c", Outcome.Refused, 0)], ["a", "b"]));

    [Fact]
    public void A_lost_command_is_found() =>
        Assert.Contains(Promise.Kept, Breaches([Told("a", Outcome.Ok, 1), Told("b", Outcome.Ok, 2)], ["a"]));

    [Fact]
    public void A_command_that_was_acknowledged_with_another_hash_is_found() =>
        Assert.Contains(Promise.Kept, Breaches([Told("a", Outcome.Ok, 2), Told("b", Outcome.Ok, 1)], ["a", "b"]));

    [Fact]
    public void A_command_that_was_applied_twice_is_found() =>
        Assert.Contains(Promise.Once, Breaches([Told("a", Outcome.Ok, 1)], ["a", "a"]));

    [Fact]
    public void A_refused_command_on_record_is_found() =>
        Assert.Contains(Promise.Refused, Breaches([Told("a", Outcome.Ok, 1), Told("b", Outcome.Refused, 0)], ["a", "b"]));

    [Fact]
    public void A_command_without_an_answer_is_told() =>
        Assert.Contains(Promise.Served, Breaches([Told("a", Outcome.Unknown, 0)], []));

    [Fact]
    public void Entries_of_a_command_that_stand_apart_are_found() => Assert.Contains(
        Promise.Once,
        RecordCheck.Entries(Record(["a", "b", "a"]), []).Select(breach => breach.Promise));

    [Fact]
    public void A_version_that_is_there_twice_and_a_gap_are_found()
    {
        var record = Record(["a", "b", "c"]);
        var twice = record with { Entries = [.. record.Entries.Select(entry => entry with { Version = Math.Min(entry.Version, 2) })] };
        var gap = record with { Entries = [.. record.Entries.Where(entry => entry.Version != 2)] };

        Assert.Single(RecordCheck.Entries(twice, []));
        Assert.Single(RecordCheck.Entries(gap, []));
    }

    [Fact]
    public void Two_answers_to_one_write_that_differ_contradict_each_other()
    {
        using var history = new History(Path.Combine(Path.GetTempPath(), $"history-{Environment.ProcessId}.jsonl"));
        var intent = Told("a", Outcome.Ok, 1).Intent;
        history.Begin(intent);
        history.Note(intent, "node-1", Answer.None);
        history.Note(intent, "node-1", new Answer(200, "one"));
        history.Note(intent, "node-2", new Answer(503, "busy"));
        history.Note(intent, "node-2", new Answer(200, "one"));
        Assert.Empty(history.Contradictions);

        history.Note(intent, "node-2", new Answer(200, "another"));
        history.Note(intent, "node-1", new Answer(409, "refused"));

        Assert.Equal(2, history.Contradictions.Count);
        File.Delete(history.Path);
    }

    [Fact]
    public void Streaks_are_reckoned_from_acknowledged_writes_alone()
    {
        // 990101: surveys of 60, 20 and 60 per cent in 2005-2007 are 80, 60 and 80 points less the incidents.
        var reckoning = new Reckoning(
        [
            Survey("a", 2005, 60, version: 1), Survey("b", 2006, 20, version: 1), Survey("c", 2007, 60, version: 2),
            Survey("late", 2007, 0, version: 1), Told("d", Outcome.Ok, 1, year: 2006),
            Survey("refused", 2006, 100, version: 9) with { Outcome = Outcome.Refused },
        ]);

        Assert.Equal((80m, 59m, 80m), (reckoning.Score(2005, "990101"), reckoning.Score(2006, "990101"), reckoning.Score(2007, "990101")));
        Assert.Equal((1, 0, 1), (reckoning.Streak("990101", 2005), reckoning.Streak("990101", 2006), reckoning.Streak("990101", 2007)));
    }

    private static List<Promise> Breaches(IReadOnlyList<Recorded> history, string[] onRecord)
    {
        var record = Record(onRecord);
        return
        [
            .. RecordCheck.Commands(record, history).Concat(RecordCheck.Entries(record, history))
                .Concat(RecordCheck.Effects(record, history)).Select(breach => breach.Promise),
        ];
    }

    /// <summary>One sheet with an incident for each key.</summary>
    private static RawRecord Record(string[] keys) => new(
        [.. keys.Select(key => new CommandRow($"id-{key}", key))],
        [.. keys.Select((key, index) => new EntryRow(
            "990000", index + 1, Sheet, index + 1, "incident-recorded", $"id-{key}", $"hash-{index + 1}"))]);

    /// <summary>An incident of 990101, acknowledged as the sheet's given version.</summary>
    private static Recorded Told(string key, Outcome outcome, int version, int year = 2005) => new(
        new Intent(key, new Person("wang", ""), HttpMethod.Post, "/incidents", "[]", [new Effect.Incident(year, "990101")]),
        outcome,
        outcome == Outcome.Ok ? Receipt($"id-{key}", Sheet, version) : "");

    private static Recorded Survey(string key, int year, int value, int version) => new(
        new Intent(key, new Person("wang", ""), HttpMethod.Post, "/figures", "[]", [new Effect.Survey(year, "990101", value)]),
        Outcome.Ok,
        Receipt($"id-{key}", BenchProvince.Sheet("990101", year), version));

    private static string Receipt(string id, string stream, int version) => JsonSerializer.Serialize(new
    {
        id, stream, version, hash = $"hash-{version}", recordedAt = "2026-01-01T00:00:00.000Z", streams = new[] { new { stream, version } },
    });
}
