using Award.Api.Public;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Telling;

/// <summary>What lies in the caller's regions, and where to read on.</summary>
/// <param name="Next">For <c>after</c>; also when there is nothing more yet.</param>
/// <param name="More">Whether there may be more already.</param>
internal sealed record InboxAnswer(IReadOnlyList<InboxItemAnswer> Items, string Next, bool More);

/// <summary>One thing told.</summary>
/// <param name="Id">Names it for ever: the same entry has the same id however it is read.</param>
/// <param name="Region">What it is about; the province for what concerns all of it.</param>
/// <param name="About">By name: <c>indicator</c>, <c>old</c>, <c>new</c>, <c>reason</c>, <c>id</c>, …</param>
/// <param name="Reasons">Of a designation lost: each reason, and who decided what it names.</param>
/// <param name="By">Opaque subject id of the person who did it.</param>
internal sealed record InboxItemAnswer(
    string Id,
    string At,
    string Province,
    int Year,
    string Region,
    string Kind,
    IReadOnlyDictionary<string, string> About,
    IReadOnlyList<InboxReasonAnswer> Reasons,
    NameAnswer Text,
    string By)
{
    public static InboxItemAnswer Of(InboxItem item) => new(
        $"{item.Province}-{item.Position}",
        Texts.Of(item.At),
        item.Province,
        item.Year,
        item.Region,
        item.Kind,
        item.About,
        [.. item.Reasons.Select(r => new InboxReasonAnswer(
            r.Code, r.Subject, r.Required, r.Actual, r.By, r.Zh, r.En))],
        new NameAnswer(item.Zh, item.En),
        item.By);
}

internal sealed record InboxReasonAnswer(
    string Code, string Subject, string? Required, string? Actual, string? By, string Zh, string En);

/// <summary>A page of an inbox, with the cursor after each item.</summary>
internal sealed record InboxReading(
    IReadOnlyList<(InboxItemAnswer Item, InboxCursor After)> Items,
    InboxCursor Next,
    bool More,
    IReadOnlyList<RefusalView> Refusals);

internal interface IInboxes
{
    Task<InboxReading> ReadAsync(
        CallerView caller, InboxCursor after, int limit, int? year, CancellationToken cancellation);

    /// <summary>Where the record ends now in each of the caller's provinces.</summary>
    Task<InboxCursor> EndAsync(CallerView caller, CancellationToken cancellation);
}

/// <summary>
/// The inboxes of the provinces a caller's regions lie in, one after the other; within a province in order of
/// record.
/// </summary>
internal sealed class Inboxes(IGrainFactory grains, Catalogues catalogues) : IInboxes
{
    private static readonly RegionCode Nation = new("100000");

    public async Task<InboxReading> ReadAsync(
        CallerView caller, InboxCursor after, int limit, int? year, CancellationToken cancellation)
    {
        var items = new List<(InboxItemAnswer, InboxCursor)>();
        var (next, more) = (after, false);
        foreach (var province in await ProvincesAsync(caller, cancellation))
        {
            if (items.Count == limit)
            {
                more = true;
                break;
            }

            var page = await Grain(province)
                .ReadAsync(caller, next.In(province), limit - items.Count, year)
                .WaitAsync(cancellation);
            if (page.Refusals.Count > 0)
            {
                return new InboxReading([], after, false, page.Refusals);
            }

            foreach (var item in page.Items)
            {
                next = next.With(province, item.Position);
                items.Add((InboxItemAnswer.Of(item), next));
            }

            next = next.With(province, page.Next);
            more |= page.More;
        }

        return new InboxReading(items, next, more, []);
    }

    public async Task<InboxCursor> EndAsync(CallerView caller, CancellationToken cancellation)
    {
        var end = InboxCursor.Beginning;
        foreach (var province in await ProvincesAsync(caller, cancellation))
        {
            end = end.With(province, await Grain(province).EndAsync().WaitAsync(cancellation));
        }

        return end;
    }

    private async Task<IReadOnlyList<RegionCode>> ProvincesAsync(CallerView caller, CancellationToken cancellation)
    {
        var mine = caller.ToCaller().Regions;
        return [.. (await catalogues.AllAsync(cancellation)).Select(catalogue => catalogue.Province)
            .Where(province => mine.Contains(Nation) || mine.Any(code => code.Province == province))
            .Order()];
    }

    private IInboxGrain Grain(RegionCode province) => grains.GetGrain<IInboxGrain>($"inbox/{province}");
}
