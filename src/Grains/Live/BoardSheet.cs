using Award.Ledger;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Rating;

namespace Award.Grains.Live;

/// <summary>A region's sheet as a board takes it in, and how often that changed.</summary>
/// <remarks>
/// A veto that is raised and not confirmed, a reason or a piece of evidence is not rated, so it changes nothing here.
/// </remarks>
internal sealed record BoardSheet(SheetOnRecord Sheet, int Changes)
{
    public static BoardSheet New(string stream) => new(SheetOnRecord.New(stream), 0);

    public async Task<BoardSheet> CatchUpAsync(ILedger ledger, BoardYear year) =>
        (await ledger.ReadStreamAsync(Sheet.Stream, Sheet.Version))
            .TakeWhile(entry => year.TakesIn(entry.Position))
            .Aggregate(this, (sheet, entry) => sheet.Apply(entry));

    private BoardSheet Apply(Entry entry)
    {
        var next = Sheet.Apply([entry]);
        return new BoardSheet(next, Changes + (IsRatedAlike(Rated(Sheet), Rated(next)) ? 0 : 1));
    }

    private static Sheet Rated(SheetOnRecord sheet) => sheet.State.ToSheet(sheet.Stream, RegionLevel.County, null);

    private static bool IsRatedAlike(Sheet before, Sheet after) =>
        ReferenceEquals(before.Figures, after.Figures)
        && before.Incidents.SequenceEqual(after.Incidents)
        && before.ConfirmedVetoes.SequenceEqual(after.ConfirmedVetoes)
        && before.Status == after.Status;
}
