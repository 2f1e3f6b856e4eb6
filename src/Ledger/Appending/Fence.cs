namespace Award.Ledger.Appending;

/// <summary>A stream's last entry; without a province: a stream that has not begun.</summary>
internal readonly record struct StandingHead(string? Province, long Version, string Hash)
{
    public static StandingHead NotBegun { get; } = new(null, 0, ContentHash.None);
}

/// <summary>
/// What a command may be carried out on. Every store asks this, inside the transaction that then writes: whoever decided on
/// streams that have moved since, is refused.
/// </summary>
internal static class Fence
{
    /// <summary>Holds a command against its streams as they stand: first what it was decided on, then what it appends to.</summary>
    /// <param name="heads">Where each append begins, in their order; not to be used after a conflict.</param>
    /// <returns>The first stream that has moved, or null.</returns>
    /// <exception cref="ArgumentException">A stream belongs to another province.</exception>
    public static AppendResult.Conflict? Check(Command command, Func<string, StandingHead> headOf, out StandingHead[] heads)
    {
        heads = new StandingHead[command.Appends.Count];
        foreach (var guard in command.Guards)
        {
            var stands = headOf(guard.Stream).Version;
            if (stands != guard.Version)
            {
                return new(guard.Stream, guard.Version, stands);
            }
        }

        for (var i = 0; i < heads.Length; i++)
        {
            var append = command.Appends[i];
            heads[i] = headOf(append.Stream);
            if (heads[i].Version != append.ExpectedVersion)
            {
                return new(append.Stream, append.ExpectedVersion, heads[i].Version);
            }

            if (heads[i].Province is { } province && province != command.Province.Value)
            {
                throw new ArgumentException($"stream '{append.Stream}' belongs to province {province}");
            }
        }

        return null;
    }
}
