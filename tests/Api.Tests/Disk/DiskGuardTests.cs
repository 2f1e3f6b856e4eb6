using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Api.Tests.Hosts;
using Support;

namespace Api.Tests.Disk;

/// <summary>A disk that gets full is told of in time; then writes are refused, while all else goes on, until there is room.</summary>
public sealed class DiskGuardTests : IAsyncLifetime
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(1.2);
    private SmallDisk _disk = null!;
    private InProcess _host = null!;

    public async ValueTask InitializeAsync()
    {
        _disk = new SmallDisk(160);
        _host = InProcess.Start(
        [
            ("Award:Data", _disk.Path),
            ("Award:RateLimits:Enabled", "false"),
            ("Award:Disk:WarnBelowMiB", "60"),
            ("Award:Disk:RefuseBelowMiB", "30"),
        ]);
        await SmallProvince.PublishAsync(_host.Grains);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _disk?.Dispose();
    }

    [Fact]
    public async Task It_warns_then_refuses_writes_with_a_clear_code_and_takes_them_again()
    {
        Assert.Equal(("healthy", null), await DiskAsync());
        Assert.Equal(HttpStatusCode.Created, (await OpenAsync(2001, "first")).StatusCode);

        _disk.Leave(50);
        await Task.Delay(KnownFor, timeProvider: RealClock.Instance);
        var (status, reason) = await DiskAsync();
        Assert.Equal("degraded", status);
        Assert.Matches("^[0-9]+ MiB are free on the disk of the data folder, less than 60 MiB$", reason);
        Assert.Equal(HttpStatusCode.Created, (await OpenAsync(2002, "second")).StatusCode);

        _disk.Leave(20);
        await Task.Delay(KnownFor, timeProvider: RealClock.Instance);
        using (var refused = await OpenAsync(2003, "third"))
        {
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Equal("503 RecordFull [ RecordFull]", await Asking.ProblemAsync(refused));
        }

        (status, reason) = await DiskAsync();
        Assert.Equal("degraded", status);
        Assert.EndsWith("less than 30 MiB: no writes are taken", reason, StringComparison.Ordinal);
        Assert.Equal([2001, 2002], await YearsAsync());

        _disk.Empty();
        await Task.Delay(KnownFor, timeProvider: RealClock.Instance);
        Assert.Equal(HttpStatusCode.Created, (await OpenAsync(2003, "third")).StatusCode);
        Assert.Equal([2001, 2002, 2003], await YearsAsync());
        Assert.Equal(("healthy", null), await DiskAsync());
    }

    private async Task<HttpResponseMessage> OpenAsync(int year, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/award-years")
        {
            Content = JsonContent.Create(new { province = "990000", year, rulebook = SmallProvince.RulebookId }),
        };
        request.Headers.Authorization = new("Bearer", _host.TokenOf("opener", "publisher", "990000"));
        request.Headers.Add("Idempotency-Key", key);
        return await _host.Client.SendAsync(request);
    }

    private async Task<IEnumerable<int>> YearsAsync() =>
        (await _host.Client.GetFromJsonAsync<JsonElement>("/api/v1/award-years?province=990000"))
            .GetProperty("years").EnumerateArray().Select(year => year.GetProperty("year").GetInt32());

    /// <summary>What ready says of the disk; the answer itself is 200 all along.</summary>
    private async Task<(string? Status, string? Reason)> DiskAsync()
    {
        var ready = await _host.Client.GetFromJsonAsync<JsonElement>("/health/ready");
        var check = ready.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "disk");
        return (check.GetProperty("status").GetString(), check.GetProperty("reason").GetString());
    }
}
