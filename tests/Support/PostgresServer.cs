using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace Support;

/// <summary>
/// A PostgreSQL server of the tests' own: its data in a temporary folder, on 127.0.0.1 and a free port, any
/// password, stopped at the end. When root runs the tests it runs as the user <c>postgres</c>, for the
/// server refuses root. It keeps the defaults that durability rests on.
/// </summary>
/// <remarks>
/// Where the server's programs are missing, the tests that ask for it are skipped and say so; with
/// <c>CI=true</c> that is a failure.
/// </remarks>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string Superuser = "postgres";
    private const string Places = "/usr/lib/postgresql";
    private const string Account = "postgres";
    private static int _databases;
    private readonly ServerPlace _place;
    private readonly string[] _settings;
    private string? _folder;

    public PostgresServer()
        : this(new ServerPlace(), [])
    {
    }

    private PostgresServer(ServerPlace place, string[] settings) => (_place, _settings) = (place, settings);

    /// <summary>Why no server can be started here, or null.</summary>
    public static string? Missing =>
        Programs is null ? $"no PostgreSQL server under {Places}"
        : Environment.IsPrivilegedProcess && !HasAccount ? $"no user '{Account}' for the server to run as"
        : null;

    /// <summary>Where it listens.</summary>
    public string Host => _place.Address;

    public int Port { get; private set; }

    /// <summary>The folder with the server's data in it, and with its log.</summary>
    public string Folder => _folder ?? throw new InvalidOperationException("the server was not started");

    /// <summary>The postmaster's.</summary>
    public int ProcessId => int.Parse(
        File.ReadLines(LockFile).First(), CultureInfo.InvariantCulture);

    public string Log => File.ReadAllText(Path.Combine(Folder, "server.log"));

    private static string? Programs => !Directory.Exists(Places)
        ? null
        : Directory.GetDirectories(Places)
            .OrderByDescending(place => int.TryParse(Path.GetFileName(place), out var version) ? version : 0)
            .Select(place => Path.Combine(place, "bin"))
            .FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")));

    private static bool HasAccount =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{Account}:", StringComparison.Ordinal));

    private string LockFile => Path.Combine(Data, "postmaster.pid");

    private string Data => Path.Combine(Folder, "data");

    /// <summary>Starts a server with lines of postgresql.conf of its own: "fsync = off".</summary>
    public static Task<PostgresServer> StartAsync(params string[] settings) => StartAsync(new ServerPlace(), settings);

    /// <summary>The same elsewhere than in a temporary folder on 127.0.0.1.</summary>
    public static async Task<PostgresServer> StartAsync(ServerPlace place, params string[] settings)
    {
        Require();
        var server = new PostgresServer(place, settings);
        await server.InitializeAsync();
        return server;
    }

    /// <summary>Starts a server over a folder that another one left: a copy of <see cref="Folder"/>.</summary>
    public static async Task<PostgresServer> OpenAsync(string folder)
    {
        Require();
        var server = new PostgresServer(new ServerPlace(), []) { _folder = folder };
        File.Delete(server.LockFile);
        await server.StartOnFreePortAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        _folder = _place.Parent is null
            ? Directory.CreateTempSubdirectory("award-postgres-").FullName
            : Directory.CreateDirectory(Path.Combine(_place.Parent, "postgres")).FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", [$"{Account}:", _folder]);
        }

        await RunOwnAsync(
            "initdb",
            ["-D", Data, "-U", Superuser, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-instructions"]);
        await StartOnFreePortAsync();
    }

    private async Task StartOnFreePortAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort();
            await WriteSettingsAsync();
            try
            {
                await StartAgainAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                // Another program took the port meanwhile.
            }
        }
    }

    /// <summary>A connection string of one database, without pooling of idle connections beyond a test.</summary>
    public string ConnectionString(string database = "postgres", string user = Superuser)
    {
        Require();
        return $"Host={Host};Port={Port};Database={database};Username={user};Timeout=5";
    }

    /// <summary>Makes an empty database; gives its connection string.</summary>
    public async Task<string> NewDatabaseAsync(string user = Superuser)
    {
        Require();
        var name = string.Create(
            CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync(ConnectionString(), $"CREATE DATABASE {name}");
        return ConnectionString(name, user);
    }

    /// <summary>Runs statements in a connection of their own.</summary>
    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <param name="mode">"fast" ends every session first; "immediate" is as if the machine had crashed.</param>
    public Task StopAsync(string mode = "fast") =>
        RunOwnAsync("pg_ctl", ["-D", Data, "-m", mode, "-w", "-t", "60", "stop"]);

    /// <exception cref="InvalidOperationException">It does not start; the end of its log is told.</exception>
    public async Task StartAgainAsync()
    {
        var log = Path.Combine(Folder, "server.log");
        try
        {
            await RunOwnAsync("pg_ctl", ["-D", Data, "-l", log, "-w", "-t", "60", "start"]);
        }
        catch (InvalidOperationException fault) when (File.Exists(log))
        {
            throw new InvalidOperationException(string.Join('\n', [fault.Message, .. File.ReadLines(log).TakeLast(15)]), fault);
        }
    }

    public async Task RestartAsync(string mode = "fast")
    {
        await StopAsync(mode);
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        if (File.Exists(LockFile))
        {
            await StopAsync("immediate");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Skips the test where there is no server to be had, or fails it on CI.</summary>
    public static void Require()
    {
        if (Missing is { } reason)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }
    }

    private async Task WriteSettingsAsync()
    {
        if (Host != IPAddress.Loopback.ToString())
        {
            await File.AppendAllLinesAsync(Path.Combine(Data, "pg_hba.conf"), ["host all all samenet trust"]);
        }

        string[] lines =
        [
            "",
            $"port = {Port}",
            $"listen_addresses = '{Host}'",
            "unix_socket_directories = ''",
            "shared_buffers = 32MB",
            "max_connections = 100",
            .. _settings,
        ];
        await File.AppendAllLinesAsync(Path.Combine(Data, "postgresql.conf"), lines);
    }

    private Task RunOwnAsync(string program, string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        string[] words = Environment.IsPrivilegedProcess
            ? [.. _place.Within, "setpriv", $"--reuid={Account}", $"--regid={Account}", "--init-groups", path, .. arguments]
            : [.. _place.Within, path, .. arguments];
        return RunAsync(words[0], words[1..]);
    }

    private async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = _folder!,
        })!;
        process.StandardInput.Close();
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {string.Concat(said)}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Where a server of the tests stands.</summary>
public sealed record ServerPlace
{
    /// <summary>The folder that holds its own; null: the system's temporary one.</summary>
    public string? Parent { get; init; }

    /// <summary>The one address it listens on: 127.0.0.1, or an address of a network namespace of the test's own.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>A command that it is run inside: <c>["ip", "netns", "exec", "database"]</c>.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];
}
