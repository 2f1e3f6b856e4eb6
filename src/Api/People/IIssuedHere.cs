using Award.Ledger.People;
using Microsoft.IdentityModel.Tokens;

namespace Award.Api.People;

/// <summary>Tokens issued by this installation: by which keys they are known, and whether one still holds.</summary>
internal interface IIssuedHere : ITokenRegistry
{
    /// <summary>The keys known so far.</summary>
    IReadOnlyList<SecurityKey> Keys { get; }

    /// <summary>Sees to it that the key a token names is known, if there is one.</summary>
    /// <exception cref="TimeoutException">It cannot be found out now; so with Orleans exceptions and IOException.</exception>
    Task PrepareAsync(string? keyId, CancellationToken cancellation);
}

/// <summary>In a process with the people store and the key itself.</summary>
internal sealed class OwnTokens(LocalTokens tokens) : IIssuedHere
{
    public IReadOnlyList<SecurityKey> Keys => [tokens.Key];

    public Task PrepareAsync(string? keyId, CancellationToken cancellation) => Task.CompletedTask;

    public Task<bool> IsGoodAsync(string tokenId, CancellationToken cancellation = default) =>
        tokens.IsGoodAsync(tokenId, cancellation);
}
