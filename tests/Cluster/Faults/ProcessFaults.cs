using Cluster.Tests.Parts;

namespace Cluster.Tests.Faults;

/// <summary>One process of a kind dies without a word; a supervisor starts it again once the others have taken over.</summary>
public sealed class KillOne(string kind, Func<FaultScene, Member> choose, bool isRiddenOut, TimeSpan budget) : Fault
{
    private Member? _victim;

    public override string Name => $"kill -9 of {kind}";

    public override TimeSpan Budget => budget;

    public override bool IsRiddenOut => isRiddenOut;

    public override async Task BeginAsync(FaultScene scene)
    {
        _victim = choose(scene);
        await _victim.KillAsync();
    }

    public override Task EndAsync(FaultScene scene)
    {
        FaultScene.Revive(_victim!);
        return _victim!.UntilReadyAsync();
    }
}

/// <summary>Every silo dies at once: nothing is left of what was in memory.</summary>
public sealed class KillAllSilos : Fault
{
    public override string Name => "kill -9 of all silos at once";

    public override TimeSpan Budget => TimeSpan.FromSeconds(45);

    public override Task BeginAsync(FaultScene scene) => Task.WhenAll(scene.Installation.Silos.Select(silo => silo.KillAsync()));

    public override Task EndAsync(FaultScene scene)
    {
        foreach (var silo in scene.Installation.Silos)
        {
            FaultScene.Revive(silo);
        }

        return Task.CompletedTask;
    }
}

/// <summary>One process is asked to end, as in a rolling restart, and starts again.</summary>
public sealed class TerminateOne(string kind, Func<FaultScene, Member> choose, bool isRiddenOut) : Fault
{
    private Member? _victim;

    public override string Name => $"SIGTERM of {kind}";

    public override TimeSpan Budget => TimeSpan.FromSeconds(isRiddenOut ? 10 : 45);

    public override bool IsRiddenOut => isRiddenOut;

    public override Task BeginAsync(FaultScene scene)
    {
        _victim = choose(scene);
        _victim.Terminate();
        return Task.CompletedTask;
    }

    public override async Task EndAsync(FaultScene scene)
    {
        await _victim!.UntilEndedAsync();
        FaultScene.Revive(_victim);
        await _victim.UntilReadyAsync();
    }
}

/// <summary>
/// A process stands still, its connections open, and goes on later as if nothing had happened. A silo is declared dead meanwhile;
/// what it had begun to write is fenced, and it ends by itself when it learns of its death.
/// </summary>
public sealed class FreezeOne(string kind, Func<FaultScene, Member> choose, bool isRiddenOut, TimeSpan budget) : Fault
{
    private Member? _victim;

    public override string Name => $"{kind} frozen and thawed";

    public override TimeSpan Budget => budget;

    public override bool IsRiddenOut => isRiddenOut;

    public override TimeSpan Lasts(FaultScene scene) => TimeSpan.FromSeconds(scene.IsShort && !isRiddenOut ? 10 : 30);

    public override Task BeginAsync(FaultScene scene)
    {
        _victim = choose(scene);
        _victim.Freeze();
        return Task.CompletedTask;
    }

    public override async Task EndAsync(FaultScene scene)
    {
        _victim!.Thaw();

        // It answers again, or it ends itself because the others have given it up, and is started again.
        await FaultScene.WaitAsync(TimeSpan.FromSeconds(1));
        for (var look = 0; look < 60 && !await _victim.IsReadyAsync(); look++)
        {
            FaultScene.Revive(_victim);
            await FaultScene.WaitAsync(TimeSpan.FromSeconds(0.5));
        }
    }
}

/// <summary>The database ends and comes back, cleanly or as after a crash of its machine.</summary>
public sealed class RestartDatabase(string mode, TimeSpan away, TimeSpan? awayShort = null) : Fault
{
    public override string Name => away > TimeSpan.FromSeconds(5)
        ? $"PostgreSQL stopped for {away.TotalSeconds:0} s"
        : $"PostgreSQL restarted ({mode})";

    public override TimeSpan Budget => TimeSpan.FromSeconds(20);

    public override TimeSpan Lasts(FaultScene scene) => scene.IsShort ? awayShort ?? away : away;

    public override Task BeginAsync(FaultScene scene) => scene.Installation.Server!.StopAsync(mode);

    public override Task EndAsync(FaultScene scene) => scene.Installation.Server!.StartAgainAsync();
}
