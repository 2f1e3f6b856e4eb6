using Award.Ledger.People;
using Orleans.Concurrency;

namespace Award.Grains.People;

/// <summary>The public keys of tokens issued here; empty where none are.</summary>
public interface ITokenKeys
{
    /// <summary>In PEM.</summary>
    IReadOnlyList<string> Public { get; }
}

/// <summary>The key of a data folder, once there is one: a silo issues no tokens, so it makes no key.</summary>
public sealed class FolderTokenKeys(string folder) : ITokenKeys
{
    public IReadOnlyList<string> Public => SigningKey.PublicIn(folder) is { } key ? [key] : [];
}

/// <summary>Where no tokens are issued.</summary>
public sealed class NoTokenKeys : ITokenKeys
{
    public IReadOnlyList<string> Public => [];
}

/// <inheritdoc cref="ITokensGrain"/>
[StatelessWorker]
public sealed class TokensGrain(ITokenRegistry tokens, ITokenKeys keys) : Grain, ITokensGrain
{
    public Task<IReadOnlyList<string>> KeysAsync() => Task.FromResult(keys.Public);

    public Task<bool> IsGoodAsync(string tokenId) => tokens.IsGoodAsync(tokenId);
}
