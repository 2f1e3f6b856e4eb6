using System.Text;

namespace Api.Tests.NonInterference;

/// <summary>
/// Asks two worlds the same, one request after the other, and stops at the first answer that differs. What was asked up to
/// there is then cut down to what is needed to see the difference again.
/// </summary>
internal sealed class Comparer(World one, World other)
{
    /// <summary>A text for a person about the first difference, or null when there is none.</summary>
    public async Task<string?> FindAsync(IReadOnlyList<Ask> asks)
    {
        if (await FirstDifferenceAsync(asks) is not { } found)
        {
            return null;
        }

        var prefix = await ShortestAsync([.. asks.Take(found.Index + 1)]);
        var text = new StringBuilder("two worlds answer differently");
        foreach (var ask in prefix)
        {
            text.Append("\n  ").Append(ask);
        }

        return text.Append('\n').Append(found.Difference).ToString();
    }

    private async Task<(int Index, string Difference)?> FirstDifferenceAsync(IReadOnlyList<Ask> asks)
    {
        var tags = new Dictionary<Ask, (string?, string?)>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < asks.Count; i++)
        {
            var ask = asks[i];
            var (mine, theirs) = ask.TagFrom is { } from ? tags.GetValueOrDefault(from) : default;
            var (left, right) = (Reply.SendAsync(one, ask, mine), Reply.SendAsync(other, ask, theirs));
            if ((await left).DiffersFrom(await right) is { } difference)
            {
                return (i, difference);
            }

            tags[ask] = ((await left).Tag, (await right).Tag);
        }

        return null;
    }

    // Public requests change nothing, so they can be asked again: by halves, then one by one.
    private async Task<IReadOnlyList<Ask>> ShortestAsync(IReadOnlyList<Ask> prefix)
    {
        var last = prefix[^1];
        IReadOnlyList<Ask> chain = last.TagFrom is { } from ? [from, last] : [last];
        if (await FirstDifferenceAsync(chain) is not null)
        {
            return chain;
        }

        var kept = prefix;
        for (var size = kept.Count / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size < kept.Count;)
            {
                IReadOnlyList<Ask> without = [.. kept.Take(start), .. kept.Skip(start + size)];
                if (await FirstDifferenceAsync(without) is null)
                {
                    start += size;
                }
                else
                {
                    kept = without;
                }
            }
        }

        return kept;
    }
}
