using Support;

namespace Cluster.Tests.Parts;

/// <summary>What an installation consists of.</summary>
/// <param name="Silos">Processes with <c>Award:Mode=Silo</c>; 0: one embedded engine and no nodes.</param>
/// <param name="Nodes">Processes with <c>Award:Mode=Client</c>.</param>
/// <param name="Postgres">Whether the record is in PostgreSQL; else in a folder, which only an embedded engine can have.</param>
public sealed record InstallationPlan(int Silos, int Nodes, bool Postgres)
{
    /// <summary>One process over a folder.</summary>
    public static InstallationPlan EmbeddedOverSqlite => new(0, 0, Postgres: false);

    /// <summary>One process over PostgreSQL.</summary>
    public static InstallationPlan EmbeddedOverPostgres => new(0, 0, Postgres: true);

    /// <summary>A cluster over PostgreSQL.</summary>
    public static InstallationPlan Cluster(int silos = 3, int nodes = 2) => new(silos, nodes, Postgres: true);

    /// <summary>Settings of every member beside those of its kind; they win over these.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether tokens come from an OIDC issuer of the installation's own instead of being issued locally. Members reach it on
    /// <see cref="IssuerAddress"/>.
    /// </summary>
    public bool HasIssuer { get; init; }

    /// <summary>Where members reach that issuer.</summary>
    public string IssuerAddress { get; init; } = "127.0.0.1";

    /// <summary>A server that others made and will end; null: one of the installation's own.</summary>
    public PostgresServer? Server { get; init; }

    /// <summary>Lines of postgresql.conf of an own server.</summary>
    public IReadOnlyList<string> ServerSettings { get; init; } = [];

    /// <summary>
    /// Changes the plan of a member before its first start: another program, a network namespace, settings of its own.
    /// </summary>
    public Func<MemberPlan, MemberPlan> Adapt { get; init; } = plan => plan;

    /// <summary>Changes the ledger's connection string as a member is told it: through a proxy, from a namespace.</summary>
    public Func<string, string> Reach { get; init; } = connection => connection;
}
