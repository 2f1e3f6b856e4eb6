using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Cluster.Tests.Load;

/// <summary>
/// The daily work on the sheets of one province: figures one by one, in lists and in tables, amendments, incidents, vetoes; some
/// of it wrong, some of it sent twice, some of it left without an answer for a while.
/// </summary>
public sealed class Hands(BenchProvince province, Staff staff, Sender sender, ConcurrentQueue<Intent> leftOpen)
{
    private const int Abreast = 3;
    private readonly ConcurrentQueue<Intent> _done = new();

    public string Path(int year) => ProvinceStory.PathOf(province, year);

    /// <summary>Everything that happens while figures are collected.</summary>
    public async Task FillAsync(int year)
    {
        await SurveyAsync(year);
        var regions = new ConcurrentQueue<string>(province.Counties);
        await Task.WhenAll(Enumerable.Range(0, Abreast).Select(async _ =>
        {
            while (regions.TryDequeue(out var region))
            {
                await FillAsync(year, region);
            }
        }));
    }

    /// <summary>What review still finds.</summary>
    public async Task LookAgainAsync(int year)
    {
        foreach (var region in province.Regions.Where(_ => sender.Draw(3) == 0).ToList())
        {
            await AmendAsync(year, region);
            await IncidentAsync(year, region);
        }
    }

    /// <summary>The survey of both cities in one command; it goes through the year's own grain.</summary>
    public async Task SurveyAsync(int year)
    {
        var values = province.Cities.Select(region => (Region: region, Value: 30 + sender.Draw(71))).ToList();
        await sender.MustAsync(sender.Intend(
            staff.Assessors[0], HttpMethod.Post, $"{Path(year)}/figures",
            JsonSerializer.Serialize(values.Select(v => new { region = v.Region, indicator = BenchRulebook.Survey, value = v.Value })),
            [.. values.Select(v => new Effect.Survey(year, v.Region, v.Value))]));
    }

    /// <summary>One incident; whether it is known to be on record afterwards is another question.</summary>
    public async Task IncidentAsync(int year, string region)
    {
        var intent = Incident(year, region, Assessor());
        var answer = sender.Draw(6) == 0 ? await sender.SendTwiceAsync(intent) : await sender.SendAsync(intent);
        if (answer.Outcome == Outcome.Unknown)
        {
            leftOpen.Enqueue(intent);
        }
        else if (answer.Outcome == Outcome.Ok)
        {
            await RepeatAsync(intent);
        }
    }

    public Intent Incident(int year, string region, Person by) => sender.Intend(
        by, HttpMethod.Post, $"{Path(year)}/incidents",
        JsonSerializer.Serialize(new[] { new { region, kind = BenchRulebook.IncidentKind, date = $"{year}-05-01" } }),
        new Effect.Incident(year, region));

    private async Task FillAsync(int year, string region)
    {
        await ReportAsync(year, region);
        for (var incidents = sender.Draw(5); incidents > 0; incidents--)
        {
            await IncidentAsync(year, region);
        }

        if (sender.Draw(3) == 0)
        {
            await AmendAsync(year, region);
        }

        if (sender.Draw(4) == 0)
        {
            await VetoAsync(year, region);
        }

        if (sender.Draw(5) == 0)
        {
            await ErrAsync(year, region);
        }
    }

    private async Task ReportAsync(int year, string region)
    {
        var value = 30 + sender.Draw(71);
        var text = value.ToString(CultureInfo.InvariantCulture);
        var effect = new Effect.Survey(year, region, value);
        var intent = sender.Draw(3) == 0
            ? new Intent(sender.Key(), Assessor(), HttpMethod.Post, $"{Path(year)}/import", $"region,survey\n{region},{text}\n", [effect])
            {
                MediaType = "text/csv",
                Period = sender.Period,
            }
            : new Intent(
                sender.Key(), Assessor(), HttpMethod.Post, $"{Path(year)}/figures",
                JsonSerializer.Serialize(new[] { new { region, indicator = BenchRulebook.Survey, value } }), [effect])
            {
                Period = sender.Period,
            };
        await sender.MustAsync(sender.Intend(intent));
        await RepeatAsync(intent);
    }

    // Another amendment may have come first: then this one is refused, which is as it should be.
    private async Task AmendAsync(int year, string region)
    {
        var path = $"{Path(year)}/regions/{region}";
        if (await sender.VersionAsync(path, staff.Assessors[0]) is not { } version)
        {
            return;
        }

        var value = sender.Draw(101);
        await sender.SettleAsync(sender.Intend(new Intent(
            sender.Key(), Assessor(), HttpMethod.Put, $"{path}/figures/{BenchRulebook.Survey}",
            JsonSerializer.Serialize(new { value, reason = "counted again" }), [new Effect.Survey(year, region, value)])
        {
            IfMatch = version,
            Period = sender.Period,
        }));
    }

    private async Task VetoAsync(int year, string region)
    {
        var path = $"{Path(year)}/vetoes";
        var raised = await sender.MustAsync(sender.Intend(
            Assessor(), HttpMethod.Post, path,
            JsonSerializer.Serialize(new { region, ground = BenchRulebook.Ground, reason = "the survey was made up" })));
        var id = ProvinceStory.Created(raised);
        await sender.MustAsync(sender.Draw(3) == 0
            ? sender.Intend(staff.Reviewer, HttpMethod.Post, $"{path}/{id}/reject", """{"reason":"it was not"}""")
            : sender.Intend(staff.Reviewer, HttpMethod.Post, $"{path}/{id}/confirm", "{}", new Effect.Vetoed(year, region)));
    }

    private async Task ErrAsync(int year, string region)
    {
        var wrong = sender.Draw(3) switch
        {
            0 => sender.Intend(
                Assessor(), HttpMethod.Post, $"{Path(year)}/figures",
                JsonSerializer.Serialize(new[] { new { region, indicator = "nothing", value = 1 } }), new Effect.Survey(year, region, 1)),
            1 => sender.Intend(
                Assessor(), HttpMethod.Post, $"{Path(year)}/figures",
                JsonSerializer.Serialize(new[] { new { region, indicator = BenchRulebook.Survey, value = 1 } }),
                new Effect.Survey(year, region, 1)),
            _ => sender.Intend(staff.Assessors[0], HttpMethod.Post, $"{Path(year)}/stage", """{"to":"review"}"""),
        };
        var answer = await sender.SettleAsync(wrong);
        if (answer.Outcome == Outcome.Ok)
        {
            sender.History.Contradict($"{wrong.Key} {wrong.Path} {wrong.Body} was taken: {answer}");
        }
    }

    /// <summary>Now and then something done is sent again, as it was or with its key on another body.</summary>
    private async Task RepeatAsync(Intent done)
    {
        _done.Enqueue(done);
        if (_done.Count < 12 || !_done.TryDequeue(out var earlier))
        {
            return;
        }

        if (sender.Draw(3) > 0)
        {
            await sender.SendAsync(earlier);
            return;
        }

        // Not noted: the history has this key for the write it belongs to.
        var stolen = earlier with { Body = earlier.Body.Replace("05-01", "05-02", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal) };
        if (earlier.MediaType == "application/json" && earlier.Body.Contains("05-01", StringComparison.Ordinal)
            && await sender.AskOnlyAsync(stolen) is { Outcome: Outcome.Ok } answer)
        {
            sender.History.Contradict($"{earlier.Key} was taken with another body: {answer}");
        }
    }

    private Person Assessor() => staff.Assessors[sender.Draw(staff.Assessors.Count)];
}
