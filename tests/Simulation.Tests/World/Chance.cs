namespace Simulation.Tests.World;

/// <summary>Seeded chance. One seed, one sequence, on every machine.</summary>
public sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Chance of its own for a part, so that what one part draws does not move the others.</summary>
    public static Chance For(int seed, int part) => new(unchecked((seed * 7919) + part));

    public bool Once(int percent) => _random.Next(100) < percent;

    public int Between(int least, int most) => _random.Next(least, most + 1);

    public T Of<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>Some of the choices, in any order, at least one.</summary>
    public List<T> Some<T>(IReadOnlyList<T> choices) =>
        [.. Shuffled(choices).Take(Between(1, choices.Count))];

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var other = _random.Next(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }

        return list;
    }
}
