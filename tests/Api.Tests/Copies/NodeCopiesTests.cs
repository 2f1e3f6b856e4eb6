using Award.Api.Copies;
using Award.Rules;
using Microsoft.Data.Sqlite;

namespace Api.Tests.Copies;

/// <summary>
/// A node's copies: taken in whole, answered from with everything else away, and never served when they are not what was taken in.
/// </summary>
public sealed class NodeCopiesTests : IDisposable
{
    private const string Year = "years/330000/2017";
    private const string Table = "standings/330000/2017/city";
    private const string Sheet = "sheets/330000/2017/330624";
    private const string Register = "register/330000";
    private readonly NodeByHand _node = new();

    private StoreByHand Store => _node.Store;

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task What_was_taken_in_is_answered_with_the_silos_away_and_after_a_restart()
    {
        await TakeInAsync();
        Store.IsAway = true;
        await AssertHeldAsync();
        _node.Restart();
        await AssertHeldAsync();
        Assert.Equal([new RegionCode("330000")], await _node.ProvincesAsync());
        Assert.Null(await _node.FindAsync("years/330000/1999"));
        Assert.Null(await _node.FindAsync("years/440000/2017"));
        Assert.Empty(await _node.ChangedAsync("years/440000/", 0));
    }

    [Fact]
    public async Task A_node_that_never_held_anything_says_so_rather_than_that_there_is_nothing()
    {
        Store.Publish(1, (Year, "draft"));
        Store.IsAway = true;
        await Assert.ThrowsAsync<NotHeldException>(() => _node.FindAsync(Year));
        await Assert.ThrowsAsync<NotHeldException>(() => _node.ChangedAsync("years/330000/", 0));
        await Assert.ThrowsAsync<NotHeldException>(_node.ProvincesAsync);
        Store.IsAway = false;
        Assert.Equal("draft", await _node.FindAsync(Year));
    }

    [Fact]
    public async Task Only_what_changed_is_fetched()
    {
        await TakeInAsync();
        Store.Fetched.Clear();
        Store.Publish(12, (Year, "published again"));
        await _node.TakeInAsync();
        Assert.Equal([Year], Store.Fetched);
        Assert.Equal([$"{Year}@12=published again"], await _node.ChangedAsync("years/330000/", 10));
        Assert.Empty(await _node.ChangedAsync("standings/330000/", 10));
        _node.Restart();
        Store.IsAway = true;
        Assert.Equal("published again", await _node.FindAsync(Year));
        Assert.Equal("places", await _node.FindAsync(Table));
    }

    [Fact]
    public async Task A_publication_while_documents_are_fetched_is_taken_in_whole_or_not_yet()
    {
        Store.Publish(5, (Year, "notice"), (Register, "regions"), ("streaks/330000/330624", "none"));
        Store.BeforeFetch = () => Store.Publish(10, (Year, "published"), (Table, "places"), (Sheet, "points"));
        await _node.TakeInAsync();
        Assert.Equal(("published", "places", "points"),
            (await _node.FindAsync(Year), await _node.FindAsync(Table), await _node.FindAsync(Sheet)));
    }

    [Fact]
    public async Task A_damaged_document_is_never_served_and_is_fetched_again()
    {
        await TakeInAsync();
        Store.IsAway = true;
        _node.Spoil($"UPDATE documents SET bytes = X'00' WHERE key = '{Sheet}'");
        await Assert.ThrowsAsync<NotHeldException>(() => _node.FindAsync(Sheet));
        Assert.Equal("places", await _node.FindAsync(Table));

        Store.IsAway = false;
        Assert.Equal("points", await _node.FindAsync(Sheet));
        Store.IsAway = true;
        Assert.Equal("points", await _node.FindAsync(Sheet));
    }

    [Theory]
    [InlineData($"DELETE FROM documents WHERE key = '{Sheet}'")]
    [InlineData($"UPDATE documents SET position = 9 WHERE key = '{Sheet}'")]
    [InlineData($"UPDATE documents SET key = 'sheets/330000/2017/330681' WHERE key = '{Sheet}'")]
    [InlineData($"UPDATE documents SET hash = X'00', bytes = X'00' WHERE key = '{Sheet}'")]
    [InlineData("UPDATE provinces SET digest = X'00'")]
    public async Task A_copy_that_was_changed_while_the_node_was_down_is_dropped(string sql)
    {
        await TakeInAsync();
        Store.IsAway = true;
        _node.Restart(() => _node.Spoil(sql));
        await Assert.ThrowsAsync<NotHeldException>(() => _node.FindAsync(Sheet));
        await Assert.ThrowsAsync<NotHeldException>(() => _node.FindAsync("sheets/330000/2017/330681"));
        Store.IsAway = false;
        await AssertHeldAsync();
        Assert.Null(await _node.FindAsync("sheets/330000/2017/330681"));
    }

