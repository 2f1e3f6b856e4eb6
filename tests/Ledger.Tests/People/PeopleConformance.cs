using Award.Ledger.People;
using Award.Ledger.Postgres;
using Award.Rules.Record;
using Npgsql;
using Support;

namespace Ledger.Tests.People;

/// <summary>What is known about people is kept alike in either store, and shared by all who have it open.</summary>
public abstract class PeopleConformance : IAsyncLifetime
{
    private static readonly Person Ann = new("ann");
    private static readonly ObjectionText Text = new("the survey left out 新昌 'x'; --", null, "13800000000");
    private static readonly DateTimeOffset At = new(2018, 3, 1, 12, 0, 0, 567, TimeSpan.Zero);
    private readonly TempFolder _keys = new();

    private PeopleStore One { get; set; } = null!;

    private PeopleStore Two { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        One = await OpenAsync();
        Two = await OpenAsync();
    }

    public virtual ValueTask DisposeAsync()
    {
        _keys.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The store, empty the first time.</summary>
    protected abstract Task<PeopleStore> OpenAsync();

    [Fact]
    public void One_holds_a_lease_until_it_gives_it_back_or_is_silent_for_too_long()
    {
        var clock = new HandClock();
        var (one, two) = (new Lease(One, "webhooks", clock), new Lease(Two, "webhooks", clock));
        Assert.True(one.TryHold());
        Assert.False(two.TryHold());
        Assert.True(new Lease(Two, "another", clock).TryHold());

        clock.Now += Lease.Lasts / 2;
        Assert.True(one.TryHold());
        clock.Now += Lease.Lasts;
        Assert.False(two.TryHold());
        clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.True(two.TryHold());
        Assert.False(one.TryHold());

        one.GiveBack();
        Assert.False(one.TryHold());
        two.GiveBack();
        Assert.True(one.TryHold());
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = At;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Fact]
    public async Task A_token_is_good_everywhere_until_it_is_revoked_anywhere()
    {
        var (one, two) = (Tokens(One), Tokens(Two));
        var (token, _) = one.Issue("ann", ["assessor", "reviewer"], ["330000"], [], TimeSpan.FromDays(1));
        Assert.True(await two.IsGoodAsync(token.Id));
        var listed = Assert.Single(two.List());
        Assert.Equal(("ann", "assessor reviewer", null), (listed.Person, string.Join(' ', listed.Roles), listed.Revoked));
        Assert.Empty(listed.Dimensions);
        Assert.True(two.Revoke(token.Id));
        Assert.False(one.Revoke(token.Id));
        Assert.False(await one.IsGoodAsync(token.Id));
        Assert.False(await one.IsGoodAsync("0123456789abcdef"));
    }

    [Fact]
    public void A_text_is_kept_once_found_by_its_digest_and_erased()
    {
        var (one, two) = (new ObjectionTexts(One), new ObjectionTexts(Two));
        var (digest, isNew) = one.Keep(Ann, "k", Text);
        Assert.True(isNew);
        Assert.Equal((digest, false), two.Keep(Ann, "k", Text with { Text = "something else" }));
        Assert.Equal(Text, two.Find(digest));
        Assert.True(two.Erase(digest));
        Assert.False(one.Erase(digest));
        Assert.Null(one.Find(digest));
    }

    [Fact]
    public async Task All_who_have_it_open_know_a_contact_as_the_same_opaque_person()
    {
        var persons = await Task.WhenAll(Enumerable.Range(0, 8).Select(n =>
            Task.Run(() => new ObjectionTexts(n % 2 == 0 ? One : Two).PersonOf("13800000000"))));
        Assert.Single(persons.Distinct());
    }

    [Fact]
    public void Lines_of_the_access_log_are_read_in_order_by_what_is_asked_and_erased()
    {
        var (one, two) = (new AccessLog(One), new AccessLog(Two));
        one.Write([Line("ann", "330000", 2017, "330624"), Line("bob", null, null, null), Line("ann", "440000", 2018, null)]);
        var all = two.Read(new AccessQuery(0, 10, null, null, null));
        Assert.Equal(["ann", "bob", "ann"], all.Select(line => line.Subject));
        Assert.Equal(
            (Line("ann", "330000", 2017, "330624") with { Id = all[0].Id, Roles = [] }).ToString(),
            (all[0] with { Roles = [] }).ToString());
        Assert.Equal([2017, 2018], two.Read(new AccessQuery(0, 10, null, "ann", null)).Select(line => line.Year));
        Assert.Single(two.Read(new AccessQuery(0, 10, "330000", null, null)));
        Assert.Single(two.Read(new AccessQuery(0, 10, null, null, "330624")));
        Assert.Equal(all[1].Id, Assert.Single(two.Read(new AccessQuery(all[0].Id, 1, null, null, null))).Id);
        Assert.Equal(2, two.EraseSubject("ann"));
        Assert.Equal(0, one.EraseBefore(At));
        Assert.Equal(1, one.EraseBefore(At.AddMilliseconds(1)));
        Assert.Empty(two.Read(new AccessQuery(0, 10, null, null, null)));
    }

    [Fact]
    public void A_webhook_is_set_replaced_advanced_failed_given_up_and_removed()
    {
        var (one, two) = (new Webhooks(One, RealClock.Instance), new Webhooks(Two, RealClock.Instance));
        Assert.Null(one.Find("ann"));
        var first = one.Set("ann", "https://a.example", ["city"], ["330600"], null, TimeSpan.FromDays(1), "0");
        one.Advance(first, "7", "item-7");
        var set = two.Set("ann", "https://b.example", ["city"], ["330600"], "token", TimeSpan.FromDays(1), "0");
        Assert.Equal(("https://b.example", "7", "item-7"), (set.Url, set.Cursor, set.Delivered));
        Assert.NotEqual(first.Secret, set.Secret);
        Assert.Null(one.Fail(first, "gone"));
        Assert.Equal(2, two.Fail(two.Fail(set, "410")!, "503")!.Failures);
        two.GiveUp(set);
        Assert.NotNull(Assert.Single(one.All()).GivenUp);
        Assert.True(one.Remove("ann"));
        Assert.False(two.Remove("ann"));
    }

    private static AccessLine Line(string subject, string? province, int? year, string? region) => new(
        0, At, subject, ["city"], "SeeSheet", "GET", province, year, region, 200, "trace", null);

    private LocalTokens Tokens(PeopleStore people) => new(people, _keys.Path, RealClock.Instance);
}

public sealed class SqlitePeopleTests : PeopleConformance
{
    private readonly TempFolder _folder = new();

