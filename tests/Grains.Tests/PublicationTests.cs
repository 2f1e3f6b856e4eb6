using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Verify;
using Award.Rules;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>
/// One year from the opening to the tripods:
/// <code>
/// county   cases/residents  survey  accidents  score             outcome
/// 990101   2                90      0          60 + 20 + 10 = 90 designated
/// 990102   6                90      1          30 + 15 + 10 = 55 below 60
/// 990103   2                100     0          100               vetoed (falsified)
/// city 990100: cases 10 over residents 3 → 3.33 → 50 + 15 + 10 = 75, one of three counties → not designated
/// </code>
/// </summary>
public sealed class PublicationTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private EmbeddedHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EmbeddedHost.StartAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_year_goes_from_opening_to_published_standings()
    {
        await PublishAsync(_host.Grains);
        await new SmallYears(_host.Grains).PublishAsync(2001);

        var counties = await DocumentAsync<StandingsDocument>("standings/990000/2001/county");
        Assert.Equal(
            [
                "990103 1 100 not-designated",
                "990201 2 95 designated",
                "990202 3 95 designated",
                "990101 4 90 designated",
                "990102 5 55 not-designated",
            ],
            counties.Rows.Select(r => $"{r.Code} {r.Rank} {r.Score} {r.Outcome}"));
        var cities = await DocumentAsync<StandingsDocument>("standings/990000/2001/city");
        Assert.Equal("75", cities.Rows.Single(r => r.Code == "990100").Score);
        Assert.Equal("not-designated", cities.Rows.Single(r => r.Code == "990100").Outcome);
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Two_years_in_a_row_confer_the_tripod_and_a_revocation_takes_it_back()
    {
        await PublishAsync(_host.Grains);
        await new SmallYears(_host.Grains).PublishAsync(2001);
        await new SmallYears(_host.Grains).PublishAsync(2002);
        var streak = await DocumentAsync<StreakDocument>("streaks/990000/990201");
        Assert.Equal(["tripod 2002"], streak.Titles.Select(t => $"{t.Tier} {t.Year}"));
        Assert.Equal(["designated", "designated"], streak.Years.Select(y => y.Outcome));

        var grain = _host.Grains.GetGrain<IStreakGrain>("streak/990201");
        var own = await new SmallYears(_host.Grains).ProposeAsync("990201", 2001);
        var refused = await grain.DecideRevocationAsync(By("publisher", "own"), own, VetoStep.Confirm, null);
        Assert.Equal("SamePersonTwice", Assert.Single(refused.Refusals).Code);
        await Must(grain.DecideRevocationAsync(By("reviewer", "two"), own, VetoStep.Confirm, null));

        streak = await DocumentAsync<StreakDocument>("streaks/990000/990201");
        Assert.Empty(streak.Titles);
        Assert.Equal(["revoked", "designated"], streak.Years.Select(y => y.Outcome));
        Assert.Empty(await AuditAsync());
    }

    private async Task<IReadOnlyList<Finding>> AuditAsync()
    {
        var audit = new ResultAudit(Province);
        foreach (var entry in await _host.Ledger.ReadProvinceAsync(Province, 0, int.MaxValue))
        {
            audit.Observe(entry);
        }

        return audit.Finish(await _host.Ledger.ListAsync(""));
    }

    private async Task<T> DocumentAsync<T>(string key)
        where T : notnull =>
        DocumentJson.Read<T>((await _host.Ledger.FindAsync(key))!.Bytes.Span);
}
