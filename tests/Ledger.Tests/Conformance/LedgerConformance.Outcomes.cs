using Award.Ledger;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Conformance;

// Keys, documents, and callers who leave.
public abstract partial class LedgerConformance
{
    // ---- idempotency

    [Fact]
    public async Task The_same_key_fifty_times_at_once_is_one_entry_and_fifty_equal_receipts()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Ledger.AppendAsync(Append("k1", Sheet, 0))));
        var receipt = Assert.IsType<AppendResult.Committed>(
            Assert.Single(results, result => result is AppendResult.Committed)).Receipt;
        var repeats = results.OfType<AppendResult.AlreadyRecorded>().ToList();
        Assert.Equal(49, repeats.Count);
        Assert.All(repeats, repeat => AssertSame(receipt, repeat.Receipt));
        Assert.Single(await Ledger.ReadStreamAsync(Sheet));
        await ReopenAsync();
        await Ledger.AppendAsync(Append("k2", Sheet, 1));
        var later = Assert.IsType<AppendResult.AlreadyRecorded>(
            await Ledger.AppendAsync(Append("k1", Sheet, 0)));
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
        AssertSame(receipt, (await Ledger.FindReceiptAsync(receipt.Id))!);
        Assert.Null(await Ledger.FindReceiptAsync(Body("k1")));
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
        await Ledger.AppendAsync(
            Append("k2", Year, 2) with { Documents = [Document("standings/330000/2017/city", "二")] });
        var city = await Published.FindAsync("standings/330000/2017/city");
        Assert.Equal("""{"text":"二"}""", System.Text.Encoding.UTF8.GetString(city!.Bytes.Span));
        Assert.Equal(3, city.Position);
        Assert.Equal(
            [("standings/330000/2017/city", 3L), ("years/330000/2017", 2L)],
            (await Published.ListAsync("")).Select(document => (document.Key, document.Position)));
        Assert.Equal([("standings/330000/2017/city", 3L)], await Published.ListChangedAsync("", 2));
        Assert.Equal(
            ["years/330000/2017"], (await Published.ListAsync("years/")).Select(document => document.Key));
        Assert.Null(await Published.FindAsync("standings/330000/2017/county"));
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
            .Select(n => Ledger.AppendAsync(Append($"k-{n}", $"county/2017/{330100 + n}", 0), leaving.Token))
            .ToList();
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
}