    [Fact]
    public async Task A_file_that_is_none_of_ours_is_dropped()
    {
        await TakeInAsync();
        Store.IsAway = true;
        _node.Restart(() => File.WriteAllText(_node.File, new string('x', 8192)));
        await Assert.ThrowsAsync<NotHeldException>(() => _node.FindAsync(Year));
        Store.IsAway = false;
        await AssertHeldAsync();

        Store.IsAway = true;
        _node.Restart(cluster: "another");
        await Assert.ThrowsAsync<NotHeldException>(() => _node.FindAsync(Year));
    }

    [Fact]
    public async Task A_file_that_breaks_while_it_is_open_is_dropped_and_fetched_again()
    {
        await TakeInAsync();
        var generation = _node.Copies.Held.Generation;
        _node.Spoil("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var file = new FileStream(_node.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(new byte[file.Length]);
        }

        // What is open has pages of its own in memory.
        SqliteConnection.ClearAllPools();
        await AssertHeldAsync();
        Assert.True(_node.Copies.Held.Generation > generation);
        Store.IsAway = true;
        await AssertHeldAsync();
    }

    [Fact]
    public async Task Of_another_epoch_everything_is_dropped_and_fetched_anew()
    {
        await TakeInAsync();
        var generation = _node.Copies.Held.Generation;
        Store.Epoch = "epoch-2";
        Store.Clear();
        Store.Publish(10, (Year, "restored"));
        await _node.TakeInAsync();
        Assert.True(_node.Copies.Held.Generation > generation);
        Assert.Equal(["years/330000/2017@10=restored"], await _node.ChangedAsync("years/330000/", 0));
        Assert.Null(await _node.FindAsync(Sheet));
        Store.IsAway = true;
        _node.Restart();
        Assert.Equal("restored", await _node.FindAsync(Year));
        Assert.Null(await _node.FindAsync(Sheet));
    }

    [Fact]
    public async Task A_store_that_was_put_back_without_a_new_epoch_is_found_by_its_version()
    {
        await TakeInAsync();
        Store.Clear();
        Store.Publish(4, (Year, "collecting"));
        await _node.TakeInAsync();
        Assert.Equal("collecting", await _node.FindAsync(Year));
        Assert.Null(await _node.FindAsync(Sheet));
    }

    [Fact]
    public async Task A_catalogue_that_was_long_on_its_way_drops_nothing()
    {
        await TakeInAsync();
        var late = Store.Catalogue;
        Store.Publish(12, (Year, "published again"));
        await _node.TakeInAsync();
        var generation = _node.Copies.Held.Generation;
        await _node.Copies.TakeInAsync(late, CancellationToken.None);
        await _node.Copies.TakeInAsync(late with { Epoch = "epoch-0" }, CancellationToken.None);
        Assert.Equal(generation, _node.Copies.Held.Generation);
        Assert.Equal("published again", await _node.FindAsync(Year));
    }

    [Fact]
    public async Task While_the_disk_takes_nothing_what_is_new_is_served_from_memory_and_written_later()
    {
        await TakeInAsync();
        _node.Spoil("CREATE TRIGGER full BEFORE INSERT ON documents BEGIN SELECT RAISE(FAIL, 'no space'); END");
        Store.Publish(12, (Year, "published again"));
        await _node.TakeInAsync();
        Assert.Equal("published again", await _node.FindAsync(Year));
        Assert.Contains("no space", _node.Copies.Held.Fault, StringComparison.Ordinal);

        _node.Spoil("DROP TRIGGER full");
        Store.Publish(14, (Table, "places again"));
        await _node.TakeInAsync();
        Assert.Null(_node.Copies.Held.Fault);
        Store.IsAway = true;
        _node.Restart();
        Assert.Equal(("published again", "places again"), (await _node.FindAsync(Year), await _node.FindAsync(Table)));
    }

    [Fact]
    public void Two_processes_do_not_keep_copies_in_one_folder()
    {
        var fault = Assert.ThrowsAny<IOException>(() => CopyFile.Open(Path.GetDirectoryName(_node.File)!, "award"));
        Assert.Contains("copies.db.lock", fault.Message, StringComparison.Ordinal);
    }

    private async Task TakeInAsync()
    {
        Store.Publish(1, (Register, "regions"));
        Store.Publish(10, (Year, "published"), (Table, "places"), (Sheet, "points"));
        await _node.TakeInAsync();
    }

    private async Task AssertHeldAsync()
    {
        Assert.Equal(("published", "places", "points", "regions"), (
            await _node.FindAsync(Year), await _node.FindAsync(Table),
            await _node.FindAsync(Sheet), await _node.FindAsync(Register)));
        Assert.Equal([$"{Year}@10=published"], await _node.ChangedAsync("years/330000/", 0));
    }
}