    protected override Task<PeopleStore> OpenAsync() => Task.FromResult<PeopleStore>(PeopleFile.Open(_folder.Path));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}

public sealed class PostgresPeopleTests(PostgresServer server) : PeopleConformance
{
    private readonly List<PeopleDatabase> _opened = [];
    private string? _database;

    protected override async Task<PeopleStore> OpenAsync()
    {
        if (_database is null)
        {
            _database = await server.NewDatabaseAsync();
            await PostgresSchema.EnsureAsync(_database);
        }

        _opened.Add(PeopleDatabase.Open(
            new PostgresLedgerOptions { ConnectionString = _database, Clock = RealClock.Instance }));
        return _opened[^1];
    }

    [Fact]
    public async Task Connections_that_were_cut_are_opened_anew()
    {
        var people = _opened[0];
        var tokens = new LocalTokens(people, server.Folder, RealClock.Instance);
        Assert.Empty(tokens.List());
        await CutAsync();
        Assert.False(await tokens.IsGoodAsync("0123456789abcdef"));
        await CutAsync();
        Assert.False(tokens.Revoke("0123456789abcdef"));
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var people in _opened)
        {
            await people.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private Task CutAsync() => PostgresServer.ExecuteAsync(
        _database!,
        $"""
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'award-people'
            AND datname = '{new NpgsqlConnectionStringBuilder(_database).Database}'
        """);
}
