using System.Collections.Concurrent;
using Award.Grains;
using Award.Grains.Recording;
using Award.Rules;
using Simulation.Tests.World;

namespace Simulation.Tests.Engine;

/// <summary>
/// Notices of sheets that are lost, doubled, held back and told in another order, by each province's chance.
/// </summary>
public sealed class FaultyNotices(IGrainFactory grains) : ISheetNotices
{
    private readonly ConcurrentDictionary<string, Post> _posts = new();

    /// <summary>How a province's notices fare, in per cent.</summary>
    public void Begin(string province, Chance chance, int lost, int doubled, int held) =>
        _posts[province] = new Post(chance, lost, doubled, held);

    public void Changed(RegionCode province, AwardYear year, string stream, long version)
    {
        if (!_posts.TryGetValue(province.Value, out var post)) return;
        var notice = new Notice($"standings/{province}/{year}", stream, version);
        for (var times = post.Deliveries(notice); times > 0; times--)
        {
            Tell(notice).Ignore();
        }
    }

    /// <summary>Delivers some of those held back, late and in any order.</summary>
    public async Task DeliverAsync(string province)
    {
        foreach (var notice in _posts[province].TakeHeld())
        {
            await Tell(notice);
        }
    }

    private Task Tell(Notice notice) =>
        grains.GetGrain<IStandingsGrain>(notice.Grain).SheetChangedAsync(notice.Stream, notice.Version);

    private sealed record Notice(string Grain, string Stream, long Version);

    private sealed class Post(Chance chance, int lost, int doubled, int held)
    {
        private readonly Lock _lock = new();
        private readonly List<Notice> _held = [];

        public int Deliveries(Notice notice)
        {
            lock (_lock)
            {
                if (chance.Once(lost)) return 0;
                if (chance.Once(held))
                {
                    _held.Add(notice);
                    return 0;
                }

                return chance.Once(doubled) ? 2 : 1;
            }
        }

        public List<Notice> TakeHeld()
        {
            lock (_lock)
            {
                if (_held.Count == 0) return [];
                var some = chance.Some(_held);
                _held.RemoveAll(some.Contains);
                return some;
            }
        }
    }
}
