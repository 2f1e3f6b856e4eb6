using Award.Api.People;
using Award.Ledger.People;
using Microsoft.Extensions.Time.Testing;

namespace Api.Tests.People;

/// <summary>What a node knows of tokens issued by its installation: the silos' word, for a moment.</summary>
public sealed class NodeTokensTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-keys-");
    private readonly FakeTimeProvider _clock = new();
    private readonly Silos _silos = new();
    private readonly NodeTokens _tokens;

    public NodeTokensTests() => _tokens = new NodeTokens(_silos, _clock);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_token_that_was_good_is_taken_for_a_moment_and_no_longer()
    {
        _silos.Good.Add("t");
        Assert.True(await _tokens.IsGoodAsync("t"));
        _silos.Good.Clear();
        Assert.True(await _tokens.IsGoodAsync("t"));
        _clock.Advance(NodeTokens.GoodFor);
        Assert.False(await _tokens.IsGoodAsync("t"));
        Assert.Equal(2, _silos.Asked);
    }

    [Fact]
    public async Task While_silos_are_away_a_token_is_neither_good_nor_bad()
    {
        _silos.Good.Add("t");
        Assert.True(await _tokens.IsGoodAsync("t"));
        _silos.IsAway = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _tokens.IsGoodAsync("u"));
        _clock.Advance(NodeTokens.GoodFor);
        await Assert.ThrowsAsync<TimeoutException>(() => _tokens.IsGoodAsync("t"));
        await Assert.ThrowsAsync<TimeoutException>(() => _tokens.PrepareAsync("key", CancellationToken.None));
    }

    [Fact]
    public async Task Keys_are_fetched_when_a_token_names_one_and_those_known_stay()
    {
        var (first, second) = (Key("first"), Key("second"));
        _silos.Keys = [first.Pem];
        await _tokens.PrepareAsync(first.Id, CancellationToken.None);
        await _tokens.PrepareAsync(first.Id, CancellationToken.None);
        Assert.Equal(1, _silos.Asked);

        // A key that nobody has is not asked for again at once.
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _tokens.PrepareAsync("nobody's", CancellationToken.None);
        _silos.Keys = [second.Pem];
        await _tokens.PrepareAsync(second.Id, CancellationToken.None);
        Assert.Equal(2, _silos.Asked);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await _tokens.PrepareAsync(second.Id, CancellationToken.None);
        Assert.Equal([first.Id, second.Id], _tokens.Keys.Select(key => key.KeyId));
    }

    private (string Id, string Pem) Key(string name)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        Assert.Null(SigningKey.PublicIn(folder));
        return (SigningKey.Open(folder).KeyId, SigningKey.PublicIn(folder)!);
    }

    private sealed class Silos : ITokenWord
    {
        public bool IsAway { get; set; }

        public HashSet<string> Good { get; } = [];

        public IReadOnlyList<string> Keys { get; set; } = [];

        public int Asked { get; private set; }

        public Task<IReadOnlyList<string>> KeysAsync() => Answer(Keys);

        public Task<bool> IsGoodAsync(string tokenId) => Answer(Good.Contains(tokenId));

        private Task<T> Answer<T>(T word)
        {
            Asked++;
            return IsAway ? Task.FromException<T>(new TimeoutException("the silos are away")) : Task.FromResult(word);
        }
    }
}
