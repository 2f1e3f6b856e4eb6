using System.Net;
using System.Text.Json;
using Api.Tests.Hosts;
using Api.Tests.Webhooks;
using Support;

namespace Api.Tests.Nodes;

/// <summary>
/// What a person does through one node shows in their next read there and soon in every other; tokens, the access log, webhooks and
/// streams work over any of them.
/// </summary>
public sealed class ThroughNodesTests(ClusterHost cluster) : IClassFixture<ClusterHost>, IAsyncLifetime
{
    private const string Hook = "/api/v1/inbox/webhook";
    private const string Revoked = "990101";
    private readonly List<string> _items = [];

    public async ValueTask InitializeAsync()
    {
        PostgresServer.Require();
        await cluster.StartAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Through_any_node()
    {
        await using var receiver = await Receiver.StartAsync();
        var city = cluster.Token("tao", "city", "990100").Text;
        await WebhookIsSetAsync(receiver, city);
        await RevokeAsync();
        await ResumeAsync();
        await TokensAsync();
        await LogAsync();
        await WebhookSentOnceAsync(receiver, city);
    }

    /// <summary>A revocation by two people on two nodes.</summary>
    private async Task RevokeAsync()
    {
        var path = $"/api/v1/award-years/990000/{ClusterHost.Second}/revocations";
        var proposed = await SureAsync(
            cluster.One, "POST", path, cluster.Token("pan", "publisher").Text, new { region = Revoked, reason = "found out later" });
        var id = proposed.GetProperty("created")[0].GetString();
        await SureAsync(
            cluster.Two, "POST", $"{path}/{id}/confirm", cluster.Token("qian", "publisher").Text, new { });

        // Where it was written at once; elsewhere as soon as it is told.
        Assert.Equal("revoked", await OutcomeAsync(cluster.Two));
        await ClusterHost.UntilAsync(async () => await OutcomeAsync(cluster.One) == "revoked");
        Assert.Equal(await PublicBytes.AskAsync(cluster.One), await PublicBytes.AskAsync(cluster.Two));
    }

    /// <summary>A stream that was read from one node goes on at another.</summary>
    private async Task ResumeAsync()
    {
        var seen = await FirstEventAsync(cluster.One, null);
        await SureAsync(
            cluster.One, "POST", $"/api/v1/award-years/990000/{ClusterHost.Live}/figures", cluster.Token("an", "assessor").Text,
            new[] { new { region = "990102", indicator = "survey", value = 91 } });
        var next = await FirstEventAsync(cluster.Two, seen);
        Assert.True(next > seen, $"{next} comes after {seen}");
        Assert.Equal(next, await FirstEventAsync(cluster.One, seen));
    }

    /// <summary>A token that is revoked ends on every node within moments; forged ones never begin.</summary>
    private async Task TokensAsync()
    {
        var (id, text) = cluster.Token("rui", "auditor");
        foreach (var node in cluster.Nodes)
        {
            Assert.Equal(HttpStatusCode.OK, await AccessAsync(node, text));
            Assert.Equal(HttpStatusCode.Unauthorized, await AccessAsync(node, text[..^8] + "AAAAAAAA"));
        }

        cluster.Revoke(id);
        foreach (var node in cluster.Nodes)
        {
            await ClusterHost.UntilAsync(async () => await AccessAsync(node, text) == HttpStatusCode.Unauthorized);
        }
    }

    /// <summary>Who looked at one node is read at another.</summary>
    private async Task LogAsync()
    {
        var auditor = cluster.Token("su", "auditor").Text;
        await cluster.One.GetAsync($"/api/v1/award-years/990000/{ClusterHost.Second}/record", auditor);
        await ClusterHost.UntilAsync(async () =>
            (await cluster.Two.GetAsync("/api/v1/access-log?province=990000", auditor)).GetProperty("lines").EnumerateArray()
                .Any(line => line.GetProperty("operation").GetString() == "ReadRecord"));
    }

    /// <summary>Set at one node; of two silos one sends what the city is told, each item once.</summary>
    private async Task WebhookIsSetAsync(Receiver receiver, string city)
    {
        using (var none = await cluster.Two.SendAsync(HttpMethod.Get, Hook, city))
        {
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        using (var set = await cluster.One.SendAsync(
            HttpMethod.Put, Hook, city, JsonSerializer.Serialize(new { url = new Uri(receiver.Url, "/in") })))
        {
            Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        }

        Assert.Equal("active", (await cluster.Two.GetAsync(Hook, city)).GetProperty("state").GetString());
    }

    private async Task WebhookSentOnceAsync(Receiver receiver, string city)
    {
        await AnItemAsync(receiver);
        await SureAsync(
            cluster.Two, "POST", $"/api/v1/award-years/990000/{ClusterHost.First}/revocations", cluster.Token("pan", "publisher").Text,
            new { region = "990201", reason = "found out later" });
        await SureAsync(
            cluster.One, "POST", $"/api/v1/award-years/990000/{ClusterHost.First}/revocations", cluster.Token("pan", "publisher").Text,
            new { region = Revoked, reason = "found out later" });
        await AnItemAsync(receiver);
        Assert.Equal(_items.Count, receiver.Requests);
        Assert.Equal(_items.Count, _items.Distinct(StringComparer.Ordinal).Count());

        using var removed = await cluster.Two.SendAsync(HttpMethod.Delete, Hook, city);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    private async Task AnItemAsync(Receiver receiver) => _items.Add((await receiver.NextAsync()).Id);

    /// <summary>As a client does that must know: the same under the same key until there is an answer.</summary>
    private static async Task<JsonElement> SureAsync(RunningHost node, string method, string path, string token, object body)
    {
        var key = Guid.NewGuid().ToString("n");
        var text = "";
        await ClusterHost.UntilAsync(async () =>
        {
            using var answer = await node.SendAsync(
                new HttpMethod(method), path, token, JsonSerializer.Serialize(body), ("Idempotency-Key", key));
            text = await answer.Content.ReadAsStringAsync();
            Assert.True(
                answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.ServiceUnavailable,
                $"{method} {path}: {answer.StatusCode} {text}");
            return answer.IsSuccessStatusCode;
        });
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<HttpStatusCode> AccessAsync(RunningHost node, string token)
    {
        using var answer = await node.SendAsync(HttpMethod.Get, "/api/v1/access", token);
        return answer.StatusCode;
    }

    private static async Task<string?> OutcomeAsync(RunningHost node) =>
        (await node.GetAsync($"/api/v1/standings?province=990000&year={ClusterHost.Second}&level=county"))
            .GetProperty("entries").EnumerateArray().Single(row => row.GetProperty("code").GetString() == Revoked)
            .GetProperty("outcome").GetString();

    private static async Task<int> FirstEventAsync(RunningHost node, int? seen)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/api/v1/standings/live?province=990000&year={ClusterHost.Live}&level=county");
        if (seen is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{seen}");
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var answer = await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                return JsonDocument.Parse(line[5..]).RootElement.GetProperty("version").GetInt32();
            }
        }

        throw new EndOfStreamException("the stream ended without an event");
    }
}
