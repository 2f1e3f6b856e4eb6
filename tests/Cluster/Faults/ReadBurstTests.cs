using System.Collections.Concurrent;
using System.Net;
using Award.Ledger;
using Cluster.Tests.Parts;

namespace Cluster.Tests.Faults;

/// <summary>
/// Everybody looks at the moment of publication. Each answer is the one before it or the one after it, whole, and whoever has
/// seen the new one is not shown the old one again.
/// </summary>
public sealed class ReadBurstTests
{
    private const int Readers = 48;
    private static readonly string[] Paths =
    [
        "/api/v1/standings?province=330000&year=2023&level=county",
        "/api/v1/standings?province=330000&year=2023&level=city",
        "/api/v1/regions/330602/years/2023",
        "/api/v1/award-years?province=330000",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_burst_of_reads_at_a_publication_sees_the_old_or_the_new_and_nothing_else(bool postgres)
    {
        if (postgres)
        {
            Needs.Postgres();
        }

        using var scratch = new ScratchFolder();
        var plan = postgres ? InstallationPlan.EmbeddedOverPostgres : InstallationPlan.EmbeddedOverSqlite;
        await using var installation = await Installation.StartAsync(plan with { Settings = IncidentLoad.Settings(scratch.Path) });
        await using (var load = await IncidentLoad.BeginAsync(installation))
        {
            await load.UntilMoreAsync(20);
            await load.SettleAsync();
        }

        await IncidentLoad.StageAsync(installation, "review");
        await IncidentLoad.StageAsync(installation, "notice");
        var engine = installation.Members[0];
        var seen = new ConcurrentDictionary<(string Path, string Answer), int>();
        var published = false;
        var old = await AllAsync(engine);
        var readers = Enumerable.Range(0, Readers).Select(number => ReadAsync(number)).ToList();
        await IncidentLoad.StageAsync(installation, "published");
        await Until.TrueAsync(async () => await IsRecountedAsync(engine), () => "the streaks to be recounted");
        Volatile.Write(ref published, true);
        await Task.WhenAll(readers);
        var now = await AllAsync(engine);

        Assert.All(Paths, path => Assert.NotEqual(old[path], now[path]));
        var strange = seen.Keys.Where(key => key.Answer != old[key.Path] && key.Answer != now[key.Path]).ToList();
        Assert.True(strange.Count == 0, $"{strange.Count} answers are neither old nor new, first: {strange.FirstOrDefault()}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{seen.Values.Sum()} answers");

        async Task ReadAsync(int number)
        {
            var path = Paths[number % Paths.Length];
            for (var isNew = false; !Volatile.Read(ref published);)
            {
                var answer = await AnswerAsync(engine, path);
                seen.AddOrUpdate((path, answer), 1, (_, count) => count + 1);
                Assert.False(isNew && answer == old[path], $"{path} was new and is old again");
                isNew |= answer != old[path];
            }
        }
    }

    private static async Task<Dictionary<string, string>> AllAsync(Member engine)
    {
        var answers = new Dictionary<string, string>();
        foreach (var path in Paths)
        {
            answers[path] = await AnswerAsync(engine, path);
        }

        return answers;
    }

    private static async Task<bool> IsRecountedAsync(Member engine)
    {
        using var answer = await engine.Http.GetAsync(new Uri("/api/v1/regions/330602?asOf=2023", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK
            && (await answer.Content.ReadAsStringAsync()).Contains("\"to\":2023", StringComparison.Ordinal);
    }

    /// <summary>Status, entity tag and a hash of the body.</summary>
    private static async Task<string> AnswerAsync(Member engine, string path)
    {
        using var answer = await engine.Http.GetAsync(new Uri(path, UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path} was answered {answer.StatusCode}");
        return $"{(int)answer.StatusCode} {answer.Headers.ETag} {ContentHash.Of(body)}";
    }
}
