using System.Globalization;

namespace Api.Tests.Tables;

/// <summary>
/// What reading tables takes of a running host: the peak of its resident memory while it is sent every bomb and tables of
/// a million rows, one after the other and several at once, over what it had before. The cap is the documented one.
/// </summary>
[Collection(ImportCollection.Name)]
public sealed class MemoryTests(ImportHost host)
{
    private const long MiB = 1024 * 1024;
    private const long Cap = 256 * MiB;

    [Fact]
    public async Task Bombs_and_a_million_rows_stay_under_the_cap()
    {
        // The kernel keeps a peak that can be set back on Linux only.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var year = await host.NextYearAsync();
        using var warm = await host.ImportAsync(year, SmallBook.Utf8("region,survey_safety\nnowhere,1\n"));
        await File.WriteAllTextAsync($"/proc/{host.ProcessId}/clear_refs", "5");
        var before = Resident("VmRSS");

        var peaks = new List<string>();
        foreach (var (name, make, _) in BombTests.All)
        {
            var bomb = make();
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.ImportAsync(year, bomb)));
            Assert.All(answers, answer => Assert.True((int)answer.StatusCode is >= 400 and < 500));
            peaks.Add($"{name}: {(Resident("VmHWM") - before) / MiB}");
        }

        var taken = Resident("VmHWM") - before;
        Assert.True(taken < Cap, $"imports took {taken / MiB} MiB, over {Cap / MiB}; {string.Join("; ", peaks)}");
    }

    private long Resident(string which) => File.ReadLines($"/proc/{host.ProcessId}/status")
        .Where(line => line.StartsWith(which, StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024)
        .Single();
}
