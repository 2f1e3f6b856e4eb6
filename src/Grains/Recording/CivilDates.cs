namespace Award.Grains.Recording;

/// <summary>Calendar dates in Asia/Shanghai: UTC+8 all year since 1991.</summary>
public static class CivilDates
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
}
