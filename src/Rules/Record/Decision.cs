namespace Award.Rules.Record;

/// <summary>What a decider made of a command: the facts to record, or every rule it broke. Closed.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Carried out by appending these facts; none when the record already says so.</summary>
    public sealed record Accepted(IReadOnlyList<Fact> Facts) : Decision;

    /// <summary>Not carried out. Never empty; in the order of the rows.</summary>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : Decision;

    public T Match<T>(Func<IReadOnlyList<Fact>, T> accepted, Func<IReadOnlyList<Refusal>, T> refused) =>
        this is Accepted a ? accepted(a.Facts) : refused(((Refused)this).Refusals);

    internal static Decision Accept(params IReadOnlyList<Fact> facts) => new Accepted(facts);

    internal static Decision Refuse(params IReadOnlyList<Refusal> refusals) => new Refused(refusals);
}
