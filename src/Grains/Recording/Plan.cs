using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>What a command would write, or why it may not. Made afresh for each attempt, at the instant it is recorded at.</summary>
/// <param name="Guards">
/// Where the streams stood that were decided on. Facts are appended only while they stand there, and a refusal is given
/// only while they do: what streams read one after the other say together may never have been true at one moment.
/// </param>
internal sealed record Plan(
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<StreamAppend> Appends,
    IReadOnlyList<StreamGuard> Guards,
    IReadOnlyList<PublishedDocument> Documents)
{
    /// <summary>Where the streams stood that were decided on or would be appended to.</summary>
    public IReadOnlyList<StreamGuard> Seen =>
        [.. Guards, .. Appends.Select(append => new StreamGuard(append.Stream, append.ExpectedVersion))];

    /// <summary>Its guards and others; a stream it appends to is guarded by that.</summary>
    public IReadOnlyList<StreamGuard> GuardedBy(IReadOnlyList<StreamGuard> others) =>
        [.. Guards.Union(others.Where(other => Appends.All(append => append.Stream != other.Stream)))];

    /// <summary>What the request has to affirm where it is refused for looking odd alone; else null.</summary>
    public string? Affirm { get; init; }

    public static Plan Refuse(params IReadOnlyList<Refusal> refusals) => new(refusals, [], [], []);

    public static Plan Refuse(RefusalCode code, string path, string message) =>
        Refuse(new Refusal(code, path, message));

    public static Plan Refuse(IReadOnlyList<Refusal> refusals, IReadOnlyList<StreamGuard> seen) =>
        new(refusals, [], seen, []);

    public static Plan Append(
        IReadOnlyList<StreamAppend> appends,
        IReadOnlyList<StreamGuard>? guards = null,
        IReadOnlyList<PublishedDocument>? documents = null) => new([], appends, guards ?? [], documents ?? []);

    /// <summary>A decision of Rules about one stream, under guards.</summary>
    public static Plan From(Decision decision, string stream, long version, params StreamGuard[] guards) =>
        decision.Match(
            facts => Append([new StreamAppend(stream, version, facts)], guards),
            refusals => Refuse(refusals, [new StreamGuard(stream, version), .. guards]));
}
