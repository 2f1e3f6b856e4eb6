using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>
/// What is published where, and at which version: nodes that keep copies follow it. Key <see cref="Key"/>. Nothing depends on
/// what it tells: it looks at the store every few seconds, and followers renew every few seconds.
/// </summary>
[Alias("award.ICatalogueGrain"), Version(1)]
public interface ICatalogueGrain : IGrainWithStringKey
{
    /// <summary>There is one for all provinces: a look at the store is one for all of them too.</summary>
    const string Key = "catalogue";

    /// <summary>
    /// Tells the follower of every change from now on, until <see cref="FollowedFor"/> has passed; following again prolongs it.
    /// </summary>
    /// <returns>The catalogue as of now.</returns>
    /// <exception cref="Ledger.LedgerBusyException">The store does not answer; the follower is told all the same.</exception>
    [Alias("Follow")]
    Task<CatalogueView> FollowAsync(ICatalogueFollower follower);

    /// <summary>Something was published: it looks at once. Such a message may be lost, doubled or late.</summary>
    [Alias("Look")]
    Task LookAsync();

    /// <summary>How long a follower is told without following again.</summary>
    static readonly TimeSpan FollowedFor = TimeSpan.FromSeconds(10);
}

/// <summary>Who is told of changes. A message may be lost, doubled or late.</summary>
[Alias("award.ICatalogueFollower"), Version(1)]
public interface ICatalogueFollower : IGrainObserver
{
    [Alias("Changed")]
    Task ChangedAsync(CatalogueView catalogue);
}

/// <param name="Epoch">Which store it is; copies are of one epoch alone.</param>
/// <param name="Provinces">Every province with anything published, by code.</param>
[GenerateSerializer, Immutable, Alias("award.CatalogueView")]
public sealed record CatalogueView(
    [property: Id(0)] string Epoch, [property: Id(1)] IReadOnlyList<ProvinceVersion> Provinces);

/// <param name="Version">Grows with each publication of the province; counts the unpublished too, and reaches no answer.</param>
[GenerateSerializer, Immutable, Alias("award.ProvinceVersion")]
public sealed record ProvinceVersion([property: Id(0)] string Province, [property: Id(1)] long Version);

/// <summary>A province's documents that changed after a version, as they stood at one moment.</summary>
/// <param name="Version">The province's at that moment; below the one asked for where the store was put back.</param>
[GenerateSerializer, Immutable, Alias("award.ChangesView")]
public sealed record ChangesView(
    [property: Id(0)] string Epoch, [property: Id(1)] long Version, [property: Id(2)] IReadOnlyList<DocumentPlace> Changed);

[GenerateSerializer, Immutable, Alias("award.DocumentPlace")]
public sealed record DocumentPlace([property: Id(0)] string Key, [property: Id(1)] long Position);
