using System.Text.Json;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules.Rating;

namespace Award.Grains.Live;

/// <summary>The rows of a board, as a publication would write them today.</summary>
internal static class BoardRows
{
    public static IReadOnlyList<LiveRow> Of(
        IReadOnlyList<SheetRating> table, IReadOnlyList<SealedRegion> regions, StandingsDocument? lastYear)
    {
        var byCode = regions.ToDictionary(r => r.Row.Code.Value, StringComparer.Ordinal);
        var before = (lastYear?.Rows ?? []).ToDictionary(r => r.Lineage, r => r.Rank, StringComparer.Ordinal);
        return
        [
            .. table.Select(rating =>
            {
                var region = byCode[rating.Key];
                var lineage = region.Lineage.ToString();
                return new LiveRow(
                    rating.Key,
                    lineage,
                    region.Row.Name.Zh,
                    region.Row.Name.En,
                    rating.Rank,
                    rating.Pending,
                    rating.Total?.ToString(),
                    Texts.Of(rating.Outcome),
                    before.GetValueOrDefault(lineage) - rating.Rank);
            }),
        ];
    }

    public static string Fingerprint(LiveBoardView board) => ContentHash.Of(JsonSerializer.SerializeToUtf8Bytes(board));
}
