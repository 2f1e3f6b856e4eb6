using System.Collections.Immutable;

namespace Award.Api.Copies;

/// <summary>Which bytes a document is kept as.</summary>
/// <param name="Hash">SHA-256 of them: what is read back is taken for the document by this alone.</param>
/// <param name="Bytes">Null where they are on the disk; kept here only while the disk takes none.</param>
internal sealed record Place(long Position, byte[] Hash, byte[]? Bytes = null);

/// <summary>
/// A province's documents as they stood together at one version, and never changing: what is new makes another. It knows where
/// each is; the bytes, being many, are on the disk.
/// </summary>
internal sealed class ProvinceCopy
{
    private readonly Dictionary<string, long> _newest = new(StringComparer.Ordinal);

    private ProvinceCopy(long version, ImmutableSortedDictionary<string, Place> places)
    {
        Version = version;
        Places = places;
        foreach (var (key, place) in places)
        {
            var kind = KindOf(key);
            _newest[kind] = Math.Max(_newest.GetValueOrDefault(kind), place.Position);
        }
    }

    /// <summary>Of a province of which nothing has been fetched.</summary>
    public static ProvinceCopy Nothing { get; } =
        new(0, ImmutableSortedDictionary.Create<string, Place>(StringComparer.Ordinal));

    public long Version { get; }

    public bool IsWhole => Version > 0;

    public ImmutableSortedDictionary<string, Place> Places { get; }

    public ProvinceCopy With(long version, IEnumerable<KeyValuePair<string, Place>> changed) =>
        new(version, Places.SetItems(changed));

    /// <summary>Documents that start with the prefix and changed after a position.</summary>
    public IEnumerable<KeyValuePair<string, Place>> Changed(string keyPrefix, long afterPosition) =>
        _newest.GetValueOrDefault(KindOf(keyPrefix)) <= afterPosition
            ? []
            : Places.Where(known => known.Value.Position > afterPosition
                && known.Key.StartsWith(keyPrefix, StringComparison.Ordinal));

    // "years/330000/" → "years"
    private static string KindOf(string key) => key.Split('/', 2)[0];
}
