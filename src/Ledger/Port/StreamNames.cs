using Award.Rules;

namespace Award.Ledger;

/// <summary>Names of streams, which are also the keys of the grains that own them.</summary>
public static class StreamNames
{
    /// <summary>What all streaks begin with.</summary>
    public const string Streaks = "streak/";

    /// <summary>What all years of a province begin with.</summary>
    public static string Years(RegionCode province) => $"year/{province}/";

    public static string Province(RegionCode province) => $"province/{province}";

    public static string Year(RegionCode province, AwardYear year) => $"{Years(province)}{year}";

    public static string Sheet(RegionLevel level, AwardYear year, RegionCode code) =>
        level == RegionLevel.County ? $"county/{year}/{code}" : $"city/{year}/{code}";

    public static string Streak(LineageId lineage) => $"{Streaks}{lineage}";
}
