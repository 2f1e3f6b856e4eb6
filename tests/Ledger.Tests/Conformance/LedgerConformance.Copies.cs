using Award.Ledger;
using static Ledger.Tests.Conformance.Commands;

namespace Ledger.Tests.Conformance;

/// <summary>What copies of the published documents are kept up to date by.</summary>
public abstract partial class LedgerConformance
{
    private IPublishedChanges Changes => (IPublishedChanges)Ledger;

    [Fact]
    public async Task The_epoch_stays_until_it_is_raised_and_outlives_the_process()
    {
        var first = await Changes.ReadEpochAsync();
        Assert.Matches("^[0-9a-f]{32}$", first);
        await Ledger.AppendAsync(Append("k1", Sheet, 0));
        await ReopenAsync();
        Assert.Equal(first, await Changes.ReadEpochAsync());

        var raised = await Changes.RaiseEpochAsync();
        Assert.Matches("^[0-9a-f]{32}$", raised);
        Assert.NotEqual(first, raised);
        Assert.Equal(raised, await Changes.ReadEpochAsync());
        await ReopenAsync();
        Assert.Equal(raised, await Changes.ReadEpochAsync());
        (await Ledger.AppendAsync(Append("k2", Sheet, 1))).Receipt();
    }

    [Fact]
    public async Task The_latest_position_of_each_province_counts_documents_alone()
    {
        Assert.Empty(await Changes.ReadLatestAsync());
        await Ledger.AppendAsync(Append("k1", Sheet, 0));
        Assert.Empty(await Changes.ReadLatestAsync());

        await PublishAsync("k2", Year, 0, "years/330000/2017");
        await PublishAsync("k3", "year/440000/2017", 0, "years/440000/2017", "sheets/440000/2017/440100");
        await Ledger.AppendAsync(Append("k4", Sheet, 1));
        Assert.Equal([(Zhejiang, 2L), (Guangdong, 1L)], await Changes.ReadLatestAsync());

        await PublishAsync("k5", Year, 1, "sheets/330000/2017/330624");
        Assert.Equal([(Zhejiang, 4L), (Guangdong, 1L)], await Changes.ReadLatestAsync());
    }

    [Fact]
    public async Task Documents_of_a_province_are_listed_across_kinds_by_what_changed_after_a_position()
    {
        await PublishAsync("k1", Year, 0, "years/330000/2017", "register/330000");
        await PublishAsync("k2", "year/440000/2017", 0, "years/440000/2017");
        await PublishAsync("k3", Year, 1, "years/330000/2017", "streaks/330000/330624");
        Assert.Equal(
            [("register/330000", 1L), ("streaks/330000/330624", 2L), ("years/330000/2017", 2L)],
            await Changes.ListChangedAsync(Zhejiang, 0));
        Assert.Equal(
            [("streaks/330000/330624", 2L), ("years/330000/2017", 2L)], await Changes.ListChangedAsync(Zhejiang, 1));
        Assert.Empty(await Changes.ListChangedAsync(Zhejiang, 2));
    }

    [Fact]
    public async Task Documents_are_found_by_many_keys_at_once()
    {
        await PublishAsync("k1", Year, 0, "years/330000/2017", "register/330000");
        var found = await Changes.FindAllAsync(["years/330000/2017", "nothing/330000", "register/330000", "register/330000"]);
        Assert.Equal(["register/330000", "years/330000/2017"], found.Select(document => document.Key));
        Assert.All(found, document => Assert.Equal(Document(document.Key, "k1").Bytes.ToArray(), document.Bytes.ToArray()));
        Assert.Empty(await Changes.FindAllAsync([]));
    }

    private async Task PublishAsync(string key, string stream, long expected, params string[] documents)
    {
        var command = Append(key, stream, expected) with { Documents = [.. documents.Select(name => Document(name, key))] };
        var province = stream.Contains("440000", StringComparison.Ordinal) ? Guangdong : Zhejiang;
        (await Ledger.AppendAsync(command with { Province = province })).Receipt();
    }
}
