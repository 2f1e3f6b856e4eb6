using System.Text;
using Award.Ledger.People;

namespace Ledger.Tests.People;

/// <summary>Lines are found by who, where and since when, and what is erased is gone from the file.</summary>
public sealed class AccessLogTests : IDisposable
{
    private static readonly DateTimeOffset Begun = new(2024, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private readonly AccessLog _log;

    public AccessLogTests() => _log = new AccessLog(PeopleFile.Open(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_come_back_as_they_were_written_in_order()
    {
        var line = Line("p-ann", 1);
        var bare = line with { Province = null, Year = null, Region = null, Address = null, Roles = [] };
        _log.Write([line, bare]);

        var read = _log.Read(new AccessQuery(0, 10, null, null, null));
        Assert.Equal([1, 2], read.Select(r => r.Id));
        Assert.Equal(line with { Id = 1, Roles = read[0].Roles }, read[0]);
        Assert.Equal(line.Roles, read[0].Roles);
        Assert.Equal(bare with { Id = 2, Roles = read[1].Roles }, read[1]);
    }

    [Theory]
    [InlineData(null, null, null, "1 2 3 4")]
    [InlineData("330000", null, null, "1 2 3")]
    [InlineData(null, "p-ann", null, "1 4")]
    [InlineData("330000", "p-ann", null, "1")]
    [InlineData(null, null, "330624", "2")]
    public void Lines_are_asked_for_by_province_person_and_region(
        string? province, string? subject, string? region, string ids)
    {
        _log.Write(
        [
            Line("p-ann", 1),
            Line("p-bob", 2) with { Region = "330624" },
            Line("p-bob", 3),
            Line("p-ann", 4) with { Province = "440000" },
        ]);

        Assert.Equal(ids, Ids(new AccessQuery(0, 10, province, subject, region)));
        Assert.Equal(ids.Split(' ')[^1], Ids(new AccessQuery(long.Parse(ids.Split(' ')[^1]) - 1, 1, province, subject, region)));
    }

    [Fact]
    public void A_person_is_erased_from_the_file_to_the_last_byte()
    {
        _log.Write([.. Enumerable.Range(1, 200).Select(n => Line(n % 2 == 0 ? "p-even" : "p-odd", n) with
        {
            Address = n % 2 == 0 ? "203.0.113.42" : "198.51.100.7",
        })]);
        Assert.True(InTheFolder("p-even"));

        Assert.Equal(100, _log.EraseSubject("p-even"));

        Assert.Equal(100, _log.Read(new AccessQuery(0, 1000, null, null, null)).Count);
        Assert.False(InTheFolder("p-even"));
        Assert.False(InTheFolder("203.0.113.42"));
        Assert.True(InTheFolder("198.51.100.7"));
    }

    [Fact]
    public void What_is_older_is_erased_and_numbers_are_not_given_twice()
    {
        _log.Write([Line("p-ann", 1), Line("p-ann", 2), Line("p-ann", 3)]);

        Assert.Equal(2, _log.EraseBefore(Begun.AddMinutes(3)));
        Assert.Equal("3", Ids(new AccessQuery(0, 10, null, null, null)));
        Assert.Equal(1, _log.EraseBefore(Begun.AddDays(1)));
        _log.Write([Line("p-ann", 5)]);
        Assert.Equal("4", Ids(new AccessQuery(0, 10, null, null, null)));
    }

    private string Ids(AccessQuery query) => string.Join(' ', _log.Read(query).Select(line => line.Id));

    private bool InTheFolder(string text) => Directory.GetFiles(_folder.Path).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });

    private static AccessLine Line(string subject, int minute) => new(
        0, Begun.AddMinutes(minute), subject, ["City", "Auditor"], "ReadSheet", "GET", "330000", 2017, "330600",
        200, "4bf92f35", "127.0.0.1");
}
