using Award.Rules;

namespace Award.Grains.Recording;

/// <summary>
/// Tells the standings that a sheet has a new version. Nothing depends on it for correctness: a notice may be lost, doubled
/// or late, and the standings heal themselves.
/// </summary>
public interface ISheetNotices
{
    void Changed(RegionCode province, AwardYear year, string stream, long version);
}

/// <summary>Calls the standings grain and does not wait.</summary>
public sealed class GrainSheetNotices(IGrainFactory grains) : ISheetNotices
{
#if PLANT_LossyNotices || PLANT_NoHealing
    private int _count;

    public void Changed(RegionCode province, AwardYear year, string stream, long version)
    {
        if (Interlocked.Increment(ref _count) % 2 == 0)
        {
            return;
        }

        grains.GetGrain<IStandingsGrain>($"standings/{province}/{year}").SheetChangedAsync(stream, version).Ignore();
    }
#else
    public void Changed(RegionCode province, AwardYear year, string stream, long version) =>
        grains.GetGrain<IStandingsGrain>($"standings/{province}/{year}").SheetChangedAsync(stream, version).Ignore();
#endif
}
