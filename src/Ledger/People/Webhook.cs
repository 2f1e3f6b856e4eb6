namespace Award.Ledger.People;

/// <summary>Where a person has their inbox sent to, and how far it got.</summary>
/// <param name="Id">Of this setting of it; a new one each time it is set.</param>
/// <param name="Secret">What deliveries are signed with: <c>whsec_</c> and Base64.</param>
/// <param name="Roles">
/// Of the token it was set with, and <paramref name="Regions"/> too: what is sent lies within.
/// </param>
/// <param name="Token">Id of the token it was set with, when that was issued here.</param>
/// <param name="Lapses">When it ends unless it is set again.</param>
/// <param name="Cursor">Everything up to here was delivered, or is not theirs.</param>
/// <param name="Delivered">Id of the item delivered last.</param>
/// <param name="Failures">Attempts that failed since the last delivery.</param>
/// <param name="GivenUp">When no more was tried.</param>
public sealed record Webhook(
    string Subject,
    string Id,
    string Url,
    string Secret,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Regions,
    string? Token,
    DateTimeOffset Made,
    DateTimeOffset Lapses,
    string Cursor,
    string? Delivered,
    DateTimeOffset? DeliveredAt,
    int Failures,
    DateTimeOffset? FailingSince,
    string? Fault,
    DateTimeOffset? GivenUp);
