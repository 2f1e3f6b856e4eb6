namespace Award.Grains;

/// <summary>Who asks for a write, and under which idempotency key.</summary>
/// <param name="Subject">The person's opaque subject id.</param>
/// <param name="IdempotencyKey">1-128 printable ASCII characters, unique per person, for ever.</param>
/// <param name="BodyHash">Lower-case hex SHA-256 of method, path and canonical JSON body.</param>
[GenerateSerializer, Immutable, Alias("award.WriteRequest")]
public sealed record WriteRequest(
    [property: Id(0)] string Subject,
    [property: Id(1)] string IdempotencyKey,
    [property: Id(2)] string BodyHash);

/// <summary>Either a receipt, or the reasons why nothing was written.</summary>
/// <param name="CreatedIds">Ids of incidents, vetoes, suspensions or revocations the command created, in input order.</param>
[GenerateSerializer, Immutable, Alias("award.WriteResult")]
public sealed record WriteResult(
    [property: Id(0)] ReceiptView? Receipt,
    [property: Id(1)] IReadOnlyList<string> CreatedIds,
    [property: Id(2)] IReadOnlyList<RefusalView> Refusals)
{
    public static WriteResult Refused(params IReadOnlyList<RefusalView> refusals) => new(null, [], refusals);
}

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
