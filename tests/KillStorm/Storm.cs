using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Award.Ledger.Sqlite;
using Award.Ledger.Verify;
using Award.Rules.Record;

namespace KillStorm;

/// <summary>
/// One round is one award year. The engine is killed while many people submit at once, started again and asked about every
/// command whose outcome is unknown; then it is killed while it publishes the year, and started again. After each kill the record
/// is read from the disk: every acknowledged command is there, none is there twice, and the verifier passes with every receipt
/// that was ever given out.
/// </summary>
public sealed class Storm
{
    private const int Clients = 16;
    private const int FirstYear = 2023;
    private static readonly string[] Counties =
        ["330602", "330603", "330604", "330624", "330681", "330683", "330102", "330106", "330203", "330205"];

    private readonly string _api;
    private readonly string _folder;
    private readonly string _rulebooks;
    private readonly Random _random;
    private readonly ConcurrentDictionary<string, string> _receipts = new();
    private readonly ConcurrentDictionary<string, (string Path, string Body)> _open = new();
    private int _unknown;

    public Storm(string api, string folder, Random random)
    {
        _api = api;
        _folder = Path.Combine(folder, "data");
        _rulebooks = Path.Combine(folder, "rulebooks");
        _random = random;
        Directory.CreateDirectory(_rulebooks);
        File.WriteAllText(Path.Combine(_rulebooks, "storm.yaml"), StormRulebook.Yaml);
    }

    public string Summary(int rounds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{rounds * 2} kills: {_receipts.Count} acknowledged commands, 0 lost, 0 doubled; {_unknown} of unknown outcome settled");

    /// <exception cref="StormException">A promise was broken.</exception>
    public async Task<string> RoundAsync(int round)
    {
        var year = FirstYear + round;
        var before = _receipts.Count;
        using (var engine = await StartAsync())
        {
            await SureAsync(engine, "publisher", "/api/v1/award-years", $"open/{year}", JsonSerializer.Serialize(new
            {
                province = "330000", year, rulebook = "storm", visibility = "embargoed", dates = new { },
            }));
            await StageAsync(engine, "reviewer", year, "collecting");
            await StormAsync(engine, year);
        }

        var submitted = _receipts.Count - before;
        CheckRecord();
        using (var engine = await StartAsync())
        {
            await SettleAsync(engine, year);
            await StageAsync(engine, "reviewer", year, "review");
            await StageAsync(engine, "reviewer", year, "notice");
            await PublishAndKillAsync(engine, year);
        }

        CheckRecord();
        using (var engine = await StartAsync())
        {
            await StageAsync(engine, "publisher", year, "published");
            await UntilRecountedAsync(engine, year);
            await engine.KillAsync();
        }

        CheckRecord();
        await CheckPublishedOnceAsync(year);
        return $"  {year}: killed after {submitted} acknowledged commands, killed while publishing; the record holds";
    }

    private async Task StormAsync(Engine engine, int year)
    {
        var stop = TimeSpan.FromMilliseconds(200 + _random.Next(1200));
        var number = 0;
        var clients = Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (true)
            {
                var mine = Interlocked.Increment(ref number);
                var county = Counties[mine % Counties.Length];
                var key = $"storm/{year}/{mine}";
                var path = $"/api/v1/award-years/330000/{year}/incidents";
                var body = JsonSerializer.Serialize(new[] { new { region = county, kind = "fire", date = $"{year}-05-01" } });
                _open[key] = (path, body);
                var answer = await engine.PostAsync("assessor", path, key, body);
                if (answer.Status is null)
                {
                    return;
                }

                Take(key, answer);
            }
        }).ToList();
        using (var timer = new PeriodicTimer(stop))
        {
            await timer.WaitForNextTickAsync();
        }

        await engine.KillAsync();
        await Task.WhenAll(clients);
    }

    /// <summary>Every command that got no answer is sent again under its key: it is recorded now, or was before.</summary>
    private async Task SettleAsync(Engine engine, int year)
    {
        foreach (var (key, (path, body)) in _open.ToArray())
        {
            _unknown++;
            Take(key, await engine.PostAsync("assessor", path, key, body));
        }

        foreach (var (key, receipt) in _receipts.Where(r => r.Key.StartsWith($"storm/{year}/", StringComparison.Ordinal)).Take(20))
        {
            var number = int.Parse(key.Split('/')[2], CultureInfo.InvariantCulture);
            var body = JsonSerializer.Serialize(
                new[] { new { region = Counties[number % Counties.Length], kind = "fire", date = $"{year}-05-01" } });
            var again = await engine.PostAsync("assessor", $"/api/v1/award-years/330000/{year}/incidents", key, body);
            if (again.Body != receipt)
            {
                throw new StormException($"{key} has another receipt after the kill: {receipt} then {again.Body}");
            }
        }
    }

    private async Task PublishAndKillAsync(Engine engine, int year)
    {
        var publishing = engine.PostAsync(
            "publisher", $"/api/v1/award-years/330000/{year}/stage", $"stage/{year}/published", """{"to":"published"}""");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1 + _random.Next(400)));
        await timer.WaitForNextTickAsync();
        await engine.KillAsync();
        var answer = await publishing;
        if (answer.Acknowledged)
        {
            _receipts[$"stage/{year}/published"] = answer.Body;
        }
    }

    private static async Task UntilRecountedAsync(Engine engine, int year)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var answer = await engine.GetAsync($"/api/v1/regions/330602?asOf={year}");
            if (answer.Acknowledged && answer.Body.Contains($"\"to\":{year}", StringComparison.Ordinal))
            {
                return;
            }

            try
            {
                await pulse.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new StormException($"{year} is published and 330602 does not show it: {answer.Body}");
            }
        }
    }

    private Task StageAsync(Engine engine, string role, int year, string to) => SureAsync(
        engine, role, $"/api/v1/award-years/330000/{year}/stage", $"stage/{year}/{to}", JsonSerializer.Serialize(new { to }));

    private async Task SureAsync(Engine engine, string role, string path, string key, string body) =>
        Take(key, await engine.PostAsync(role, path, key, body));

    private void Take(string key, Answer answer)
    {
        if (!answer.Acknowledged)
        {
            throw new StormException($"{key} was answered by {answer.Status}: {answer.Body}");
        }

        _open.TryRemove(key, out _);
        if (_receipts.TryGetValue(key, out var earlier) && earlier != answer.Body)
        {
            throw new StormException($"{key} has two receipts: {earlier} and {answer.Body}");
        }

        _receipts[key] = answer.Body;
    }

    private async Task<Engine> StartAsync() => await Engine.StartAsync(_api, _folder, _rulebooks);

    /// <summary>The verifier over the dead engine's folder, with every receipt ever given out.</summary>
    private void CheckRecord()
    {
        var report = LedgerVerifier.Verify(_folder, [.. _receipts.Values.Select(KeptReceipt.Parse)]);
        if (!report.Passed)
        {
            throw new StormException(string.Join("; ", report.Findings.Take(5)));
        }
    }

    private async Task CheckPublishedOnceAsync(int year)
    {
        await using var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = _folder });
        var entries = await ledger.ReadStreamAsync($"year/330000/{year}");
        if (entries.Count(e => e.Fact is YearPublished) != 1 || entries.Count(e => e.Fact is RecountFinished) != 1)
        {
            throw new StormException($"{year} was not published once and recounted once");
        }
    }
}
