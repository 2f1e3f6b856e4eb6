using System.Collections.Concurrent;
using Award.Grains;
using Award.Ledger.People;
using Microsoft.IdentityModel.Tokens;

namespace Award.Api.People;

/// <summary>The word of the silos on tokens.</summary>
internal interface ITokenWord
{
    /// <summary>Public keys in PEM.</summary>
    Task<IReadOnlyList<string>> KeysAsync();

    Task<bool> IsGoodAsync(string tokenId);
}

/// <summary>Asked of the grain.</summary>
internal sealed class GrainTokenWord(IGrainFactory grains) : ITokenWord
{
    private ITokensGrain Tokens => grains.GetGrain<ITokensGrain>("tokens");

    public Task<IReadOnlyList<string>> KeysAsync() => Tokens.KeysAsync();

    public Task<bool> IsGoodAsync(string tokenId) => Tokens.IsGoodAsync(tokenId);
}

/// <summary>
/// Tokens as a node knows them: by public keys and the word of the silos, which holds for a moment. While silos are away no token
/// is taken for good or bad: who asks with one is told to ask again.
/// </summary>
internal sealed class NodeTokens(ITokenWord silos, TimeProvider clock) : IIssuedHere
{
    /// <summary>How long a token that was good is taken without asking: a revoked one ends everywhere within it.</summary>
    internal static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(2);

    /// <summary>How often tokens that name unknown keys may make us ask for more.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    private const int MostKnown = 10_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _good = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<SecurityKey> _keys = [];
    private long _askedAt;

    public IReadOnlyList<SecurityKey> Keys => _keys;

    public async Task PrepareAsync(string? keyId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_keys.Any(key => key.KeyId == keyId) || now.UtcTicks - Interlocked.Read(ref _askedAt) < AskEvery.Ticks)
        {
            return;
        }

        var told = await silos.KeysAsync().WaitAsync(cancellation);

        // Those known before stay: silos may hold several, and each tells its own.
        _keys = [.. _keys.Concat(told.Select(SigningKey.Public)).DistinctBy(key => key.KeyId)];
        Interlocked.Exchange(ref _askedAt, now.UtcTicks);
    }

    public async Task<bool> IsGoodAsync(string tokenId, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        if (_good.TryGetValue(tokenId, out var until) && now < until)
        {
            return true;
        }

        if (!await silos.IsGoodAsync(tokenId).WaitAsync(cancellation))
        {
            _good.TryRemove(tokenId, out _);
            return false;
        }

        if (_good.Count >= MostKnown)
        {
            _good.Clear();
        }

        _good[tokenId] = now + GoodFor;
        return true;
    }
}
