using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Api.Tests.Hosts;

/// <summary>
/// The real thing: the host as a process of its own, on a free port, over a folder of its own that goes
/// when it does.
/// </summary>
public abstract partial class RunningHost(params string[] arguments) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-api-");
    private readonly StringBuilder _said = new();
    private readonly List<string> _arguments = [.. arguments];
    private Process? _process;

    /// <summary>Without automatic decompression: tests see what is sent.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Those of the first start, by role; none where another issuer is configured.</summary>
    public IReadOnlyDictionary<string, string> Tokens { get; private set; } = null!;

    public int ProcessId => _process!.Id;

    public string DataFolder => _folder.FullName;

    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public virtual ValueTask InitializeAsync() => StartAsync();

    /// <summary>Kills the process and starts it again over the same folder.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        await StartAsync();
    }

    /// <summary>Arguments of the next start that are known only now.</summary>
    protected void Add(params ReadOnlySpan<string> arguments) => _arguments.AddRange(arguments);

    protected async ValueTask StartAsync()
    {
        lock (_said)
        {
            _said.Clear();
        }

        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Start(["--urls", "http://127.0.0.1:0", "--Award:Data", _folder.FullName, .. _arguments]);
        _process.OutputDataReceived += (_, line) => Hear(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, ready);
        _process.Exited += (_, _) => ready.TrySetException(
            new InvalidOperationException($"the host ended before it was ready:\n{Said}"));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var address = await ready.Task.WaitAsync(Patience);
        Client = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None,
            AllowAutoRedirect = false,
            UseCookies = false,
        })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromMinutes(2),
        };
        var tokens = Path.Combine(_folder.FullName, "tokens.json");
        Tokens = File.Exists(tokens)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(tokens))!
            : new Dictionary<string, string>();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await EndAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Kills the process; it may be started again.</summary>
    protected async Task EndAsync()
    {
        Client?.Dispose();
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Starts the host with these arguments and nothing of the surrounding configuration.</summary>
    internal static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Award.Api.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Start();
        return process;
    }

    private void Hear(string? line, TaskCompletionSource<string> ready)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }

        // The last line of the start; the address came some lines before.
        if (line.StartsWith("award: ready", StringComparison.Ordinal))
        {
            ready.TrySetResult(Address().Match(Said).Value);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+")]
    private static partial Regex Address();
}

/// <summary>A host with the demonstration on record. Tests only read from it.</summary>
public sealed class DemonstrationHost : RunningHost;

/// <summary>
/// A host whose record holds the register and the rulebooks, and no year. Tests write to it.
/// </summary>
public sealed class BlankHost() : RunningHost("--Award:Demonstration", "false");

[CollectionDefinition(Name)]
public sealed class DemonstrationCollection : ICollectionFixture<DemonstrationHost>
{
    public const string Name = "the demonstration";
}

[CollectionDefinition(Name)]
public sealed class BlankCollection : ICollectionFixture<BlankHost>
{
    public const string Name = "a blank record";
}
