using Award.Rules;

namespace Award.Api.Demonstration;

/// <summary>
/// Numbers that look drawn by lot and are always the same: a hash of what they are for (SplitMix64 over year,
/// lineage and purpose). No state, so the order in which figures are made does not matter; no floating point.
/// </summary>
public static class Draw
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const int Steps = 1_000_000;

    /// <summary>A share from 0 up to but not 1, in millionths.</summary>
    /// <param name="year">0 for what stays the same all years.</param>
    public static decimal Share(int year, LineageId lineage, string purpose) =>
        (decimal)(Hash(year, lineage, purpose) % Steps) / Steps;

    /// <summary>A number from <paramref name="low"/> up to but not <paramref name="high"/>.</summary>
    public static decimal Between(decimal low, decimal high, int year, LineageId lineage, string purpose) =>
        low + ((high - low) * Share(year, lineage, purpose));

    /// <summary>True in so many cases of a thousand.</summary>
    public static bool Chance(int perThousand, int year, LineageId lineage, string purpose) =>
        Hash(year, lineage, purpose) % 1000 < (ulong)perThousand;

    /// <summary>A whole number from 0 up to but not <paramref name="count"/>.</summary>
    public static int Below(int count, int year, LineageId lineage, string purpose) =>
        (int)(Hash(year, lineage, purpose) % (ulong)count);

    private static ulong Hash(int year, LineageId lineage, string purpose)
    {
        var hash = Mix((ulong)year);
        foreach (var letter in lineage.FirstCode.Value)
        {
            hash = Mix(hash ^ letter);
        }

        foreach (var letter in purpose)
        {
            hash = Mix(hash ^ letter);
        }

        return hash;
    }

    // SplitMix64's step: adds the golden ratio, then stirs.
    private static ulong Mix(ulong state)
    {
        unchecked
        {
            state += Golden;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            return state ^ (state >> 31);
        }
    }
}
