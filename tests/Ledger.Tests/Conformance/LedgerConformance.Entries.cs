using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Conformance;

// What is read is what was appended.
public abstract partial class LedgerConformance
{
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
        Assert.Equal(
            entries.SkipLast(1).Select(entry => entry.Hash),
            entries.Skip(1).Select(entry => entry.PreviousHash));
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
        var results = await Task.WhenAll(
            rivals.Zip(bystanders).SelectMany(pair => new[] { pair.First, pair.Second }));
        Assert.Equal(41, results.Count(result => result is AppendResult.Committed));
        Assert.Equal(39, results.Count(result => result == new AppendResult.Conflict(Sheet, 0, 1)));
        Assert.Single(await Ledger.ReadStreamAsync(Sheet));
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
        await Ledger.AppendAsync(
            Empty("big") with { Appends = [new StreamAppend("province/330000", 0, [fact])] });
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
}
