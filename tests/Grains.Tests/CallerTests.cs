using Award.Grains;
using Award.Ledger;
using Award.Ledger.People;
using Microsoft.Extensions.DependencyInjection;
using Support;

namespace Grains.Tests;

/// <summary>What the edge lets through, the silo still looks at: token, role, region and dimension.</summary>
public sealed class CallerTests : IAsyncLifetime
{
    private readonly Registry _tokens = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-");
    private EmbeddedHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(
            _folder.FullName, configure: services => services.AddSingleton<ITokenRegistry>(_tokens));
        await SmallProvince.PublishAsync(_host.Grains);
        await SmallProvince.Must(SmallProvince.Year(_host.Grains, 2001).OpenAsync(
            SmallProvince.By("publisher", "open"),
            new YearOpening(SmallProvince.RulebookId, "embargoed", null, null, true)));
        await SmallProvince.Must(SmallProvince.Year(_host.Grains, 2001).MoveStageAsync(
            SmallProvince.By("reviewer", "collect"), "collecting", null));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Assessor", "990101", "", "t", "recorded")]
    [InlineData("Assessor", "990100", "order", "t", "recorded")]
    [InlineData("Assessor", "990101", "", "revoked", "TokenRevoked")]
    [InlineData("Reviewer", "990101", "", "t", "RoleForbids")]
    [InlineData("King", "990101", "", "t", "RoleForbids")]
    [InlineData("Assessor", "990102", "", "t", "RegionForbids")]
    [InlineData("Assessor", "Zhejiang", "", "t", "RegionForbids")]
    [InlineData("Assessor", "990000", "life", "t", "DimensionForbids")]
    public async Task The_silo_decides_by_the_caller_whatever_the_edge_let_through(
        string role, string region, string dimension, string token, string expected)
    {
        var caller = new CallerView("somebody", [role], [region], dimension.Length > 0 ? [dimension] : [], token);
        var key = $"{role}-{region}-{dimension}-{token}";
        var request = new WriteRequest(caller, key, ContentHash.Of(key));
        FigureRow[] rows = [new("990101", region == "990100" ? "residents" : "cases", "1", null)];

        var direct = await SmallProvince.Sheet(_host.Grains, 2001, "990101").SubmitFiguresAsync(request, rows);
        Assert.Equal(expected, direct.Receipt is null ? direct.Refusals[0].Code : "recorded");

        var batch = await SmallProvince.Year(_host.Grains, 2001).SubmitFiguresAsync(request, rows);
        Assert.Equal(expected, batch.Receipt is null ? batch.Refusals[0].Code : "recorded");
    }

    private sealed class Registry : ITokenRegistry
    {
        public Task<bool> IsGoodAsync(string tokenId, CancellationToken cancellation = default) =>
            Task.FromResult(tokenId != "revoked");
    }
}
