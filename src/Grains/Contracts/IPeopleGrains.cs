using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>
/// Tokens issued by this installation, for nodes that check them. Key: any; a stateless worker. No secret leaves the silo.
/// </summary>
[Alias("award.ITokensGrain"), Version(1)]
public interface ITokensGrain : IGrainWithStringKey
{
    /// <summary>The public keys that tokens are signed with, in PEM; none where no tokens are issued.</summary>
    [Alias("Keys")]
    Task<IReadOnlyList<string>> KeysAsync();

    /// <summary>Whether a token was issued, has not expired and was not revoked.</summary>
    [Alias("IsGood")]
    Task<bool> IsGoodAsync(string tokenId);
}

/// <summary>Who looked at what, written and read for nodes. Key: any; a stateless worker.</summary>
[Alias("award.IAccessLogGrain"), Version(1)]
public interface IAccessLogGrain : IGrainWithStringKey
{
    /// <summary>Writes lines in order, all or none; they are on the disk afterwards. Sent again they stand there twice.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    [Alias("Write")]
    Task WriteAsync(IReadOnlyList<AccessLineView> lines);

    /// <summary>Lines after an id, oldest first.</summary>
    [Alias("Read")]
    Task<IReadOnlyList<AccessLineView>> ReadAsync(AccessQueryView query);
}

/// <summary>See <see cref="Ledger.People.AccessLine"/>.</summary>
[GenerateSerializer, Immutable, Alias("award.AccessLineView")]
public sealed record AccessLineView(
    [property: Id(0)] long Number,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Subject,
    [property: Id(3)] IReadOnlyList<string> Roles,
    [property: Id(4)] string Operation,
    [property: Id(5)] string Method,
    [property: Id(6)] string? Province,
    [property: Id(7)] int? Year,
    [property: Id(8)] string? Region,
    [property: Id(9)] int Status,
    [property: Id(10)] string Trace,
    [property: Id(11)] string? Address);

/// <summary>See <see cref="Ledger.People.AccessQuery"/>.</summary>
[GenerateSerializer, Immutable, Alias("award.AccessQueryView")]
public sealed record AccessQueryView(
    [property: Id(0)] long After,
    [property: Id(1)] int Limit,
    [property: Id(2)] string? Province,
    [property: Id(3)] string? Subject,
    [property: Id(4)] string? Region);

/// <summary>The webhooks that people have set, for nodes. Key: any; a stateless worker.</summary>
[Alias("award.IWebhooksGrain"), Version(1)]
public interface IWebhooksGrain : IGrainWithStringKey
{
    /// <summary>A person's webhook, or null.</summary>
    [Alias("Find")]
    Task<WebhookView?> FindAsync(string subject);

    /// <summary>Sets a person's webhook with a new secret, in place of one that was there.</summary>
    /// <param name="days">How long it lasts.</param>
    /// <param name="cursor">Where a first one begins.</param>
    [Alias("Set")]
    Task<WebhookView> SetAsync(CallerView caller, string url, int days, string cursor);

    /// <summary>False when there is none.</summary>
    [Alias("Remove")]
    Task<bool> RemoveAsync(string subject);
}

/// <summary>See <see cref="Ledger.People.Webhook"/>.</summary>
[GenerateSerializer, Immutable, Alias("award.WebhookView")]
public sealed record WebhookView(
    [property: Id(0)] string Url,
    [property: Id(1)] string Secret,
    [property: Id(2)] string? Token,
    [property: Id(3)] DateTimeOffset Made,
    [property: Id(4)] DateTimeOffset Lapses,
    [property: Id(5)] string? Delivered,
    [property: Id(6)] DateTimeOffset? DeliveredAt,
    [property: Id(7)] int Failures,
    [property: Id(8)] DateTimeOffset? FailingSince,
    [property: Id(9)] string? Fault,
    [property: Id(10)] DateTimeOffset? GivenUp);
