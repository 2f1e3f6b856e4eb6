using Award.Grains;
using Award.Ledger.People;

namespace Award.Api.Audit;

/// <summary>Where lines of the access log stand.</summary>
internal interface IAccessLines
{
    /// <summary>Writes lines in order, all or none.</summary>
    /// <exception cref="IOException">They could not be written; so with timeouts and Orleans exceptions where silos write.</exception>
    Task WriteAsync(IReadOnlyList<AccessLine> lines);

    /// <summary>Lines after an id, oldest first.</summary>
    Task<IReadOnlyList<AccessLine>> ReadAsync(AccessQuery query, CancellationToken cancellation);
}

/// <summary>In a process with the people store.</summary>
internal sealed class AccessLogLines(AccessLog log) : IAccessLines
{
    public Task WriteAsync(IReadOnlyList<AccessLine> lines)
    {
        log.Write(lines);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AccessLine>> ReadAsync(AccessQuery query, CancellationToken cancellation) =>
        Task.FromResult(log.Read(query));
}

/// <summary>On a node: silos write and read them.</summary>
internal sealed class GrainAccessLines(IGrainFactory grains) : IAccessLines
{
    private IAccessLogGrain Log => grains.GetGrain<IAccessLogGrain>("access-log");

    public Task WriteAsync(IReadOnlyList<AccessLine> lines) => Log.WriteAsync(
    [
        .. lines.Select(l => new AccessLineView(
            l.Id, l.At, l.Subject, l.Roles, l.Operation, l.Method, l.Province, l.Year, l.Region, l.Status, l.Trace, l.Address)),
    ]);

    public async Task<IReadOnlyList<AccessLine>> ReadAsync(AccessQuery query, CancellationToken cancellation)
    {
        var lines = await Log
            .ReadAsync(new AccessQueryView(query.After, query.Limit, query.Province, query.Subject, query.Region))
            .WaitAsync(cancellation);
        return
        [
            .. lines.Select(l => new AccessLine(
                l.Number, l.At, l.Subject, l.Roles, l.Operation, l.Method, l.Province, l.Year, l.Region, l.Status, l.Trace, l.Address)),
        ];
    }
}
