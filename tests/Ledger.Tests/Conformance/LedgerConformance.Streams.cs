using Award.Ledger;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Conformance;

// Several streams, guards, positions and heads.
public abstract partial class LedgerConformance
{
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
            Append($"s-{n}", $"county/2017/{330100 + n}", 0) with
            {
                Guards = [new StreamGuard(Year, 1)],
            })).ToList();
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
        Assert.Equal(
            Enumerable.Range(1, 100).Select(n => (long)n), guangdong.Select(entry => entry.Position));
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
        Assert.Equal(
            [(Other, 1L, 2L), (Sheet, 2L, 4L)],
            all.Select(head => (head.Stream, head.Version, head.Position)));
        Assert.Equal(
            [Sheet], (await Ledger.ReadHeadsAsync(Zhejiang, "county/2017/", 2)).Select(head => head.Stream));
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
}
