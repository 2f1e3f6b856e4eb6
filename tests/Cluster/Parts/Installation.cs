using Award.Ledger.People;
using Award.Ledger.Postgres;
using Support;

namespace Cluster.Tests.Parts;

/// <summary>
/// A whole installation of the engine as it would run: its database, its silos and its API nodes, all real processes on
/// 127.0.0.1, over folders under the system's temporary one. Everything is gone when it is disposed.
/// </summary>
/// <remarks>
/// Silos connect as a member of <c>award_silo</c>, nodes as one of <c>award_client</c>. All share one <c>signing.key</c>,
/// so that <see cref="Token"/> is good at each. It holds no demonstration; an embedded engine puts the register and the
/// rulebooks on record that come with it, a cluster has nothing on record at first.
/// </remarks>
public sealed class Installation : IAsyncDisposable
{
    private const string SiloUser = "silo";
    private const string NodeUser = "node";
    private static readonly TimeSpan TokensFor = TimeSpan.FromDays(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-cluster-");
    private readonly Dictionary<string, string> _tokens = [];
    private readonly InstallationPlan _plan;
    private readonly List<Member> _members = [];
    private PeopleStore? _people;
    private Issuer? _issuer;

    private Installation(InstallationPlan plan) => _plan = plan;

    /// <summary>Every process, silos first.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>Those that hold grains; the embedded engine is one.</summary>
    public IEnumerable<Member> Silos => _plan.Silos == 0 ? _members : _members.Take(_plan.Silos);

    /// <summary>Those that serve the API; the embedded engine is one.</summary>
    public IEnumerable<Member> Entrances => _plan.Silos == 0 ? _members : _members.Skip(_plan.Silos);

    /// <summary>Null over SQLite.</summary>
    public PostgresServer? Server { get; private set; }

    /// <summary>The superuser's connection string of the installation's database; null over SQLite.</summary>
    public string? Database { get; private set; }

    /// <summary>Where <c>award verify</c> finds the record: a folder or a connection string.</summary>
    public string Record => Database ?? Data("engine");

    /// <summary>Holds a folder for each member, and <c>keys</c>.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Starts everything and waits until all are ready.</summary>
    public static async Task<Installation> StartAsync(InstallationPlan plan)
    {
        var installation = await PrepareAsync(plan);
        try
        {
            await installation.StartMembersAsync();
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes database, folders and plans of the members, and starts none of them.</summary>
    public static async Task<Installation> PrepareAsync(InstallationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var installation = new Installation(plan);
        try
        {
            await installation.PrepareStoreAsync();
            installation._issuer = plan.HasIssuer ? await Issuer.StartAsync(plan.IssuerAddress) : null;
            installation.PlanMembers();
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts all that are down, at once, and waits until all are ready.</summary>
    public async Task StartMembersAsync()
    {
        foreach (var member in _members.Where(member => !member.IsRunning))
        {
            member.Launch();
        }

        await Task.WhenAll(_members.Select(member => member.UntilReadyAsync()));
    }

    /// <summary>A token of one person, for the province 990000 unless other regions are named; the same one when asked again.</summary>
    public string Token(string person, IReadOnlyList<string> roles, params IReadOnlyList<string> regions)
    {
        IReadOnlyList<string> reach = regions is [] ? ["990000"] : regions;
        var key = $"{person}|{string.Join(',', roles)}|{string.Join(',', reach)}";
        if (!_tokens.TryGetValue(key, out var text))
        {
            _tokens[key] = text = _issuer?.Token(person, roles, reach, TokensFor)
                ?? new LocalTokens(_people!, KeyFolder, RealClock.Instance).Issue(person, roles, reach, [], TokensFor).Text;
        }

        return text;
    }

    /// <summary>The ends of all logs, for the message of a failed test.</summary>
    public string EndOfLogs(int lines = 15) =>
        string.Join('\n', _members.Select(member => $"=== {member.Name}\n{member.EndOfLog(lines)}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }

        if (_issuer is not null)
        {
            await _issuer.DisposeAsync();
        }

        if (_people is IAsyncDisposable people)
        {
            await people.DisposeAsync();
        }

        if (Server is not null && _plan.Server is null)
        {
            await Server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private string KeyFolder => _plan.Postgres ? Data("keys") : Data("engine");

    private string Data(string name) => Path.Combine(Folder, name);

    private async Task PrepareStoreAsync()
    {
        Directory.CreateDirectory(KeyFolder);
        SigningKey.Open(KeyFolder);
        if (!_plan.Postgres)
        {
            _people = PeopleFile.Open(KeyFolder);
            return;
        }

        Server = _plan.Server ?? await PostgresServer.StartAsync([.. _plan.ServerSettings]);
        Database = await Server.NewDatabaseAsync();
        await PostgresSchema.EnsureAsync(Database);
        if (Environment.GetEnvironmentVariable("AWARD_BENCH_SQL") is { Length: > 0 } altered)
        {
            await PostgresServer.ExecuteAsync(Database, altered);
        }

        await PostgresServer.ExecuteAsync(Database, $"{User(SiloUser, "award_silo")} {User(NodeUser, "award_client")}");
        _people = PeopleDatabase.Open(new PostgresLedgerOptions
        {
            ConnectionString = Database,
            Clock = RealClock.Instance,
        });
    }

    // Roles belong to the server, which may serve several installations.
    private static string User(string name, string role) =>
        $"DO $$ BEGIN CREATE USER {name} IN ROLE {role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;";

    private void PlanMembers()
    {
        if (_plan.Silos == 0)
        {
            Add("engine", Database is null ? [] : [("Award:Store", "Postgres"), ("ConnectionStrings:Ledger", As(SiloUser))]);
            return;
        }

        if (Database is null)
        {
            throw new ArgumentException("silos need PostgreSQL");
        }

        for (var silo = 1; silo <= _plan.Silos; silo++)
        {
            Add(
                $"silo-{silo}",
                [
                    ("Award:Mode", "Silo"), ("Award:Store", "Postgres"), ("ConnectionStrings:Ledger", As(SiloUser)),
                    ("Award:Silo:Port", Port()), ("Award:Silo:GatewayPort", Port()),
                ]);
        }

        for (var node = 1; node <= _plan.Nodes; node++)
        {
            Add($"node-{node}", [("Award:Mode", "Client"), ("ConnectionStrings:Membership", As(NodeUser))]);
        }
    }

    private string As(string user) =>
        _plan.Reach(Database!.Replace($"Username={PostgresServer.Superuser}", $"Username={user}", StringComparison.Ordinal));

    private static string Port() => Ports.Take().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void Add(string name, IReadOnlyList<(string Key, string Value)> own)
    {
        var settings = new Dictionary<string, string> { ["Award:Demonstration"] = "false", ["Award:Dashboard"] = "false" };
        var given = (_issuer?.Settings ?? settings).Concat(_plan.Settings).Select(pair => (pair.Key, pair.Value)).ToList();
        foreach (var (setting, value) in given.Concat(own))
        {
            settings[setting] = value;
        }

        var plan = _plan.Adapt(new MemberPlan(name, new Uri($"http://127.0.0.1:{Port()}"), Data(name), settings));
        Directory.CreateDirectory(plan.Folder);
        if (SigningKey.PathIn(plan.Folder) is var key && !File.Exists(key))
        {
            File.Copy(SigningKey.PathIn(KeyFolder), key);
        }

        _members.Add(new Member(plan));
    }
}
