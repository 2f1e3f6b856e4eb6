using System.Collections.Immutable;

namespace Award.Rules.Record;

public enum ProposalStep
{
    Proposed,
    Confirmed,
    Rejected,
}

/// <summary>A rulebook or a register that waits for another person, or was decided on.</summary>
/// <param name="Publication">What a confirmation puts on record: a rulebook or a register.</param>
/// <param name="Reason">Of the decision; may be left out of a confirmation.</param>
public sealed record Proposal(
    string Id, Fact Publication, ProposalStep Step, Person ProposedBy, Person? DecidedBy, string? Reason)
{
    /// <summary>The hash of what is proposed.</summary>
    public string Hash => Publication is RulebookPublished rulebook ? rulebook.Hash : ((RegisterPublished)Publication).Hash;
}

/// <summary>
/// What every year of a province refers to, as its stream tells it (<c>province/330000</c>). Immutable: <see cref="Apply"/> gives
/// the next.
/// </summary>
public sealed record ProvinceState
{
    private ProvinceState()
    {
    }

    public static ProvinceState Empty { get; } = new();

    /// <summary>The hash of the latest rulebook under each id.</summary>
    public ImmutableDictionary<string, string> Rulebooks { get; private init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The hash of the register in force, or null.</summary>
    public string? Register { get; private init; }

    /// <summary>Every proposal, in order of its number.</summary>
    public ImmutableList<Proposal> Proposals { get; private init; } = [];

    public Proposal? Find(string id) => Proposals.Find(p => p.Id == id);

    /// <summary>It stands on record already, and is what the next year would be opened with.</summary>
    public bool Holds(Fact publication) => publication switch
    {
        RulebookPublished rulebook => Rulebooks.GetValueOrDefault(rulebook.Id) == rulebook.Hash,
        RegisterPublished register => Register == register.Hash,
        _ => false,
    };

    /// <exception cref="ArgumentException">
    /// The fact belongs to another kind of stream, or to a proposal that is unknown or decided.
    /// </exception>
    public ProvinceState Apply(Fact fact, Person actor) => fact switch
    {
        RulebookPublished f => this with { Rulebooks = Rulebooks.SetItem(f.Id, f.Hash) },
        RegisterPublished f => this with { Register = f.Hash },
        RulebookProposed f => Proposed(f.Id, new RulebookPublished(f.RulebookId, f.Hash, f.Source), actor),
        RegisterProposed f => Proposed(f.Id, new RegisterPublished(f.Hash, f.Regions, f.Lineage), actor),
        ProposalConfirmed f => Decided(f.Id, ProposalStep.Confirmed, actor, f.Reason),
        ProposalRejected f => Decided(f.Id, ProposalStep.Rejected, actor, f.Reason),
        _ => throw new ArgumentException($"{fact.GetType().Name} is no fact of a province", nameof(fact)),
    };

    private ProvinceState Proposed(string id, Fact publication, Person actor) => this with
    {
        Proposals = Proposals.Add(new Proposal(id, publication, ProposalStep.Proposed, actor, null, null)),
    };

    private ProvinceState Decided(string id, ProposalStep step, Person actor, string? reason)
    {
        var index = Proposals.FindIndex(p => p.Id == id && p.Step == ProposalStep.Proposed);
        return index < 0
            ? throw new ArgumentException($"no proposal {id} is open")
            : this with
            {
                Proposals = Proposals.SetItem(
                    index, Proposals[index] with { Step = step, DecidedBy = actor, Reason = reason }),
            };
    }
}
