using System.Text.Json;

namespace Cluster.Tests.Load;

/// <summary>
/// What must have come of the writes that were acknowledged, reckoned from them alone: without the record, without Rules, and
/// without anything the engine says beyond its receipts.
/// </summary>
public sealed class Reckoning
{
    private readonly Dictionary<(int, string), int> _incidents = [];
    private readonly Dictionary<(int, string), (long Version, int Value)> _surveys = [];
    private readonly HashSet<(int, string)> _vetoed = [];
    private readonly HashSet<(int, string)> _revoked = [];
    private readonly SortedSet<(string Province, int Year)> _published = [];

    public Reckoning(IEnumerable<Recorded> history)
    {
        foreach (var (intent, _, receipt) in history.Where(recorded => recorded.Outcome == Outcome.Ok))
        {
            foreach (var effect in intent.Effects)
            {
                Add(effect, receipt);
            }
        }
    }

    public IReadOnlyCollection<(string Province, int Year)> Published => _published;

    /// <summary>How many incidents the sheet holds.</summary>
    public int Incidents(int year, string region) => _incidents.GetValueOrDefault((year, region));

    /// <summary>Every sheet with an incident on it.</summary>
    public IEnumerable<(int Year, string Region)> Sheets => _incidents.Keys;

    public decimal Score(int year, string region) => BenchRulebook.Score(
        Incidents(year, region), _surveys.TryGetValue((year, region), out var survey) ? survey.Value : null);

    /// <summary>As it was published.</summary>
    public bool Passed(int year, string region) =>
        BenchRulebook.Passes(Score(year, region), _vetoed.Contains((year, region)));

    public bool IsRevoked(int year, string region) => _revoked.Contains((year, region));

    /// <summary>Years in a row up to the given one, after all revocations.</summary>
    public int Streak(string region, int asOf)
    {
        var years = 0;
        for (var year = asOf; year >= BenchRulebook.FirstYear && Passed(year, region) && !_revoked.Contains((year, region)); year--)
        {
            years++;
        }

        return years;
    }

    private void Add(Effect effect, string receipt)
    {
        switch (effect)
        {
            case Effect.Incident incident:
                _incidents[(incident.Year, incident.Region)] = Incidents(incident.Year, incident.Region) + 1;
                break;
            case Effect.Survey survey:
                var version = VersionOf(receipt, BenchProvince.Sheet(survey.Region, survey.Year));
                if (!_surveys.TryGetValue((survey.Year, survey.Region), out var known) || known.Version < version)
                {
                    _surveys[(survey.Year, survey.Region)] = (version, survey.Value);
                }

                break;
            case Effect.Vetoed veto:
                _vetoed.Add((veto.Year, veto.Region));
                break;
            case Effect.Published published:
                _published.Add((published.Province, published.Year));
                break;
            case Effect.Revoked revoked:
                _revoked.Add((revoked.Year, revoked.Region));
                break;
        }
    }

    private static long VersionOf(string receipt, string stream)
    {
        using var document = JsonDocument.Parse(receipt);
        return document.RootElement.GetProperty("streams").EnumerateArray()
            .First(head => head.GetProperty("stream").GetString() == stream).GetProperty("version").GetInt64();
    }
}
