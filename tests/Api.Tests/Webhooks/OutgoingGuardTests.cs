using System.Net;
using System.Net.Sockets;
using Award.Api.Configuration;
using Award.Api.Public;
using Award.Api.Telling;
using Award.Api.Webhooks;
using Award.Ledger.People;

namespace Api.Tests.Webhooks;

/// <summary>
/// Where a webhook may lead is decided by the addresses that are connected to, at each delivery, and by
/// nothing that was looked at before.
/// </summary>
public sealed class OutgoingGuardTests
{
    private static readonly WebhookOptions Strict = new(
        false, [443, 8443], TimeSpan.FromSeconds(5), TimeSpan.FromHours(72), TimeSpan.FromDays(90));

    private static readonly WebhookOptions Lax = Strict with { AllowLoopback = true };

    private static readonly InboxItemAnswer Item = new(
        "330000-7", "2024-03-01T00:00:00.000Z", "330000", 2023, "330600", "figure-amended",
        new Dictionary<string, string> { ["reason"] = "迟报" }, [], new NameAnswer("更正", "amended"), "p-1");

    [Theory]
    [InlineData(null, "a whole https address")]
    [InlineData("", "a whole https address")]
    [InlineData("hooks.example.org", "a whole https address")]
    [InlineData("/inbox", "a whole https address")]
    [InlineData("http://hooks.example.org/", "only https")]
    [InlineData("ftp://hooks.example.org/", "only https")]
    [InlineData("file:///etc/passwd", "a whole https address")]
    [InlineData("gopher://hooks.example.org/", "only https")]
    [InlineData("https://user@hooks.example.org/", "an address carries no name")]
    [InlineData("https://user:word@hooks.example.org/", "an address carries no name")]
    [InlineData("https://hooks.example.org/#part", "an address carries no fragment")]
    [InlineData("https://hooks.example.org:22/", "only ports 443, 8443")]
    [InlineData("https://hooks.example.org:80/", "only ports 443, 8443")]
    [InlineData("https://hooks.example.org/a?b=c", "")]
    [InlineData("https://hooks.example.org:8443/", "")]
    public void An_address_is_https_on_a_known_port_without_credentials(string? url, string fault) =>
        Assert.StartsWith(fault, Guard(Strict).FaultOf(url) ?? "", StringComparison.Ordinal);

    [Fact]
    public void An_address_has_a_length() =>
        Assert.NotNull(Guard(Strict).FaultOf($"https://hooks.example.org/{new string('a', 2000)}"));

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://localhost/")]
    [InlineData("https://metadata.internal/")]
    [InlineData("https://half.example/")]
    [InlineData("https://nowhere.example/")]
    public async Task Every_address_of_the_host_must_be_public(string url) =>
        await Assert.ThrowsAsync<AddressForbiddenException>(() =>
            Guard(Strict).AddressesAsync(new Uri(url), TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_loopback_of_development_is_no_door_to_the_neighbours()
    {
        await Assert.ThrowsAsync<AddressForbiddenException>(() => Guard(Lax).AddressesAsync(
            new Uri("http://hooks.example.org/"), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<AddressForbiddenException>(() => Guard(Lax).AddressesAsync(
            new Uri("https://metadata.internal/"), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<AddressForbiddenException>(() => Guard(Lax).AddressesAsync(
            new Uri("https://hooks.example.org:22/"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_the_second_time_is_refused_then()
    {
        await using var receiver = await Receiver.StartAsync();
        var hosts = new Hosts(["93.184.216.34"], ["127.0.0.1"]);
        var guard = new OutgoingGuard(Strict with { Ports = [receiver.Url.Port] }, hosts);
        var url = $"https://rebind.example:{receiver.Url.Port}/";

        Assert.Null(guard.FaultOf(url));
        Assert.Single(await guard.AddressesAsync(new Uri(url), TestContext.Current.CancellationToken));
        using var sender = new WebhookSender(guard, new JumpingClock());
        var attempt = await sender.SendAsync(Hook(url), Item, TestContext.Current.CancellationToken);

        Assert.Equal(new Attempt(OutgoingGuard.NoAddress, false), attempt);
        Assert.Equal(2, hosts.Asked);
        Assert.Equal(0, receiver.Requests);
    }

    [Fact]
    public async Task The_checked_address_itself_is_connected_to_without_asking_again()
    {
        await using var receiver = await Receiver.StartAsync();
        var hosts = new Hosts(["127.0.0.1"], ["10.0.0.1"]);
        using var sender = new WebhookSender(new OutgoingGuard(Lax, hosts), new JumpingClock());

        var attempt = await sender.SendAsync(
            Hook($"http://hooks.example:{receiver.Url.Port}/in"), Item, TestContext.Current.CancellationToken);

        Assert.Equal(Attempt.Delivered, attempt);
        Assert.Equal(1, hosts.Asked);
        Assert.Equal(Item.Id, (await receiver.NextAsync()).Id);
    }

    [Fact]
    public async Task Each_delivery_looks_again_and_no_redirect_is_followed()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answers = n => n == 2 ? 307 : 200;
        var hosts = new Hosts(["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]);
        using var sender = new WebhookSender(new OutgoingGuard(Lax, hosts), new JumpingClock());
        var hook = Hook($"http://hooks.example:{receiver.Url.Port}/in");
        var said = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            said.Add((await sender.SendAsync(hook, Item, TestContext.Current.CancellationToken)).Fault);
        }

        Assert.Equal([null, "answered 307", OutgoingGuard.NoAddress], said);
        Assert.Equal(2, receiver.Requests);
    }

    [Fact]
    public async Task What_failed_on_the_way_tells_nothing_of_the_network()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        using var sender = new WebhookSender(Guard(Lax), new JumpingClock());

        var attempt = await sender.SendAsync(
            Hook($"http://127.0.0.1:{port}/"), Item, TestContext.Current.CancellationToken);

        Assert.Equal(new Attempt("no connection", false), attempt);
    }

    /// <summary>The example of the Standard Webhooks specification.</summary>
    [Fact]
    public void Signatures_are_those_of_standard_webhooks() => Assert.Equal(
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSender.Signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            """{"test": 2432232314}"""u8.ToArray()));

    internal static Webhook Hook(string url) => new(
        "p-1", "hook", url, $"whsec_{Convert.ToBase64String(new byte[32])}", ["City"], ["330600"], null,
        default, DateTimeOffset.MaxValue, "", null, null, 0, null, null, null);

    private static OutgoingGuard Guard(WebhookOptions options) => new(options, new Hosts());

    /// <summary>
    /// Answers in turn what it was given, the last for ever; without any, by name.
    /// </summary>
    private sealed class Hosts(params string[][] inTurn) : IHostAddresses
    {
        public int Asked { get; private set; }

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
        {
            var answer = inTurn.Length > 0 ? inTurn[Math.Min(Asked, inTurn.Length - 1)] : host switch
            {
                "localhost" => ["127.0.0.1", "::1"],
                "metadata.internal" => ["169.254.169.254"],
                "half.example" => ["93.184.216.34", "10.0.0.1"],
                "nowhere.example" => throw new SocketException((int)SocketError.HostNotFound),
                _ => (string[])["93.184.216.34"],
            };
            Asked++;
            return Task.FromResult<IReadOnlyList<IPAddress>>([.. answer.Select(IPAddress.Parse)]);
        }
    }
}
