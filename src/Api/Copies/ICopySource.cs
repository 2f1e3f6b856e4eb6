using Award.Grains;
using Award.Rules;

namespace Award.Api.Copies;

/// <summary>
/// Where a node's copies of published documents come from. Every call may fail with a <see cref="TimeoutException"/>, an Orleans
/// exception or an <see cref="IOException"/> while silos or their store are away.
/// </summary>
internal interface ICopySource
{
    /// <summary>What is published where; the follower is told of changes for a while from now on, so it follows again and again.</summary>
    Task<CatalogueView> FollowAsync(ICatalogueFollower follower, CancellationToken cancellation);

    /// <summary>The same as of now, asked of the store itself.</summary>
    Task<CatalogueView> LookAsync(CancellationToken cancellation);

    /// <summary>What of a province changed after a version.</summary>
    Task<ChangesView> ChangesAsync(RegionCode province, long afterVersion, CancellationToken cancellation);

    /// <summary>Documents under some of these keys: at least one, unless none of them is there.</summary>
    Task<IReadOnlyList<DocumentView>> FetchAsync(IReadOnlyList<string> keys, CancellationToken cancellation);
}

/// <summary>The port over the catalogue and the grain that serves published documents.</summary>
internal sealed class GrainCopySource(IGrainFactory grains) : ICopySource
{
    private readonly Lock _gate = new();
    private (ICatalogueFollower Follower, ICatalogueFollower Reference)? _following;

    private IPublishedGrain Published => grains.GetGrain<IPublishedGrain>("published");

    public Task<CatalogueView> FollowAsync(ICatalogueFollower follower, CancellationToken cancellation) => grains
        .GetGrain<ICatalogueGrain>(ICatalogueGrain.Key)
        .FollowAsync(ReferenceTo(follower))
        .WaitAsync(cancellation);

    public Task<CatalogueView> LookAsync(CancellationToken cancellation) =>
        Published.CatalogueAsync().WaitAsync(cancellation);

    public Task<ChangesView> ChangesAsync(RegionCode province, long afterVersion, CancellationToken cancellation) =>
        Published.ChangesAsync(province.Value, afterVersion).WaitAsync(cancellation);

    public Task<IReadOnlyList<DocumentView>> FetchAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        Published.FetchAsync(keys).WaitAsync(cancellation);

    // One address for good: each renewal prolongs it.
    private ICatalogueFollower ReferenceTo(ICatalogueFollower follower)
    {
        lock (_gate)
        {
            if (_following is not { } known || known.Follower != follower)
            {
                known = (follower, grains.CreateObjectReference<ICatalogueFollower>(follower));
                _following = known;
            }

            return known.Reference;
        }
    }
}
