using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Published;

/// <summary>A board that may be shown before its year is published: of one province, year and level.</summary>
internal readonly record struct BoardName(RegionCode Province, AwardYear Year, RegionLevel Level);

/// <summary>
/// The other thing that public endpoints can reach: boards of years that are open to the public while they are worked on.
/// </summary>
internal interface ILiveBoards
{
    /// <summary>The board as of now; null when the year has none to show.</summary>
    Task<LiveBoardView?> FindAsync(BoardName name, CancellationToken cancellation);
}

/// <summary>The port over the grains that make live boards.</summary>
internal sealed class GrainBoards(IGrainFactory grains) : ILiveBoards
{
    public Task<LiveBoardView?> FindAsync(BoardName name, CancellationToken cancellation) => grains
        .GetGrain<ILiveBoardGrain>($"live/{name.Province}/{name.Year}")
        .BoardAsync(Texts.Of(name.Level))
        .WaitAsync(cancellation);
}
