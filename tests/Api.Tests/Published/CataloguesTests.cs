using Award.Api.Published;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Api.Tests.Published;

/// <summary>How a province's catalogue is kept up to date from published documents alone.</summary>
public sealed class CataloguesTests
{
    private static readonly RegionCode Zhejiang = new("330000");
    private readonly PublishedByHand _documents = new();

    [Fact]
    public async Task A_province_without_a_register_is_not_there()
    {
        Assert.Null(await new Catalogues(_documents).FindAsync(Zhejiang, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_written_before_the_ask_is_in_the_answer()
    {
        _documents.Put(DocumentKeys.Register(Zhejiang), Register);
        var catalogues = new Catalogues(_documents);
        var before = await catalogues.FindAsync(Zhejiang, CancellationToken.None);

        _documents.Put("years/330000/2017", Year(2017, "published"));
        var after = await catalogues.FindAsync(Zhejiang, CancellationToken.None);

        Assert.Empty(before!.Years);
        Assert.Equal(2017, after!.LatestPublished!.Year);
    }

    [Fact]
    public async Task Nothing_new_means_the_same_catalogue_and_its_answers()
    {
        _documents.Put(DocumentKeys.Register(Zhejiang), Register);
        var catalogues = new Catalogues(_documents);

        Assert.Same(
            await catalogues.FindAsync(Zhejiang, CancellationToken.None),
            await catalogues.FindAsync(Zhejiang, CancellationToken.None));
    }

    [Fact]
    public async Task Only_what_changed_since_is_asked_for()
    {
        _documents.Put(DocumentKeys.Register(Zhejiang), Register);
        _documents.Put("years/330000/2016", Year(2016, "published"));
        var catalogues = new Catalogues(_documents);
        await catalogues.FindAsync(Zhejiang, CancellationToken.None);
        _documents.Put("years/330000/2017", Year(2017, "draft"));
        _documents.Given.Clear();

        await catalogues.FindAsync(Zhejiang, CancellationToken.None);

        Assert.Equal(["years/330000/2017"], _documents.Given);
    }

    [Fact]
    public async Task An_unpublished_year_is_on_record_and_has_no_table()
    {
        _documents.Put(DocumentKeys.Register(Zhejiang), Register);
        _documents.Put("years/330000/2017", Year(2017, "notice"));
        _documents.Put("standings/330000/2017/city", new StandingsDocument(
            "330000", 2017, "city", "2018-03-01T00:00:00.000Z", "x", "y", true, []));

        var catalogue = await new Catalogues(_documents).FindAsync(Zhejiang, CancellationToken.None);

        Assert.Single(catalogue!.Years);
        Assert.Empty(catalogue.Published);
        Assert.Null(catalogue.Standings(2017, RegionLevel.City));
    }

    [Fact]
    public async Task The_years_are_read_before_what_they_refer_to()
    {
        _documents.Put(DocumentKeys.Register(Zhejiang), Register);

        await new Catalogues(_documents).FindAsync(Zhejiang, CancellationToken.None);

        Assert.Equal("years/330000/", _documents.Asked[0]);
    }

    [Fact]
    public async Task Asks_that_come_while_one_is_under_way_share_the_next()
    {
        _documents.Put(DocumentKeys.Register(Zhejiang), Register);
        var catalogues = new Catalogues(_documents);
        await catalogues.FindAsync(Zhejiang, CancellationToken.None);
        _documents.Asked.Clear();
        var gate = _documents.Hold();

        var asks = Enumerable.Range(0, 20)
            .Select(_ => catalogues.FindAsync(Zhejiang, CancellationToken.None)).ToList();
        gate.SetResult();
        await Task.WhenAll(asks);

        // One was under way; the nineteen behind it are answered by one more.
        Assert.Equal(2, _documents.Asked.Count(prefix => prefix == "years/330000/"));
    }

    private static RegisterDocument Register => new(
        "330000",
        "h",
        [new RegisterRowText("330600", new NameText("绍兴市", "Shaoxing"), "city", "330000", 1983, null)],
        []);

    private static YearDocument Year(int year, string stage) => new(
        "330000", year, stage, "x", "y", "z", 1, "embargoed", null, null, true, []);

    /// <summary>Published documents in memory, each write at the next position.</summary>
    private sealed class PublishedByHand : IPublishedDocuments
    {
        private readonly Dictionary<string, DocumentView> _documents = new(StringComparer.Ordinal);
        private Task _open = Task.CompletedTask;
        private long _position;

        public List<string> Asked { get; } = [];

        public List<string> Given { get; } = [];

        public void Put<T>(string key, T document)
            where T : notnull =>
            _documents[key] = new DocumentView(
                key, ++_position, DocumentJson.Write(key, document).Bytes.ToArray());

        public TaskCompletionSource Hold()
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _open = gate.Task;
            return gate;
        }

        public Task<DocumentView?> FindAsync(string key, CancellationToken cancellation) =>
            Task.FromResult(_documents.GetValueOrDefault(key));

        public Task<IReadOnlyList<RegionCode>> ProvincesAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<RegionCode>>([.. _documents.Keys
                .Where(key => key.StartsWith("register/", StringComparison.Ordinal)).Select(DocumentKeys.ProvinceOf)]);

        public async Task<IReadOnlyList<DocumentView>> ChangedAsync(
            string keyPrefix, long afterPosition, CancellationToken cancellation)
        {
            lock (Asked)
            {
                Asked.Add(keyPrefix);
            }

            await _open;
            var changed = _documents.Values
                .Where(d => d.Key.StartsWith(keyPrefix, StringComparison.Ordinal))
                .Where(d => d.Position > afterPosition)
                .OrderBy(d => d.Position)
                .ToList();
            lock (Given)
            {
                Given.AddRange(changed.Select(d => d.Key));
            }

            return changed;
        }
    }
}
