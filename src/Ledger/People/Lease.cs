namespace Award.Ledger.People;

/// <summary>A task that one process does for all that share a store.</summary>
public interface ILease
{
    /// <summary>Takes it, or keeps it; false while another process has it.</summary>
    /// <exception cref="IOException">The store does not answer; who held it holds it no more.</exception>
    bool TryHold();

    /// <summary>Lets another have it at once.</summary>
    /// <exception cref="IOException">The store does not answer; it lapses by itself.</exception>
    void GiveBack();
}

/// <summary>Where no other process can be: the store is this one's alone.</summary>
public sealed class HeldAlone : ILease
{
    public bool TryHold() => true;

    public void GiveBack()
    {
    }
}

/// <summary>
/// A row of the people store that names the holder and until when. Whoever stops saying so loses it when that time has passed; how
/// well two clocks agree is how well two holders are kept apart.
/// </summary>
public sealed class Lease(PeopleStore people, string name, TimeProvider clock) : ILease
{
    /// <summary>Some times as long as there is between two calls of <see cref="TryHold"/>.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(20);

    private readonly string _holder = Guid.NewGuid().ToString("n");

    public bool TryHold()
    {
        var now = clock.GetUtcNow();
        return people.Execute(
            """
            INSERT INTO leases (name, holder, until) VALUES ($0, $1, $2)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE leases.holder = $1 OR leases.until < $3
            """,
            name, _holder, PeopleStore.Text(now + Lasts), PeopleStore.Text(now)) > 0;
    }

    public void GiveBack() =>
        people.Execute("DELETE FROM leases WHERE name = $0 AND holder = $1", name, _holder);
}
