using Award.Grains;
using Award.Rules;
using Simulation.Tests.Audit;
using Simulation.Tests.Engine;
using Simulation.Tests.World;

namespace Simulation.Tests.Driving;

/// <summary>
/// One seed: a province, its rulebooks, some years, everything that people do in them, and everything that
/// goes astray. The
/// auditor is told each command and foretells the answer; tables, streaks and the record are compared with
/// what it says.
/// Steps outside bursts are determined by the seed; in a burst the ledger's order decides, and the auditor
/// follows it.
/// </summary>
public sealed partial class Simulation
{
    private const int MostSteps = 1000;

    private readonly Tally _tally;
    private readonly int _seed;
    private readonly bool _checksEveryStep;
    private readonly Chance _chance;
    private readonly Intentions _intentions;
    private readonly Auditor _auditor = new();
    private readonly List<string> _steps = [];
    private readonly List<Answered> _answered = [];
    private readonly Land _before;
    private readonly Land _after;
    private readonly int _lastYear;
    private readonly bool _losesAllNotices;
    private SimulatedSilo _silo = null!;
    private DateTimeOffset _now = SimulatedClock.Beginning;
    private int _keys;

    /// <param name="checksEveryStep">
    /// Compares everything after each step: slow, and shows the shortest prefix that fails.
    /// </param>
    public Simulation(int seed, Tally tally, bool checksEveryStep = false, bool losesAllNotices = false)
    {
        (_seed, _tally, _checksEveryStep, _losesAllNotices) = (seed, tally, checksEveryStep, losesAllNotices);
        _chance = Chance.For(seed, 0);
        (_before, _after) = Lands.Make(Chance.For(seed, 1), ProvinceOf(seed));
        _lastYear = Lands.FirstYear + _chance.Between(1, 5);
        _intentions = new Intentions(_auditor, _chance, _lastYear);
    }

    /// <summary>Ninety seeds in a row have provinces of their own.</summary>
    public const int Provinces = 90;

    public static string ProvinceOf(int seed) => $"{10 + (((seed % Provinces) + Provinces) % Provinces)}0000";

    private Land Land => _auditor.Land ?? _before;

    /// <summary>Runs on to the end, in whatever silo; null when nothing was found.</summary>
    /// <param name="pauseAfter">Stops after that many steps, to go on in another silo.</param>
    public async Task<Failure?> RunAsync(SimulatedSilo silo, int pauseAfter = int.MaxValue)
    {
        _silo = silo;
        silo.Ledger.Begin(_before.Province, Chance.For(_seed, 2), busy: _seed % 3, unanswered: _seed % 4);
        silo.Notices.Begin(
            _before.Province, Chance.For(_seed, 3), _losesAllNotices ? 100 : 25, doubled: 25, held: 25);
        try
        {
            if (_steps.Count == 0)
            {
                await BeginAsync();
            }

            while (!IsOver)
            {
                if (_steps.Count >= pauseAfter) return null;
                Compare.Holds(
                    _steps.Count < MostSteps, () => $"the years are not published after {MostSteps} steps");
                await StepAsync();
            }

            await CheckAllAsync();
            _tally.Add("steps", _steps.Count);
            return null;
        }
        catch (Exception failure)
        {
            var what = failure is DiscrepancyException ? failure.Message : failure.ToString();
            return new Failure(_seed, what, _steps, Scoreboard());
        }
    }

    private bool IsOver => _auditor.Years.Count > 0
        && _auditor.Years.Keys.Max() >= _lastYear && _auditor.Years.Values.All(y => y.IsPublished)
        && _chance.Once(12);

    private async Task BeginAsync()
    {
        await SendAsync(new PublishLand("engine", _chance.Once(30) ? _after : _before));
        await SendAsync(new PublishBook("engine", Books.Make(Chance.For(_seed, 4), "plain-a")));
    }

