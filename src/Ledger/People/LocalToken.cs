namespace Award.Ledger.People;

/// <summary>A token issued here, as the folder keeps it: what it allows, never the token itself.</summary>
/// <param name="Id">Its <c>jti</c>: sixteen hex digits.</param>
/// <param name="Person">Whom it stands for. Two tokens of one person name the same.</param>
/// <param name="Roles">"assessor", "reviewer", "publisher", "city", "auditor", "operator".</param>
/// <param name="Regions">Codes: each with what lies below.</param>
/// <param name="Dimensions">Ids that an assessor is bound to; empty: all.</param>
/// <param name="Revoked">When it was revoked, or null.</param>
public sealed record LocalToken(
    string Id,
    string Person,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> Dimensions,
    DateTimeOffset Issued,
    DateTimeOffset Expires,
    DateTimeOffset? Revoked)
{
    public bool IsValidAt(DateTimeOffset now) => Revoked is null && now < Expires;
}

/// <summary>Tells whether a token issued here may still be used. Asked before every write.</summary>
public interface ITokenRegistry
{
    /// <summary>False for one that was revoked, or that was never issued here.</summary>
    Task<bool> IsGoodAsync(string tokenId, CancellationToken cancellation = default);
}

/// <summary>Where no tokens are issued: none is good.</summary>
public sealed class NoTokens : ITokenRegistry
{
    public Task<bool> IsGoodAsync(string tokenId, CancellationToken cancellation = default) => Task.FromResult(false);
}
