using System.Text;
using Award.Api.Copies;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Api.Tests.Copies;

/// <summary>
/// Silos and their store, by hand: documents at positions, an epoch, followers that are told or not. It can be away.
/// </summary>
internal sealed class StoreByHand : ICopySource
{
    private readonly Dictionary<string, DocumentView> _documents = new(StringComparer.Ordinal);
    private readonly List<ICatalogueFollower> _followers = [];

    public string Epoch { get; set; } = "epoch-1";

    public bool IsAway { get; set; }

    /// <summary>Followers hear nothing: every message is lost.</summary>
    public bool LosesMessages { get; set; }

    /// <summary>Done once, before the next fetch.</summary>
    public Action? BeforeFetch { get; set; }

    public int Followings { get; private set; }

    public List<string> Fetched { get; } = [];

    public CatalogueView Catalogue => new(Epoch,
    [
        .. _documents.Values.GroupBy(d => DocumentKeys.ProvinceOf(d.Key)).OrderBy(province => province.Key)
            .Select(province => new ProvinceVersion(province.Key.Value, province.Max(d => d.Position))),
    ]);

    /// <summary>Publishes documents at one position, and tells followers.</summary>
    public void Publish(long position, params (string Key, string Text)[] documents)
    {
        foreach (var (key, text) in documents)
        {
            _documents[key] = new DocumentView(key, position, Encoding.UTF8.GetBytes(text));
        }

        if (!LosesMessages)
        {
            _followers.ForEach(follower => follower.ChangedAsync(Catalogue));
        }
    }

    /// <summary>The silo that knew the followers is gone; another holds the catalogue and knows none.</summary>
    public void ForgetFollowers() => _followers.Clear();

    /// <summary>The store of an earlier day is put in its place.</summary>
    public void Clear() => _documents.Clear();

    public Task<CatalogueView> FollowAsync(ICatalogueFollower follower, CancellationToken cancellation)
    {
        Followings++;
        Answer();
        if (!_followers.Contains(follower))
        {
            _followers.Add(follower);
        }

        return Task.FromResult(Catalogue);
    }

    public Task<CatalogueView> LookAsync(CancellationToken cancellation)
    {
        Answer();
        return Task.FromResult(Catalogue);
    }

    public Task<ChangesView> ChangesAsync(RegionCode province, long afterVersion, CancellationToken cancellation)
    {
        Answer();
        var own = _documents.Values.Where(d => DocumentKeys.ProvinceOf(d.Key) == province).ToList();
        return Task.FromResult(new ChangesView(Epoch, own.Max(d => d.Position),
            [.. own.Where(d => d.Position > afterVersion).Select(d => new DocumentPlace(d.Key, d.Position))]));
    }

    /// <summary>Two at a time, so that there is a time between.</summary>
    public Task<IReadOnlyList<DocumentView>> FetchAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        Answer();
        var before = BeforeFetch;
        BeforeFetch = null;
        before?.Invoke();
        List<DocumentView> found = [.. keys.Select(key => _documents.GetValueOrDefault(key)).OfType<DocumentView>().Take(2)];
        Fetched.AddRange(found.Select(d => d.Key));
        return Task.FromResult<IReadOnlyList<DocumentView>>(found);
    }

    private void Answer()
    {
        if (IsAway)
        {
            throw new TimeoutException("the silos are away");
        }
    }
}
