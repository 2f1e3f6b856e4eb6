using System.Collections.Immutable;
using Award.Grains;

namespace Award.Api.Published;

/// <summary>
/// The documents under one key prefix, parsed once, and the position up to which they are known.
/// </summary>
/// <remarks>
/// Positions count every entry of a province, published or not: they are for asking only and never reach an
/// answer.
/// </remarks>
internal sealed record DocumentSet<T>(
    string Prefix, long Position, ImmutableSortedDictionary<string, T> ByKey)
    where T : notnull
{
    public DocumentSet(string prefix)
        : this(prefix, 0, ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal))
    {
    }

    public IEnumerable<T> All => ByKey.Values;

    /// <summary>This set with what changed since; the same instance when nothing did.</summary>
    public async Task<DocumentSet<T>> RefreshAsync(
        IPublishedDocuments documents, Func<DocumentView, T> parse, CancellationToken cancellation)
    {
        var changed = await documents.ChangedAsync(Prefix, Position, cancellation);
        return changed.Count == 0
            ? this
            : this with
            {
                Position = Math.Max(Position, changed.Max(c => c.Position)),
                ByKey = ByKey.SetItems(changed.Select(c => KeyValuePair.Create(c.Key, parse(c)))),
            };
    }
}
