using Award.Ledger;
using Award.Ledger.Replay;
using Award.Rules.Record;

namespace Award.Grains.Live;

/// <summary>A year as its board sees it: where it stands now, and what the board is made by.</summary>
/// <param name="Now">The year with everything on record.</param>
/// <param name="Made">The year the board is made by: as of now, or as it was when the board froze.</param>
/// <param name="FrozenAt">
/// Position of the entry that froze the board: the first step to review of a year that is live until then. A return to review
/// is a second such step and changes nothing.
/// </param>
/// <param name="Changes">How often what is rated by changed up to there, after the opening.</param>
internal sealed record BoardYear(YearOnRecord Now, YearOnRecord Made, long? FrozenAt, int Changes)
{
    public static BoardYear New(string stream) => new(YearOnRecord.New(stream), YearOnRecord.New(stream), null, 0);

    /// <summary>Whether anyone may see a board now: a year that is not embargoed, between draft and publication.</summary>
    public bool HasBoard =>
        Now.State.Opened?.Visibility is Visibility.Live or Visibility.LiveUntilFreeze
        && Now.State.Stage is Stage.Collecting or Stage.Review or Stage.Notice;

    /// <summary>Steps of the stage since collecting began; they are public.</summary>
    public int Steps => Now.State.Moves.Count - 1;

    public async Task<BoardYear> CatchUpAsync(ILedger ledger) =>
        (await ledger.ReadStreamAsync(Now.Stream, Now.Version)).Aggregate(this, (year, entry) => year.Apply(entry));

    /// <summary>Whether the board takes in what stands at a position.</summary>
    public bool TakesIn(long position) => FrozenAt is not { } frozen || position <= frozen;

    private BoardYear Apply(Entry entry)
    {
        var now = Now.Apply([entry]);
        if (FrozenAt is not null)
        {
            return this with { Now = now };
        }

        var freezes = now.State.Opened?.Visibility == Visibility.LiveUntilFreeze
            && entry.Fact is StageMoved { To: Stage.Review };
        var changed = Made.State.Opened is { } before && before != now.State.Opened;
        return new BoardYear(now, now, freezes ? entry.Position : null, Changes + (changed ? 1 : 0));
    }
}
