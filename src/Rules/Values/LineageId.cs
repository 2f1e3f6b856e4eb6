namespace Award.Rules;

/// <summary>
/// What stays the same while a region's code changes: the first code the record knows it by.
/// 柯桥区 (330603) and 绍兴县 (330621) share the lineage 330621. Streaks are keyed by it.
/// </summary>
public readonly record struct LineageId(RegionCode FirstCode) : IComparable<LineageId>
{
    public int CompareTo(LineageId other) => FirstCode.CompareTo(other.FirstCode);

    public override string ToString() => FirstCode.ToString();
}
