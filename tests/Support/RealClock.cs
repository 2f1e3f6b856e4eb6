namespace Support;

/// <summary>The clock of tests that drive a process of its own, which tells its time by the same one.</summary>
public static class RealClock
{
    public static TimeProvider Instance => TimeProvider.System;

    public static DateTime UtcNow => Instance.GetUtcNow().UtcDateTime;
}
