using System.Diagnostics;

namespace Award.Ledger.Appending;

/// <summary>A command under way, with what has become of it so far. Answered once, after the commit.</summary>
internal sealed class Waiting(PreparedCommand command)
{
    public PreparedCommand Command { get; } = command;

    public TaskCompletionSource<AppendResult> Done { get; } = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    public AppendResult? Result { get; set; }

    public Exception? Fault { get; set; }

    /// <summary>The receipt of a commit of which nobody knows whether it was made.</summary>
    public Receipt? Unsure { get; set; }

    public void Answer()
    {
        if (Fault is not null)
        {
            Done.TrySetException(Fault);
        }
        else
        {
            Done.TrySetResult(Result!);
        }
    }

    /// <summary>Takes note of a batch that was committed.</summary>
    public static void Measure(IReadOnlyList<Waiting> batch, long start)
    {
        LedgerMetrics.BatchCommands.Record(batch.Count);
        LedgerMetrics.CommitDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        LedgerMetrics.Entries.Add(batch.Sum(waiting =>
            waiting.Result is AppendResult.Committed ? waiting.Command.Payloads.Sum(p => p.Length) : 0));
        LedgerMetrics.Conflicts.Add(batch.Count(waiting => waiting.Result is AppendResult.Conflict));
        LedgerMetrics.Repeats.Add(batch.Count(waiting => waiting.Result is AppendResult.AlreadyRecorded));
    }
}
