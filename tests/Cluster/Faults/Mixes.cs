using Cluster.Tests.Parts;

namespace Cluster.Tests.Faults;

/// <summary>The installations of the bench with what each is put through.</summary>
public static class Mixes
{
    private static readonly TimeSpan Takeover = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan VotedOut = TimeSpan.FromSeconds(20);

    /// <summary>Three silos and two API nodes over PostgreSQL; processes end, freeze and come back.</summary>
    public static Mix Processes() => new(
        "processes",
        () => Installation.PrepareAsync(InstallationPlan.Cluster() with { HasIssuer = true }),
        [
            new KillOne("a silo", scene => scene.AnySilo(), isRiddenOut: true, Takeover),
            new KillOne("an API node", scene => scene.AnyEntrance(), isRiddenOut: true, Takeover),
            new KillAllSilos(),
            new TerminateOne("a silo", scene => scene.AnySilo(), isRiddenOut: true),
            new TerminateOne("an API node", scene => scene.AnyEntrance(), isRiddenOut: true),
            new FreezeOne("a silo", scene => scene.AnySilo(), isRiddenOut: true, VotedOut),
            .. Database(),
        ])
    {
        // A silo that was frozen learns of its death when it next looks: at the thaw, or a while after.
        IsSupervised = true,
    };

    /// <summary>One embedded engine over PostgreSQL; in the short form what only it can show.</summary>
    public static Mix EmbeddedOverPostgres(bool isShort) => new(
        "embedded-postgres",
        () => Installation.PrepareAsync(InstallationPlan.EmbeddedOverPostgres),
        isShort
            ? [.. Engine().Take(1), .. Database().Skip(1).Take(1)]
            : [.. Engine(), .. Database(), new FailedSyncOfTheDatabase(), new ReadOnlyDatabase()]);

    /// <summary>One embedded engine over SQLite.</summary>
    public static Mix EmbeddedOverSqlite() => new(
        "embedded-sqlite", () => Installation.PrepareAsync(InstallationPlan.EmbeddedOverSqlite), Engine());

    /// <summary>One embedded engine over SQLite on a small disk.</summary>
    public static Mix SmallDisk() => SmallDiskMix.Make();

    /// <summary>Three silos and an API node over PostgreSQL, each on a machine of its own, and a network that is cut.</summary>
    public static Mix Network() => NetworkMix.Make();

    private static IReadOnlyList<Fault> Engine() =>
    [
        new KillOne("the embedded engine", scene => scene.AnySilo(), isRiddenOut: false, StartUp),
        new TerminateOne("the embedded engine", scene => scene.AnySilo(), isRiddenOut: false),
        new FreezeOne("the embedded engine", scene => scene.AnySilo(), isRiddenOut: false, VotedOut),
    ];

    private static IReadOnlyList<Fault> Database() =>
    [
        new RestartDatabase("fast", TimeSpan.FromSeconds(1)),
        new RestartDatabase("immediate", TimeSpan.FromSeconds(1)),
        new RestartDatabase("fast", TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)),
    ];
}
