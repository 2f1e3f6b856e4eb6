using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>All that public reads are answered from. Key: any; a stateless worker. Reaches published documents only.</summary>
[Alias("award.IPublishedGrain"), Version(2)]
public interface IPublishedGrain : IGrainWithStringKey
{
    [Alias("Find")]
    Task<DocumentView?> FindAsync(string key);

    [Alias("Changed")]
    Task<IReadOnlyList<DocumentView>> ChangedAsync(string keyPrefix, long afterPosition);

    /// <summary>Keys of the documents that start with the prefix.</summary>
    [Alias("Keys")]
    Task<IReadOnlyList<string>> KeysAsync(string keyPrefix);

    /// <summary>What is published where, as of now.</summary>
    [Alias("Catalogue")]
    Task<CatalogueView> CatalogueAsync();

    /// <summary>What of a province changed after a version, without the documents.</summary>
    [Alias("Changes")]
    Task<ChangesView> ChangesAsync(string province, long afterVersion);

    /// <summary>
    /// The documents under the first of these keys, as many as make a message of fair size, at least one; what is not there is
    /// passed over.
    /// </summary>
    [Alias("Fetch")]
    Task<IReadOnlyList<DocumentView>> FetchAsync(IReadOnlyList<string> keys);
}

/// <param name="Position">Of the last change; grows per province.</param>
[GenerateSerializer, Immutable, Alias("award.DocumentView")]
public sealed record DocumentView(
    [property: Id(0)] string Key, [property: Id(1)] long Position, [property: Id(2)] byte[] Bytes);
