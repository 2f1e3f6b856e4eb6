using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Grains;

/// <summary>Who calls, as the edge found it in a token; the silo decides by it what they may do.</summary>
/// <param name="Subject">The person's opaque subject id.</param>
/// <param name="Roles">Names of <see cref="Rules.Access.Role"/>.</param>
/// <param name="Regions">Codes: each with what lies below.</param>
/// <param name="Dimensions">Ids an assessor is bound to; empty: all.</param>
/// <param name="TokenId">Of a token issued here, which may have been revoked; null of any other.</param>
[GenerateSerializer, Immutable, Alias("award.CallerView")]
public sealed record CallerView(
    [property: Id(0)] string Subject,
    [property: Id(1)] IReadOnlyList<string> Roles,
    [property: Id(2)] IReadOnlyList<string> Regions,
    [property: Id(3)] IReadOnlyList<string> Dimensions,
    [property: Id(4)] string? TokenId)
{
    /// <summary>The engine's own doings, and what loads the demonstration: everything, everywhere.</summary>
    public static CallerView Unbounded(string subject)
    {
        var caller = Caller.Unbounded(new Person(subject));
        return new(subject, [.. caller.Roles.Select(r => r.ToString())], [.. caller.Regions.Select(r => r.Value)], [], null);
    }

    /// <summary>As Rules takes it; what it does not know of roles and codes gives no right.</summary>
    public Caller ToCaller() => new(
        new Person(Subject),
        [.. Roles.Where(Enum.GetNames<Role>().Contains).Select(Enum.Parse<Role>)],
        [.. Regions.Where(RegionCode.IsValid).Select(code => new RegionCode(code))],
        Dimensions);
}

/// <summary>Who asks for a write, and under which idempotency key.</summary>
/// <param name="IdempotencyKey">1-128 printable ASCII characters, unique per person, for ever.</param>
/// <param name="BodyHash">Lower-case hex SHA-256 of method, path and canonical JSON body.</param>
/// <param name="Preview">Answer the difference of awards it would make, and write nothing; the key is not used.</param>
/// <param name="Confirms">
/// Hash of the difference the caller saw; it is refused when it would make another one now. Null: it was not previewed.
/// </param>
/// <param name="Affirms">The hash of what looked odd and is meant, or <see cref="Everything"/>; null: nothing.</param>
[GenerateSerializer, Immutable, Alias("award.WriteRequest")]
public sealed record WriteRequest(
    [property: Id(0)] CallerView Caller,
    [property: Id(1)] string IdempotencyKey,
    [property: Id(2)] string BodyHash,
    [property: Id(3)] bool Preview = false,
    [property: Id(4)] string? Confirms = null,
    [property: Id(5)] string? Affirms = null)
{
    /// <summary>Whatever looks odd is meant: of the demonstration, which has odd years on purpose.</summary>
    public const string Everything = "everything";

    public string Subject => Caller.Subject;

    /// <summary>A write of the engine itself.</summary>
    internal static WriteRequest OfEngine(string key, string bodyHash) =>
        new(CallerView.Unbounded(Person.Engine.Subject), key, bodyHash);
}

/// <summary>A receipt, or what a preview foretells, or the reasons why nothing was written.</summary>
/// <param name="Affirm">What the request has to affirm where it is refused for looking odd alone; else null.</param>
/// <param name="CreatedIds">Ids of incidents, vetoes, suspensions, revocations, objections or recusals the command created, in input order.</param>
[GenerateSerializer, Immutable, Alias("award.WriteResult")]
public sealed record WriteResult(
    [property: Id(0)] ReceiptView? Receipt,
    [property: Id(1)] IReadOnlyList<string> CreatedIds,
    [property: Id(2)] IReadOnlyList<RefusalView> Refusals,
    [property: Id(3)] PreviewView? Preview = null,
    [property: Id(4)] string? Affirm = null)
{
    public static WriteResult Refused(params IReadOnlyList<RefusalView> refusals) => new(null, [], refusals);

    public static WriteResult Previewed(PreviewView preview) => new(null, [], [], preview);
}

/// <param name="Hash">To confirm the command by.</param>
/// <param name="Difference">Canonical JSON of a <see cref="Ledger.Published.DifferenceDocument"/>.</param>
[GenerateSerializer, Immutable, Alias("award.PreviewView")]
public sealed record PreviewView([property: Id(0)] string Hash, [property: Id(1)] byte[] Difference);

/// <summary>See <see cref="Ledger.Receipt"/>.</summary>
[GenerateSerializer, Immutable, Alias("award.ReceiptView")]
public sealed record ReceiptView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Stream,
    [property: Id(2)] long Version,
    [property: Id(3)] string Hash,
    [property: Id(4)] DateTimeOffset RecordedAt,
    [property: Id(5)] IReadOnlyList<HeadView> Streams);

[GenerateSerializer, Immutable, Alias("award.HeadView")]
public sealed record HeadView([property: Id(0)] string Stream, [property: Id(1)] long Version);

/// <summary>See <see cref="Rules.Refusal"/>; the code is the enum member's name.</summary>
[GenerateSerializer, Immutable, Alias("award.RefusalView")]
public sealed record RefusalView(
    [property: Id(0)] string Code,
    [property: Id(1)] string Path,
    [property: Id(2)] string Message,
    [property: Id(3)] int? Row);
