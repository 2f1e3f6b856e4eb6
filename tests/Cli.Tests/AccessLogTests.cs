using Award.Ledger.People;

namespace Cli.Tests;

/// <summary>What the command makes of erasing; what is left in the file is tested with the ledger.</summary>
public sealed class AccessLogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Who_is_named_is_erased_and_nobody_else()
    {
        var log = new AccessLog(PeopleFile.Open(_folder.Path));
        log.Write([Line("p-ann"), Line("p-bob"), Line("p-ann"), Line("p-cem")]);

        var run = AwardRun.Of("access-log", "erase", "p-ann", "p-nobody", "p-bob", "--data", _folder.Path);

        Assert.Equal(
            (1, "p-ann: 2 lines erased\np-bob: 1 lines erased\n", "award: p-nobody: no line about them\n"),
            (run.Code, run.Output, run.Error));
        Assert.Equal(["p-cem"], log.Read(new AccessQuery(0, 10, null, null, null)).Select(line => line.Subject));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_not_made()
    {
        var folder = Path.Combine(_folder.Path, "elsewhere");

        var run = AwardRun.Of("access-log", "erase", "p-ann", "--data", folder);

        Assert.Equal((3, ""), (run.Code, run.Output));
        Assert.False(Directory.Exists(folder));
    }

    private static AccessLine Line(string subject) => new(
        0, default, subject, ["City"], "ReadSheet", "GET", "330000", 2017, "330600", 200, "4bf92f35", "127.0.0.1");
}
