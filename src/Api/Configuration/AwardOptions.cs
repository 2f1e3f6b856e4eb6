using System.Globalization;
using System.Net;
using Award.Api.Tables;
using Award.Silo;

namespace Award.Api.Configuration;

/// <summary>
/// The keys under <c>Award</c>, read once and checked: a bad value stops the start with one line.
/// </summary>
/// <param name="Mode">What this process is.</param>
/// <param name="Cluster">The cluster it is of; of an embedded one nothing.</param>
/// <param name="Store">Where the record is kept; a node opens none.</param>
/// <param name="Data">Folder of the embedded store and of what is this machine's own, absolute.</param>
/// <param name="Demonstration">Load it, do not, or (null) only into an empty store.</param>
/// <param name="DemonstrationRulebook">Id of the rulebook the demonstration is rated with.</param>
/// <param name="Rulebooks">Folder with rulebooks to put on record, absolute.</param>
/// <param name="Dashboard">Whether the dashboard is served, to operators.</param>
/// <param name="Import">How much of an imported table is looked at.</param>
/// <param name="MostOpenObjections">Unanswered objections of the public that a region takes in one year.</param>
/// <param name="DeadlinesEvery">How often open years are looked at for deadlines that passed; zero: at the start only.</param>
/// <param name="Telemetry">Where traces, metrics and logs are sent.</param>
/// <param name="Disk">When a disk that gets full is told of, and when no more is written to it.</param>
/// <param name="Drain">How long the process goes on answering, and says it is not ready, after it was told to stop.</param>
public sealed record AwardOptions(
    AwardMode Mode,
    ClusterSettings? Cluster,
    StoreOptions Store,
    string Data,
    bool? Demonstration,
    string DemonstrationRulebook,
    string Rulebooks,
    bool Dashboard,
    int SiloPort,
    int GatewayPort,
    AuthOptions Auth,
    RateLimitOptions RateLimits,
    IReadOnlyList<IPAddress> TrustedProxies,
    ImportLimits Import,
    int MostOpenObjections,
    WebhookOptions Webhooks,
    AccessLogOptions AccessLog,
    StreamOptions Streams,
    TimeSpan DeadlinesEvery,
    TimeSpan Drain,
    DiskOptions Disk,
    TelemetryOptions Telemetry)
{
    private const string DefaultRulebook = "zhejiang-demonstration";
    private const string RunFolder = "data-run";
    private const string Deadlines = "Deadlines:Every";
    private const string DrainKey = "Drain";
    private static readonly TimeSpan LongestEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan DefaultDrain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(10);

    private static readonly string[] Known =
    [
        "Store", "Data", "Demonstration", "Demonstration:Rulebook", "Rulebooks", "Dashboard",
        "Silo:Port", "Silo:GatewayPort", "Objections:MostOpen", .. AuthOptions.Keys, .. RateLimitOptions.Keys,
        .. ImportLimits.Keys, .. StreamOptions.Keys, Deadlines, .. ClusterSettings.Keys, Modes.Key, DrainKey, .. DiskOptions.Keys, .. TelemetryOptions.Keys,
        .. WebhookOptions.Keys, .. AccessLogOptions.Keys,
    ];

    /// <exception cref="StartRefusedException">
    /// A value is none of the allowed ones, or a key is unknown.
    /// </exception>
    public static AwardOptions Read(IConfiguration configuration)
    {
        var award = configuration.GetSection("Award");
        RefuseUnknownKeys(award);
        var mode = Modes.Read(award);
        var store = StoreOptions.Read(configuration, mode);
        return new AwardOptions(
            mode,
            ClusterSettings.Read(configuration, mode, store),
            store,
            DataFolder(award["Data"]),
            Flag(award, "Demonstration"),
            award["Demonstration:Rulebook"] ?? DefaultRulebook,
            RulebookFolder(award["Rulebooks"]),
            Flag(award, "Dashboard") ?? true,
            Port(award, "Silo:Port", mode == AwardMode.Silo ? ClusterSettings.SiloPort : 0),
            Port(award, "Silo:GatewayPort", mode == AwardMode.Silo ? ClusterSettings.GatewayPort : 0),
            AuthOptions.Read(award),
            RateLimitOptions.Read(award),
            RateLimitOptions.Proxies(award),
            ImportLimits.Read(award),
            Whole(award, "Objections:MostOpen", 1, 10_000, 20),
            WebhookOptions.Read(award),
            AccessLogOptions.Read(award),
            StreamOptions.Read(award),
            Time(award, Deadlines, new DeadlineOptions().Every, LongestEvery, "00:01:00 (or 00:00:00: at the start only)"),
            Time(award, DrainKey, mode == AwardMode.Embedded ? TimeSpan.Zero : DefaultDrain, LongestDrain, "00:00:05"),
            DiskOptions.Read(award),
            TelemetryOptions.Read(award));
    }

    private static void RefuseUnknownKeys(IConfigurationSection award)
    {
        foreach (var (key, value) in award.AsEnumerable(makePathsRelative: true))
        {
            // Configuration that was chained into another says "" of a section that only has keys below it.
            var isSection = value is "" && award.GetSection(key).GetChildren().Any();
            if (value is not null && !isSection && key.Length > 0 && !Known.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartRefusedException($"Award:{key} is no known setting");
            }
        }
    }

    internal static bool? Flag(IConfigurationSection award, string key) => award[key] switch
    {
        null or "" => null,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new StartRefusedException($"Award:{key}={text} is neither true nor false"),
    };

    internal static int Number(IConfigurationSection award, string key, int otherwise) => award[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 =>
            number,
        var text => throw new StartRefusedException($"Award:{key}={text} is no number above 0"),
    };

    private static int Port(IConfigurationSection award, string key, int otherwise) => award[key] switch
    {
        null or "" => otherwise,
        var text when ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) =>
            port,
        var text => throw new StartRefusedException($"Award:{key}={text} is no port (0 to 65535)"),
    };

    internal static int Whole(IConfigurationSection award, string key, int least, int most, int otherwise) => award[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && whole >= least && whole <= most => whole,
        var text => throw new StartRefusedException(string.Create(
            CultureInfo.InvariantCulture, $"Award:{key}={text} is no whole number from {least} to {most}")),
    };

    // Hours, minutes and seconds, so that nobody's 60 is taken for days.
    private static TimeSpan Time(IConfigurationSection award, string key, TimeSpan otherwise, TimeSpan most, string example) =>
        award[key] switch
        {
            null or "" => otherwise,
            var text when TimeSpan.TryParseExact(text, "hh\\:mm\\:ss", CultureInfo.InvariantCulture, out var time)
                && time <= most => time,
            var text => throw new StartRefusedException($"Award:{key}={text} is no time as {example}"),
        };

    // `dotnet run --project` starts in the project's folder, so the data of a checkout is anchored beside
    // Award.sln.
    private static string DataFolder(string? configured) =>
        configured is { Length: > 0 }
            ? Path.GetFullPath(configured)
            : Path.Combine(Checkout() ?? AppContext.BaseDirectory, RunFolder);

    private static string RulebookFolder(string? configured)
    {
        var folder = configured is { Length: > 0 }
            ? Path.GetFullPath(configured)
            : Path.Combine(AppContext.BaseDirectory, "rulebooks");
        return Directory.Exists(folder)
            ? folder
            : throw new StartRefusedException($"Award:Rulebooks: there is no folder {folder}");
    }

    private static string? Checkout()
    {
        var start = new DirectoryInfo(AppContext.BaseDirectory);
        for (var folder = start; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Award.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
