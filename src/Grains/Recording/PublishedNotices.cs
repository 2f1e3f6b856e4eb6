namespace Award.Grains.Recording;

/// <summary>
/// Tells that a command has written published documents. Nothing depends on it for correctness: a notice may be lost, doubled or
/// late, and the catalogue heals itself.
/// </summary>
public interface IPublishedNotices
{
    void Published();
}

/// <summary>Calls the catalogue and does not wait.</summary>
public sealed class GrainPublishedNotices(IGrainFactory grains) : IPublishedNotices
{
    public void Published() => grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key).LookAsync().Ignore();
}
