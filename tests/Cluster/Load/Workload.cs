using System.Collections.Concurrent;
using Cluster.Tests.Parts;
using Cluster.Tests.Promises;
using Support;

namespace Cluster.Tests.Load;

/// <summary>
/// Several provinces at work at once, through all entrances, until they are told to stop; and one more province whose year stays
/// open, on whose sheets the time to recover is measured.
/// </summary>
public sealed class Workload
{
    private static readonly string[] Working = ["99", "98"];
    private const string Measured = "97";
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan GroundTime = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ProbeDeadline = TimeSpan.FromSeconds(15);

    private readonly ConcurrentQueue<Intent> _leftOpen = new();
    private readonly Sender _sender;
    private readonly List<ProvinceStory> _stories = [];
    private readonly ProvinceStory _measured;
    private readonly Staff _measurers;
    private readonly Hands _measuring;
    private readonly BenchProvince _measuredProvince = new(Measured);
    private volatile bool _enough;
    private int _openYear;

    public Workload(Installation installation, Sender sender)
    {
        _sender = sender;
        foreach (var digits in Working)
        {
            _stories.Add(Story(installation, new BenchProvince(digits)));
        }

        _measurers = new Staff(installation, _measuredProvince);
        _measuring = new Hands(_measuredProvince, _measurers, sender, _leftOpen);
        _measured = new ProvinceStory(_measuredProvince, _measurers, sender, _measuring);
    }

    /// <summary>The province and year that stay open, with somebody who may look at its working table.</summary>
    public (BenchProvince Province, int Year, Person Reader) OpenYear =>
        (_measuredProvince, _openYear, _measurers.Assessors[0]);

    /// <summary>Registers and rulebooks of all provinces, and the year that stays open.</summary>
    public async Task GroundAsync()
    {
        await Task.WhenAll([.. _stories.Select(story => story.GroundAsync()), _measured.GroundAsync()])
            .WaitAsync(GroundTime, RealClock.Instance);
        _openYear = await _measured.OpenAsync("live");
    }

    /// <summary>Works until <see cref="Finish"/> was called and the years begun by then are published.</summary>
    public Task WorkAsync() => Task.WhenAll([.. _stories.Select(WorkAsync), SettleLeftOpenAsync()]);

    public void Finish() => _enough = true;

    /// <summary>
    /// Writes to every sheet of the measured year until each has taken one write, trying anew every 300 ms whatever became of
    /// the tries before.
    /// </summary>
    /// <returns>False: some have not within the patience.</returns>
    public async Task<bool> RecoverAsync(TimeSpan patience)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_sender.Stopping);
        enough.CancelAfter(patience);
        var grains = await Task.WhenAll(_measuredProvince.Regions.Select(region => ProbeAsync(region, enough.Token)));
        return grains.All(isBack => isBack);
    }

    private async Task<bool> ProbeAsync(string region, CancellationToken enough)
    {
        var intent = _measuring.Incident(_openYear, region, _measurers.Assessors[0]);
        using var pulse = new PeriodicTimer(ProbeEvery, RealClock.Instance);
        var tries = new List<Task<Answer>>();
        try
        {
            while (true)
            {
                tries.Add(_sender.SendAsync(intent, _sender.AnyEntrance(), ProbeDeadline));
                var next = pulse.WaitForNextTickAsync(enough).AsTask();
                while (await Task.WhenAny([next, .. tries]) is Task<Answer> done && done != (Task)next)
                {
                    tries.Remove(done);
                    if ((await done).Outcome == Outcome.Ok)
                    {
                        return true;
                    }
                }

                await next;
            }
        }
        catch (OperationCanceledException)
        {
            _leftOpen.Enqueue(intent);
            return false;
        }
    }

    /// <summary>
    /// Writes into a year that is embargoed, and sees that no public answer changes by it.
    /// </summary>
    public async Task<IReadOnlyList<Breach>> EmbargoAsync(PublicAnswers answers, Reckoning reckoning)
    {
        var story = _stories[0];
        var year = await story.OpenAsync("embargoed");
        var provinces = reckoning.Published.Select(published => published.Province).Distinct().ToList();
        var lastYear = reckoning.Published.Where(published => published.Province == story.Province.Code).Max(published => published.Year);
        if (await answers.UntilListedAsync(story.Province.Code, year) is { } unlisted)
        {
            return [unlisted];
        }

        var before = await answers.EverythingAsync(provinces, lastYear);
        await story.Hands.FillAsync(year);
        var after = await answers.EverythingAsync(provinces, lastYear);
        return [.. before.Where(answer => after[answer.Key] != answer.Value).Select(answer => new Breach(
            Promise.Embargoed, $"{answer.Key} changed from\n{answer.Value}\nto\n{after[answer.Key]}"))];
    }

    /// <summary>Sends again whatever has no answer yet, until everything has one.</summary>
    public async Task SettleAllAsync()
    {
        foreach (var intent in _sender.History.Open)
        {
            await _sender.SettleAsync(intent);
        }
    }

    private async Task WorkAsync(ProvinceStory story)
    {
        while (!_enough)
        {
            await story.TellYearAsync();
        }
    }

    /// <summary>People come back to what had no answer, a while later and through another entrance.</summary>
    private async Task SettleLeftOpenAsync()
    {
        while (!_enough)
        {
            await Task.Delay(Breath * 10, timeProvider: RealClock.Instance, cancellationToken: _sender.Stopping);
            for (var count = _leftOpen.Count; count > 0 && _leftOpen.TryDequeue(out var intent); count--)
            {
                if ((await _sender.SendAsync(intent)).Outcome == Outcome.Unknown)
                {
                    _leftOpen.Enqueue(intent);
                }
            }
        }
    }

    private ProvinceStory Story(Installation installation, BenchProvince province)
    {
        var staff = new Staff(installation, province);
        return new ProvinceStory(province, staff, _sender, new Hands(province, staff, _sender, _leftOpen));
    }
}
