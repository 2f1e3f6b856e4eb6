using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Conformance;

/// <summary>
/// What every store keeps to. A store's tests derive from this class and say how it is opened; nothing here knows which it
/// is. Each test has a store of its own, empty at the start.
/// </summary>
public abstract class LedgerConformance : IAsyncLifetime
{
    private const string Sheet = "county/2017/330624";
    private const string Other = "county/2017/330603";
    private const string Year = "year/330000/2017";

    protected ILedger Ledger { get; private set; } = null!;

    private IPublished Published => (IPublished)Ledger;

    /// <summary>Opens the store, which is empty the first time; after that it holds what was written.</summary>
    protected abstract Task<ILedger> OpenAsync();

    public async ValueTask InitializeAsync() => Ledger = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task ReopenAsync()
    {
        await Ledger.DisposeAsync();
        Ledger = await OpenAsync();
    }

    // ---- entries and versions

    [Fact]
    public async Task An_entry_reads_back_as_it_was_appended()
    {
        var receipt = (await Ledger.AppendAsync(Append("k1", Sheet, 0))).Receipt();
        var entry = Assert.Single(await Ledger.ReadStreamAsync(Sheet));
        Assert.Equal((Zhejiang, 1, Sheet, 1), (entry.Province, entry.Position, entry.Stream, entry.Version));
        Assert.Equal((Li, Noon, receipt.Id), (entry.Actor, entry.At, entry.CommandId));
        Assert.Equal(ContentHash.None, entry.PreviousHash);
        Assert.Equal(EntryText.Hash(EntryText.Of(entry)), entry.Hash);
        var fact = Assert.IsType<FiguresSubmitted>(entry.Fact);
        Assert.Equal(new SubmittedFigure("survey", new Figure(1), null), Assert.Single(fact.Figures));
    }

    [Fact]
    public async Task A_receipt_names_the_last_entry_of_the_first_append_and_every_head()
    {
        var command = Empty("k1") with { Appends = [On(Sheet, 0, 2), On(Other, 0, 3)] };
        var receipt = (await Ledger.AppendAsync(command)).Receipt();
        Assert.Equal((Sheet, 2, Noon), (receipt.Stream, receipt.Version, receipt.RecordedAt));
        Assert.Equal(await Ledger.ReadHeadsAsync(Zhejiang, "county/"), receipt.Streams);
        Assert.Equal(receipt.Streams[0].Hash, receipt.Hash);
        Assert.Equal([2L, 5L], receipt.Streams.Select(head => head.Position));
    }