    private async Task StepAsync()
    {
        _now += TimeSpan.FromMinutes(_chance.Between(1, 2000));
        switch (_chance.Between(1, 100))
        {
            case <= 45:
                await ProgressAsync();
                break;
            case <= 75:
                await SendAsync(_intentions.Any());
                break;
            case <= 80:
                await DeactivateAsync();
                break;
            case <= 84:
                await _silo.Notices.DeliverAsync(Land.Province);
                break;
            case <= 88:
                await RepeatAsync();
                break;
            case <= 90:
                await WakeAsync();
                break;
            case <= 94:
                await BurstAsync();
                break;
            default:
                await LookAsync();
                break;
        }

        if (_checksEveryStep)
        {
            await CheckAllAsync();
        }
    }

    private async Task ProgressAsync()
    {
        var changesIn = _after.Changes is [var change, ..] ? change.Year : NextYear;
        if (_auditor.Land != _after && NextYear >= changesIn)
        {
            await SendAsync(new PublishLand("engine", _after));
        }
        else if (_chance.Once(2))
        {
            await SendAsync(new PublishBook("engine", Books.Make(_chance, _chance.Of("plain-a", "plain-b"))));
        }
        else if (NextYear <= _lastYear && (_chance.Once(6) || _auditor.Years.Values.All(y => y.IsPublished)))
        {
            await OpenAsync();
        }
        else if (_auditor.Years.Values.Where(y => !y.IsPublished).ToList() is [var earliest, ..] open)
        {
            await ProgressAsync(_chance.Once(80) ? earliest : _chance.Of(open));
        }
        else
        {
            await SendAsync(_intentions.Any());
        }
    }

    private async Task ProgressAsync(YearModel year)
    {
        PassDates(year);
        var ask = _intentions.Next(year);
        if (ask is not MoveStage { To: "published" })
        {
            await SendAsync(ask);
            return;
        }

        // A year that is under way already looks back on this one: its tables change with the publication.
        await CheckWorkingTablesAsync();
        await SendAsync(ask);
        await CheckWorkingTablesAsync();
        await CheckPublicationAsync(year);
    }

    private int NextYear => _auditor.Years.Count == 0 ? Lands.FirstYear : _auditor.Years.Keys.Max() + 1;

    private async Task OpenAsync()
    {
        var year = NextYear + (NextYear < _lastYear && _chance.Once(6) ? 1 : 0);
        var notice = _chance.Once(50) ? new DateOnly(year, 12, _chance.Between(1, 31)) : (DateOnly?)null;
        var collecting = _chance.Once(50) ? new DateOnly(year, _chance.Between(1, 11), _chance.Between(1, 28)) : (DateOnly?)null;
        var asks = _chance.Shuffled(_auditor.Books.Keys).Select(
            book => new OpenYear("chief", year, book, notice, collecting));
        var ask = asks.FirstOrDefault(a => _auditor.Judge(a).Count == 0);
        if (ask is null)
        {
            var book = Books.Make(_chance, "plain-a");
            await SendAsync(
                new PublishBook("engine", book with { Streak = book.Streak with { SplitByDecision = true } }));
            ask = new OpenYear("chief", year, "plain-a", notice, collecting);
        }

        await SendAsync(ask);
    }

    /// <summary>Time goes on to the end of collecting or notice, or to a few days before it.</summary>
    private void PassDates(YearModel year)
    {
        var (last, percent) = year.Stage switch
        {
            "notice" => (year.LastDayOfNotice, 80),
            "collecting" => (year.CollectingUntil, 8),
            _ => (null, 0),
        };
        if (last is not { } until || !_chance.Once(percent)) return;
        var day = _chance.Once(30) ? until.AddDays(-_chance.Between(0, 7)) : until.AddDays(1);
        var then = new DateTimeOffset(day, new TimeOnly(_chance.Between(0, 9), 0), TimeSpan.FromHours(8));
        _now = then > _now ? then : _now;
    }

    private string Scoreboard() => string.Join(
        "\n",
        _auditor.Years.Values.Select(
            y => $"  {y.Year} {y.Stage} by {y.Book.Id}\n{(y.Published ?? _auditor.Rate(y.Year)).Draw()}")
            .Concat(_auditor.Years.Values.TakeLast(1).Select(y => Books.Yaml(y.Book)))
            .Concat(_auditor.Streaks.Select(s => $"  streak {s.Key}: {s.Value.Counted[^1]}")));
}
