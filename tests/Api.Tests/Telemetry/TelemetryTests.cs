using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Api.Tests.Hosts;
using Award.Api.Telemetry;
using Award.Grains;
using Award.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Support;

namespace Api.Tests.Telemetry;

/// <summary>What is measured is what docs/operations.md says is measured; what is sent says nothing of people or figures.</summary>
public sealed partial class TelemetryTests
{
    private const string Person = "office-of-a-person";
    private const string Embargoed = "97.8125";

    [Fact]
    public async Task Every_documented_instrument_is_emitted_and_every_one_of_ours_is_documented()
    {
        var (seen, named) = (new ConcurrentDictionary<string, byte>(), new ConcurrentDictionary<string, byte>());
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == "Award")
                {
                    named.TryAdd(instrument.Name, 0);
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, _, _, _) => seen.TryAdd(instrument.Name, 0));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.TryAdd(instrument.Name, 0));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => seen.TryAdd(instrument.Name, 0));
        listener.Start();
        await using var host = InProcess.Start([("Award:RateLimits:Enabled", "false")]);
        await UseAsync(host);
        host.Services.GetRequiredService<SnapshotAge>().Confirm();
        listener.RecordObservableInstruments();

        var documented = Documented();
        Assert.Equal([], documented.Except(seen.Keys));
        Assert.Equal([], named.Keys.Except(documented));
    }

    [Fact]
    public async Task What_is_sent_names_no_person_no_token_no_region_and_no_figure()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = InProcess.Start(
            [("Award:RateLimits:Enabled", "false"), ("Award:Telemetry:Endpoint", receiver.Address)]);
        await UseAsync(host);
        host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Test").LogWarning("a line of the log");
        Assert.True(host.Services.GetRequiredService<TracerProvider>().ForceFlush());
        Assert.True(host.Services.GetRequiredService<MeterProvider>().ForceFlush());
        Assert.True(host.Services.GetRequiredService<LoggerProvider>().ForceFlush());

        var (traces, metrics, logs) = (receiver.TextOf("traces"), receiver.TextOf("metrics"), receiver.TextOf("logs"));
        foreach (var expected in new[] { "award.append", "/api/v1/award-years/{province}/{year}/figures", "IAwardYearGrain" })
        {
            Assert.Contains(expected, traces, StringComparison.Ordinal);
        }

        foreach (var expected in Documented().Except(["award.snapshot.age"]).Append("http.server.request.duration"))
        {
            Assert.Contains(expected, metrics, StringComparison.Ordinal);
        }

        Assert.Contains("a line of the log", logs, StringComparison.Ordinal);
        var token = host.TokenOf(Person, "assessor", "990000");
        foreach (var secret in new[] { Person, token, Embargoed, "990103", "evidence-of-it", "agent-of-a-person" })
        {
            Assert.DoesNotContain(secret, traces, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, metrics, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, logs, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_an_endpoint_nothing_is_collected_to_be_sent()
    {
        using var activity = new ActivitySource("Award").StartActivity("nobody listens");
        Assert.Null(activity);
    }

    [Fact]
    public void A_tag_that_nobody_named_does_not_pass()
    {
        using var source = new ActivitySource("tags");
        using var listener = new ActivityListener
        {
            ShouldListenTo = found => found.Name == "tags",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var span = source.StartActivity("GET /x", ActivityKind.Server)!;
        span.SetTag("http.request.method", "GET").SetTag("http.route", "/regions/{code}").SetTag("url.path", "/regions/330624")
            .SetTag("user_agent.original", "x").SetTag("enduser.id", "wang");
        using var tags = new AllowedTags();
        tags.OnEnd(span);
        Assert.Equal(["http.request.method", "http.route"], span.TagObjects.Select(tag => tag.Key));
        Assert.Equal("GET /regions/{code}", span.DisplayName);
    }

    /// <summary>Years that are published, a figure under embargo, a table that healed, a conflict, a repeat, a refusal.</summary>
    private static async Task UseAsync(InProcess host)
    {
        await SmallProvince.PublishAsync(host.Grains);
        await new SmallYears(host.Grains).PublishAsync(2001);
        await SmallProvince.Must(SmallProvince.Year(host.Grains, 2002).OpenAsync(
            SmallProvince.By("publisher", "open"), new YearOpening(SmallProvince.RulebookId, "embargoed", null, null, true)));
        await SmallProvince.Must(SmallProvince.Year(host.Grains, 2002).MoveStageAsync(
            SmallProvince.By("reviewer", "collect"), "collecting", null));
        foreach (var key in new[] { "one", "one" })
        {
            using var written = await SubmitAsync(host, key, Embargoed);
            Assert.True(written.IsSuccessStatusCode, await written.Content.ReadAsStringAsync());
        }

        using var refused = await SubmitAsync(host, "two", Embargoed);
        Assert.False(refused.IsSuccessStatusCode);

        // A table that was never told of any sheet finds them by itself.
        await host.Grains.GetGrain<IStandingsGrain>($"standings/{SmallProvince.Province}/2002")
            .TableAsync(CallerView.Unbounded("a"), "county", heal: true);

        // Two commands on one version.
        var ledger = host.Services.GetRequiredService<ILedger>();
        var head = await ledger.ReadHeadAsync("year/990000/2001");
        var fact = (await ledger.ReadStreamAsync(head!.Stream))[0].Fact;
        Assert.IsType<AppendResult.Conflict>(await AppendAsync(new(head.Stream, head.Version - 1, [fact])));
        Assert.IsType<AppendResult.Committed>(await AppendAsync(new("year/990000/1999", 0, [fact])));
        Assert.IsType<AppendResult.AlreadyRecorded>(await AppendAsync(new("year/990000/1999", 0, [fact])));
        using var answer = await host.Client.GetAsync("/api/v1/standings?province=990000&year=2001");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Task<AppendResult> AppendAsync(StreamAppend append) => ledger.AppendAsync(new Command(
            SmallProvince.Province, new("x"), append.Stream, ContentHash.Of("x"), RealClock.Instance.GetUtcNow(), [append], [], []));
    }

    private static async Task<HttpResponseMessage> SubmitAsync(InProcess host, string key, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/award-years/990000/2002/figures")
        {
            Content = JsonContent.Create(
                new[] { new { region = "990103", indicator = "survey", value = decimal.Parse(value, null), evidence = "evidence-of-it" } }),
        };
        request.Headers.Authorization = new("Bearer", host.TokenOf(Person, "assessor", "990000"));
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Add("User-Agent", "agent-of-a-person");
        return await host.Client.SendAsync(request);
    }

    private static List<string> Documented() =>
        [.. Row().Matches(Page()).Select(match => match.Groups[1].Value)];

    private static string Page([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/operations.md"));

    [GeneratedRegex(@"^\| `(award\.[a-z_.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