    [Fact]
    public async Task Versions_of_a_stream_rise_by_one_and_each_entry_holds_the_hash_before()
    {
        await Ledger.AppendAsync(Append("k1", Sheet, 0, facts: 3));
        await Ledger.AppendAsync(Append("k2", Sheet, 3, facts: 2));
        var entries = await Ledger.ReadStreamAsync(Sheet);
        Assert.Equal([1L, 2, 3, 4, 5], entries.Select(entry => entry.Version));
        Assert.Equal(entries.SkipLast(1).Select(entry => entry.Hash), entries.Skip(1).Select(entry => entry.PreviousHash));
        Assert.Equal([4L, 5], (await Ledger.ReadStreamAsync(Sheet, 3)).Select(entry => entry.Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Another_expected_version_is_a_conflict_and_writes_nothing(long expected)
    {
        await Ledger.AppendAsync(Append("k1", Sheet, 0));
        var result = await Ledger.AppendAsync(Append("k2", Sheet, expected));
        Assert.Equal(new AppendResult.Conflict(Sheet, expected, 1), result);
        Assert.Single(await Ledger.ReadProvinceAsync(Zhejiang, 0, 100));
        Assert.Null(await Ledger.FindCommandAsync(Li, "k2"));
    }

    [Fact]
    public async Task A_key_that_met_a_conflict_is_free_again()
    {
        await Ledger.AppendAsync(Append("k1", Sheet, 0));
        await Ledger.AppendAsync(Append("k2", Sheet, 0));
        Assert.IsType<AppendResult.Committed>(await Ledger.AppendAsync(Append("k2", Sheet, 1)));
    }

    [Fact]
    public async Task Of_many_who_expect_the_same_version_one_is_recorded_and_no_other_stream_is_harmed()
    {
        var rivals = Enumerable.Range(0, 40).Select(n => Ledger.AppendAsync(Append($"rival-{n}", Sheet, 0)));
        var bystanders = Enumerable.Range(0, 40)
            .Select(n => Ledger.AppendAsync(Append($"bystander-{n}", $"county/2017/{330100 + n}", 0)));
        var results = await Task.WhenAll(rivals.Zip(bystanders).SelectMany(pair => new[] { pair.First, pair.Second }));
        Assert.Equal(41, results.Count(result => result is AppendResult.Committed));
        Assert.Equal(39, results.Count(result => result == new AppendResult.Conflict(Sheet, 0, 1)));
        Assert.Single(await Ledger.ReadStreamAsync(Sheet));
    }

    // ---- several streams, guards

    [Fact]
    public async Task A_command_over_many_streams_is_recorded_whole_or_not_at_all()
    {
        await Ledger.AppendAsync(Append("k1", Other, 0));
        var torn = Empty("k2") with
        {
            Appends = [On(Sheet, 0, 2), On(Other, 0)],
            Documents = [Document("years/330000/2017", "torn")],
        };
        Assert.Equal(new AppendResult.Conflict(Other, 0, 1), await Ledger.AppendAsync(torn));
        Assert.Empty(await Ledger.ReadStreamAsync(Sheet));
        Assert.Null(await Ledger.ReadHeadAsync(Sheet));
        Assert.Null(await Published.FindAsync("years/330000/2017"));
        var whole = torn with { Appends = [On(Sheet, 0, 2), On(Other, 1)] };
        Assert.IsType<AppendResult.Committed>(await Ledger.AppendAsync(whole));
        Assert.Equal(4, (await Ledger.ReadProvinceAsync(Zhejiang, 0, 100)).Count);
    }

    [Fact]
    public async Task A_guard_on_a_stream_that_moved_is_a_conflict()
    {
        await Ledger.AppendAsync(Append("k1", Year, 0));
        var guarded = Append("k2", Sheet, 0) with { Guards = [new StreamGuard(Year, 1)] };
        Assert.IsType<AppendResult.Committed>(await Ledger.AppendAsync(guarded));
        await Ledger.AppendAsync(Append("k3", Year, 1));
        var late = Append("k4", Sheet, 1) with { Guards = [new StreamGuard(Year, 1)] };
        Assert.Equal(new AppendResult.Conflict(Year, 1, 2), await Ledger.AppendAsync(late));
        Assert.Single(await Ledger.ReadStreamAsync(Sheet));
    }

    [Fact]
    public async Task A_guard_at_zero_holds_while_the_stream_is_not_there()
    {
        var guarded = Append("k1", Sheet, 0) with { Guards = [new StreamGuard(Year, 0)] };
        Assert.IsType<AppendResult.Committed>(await Ledger.AppendAsync(guarded));
    }

    [Fact]
    public async Task No_submission_passes_a_stage_that_moved()
    {
        await Ledger.AppendAsync(Append("open", Year, 0));
        var submissions = Enumerable.Range(0, 60).Select(n => Ledger.AppendAsync(
            Append($"s-{n}", $"county/2017/{330100 + n}", 0) with { Guards = [new StreamGuard(Year, 1)] })).ToList();
        submissions.Insert(30, Ledger.AppendAsync(Append("move", Year, 1)));
        await Task.WhenAll(submissions);
        var moved = (await Ledger.ReadStreamAsync(Year))[1].Position;
        var entries = await Ledger.ReadProvinceAsync(Zhejiang, 0, 100);
        Assert.DoesNotContain(entries, entry => entry.Position > moved);
    }

    // ---- positions

    [Fact]
    public async Task Positions_of_a_province_have_no_gap_whoever_writes_at_once()
    {
        var commands = Enumerable.Range(0, 100).Select(
            n => Ledger.AppendAsync(Append($"z-{n}", $"county/2017/{330100 + (n / 2)}", 0)));
        var others = Enumerable.Range(0, 50).Select(n => Ledger.AppendAsync(
            Append($"g-{n}", $"county/2017/{440100 + n}", 0, facts: 2) with { Province = Guangdong }));
        await Task.WhenAll(commands.Concat(others));
        var zhejiang = await Ledger.ReadProvinceAsync(Zhejiang, 0, 1000);
        var guangdong = await Ledger.ReadProvinceAsync(Guangdong, 0, 1000);
        Assert.Equal(Enumerable.Range(1, 50).Select(n => (long)n), zhejiang.Select(entry => entry.Position));
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), guangdong.Select(entry => entry.Position));
        Assert.Equal([Zhejiang, Guangdong], await Ledger.ReadProvincesAsync());
    }

    [Fact]
    public async Task A_reader_by_position_misses_nothing_while_others_write()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 200)
            .Select(n => Ledger.AppendAsync(Append($"k-{n}", $"county/2017/{330100 + n}", 0))));
        var seen = new List<long>();
        while (seen.Count < 200)
        {
            var page = await Ledger.ReadProvinceAsync(Zhejiang, seen.LastOrDefault(), 7);
            Assert.True(page.Count <= 7);
            seen.AddRange(page.Select(entry => entry.Position));
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), seen);
    }

    [Fact]
    public async Task A_stream_belongs_to_the_province_it_began_in()
    {
        await Ledger.AppendAsync(Append("k1", Sheet, 0));
        var foreign = Append("k2", Sheet, 1) with { Province = Guangdong };
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.AppendAsync(foreign));
        Assert.Empty(await Ledger.ReadProvinceAsync(Guangdong, 0, 10));
    }

    // ---- heads

    [Fact]
    public async Task Heads_are_found_by_prefix_and_by_what_changed_after_a_position()
    {
        await Ledger.AppendAsync(Append("k1", Sheet, 0));
        await Ledger.AppendAsync(Append("k2", Other, 0));
        await Ledger.AppendAsync(Append("k3", "county/2018/330624", 0));
        await Ledger.AppendAsync(Append("k4", Sheet, 1));
        var all = await Ledger.ReadHeadsAsync(Zhejiang, "county/2017/");
        Assert.Equal([(Other, 1L, 2L), (Sheet, 2L, 4L)], all.Select(head => (head.Stream, head.Version, head.Position)));
        Assert.Equal([Sheet], (await Ledger.ReadHeadsAsync(Zhejiang, "county/2017/", 2)).Select(head => head.Stream));
        Assert.Empty(await Ledger.ReadHeadsAsync(Zhejiang, "county/2017/", 4));
        Assert.Empty(await Ledger.ReadHeadsAsync(Guangdong, "county/2017/"));
        Assert.Equal(3, (await Ledger.ReadHeadsAsync(Zhejiang, "")).Count);
    }

    [Fact]
    public async Task A_head_is_the_last_entry_of_its_stream()
    {
        await Ledger.AppendAsync(Append("k1", Sheet, 0, facts: 4));
        var last = (await Ledger.ReadStreamAsync(Sheet))[^1];
        Assert.Equal(new StreamHead(Sheet, 4, 4, last.Hash), await Ledger.ReadHeadAsync(Sheet));
        Assert.Null(await Ledger.ReadHeadAsync(Other));
    }

    // ---- idempotency

    [Fact]
    public async Task The_same_key_fifty_times_at_once_is_one_entry_and_fifty_equal_receipts()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Ledger.AppendAsync(Append("k1", Sheet, 0))));
        var receipt = Assert.IsType<AppendResult.Committed>(
            Assert.Single(results, result => result is AppendResult.Committed)).Receipt;
        var repeats = results.OfType<AppendResult.AlreadyRecorded>().ToList();
        Assert.Equal(49, repeats.Count);
        Assert.All(repeats, repeat => AssertSame(receipt, repeat.Receipt));
        Assert.Single(await Ledger.ReadStreamAsync(Sheet));
        await ReopenAsync();
        await Ledger.AppendAsync(Append("k2", Sheet, 1));
        var later = Assert.IsType<AppendResult.AlreadyRecorded>(await Ledger.AppendAsync(Append("k1", Sheet, 0)));
        AssertSame(receipt, later.Receipt);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_for_ever()
    {
        await Ledger.AppendAsync(Append("k1", Sheet, 0));
        var other = Append("k1", Sheet, 1) with { BodyHash = Body("another") };
        Assert.IsType<AppendResult.KeyReused>(await Ledger.AppendAsync(other));
        await ReopenAsync();
        Assert.IsType<AppendResult.KeyReused>(await Ledger.AppendAsync(other));
        Assert.Single(await Ledger.ReadStreamAsync(Sheet));
    }

    [Fact]
    public async Task Two_persons_may_use_the_same_key()
    {
        var first = (await Ledger.AppendAsync(Append("k1", Sheet, 0))).Receipt();
        var second = (await Ledger.AppendAsync(Append("k1", Sheet, 1) with { Actor = Wang })).Receipt();
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_command_is_found_by_person_and_key_with_its_body()
    {
        var receipt = (await Ledger.AppendAsync(Append("k1", Sheet, 0))).Receipt();
        var found = await Ledger.FindCommandAsync(Li, "k1");
        Assert.Equal(Body("k1"), found!.Value.BodyHash);
        AssertSame(receipt, found.Value.Receipt);
        Assert.Null(await Ledger.FindCommandAsync(Wang, "k1"));
        Assert.Null(await Ledger.FindCommandAsync(Li, "k2"));
    }

    // ---- documents

    [Fact]
    public async Task Documents_appear_with_their_entries_and_replace_the_ones_before()
    {
        var publish = Append("k1", Year, 0, facts: 2) with
        {
            Documents = [Document("standings/330000/2017/city", "一"), Document("years/330000/2017", "x")],
        };
        await Ledger.AppendAsync(publish);
        await Ledger.AppendAsync(Append("k2", Year, 2) with { Documents = [Document("standings/330000/2017/city", "二")] });
        var city = await Published.FindAsync("standings/330000/2017/city");
        Assert.Equal("""{"text":"二"}""", System.Text.Encoding.UTF8.GetString(city!.Bytes.Span));
        Assert.Equal(3, city.Position);
        Assert.Equal(
            [("standings/330000/2017/city", 3L), ("years/330000/2017", 2L)],
            (await Published.ListAsync("")).Select(document => (document.Key, document.Position)));
        Assert.Equal([("standings/330000/2017/city", 3L)], await Published.ListChangedAsync("", 2));
        Assert.Equal(["years/330000/2017"], (await Published.ListAsync("years/")).Select(document => document.Key));
        Assert.Null(await Published.FindAsync("standings/330000/2017/county"));
    }

    // ---- shape of commands

    [Fact]
    public async Task A_malformed_command_is_refused_before_it_is_written()
    {
        Command[] malformed =
        [
            Empty("nothing"),
            Empty("no-fact") with { Appends = [new StreamAppend(Sheet, 0, [])] },
            Empty("document-only") with { Documents = [Document("years/330000/2017", "x")] },
            Empty("twice") with { Appends = [On(Sheet, 0), On(Sheet, 1)] },
            Append("negative", Sheet, -1),
            Append("no stream", "", 0),
            Append("upper", "County/2017/330624", 0),
            Append("county", Sheet, 0) with { Province = new RegionCode("330624") },
            Append("", Sheet, 0),
            Append("white space", Sheet, 0),
            Append("body", Sheet, 0) with { BodyHash = "ABC" },
            Append("actor", Sheet, 0) with { Actor = new Person("two words") },
            Append("not-canonical", Sheet, 0) with { Documents = [new("years/330000/2017", "{ }"u8.ToArray())] },
            Append("doubled", Sheet, 0) with { Documents = [Document("a", "1"), Document("a", "2")] },
        ];
        foreach (var command in malformed)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Ledger.AppendAsync(command));
        }

        Assert.Empty(await Ledger.ReadProvincesAsync());
    }

    [Fact]
    public async Task Any_text_and_any_size_reads_back_as_it_was()
    {
        var text = string.Concat(Enumerable.Repeat("平安鼎 \"\\/\b\f\n\r\t\u0001\u007f\u2028 𠮷 ", 50_000));
        var fact = new RulebookPublished("zhejiang", Body("x"), text);
        await Ledger.AppendAsync(Empty("big") with { Appends = [new StreamAppend("province/330000", 0, [fact])] });
        await ReopenAsync();
        var entry = Assert.Single(await Ledger.ReadStreamAsync("province/330000"));
        Assert.Equal(fact, entry.Fact);
        Assert.Equal(EntryText.Hash(EntryText.Of(entry)), entry.Hash);
    }

    [Fact]
    public async Task An_instant_is_recorded_in_utc_cut_to_milliseconds()
    {
        var shanghai = new DateTimeOffset(2018, 3, 1, 20, 0, 0, TimeSpan.FromHours(8)).AddTicks(5_679_999);
        var receipt = (await Ledger.AppendAsync(Append("k1", Sheet, 0) with { At = shanghai })).Receipt();
        Assert.Equal((Noon, TimeSpan.Zero), (receipt.RecordedAt, receipt.RecordedAt.Offset));
        Assert.Equal(Noon, (await Ledger.ReadStreamAsync(Sheet))[0].At);
    }

    // ---- callers who leave, stores that close

    [Fact]
    public async Task A_caller_who_cancelled_beforehand_leaves_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Ledger.AppendAsync(Append("k1", Sheet, 0), new CancellationToken(canceled: true)));
        await Ledger.AppendAsync(Append("k2", Other, 0));
        Assert.Null(await Ledger.FindCommandAsync(Li, "k1"));
    }

    [Fact]
    public async Task A_caller_who_leaves_may_ask_later_what_became_of_the_command()
    {
        using var leaving = new CancellationTokenSource();
        var appends = Enumerable.Range(0, 50)
            .Select(n => Ledger.AppendAsync(Append($"k-{n}", $"county/2017/{330100 + n}", 0), leaving.Token)).ToList();
        await leaving.CancelAsync();
        await Task.WhenAll(appends).ContinueWith(_ => { }, TaskScheduler.Default);
        await ReopenAsync();
        for (var n = 0; n < 50; n++)
        {
            var found = await Ledger.FindCommandAsync(Li, $"k-{n}");
            var entries = await Ledger.ReadStreamAsync($"county/2017/{330100 + n}");
            Assert.Equal(found is null ? 0 : 1, entries.Count);
            Assert.False(appends[n].IsCompletedSuccessfully && found is null);
        }
    }

    [Fact]
    public async Task What_waits_when_the_store_closes_is_recorded_or_refused_never_lost()
    {
        var appends = Enumerable.Range(0, 100)
            .Select(n => Ledger.AppendAsync(Append($"k-{n}", $"county/2017/{330100 + n}", 0))).ToList();
        await ReopenAsync();
        await Task.WhenAll(appends).ContinueWith(_ => { }, TaskScheduler.Default);
        for (var n = 0; n < 100; n++)
        {
            var acknowledged = appends[n].IsCompletedSuccessfully;
            Assert.Equal(acknowledged, await Ledger.FindCommandAsync(Li, $"k-{n}") is not null);
        }
    }

    [Fact]
    public async Task A_closed_store_refuses()
    {
        await Ledger.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Ledger.AppendAsync(Append("k1", Sheet, 0)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Ledger.ReadStreamAsync(Sheet));
        Ledger = await OpenAsync();
    }

    private static void AssertSame(Receipt expected, Receipt actual)
    {
        Assert.Equal(expected.Streams, actual.Streams);
        Assert.Equal(expected with { Streams = [] }, actual with { Streams = [] }, SameButStreams);
    }

    private static bool SameButStreams(Receipt left, Receipt right) =>
        (left.Id, left.Stream, left.Version, left.Hash, left.RecordedAt)
        == (right.Id, right.Stream, right.Version, right.Hash, right.RecordedAt);
}
