using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>
/// The public board of a year that is not published yet: all that anyone may see of it before its publication. Key
/// <c>live/330000/2017</c>. Of an embargoed year, a draft, a published year or none at all it answers nothing, and it looks at
/// the year's visibility and stage before it looks at anything else.
/// </summary>
[Alias("award.ILiveBoardGrain"), Version(1)]
public interface ILiveBoardGrain : IGrainWithStringKey
{
    /// <summary>The board of a level as the sheets stand, or as they stood when it froze; null when there is none.</summary>
    /// <param name="level">"city" or "county"; of another there is no board.</param>
    [Alias("Board")]
    Task<LiveBoardView?> BoardAsync(string level);
}

/// <summary>A provisional table, whole.</summary>
/// <param name="Stage">"collecting", "review" or "notice".</param>
/// <param name="Frozen">It stays as it is until publication.</param>
/// <param name="Version">
/// 1 when collecting begins; one more for every later step of the stage, for every change of what the rater takes in of this
/// year's sheets (up to the freeze), of the rulebook it is rated by, and for last year's publication. Made from the record, so
/// it is the same on every node and after every restart.
/// </param>
/// <param name="Fingerprint">Hash of everything else in here.</param>
/// <param name="Rows">In table order.</param>
[GenerateSerializer, Immutable, Alias("award.LiveBoardView")]
public sealed record LiveBoardView(
    [property: Id(0)] string Stage,
    [property: Id(1)] bool Frozen,
    [property: Id(2)] int Version,
    [property: Id(3)] string Fingerprint,
    [property: Id(4)] string RulebookId,
    [property: Id(5)] string RulebookHash,
    [property: Id(6)] bool Demonstration,
    [property: Id(7)] IReadOnlyList<LiveRow> Rows);

/// <param name="Rank">Null while pending, or not assessed.</param>
/// <param name="Score">Rounded total as canonical decimal text, or null while open.</param>
/// <param name="Outcome">What it would be if the year were published as it stands.</param>
/// <param name="Movement">Places gained (positive) or lost since last year's published table; null without one.</param>
[GenerateSerializer, Immutable, Alias("award.LiveRow")]
public sealed record LiveRow(
    [property: Id(0)] string Code,
    [property: Id(1)] string Lineage,
    [property: Id(2)] string NameZh,
    [property: Id(3)] string NameEn,
    [property: Id(4)] int? Rank,
    [property: Id(5)] bool Pending,
    [property: Id(6)] string? Score,
    [property: Id(7)] string Outcome,
    [property: Id(8)] int? Movement);
