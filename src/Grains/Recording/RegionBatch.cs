using Award.Ledger;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains.Recording;

/// <summary>Rows about several regions as one command: decided region by region, appended together or not at all.</summary>
internal sealed class RegionBatch<TRow>(
    ILedger ledger,
    ProvinceCatalogue catalogue,
    AwardYear awardYear,
    RegionCode province,
    IReadOnlyList<TRow> rows,
    Func<TRow, string> regionOf,
    Operation operation,
    Func<Caller, Rulebook, IReadOnlyList<(int Index, TRow Row)>, IReadOnlyList<Refusal>> bounds,
    Func<SheetState, SheetContext, IReadOnlyList<(int Index, TRow Row)>, Decision> decide)
{
    private static Refusal NothingNew { get; } = new(
        RefusalCode.ImportNothingNew, "", "Every figure of the table is on record with this value.");

    public async Task<Plan> PlanAsync(YearOnRecord year, Caller caller, DateOnly today)
    {
        var refusals = new List<Refusal>();
        var appends = new List<StreamAppend>();
        var seen = new List<StreamGuard> { new(year.Stream, year.Version) };
        foreach (var region in rows.Select((row, index) => (index, row)).GroupBy(r => regionOf(r.row)))
        {
            var ofRegion = region.Select(r => (Index: r.index, Row: r.row)).ToList();
            var (context, refusal) = await ContextAsync(year.State, region.Key, caller, today);
            if (context is null)
            {
                refusals.AddRange(ofRegion.Select(r => refusal! with { Path = $"/{r.Index}/region", Row = r.Index }));
                continue;
            }

            if (SheetContexts.Bounds(year.State, context, () => bounds(caller, context.Rulebook, ofRegion))
                is { Count: > 0 } beyond)
            {
                refusals.AddRange(beyond);
                continue;
            }

            var sheet = await SheetOnRecord.LoadAsync(ledger, StreamNames.Sheet(context.Level, awardYear, context.Region));
            seen.Add(new StreamGuard(sheet.Stream, sheet.Version));
            switch (decide(sheet.State, context, ofRegion))
            {
                case Decision.Accepted { Facts.Count: 0 }:
                    break;
                case Decision.Accepted accepted:
                    appends.Add(new StreamAppend(sheet.Stream, sheet.Version, accepted.Facts));
                    break;
                case Decision.Refused refused:
                    refusals.AddRange(refused.Refusals);
                    break;
            }
        }

        return refusals.Count > 0 ? Plan.Refuse([.. refusals.OrderBy(r => r.Row ?? -1)], seen)
            : appends.Count == 0 ? Plan.Refuse([NothingNew], seen)
            : Plan.Append(appends, [.. seen.Where(guard => appends.All(a => a.Stream != guard.Stream))]);
    }

    private async Task<(SheetContext? Context, Refusal? Refusal)> ContextAsync(
        YearState year, string region, Caller caller, DateOnly today) =>
        !RegionCode.TryFrom(region, out var code) || code.Province != province
            ? (null, new Refusal(RefusalCode.RegionUnknown, "", $"'{region}' is no region of {province}."))
            : await SheetContexts.OfAsync(catalogue, year, code, null, awardYear, caller, operation, today);
}
