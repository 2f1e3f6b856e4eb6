using System.Globalization;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules.Record;

namespace Simulation.Tests.Engine;

/// <summary>
/// Faults that can be planted beneath the engine. A simulation that stays green with one of them is worth
/// nothing.
/// </summary>
public enum Planted
{
    Nothing,

    /// <summary>A recount says one year more than was counted.</summary>
    StreakOffByOne,

    /// <summary>A streak's document lacks its last title.</summary>
    LostTitle,

    /// <summary>
    /// Every notice is lost, and heads that moved later are never told: working standings stay as they were.
    /// </summary>
    NeverHeals,

    /// <summary>Idempotency keys are forgotten: what is retried is applied again.</summary>
    DoubleApply,

    /// <summary>Guards are not looked at: a submission slips past a change of stage.</summary>
    SkippedGuard,

    /// <summary>A publication records one region's outcome too few.</summary>
    LostOutcome,

    /// <summary>A receipt is given for what was never written.</summary>
    EmptyPromise,

    /// <summary>The first two of a published table have changed places.</summary>
    SwappedPlaces,
}

/// <summary>What each planted fault makes of a command.</summary>
internal static class Plants
{
    public static Command Spoil(Command command, Planted planted, int number) => planted switch
    {
        Planted.StreakOffByOne => command with
        {
            Appends = [.. command.Appends.Select(append => append with { Facts = [.. append.Facts.Select(OneMore)] })],
        },
        Planted.LostTitle => command with { Documents = [.. command.Documents.Select(WithoutLastTitle)] },
        Planted.DoubleApply => command with
        {
            IdempotencyKey = string.Create(
                CultureInfo.InvariantCulture, $"{command.IdempotencyKey}~{number}"),
        },
        Planted.SkippedGuard => command with { Guards = [] },
        Planted.LostOutcome when command.Appends is [.., { Facts: [OutcomeRecorded] }] =>
            command with { Appends = [.. command.Appends.SkipLast(1)] },
        Planted.SwappedPlaces => command with { Documents = [.. command.Documents.Select(Swapped)] },
        _ => command,
    };

    public static AppendResult EmptyPromise(Command command)
    {
        var append = command.Appends[0];
        var head = new StreamHead(append.Stream, append.ExpectedVersion + 1, 1, ContentHash.None);
        var id = EntryText.CommandId(command.Actor, command.IdempotencyKey, command.BodyHash);
        return new AppendResult.Committed(
            new Receipt(id, append.Stream, head.Version, head.Hash, command.At, [head]));
    }

    private static Fact OneMore(Fact fact) =>
        fact is StreakRecounted recount ? recount with { Years = recount.Years + 1 } : fact;

    private static PublishedDocument WithoutLastTitle(PublishedDocument document)
    {
        if (!document.Key.StartsWith("streaks/", StringComparison.Ordinal)) return document;
        var streak = DocumentJson.Read<StreakDocument>(document.Bytes.Span);
        return DocumentJson.Write(document.Key, streak with { Titles = [.. streak.Titles.SkipLast(1)] });
    }

    private static PublishedDocument Swapped(PublishedDocument document)
    {
        if (!document.Key.StartsWith("standings/", StringComparison.Ordinal)) return document;
        var table = DocumentJson.Read<StandingsDocument>(document.Bytes.Span);
        return DocumentJson.Write(
            document.Key, table with { Rows = [.. table.Rows.Take(2).Reverse(), .. table.Rows.Skip(2)] });
    }
}
