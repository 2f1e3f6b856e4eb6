namespace Award.Api.Configuration;

/// <summary>The keys under <c>Award:Disk</c>, about the disk that the data folder is on.</summary>
/// <param name="WarnBelow">Bytes; with less free the process says that it is degraded. 0: it never does.</param>
/// <param name="RefuseBelow">Bytes; with less free a record in the folder takes no writes. 0: until the disk is full.</param>
public sealed record DiskOptions(long WarnBelow, long RefuseBelow)
{
    private const string Warn = "Disk:WarnBelowMiB";
    private const string Refuse = "Disk:RefuseBelowMiB";
    private const int Most = 1024 * 1024 * 1024;
    private const long MiB = 1024 * 1024;

    internal static readonly string[] Keys = [Warn, Refuse];

    /// <exception cref="StartRefusedException">A value does not fit.</exception>
    internal static DiskOptions Read(IConfigurationSection award)
    {
        var (warn, refuse) = (AwardOptions.Whole(award, Warn, 0, Most, 1024), AwardOptions.Whole(award, Refuse, 0, Most, 64));
        return warn > 0 && warn < refuse
            ? throw new StartRefusedException($"Award:{Warn}={warn} is less than Award:{Refuse}={refuse}: the warning would come too late")
            : new DiskOptions(warn * MiB, refuse * MiB);
    }
}
