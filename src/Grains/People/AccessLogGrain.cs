using Award.Ledger.People;
using Orleans.Concurrency;

namespace Award.Grains.People;

/// <inheritdoc cref="IAccessLogGrain"/>
/// <remarks>The store waits for its disk, and the grain's turn does not wait with it.</remarks>
[StatelessWorker]
public sealed class AccessLogGrain(AccessLog log) : Grain, IAccessLogGrain
{
    public Task WriteAsync(IReadOnlyList<AccessLineView> lines)
    {
        IReadOnlyList<AccessLine> own =
        [
            .. lines.Select(l => new AccessLine(
                l.Number, l.At, l.Subject, l.Roles, l.Operation, l.Method, l.Province, l.Year, l.Region, l.Status, l.Trace, l.Address)),
        ];
        return Task.Run(() => log.Write(own));
    }

    public async Task<IReadOnlyList<AccessLineView>> ReadAsync(AccessQueryView query)
    {
        var lines = await Task.Run(() => log.Read(
            new AccessQuery(query.After, query.Limit, query.Province, query.Subject, query.Region)));
        return
        [
            .. lines.Select(l => new AccessLineView(
                l.Id, l.At, l.Subject, l.Roles, l.Operation, l.Method, l.Province, l.Year, l.Region, l.Status, l.Trace, l.Address)),
        ];
    }
}
