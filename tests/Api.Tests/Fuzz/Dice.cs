namespace Api.Tests.Fuzz;

/// <summary>Chance of one request, from the seed and its number alone: any request can be made again by itself.</summary>
internal sealed class Dice(int seed, int number)
{
    private readonly Random _random = new(unchecked((seed * 1_000_003) + number));

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool Once(int times) => _random.Next(times) == 0;

    public int Below(int bound) => _random.Next(bound);

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public byte[] Bytes(int most)
    {
        var bytes = new byte[_random.Next(most)];
        _random.NextBytes(bytes);
        return bytes;
    }
}
