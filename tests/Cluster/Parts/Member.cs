using System.Diagnostics;
using System.Text;
using Support;

namespace Cluster.Tests.Parts;

/// <summary>
/// One process of an installation: an embedded engine, a silo, or an API node. It is started, killed, frozen and started again
/// under the same addresses and over the same folder; whatever state it is in, it is gone when this is disposed.
/// </summary>
public sealed class Member(MemberPlan plan) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(50);
    private readonly StringBuilder _log = new();
    private readonly Lock _starting = new();
    private readonly List<Process> _past = [];
    private Process? _process;
    private volatile bool _isMeantToBeDown;

    public MemberPlan Plan => plan;

    public string Name => plan.Name;

    /// <summary>For asking this very process: no redirects, cookies or decompression; gives up after 30 s.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    })
    {
        BaseAddress = plan.Address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>It is down, and nobody here has asked it to be.</summary>
    public bool HasEndedByItself => _process is { HasExited: true } && !_isMeantToBeDown;

    /// <summary>Somebody starts it again when it ends by itself: being down is then no reason to stop waiting for it.</summary>
    public bool IsSupervised { get; set; }

    /// <summary>The one running now, or the one that ran last.</summary>
    public int ProcessId => Started.Id;

    /// <summary>Of the process that ended last; 137 after a kill.</summary>
    public int ExitCode => Started.ExitCode;

    /// <summary>All that it ever wrote to its output and its error output, over all its lives.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    private Process Started => _process ?? throw new InvalidOperationException($"{Name} was never started");

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or is not ready in time; the end of its log is told.</exception>
    public async Task StartAsync()
    {
        Launch();
        await UntilReadyAsync();
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public void Launch()
    {
        if (!Revive())
        {
            throw new InvalidOperationException($"{Name} is running");
        }
    }

    /// <summary>Starts it if it is down, and waits for nothing.</summary>
    /// <returns>Whether it was down.</returns>
    public bool Revive()
    {
        lock (_starting)
        {
            if (IsRunning)
            {
                return false;
            }

            if (_process is not null)
            {
                // Whoever waits for its end still does.
                _past.Add(_process);
            }

            Begin();
            _isMeantToBeDown = false;
            return true;
        }
    }

    /// <summary>Waits until <c>/health/ready</c> answers 200.</summary>
    public async Task UntilReadyAsync(TimeSpan? patience = null)
    {
        using var enough = new CancellationTokenSource(patience ?? Patience, RealClock.Instance);
        using var pulse = new PeriodicTimer(Pulse, RealClock.Instance);
        while (!await IsReadyAsync(enough.Token))
        {
            if ((!IsRunning && !IsSupervised) || enough.IsCancellationRequested)
            {
                throw new InvalidOperationException(
                    $"{Name} {(IsRunning ? "is not ready" : $"ended by {ExitCode}")}:\n{EndOfLog(40)}");
            }

            await pulse.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellation = default)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL: nothing of it runs any more when this returns. Nothing happens when it is down already.</summary>
    public async Task KillAsync()
    {
        _isMeantToBeDown = true;
        if (IsRunning)
        {
            Started.Kill();
            await Started.WaitForExitAsync();
            Hear($"--- {Name} was killed");
        }
    }

    /// <summary>SIGTERM, and waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync(TimeSpan? patience = null)
    {
        Terminate();
        await UntilEndedAsync(patience);
        return ExitCode;
    }

    /// <summary>SIGTERM, and waits for nothing.</summary>
    public void Terminate()
    {
        _isMeantToBeDown = true;
        Signals.Send(ProcessId, Signals.Terminate);
        Hear($"--- {Name} was asked to end");
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    /// <exception cref="TimeoutException">It has not; the end of its log is told.</exception>
    public async Task UntilEndedAsync(TimeSpan? patience = null)
    {
        using var enough = new CancellationTokenSource(patience ?? Patience, RealClock.Instance);
        try
        {
            await Started.WaitForExitAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Name} does not end:\n{EndOfLog(40)}");
        }
    }

    /// <summary>SIGSTOP: it stays there and does nothing, its connections open.</summary>
    public void Freeze()
    {
        Signals.Send(ProcessId, Signals.Stop);
        Hear($"--- {Name} was frozen");
    }

    /// <summary>SIGCONT.</summary>
    public void Thaw()
    {
        Hear($"--- {Name} is thawed");
        Signals.Send(ProcessId, Signals.Continue);
    }

    /// <summary>The last lines of the log.</summary>
    public string EndOfLog(int lines) => string.Join('\n', Log.Split('\n').TakeLast(lines + 1));

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _past.ForEach(process => process.Dispose());
        Http.Dispose();
    }

    private void Begin()
    {
        Directory.CreateDirectory(plan.Folder);
        var words = plan.Words;
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = plan.Folder,
        };

        // Many processes share one machine here: no heap for each of its cores.
        start.Environment["DOTNET_gcServer"] = "0";
        Hear($"--- {Name} starts");
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            lock (_log)
            {
                _log.AppendLine(line);
            }
        }
    }
}
