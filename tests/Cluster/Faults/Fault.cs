using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Faults;

/// <summary>
/// One thing that goes wrong with an installation while people work with it. The bench calls <see cref="BeginAsync"/>, lets it
/// last for <see cref="Lasts"/>, calls <see cref="EndAsync"/>, and then writes to every grain it knows until all have answered:
/// that time is the recovery, and <see cref="Budget"/> is what it may take.
/// </summary>
/// <remarks>
/// <para>An instance belongs to one run of the bench and is used again for every period that draws it; what it remembers from
/// begin to end it keeps in fields. It uses the scene's random numbers and no others, so that a seed tells the whole story.</para>
/// <para><see cref="EndAsync"/> puts everything back: all members run and can reach all they need, though they need not be ready
/// yet. It is also called when the bench is cut short, and never throws because of what the fault has done to a member.</para>
/// <para>What an installation has to be made of for a fault (namespaces, a proxy, a small disk) belongs to the
/// <see cref="Mix"/> that lists it.</para>
/// </remarks>
public abstract class Fault
{
    /// <summary>As the table of docs/reliability.md names it: "kill -9 of a silo".</summary>
    public abstract string Name { get; }

    /// <summary>Why it cannot be made here ("needs root", "needs strace"), or null. On CI that is a failure.</summary>
    public virtual string? Missing => null;

    /// <summary>How long the time without full service may be.</summary>
    public abstract TimeSpan Budget { get; }

    /// <summary>
    /// Whether service must return while the fault still lasts, because others take over: recovery is counted from the begin
    /// then and the fault ends after it, else it is counted from the end.
    /// </summary>
    public virtual bool IsRiddenOut => false;

    /// <summary>How long it lasts, at least, before it is ended.</summary>
    public virtual TimeSpan Lasts(FaultScene scene) => TimeSpan.FromSeconds(2);

    public abstract Task BeginAsync(FaultScene scene);

    public abstract Task EndAsync(FaultScene scene);
}

/// <summary>Where a fault happens.</summary>
/// <param name="Random">Seeded by the bench.</param>
/// <param name="IsShort">The form for CI: shorter stops, nothing less.</param>
public sealed record FaultScene(Installation Installation, Random Random, bool IsShort)
{
    public Member AnySilo() => Any(Installation.Silos);

    public Member AnyEntrance() => Any(Installation.Entrances);

    /// <summary>A while of the bench's clock.</summary>
    public static Task WaitAsync(TimeSpan time) => Task.Delay(time, timeProvider: RealClock.Instance);

    /// <summary>Starts a member again that is down, as whoever supervises it would.</summary>
    public static void Revive(Member member) => member.Revive();

    private Member Any(IEnumerable<Member> members) => members.ToList() is var all ? all[Random.Next(all.Count)] : null!;
}

/// <summary>Faults that one kind of installation can be put through, and how it is made.</summary>
/// <param name="Name">"processes", "network": also the name of its reports.</param>
/// <param name="PrepareAsync">Makes the installation; the bench starts its members.</param>
public sealed record Mix(string Name, Func<Task<Installation>> PrepareAsync, IReadOnlyList<Fault> Faults)
{
    /// <summary>
    /// Whether somebody starts silos again that end because they were voted out. Elsewhere, and for any other end, a member that
    /// ends by itself fails the run.
    /// </summary>
    public bool IsSupervised { get; init; }

    /// <summary>What the mix made around the installation (namespaces, mounts) and takes away after it.</summary>
    public Func<ValueTask> CleanUpAsync { get; init; } = () => ValueTask.CompletedTask;
}
