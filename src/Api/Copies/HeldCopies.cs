using System.Collections.Immutable;
using Award.Grains;
using Award.Rules;

namespace Award.Api.Copies;

/// <summary>
/// What a node holds: in memory where each document is, on the disk the bytes. While the disk takes nothing, what is new is kept
/// in memory. One writer at a time; readers see each province at one version.
/// </summary>
internal sealed class HeldCopies(CopyFile file) : IDisposable
{
    private readonly Lock _gate = new();
    private volatile State _state = Loaded(file);
    private long _generation;

    /// <summary>Grows when what was read before is of no use any more.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>Null until anything was ever taken in.</summary>
    public string? Epoch => _state.Epoch;

    public ImmutableDictionary<RegionCode, ProvinceCopy> Provinces => _state.Provinces;

    /// <summary>Why what is new is in memory alone; null while the disk takes it.</summary>
    public string? Fault { get; private set; }

    /// <summary>Null where nothing is published of the province.</summary>
    public ProvinceCopy? Find(RegionCode province) => _state.Provinces.GetValueOrDefault(province);

    /// <summary>The bytes of a document; null when they are not what they were, or were replaced.</summary>
    public byte[]? Read(string key, Place place)
    {
        if (place.Bytes is { } kept)
        {
            return kept;
        }

        try
        {
            return file.Read(key, place);
        }
        catch (CopiesLostException)
        {
            Forget(_ => State.Empty);
            return null;
        }
    }

    /// <summary>Drops everything: what comes is of another store.</summary>
    public void Reset(string epoch)
    {
        Forget(_ => State.Empty with { Epoch = epoch });
        TryWrite(() => file.Reset(epoch));
    }

    /// <summary>Which provinces there are; what is held of any other is passed over from now on.</summary>
    public void Know(IReadOnlyList<RegionCode> provinces) => Change(state => state with
    {
        Provinces = provinces.ToImmutableDictionary(
            province => province, province => state.Provinces.GetValueOrDefault(province, ProvinceCopy.Nothing)),
    });

    /// <summary>Drops a province.</summary>
    public void Drop(RegionCode province)
    {
        Forget(state => state with { Provinces = state.Provinces.SetItem(province, ProvinceCopy.Nothing) });
        TryWrite(() => file.Drop(province));
    }

    /// <summary>Takes a province's new documents in, all at once.</summary>
    /// <exception cref="CopiesLostException">The file was damaged, and everything has to be fetched anew.</exception>
    /// <returns>Why they are in memory alone, said once; null when they are on the disk.</returns>
    public string? Take(RegionCode province, long version, IReadOnlyList<DocumentView> documents)
    {
        // With those that the disk has not taken yet.
        var state = _state;
        var before = state.Provinces.GetValueOrDefault(province, ProvinceCopy.Nothing);
        var names = documents.Select(document => document.Key).ToHashSet(StringComparer.Ordinal);
        List<DocumentView> all =
        [
            .. documents,
            .. before.Places.Where(known => known.Value.Bytes is not null && !names.Contains(known.Key))
                .Select(known => new DocumentView(known.Key, known.Value.Position, known.Value.Bytes!)),
        ];
        var had = Fault;
        var onDisk = before.With(version, all.Select(document => At(document, null)));
        var written = TryWrite(() => file.Write(state.Epoch!, province, onDisk, all));
        var after = written ? onDisk : before.With(version, all.Select(document => At(document, document.Bytes)));
        Change(now => now with { Provinces = now.Provinces.SetItem(province, after) });
        if (written)
        {
            TryWrite(() => file.Purge(province));
        }

        return had is null ? Fault : null;
    }

    public void Dispose() => file.Dispose();

    private static KeyValuePair<string, Place> At(DocumentView document, byte[]? bytes) =>
        KeyValuePair.Create(document.Key, new Place(document.Position, CopyFile.Hash(document), bytes));

    private static State Loaded(CopyFile file)
    {
        var (epoch, provinces) = file.Load();
        return new State(epoch, epoch is null ? provinces.Clear() : provinces);
    }

    private void Change(Func<State, State> change)
    {
        lock (_gate)
        {
            _state = change(_state);
        }
    }

    // The generation last: whoever sees it sees what it stands for.
    private void Forget(Func<State, State> change)
    {
        Change(change);
        Interlocked.Increment(ref _generation);
    }

    private bool TryWrite(Action write)
    {
        try
        {
            write();
            Fault = null;
            return true;
        }
        catch (CopiesLostException)
        {
            Forget(_ => State.Empty);
            throw;
        }
        catch (IOException fault)
        {
            Fault = fault.Message;
            return false;
        }
    }

    private sealed record State(string? Epoch, ImmutableDictionary<RegionCode, ProvinceCopy> Provinces)
    {
        public static State Empty { get; } = new(null, ImmutableDictionary<RegionCode, ProvinceCopy>.Empty);
    }
}
