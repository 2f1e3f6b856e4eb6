using System.Collections.Frozen;
using Award.Rules.Record;

namespace Award.Ledger;

/// <summary>
/// The payload of each entry kind, member by member. A kind's name is its fact's type name in kebab case
/// ("figures-submitted"). A kind on record never changes its shape or meaning: what is new is a new kind.
/// </summary>
public static class FactCodec
{
    private static readonly FactKind[] All =
        [.. ProvinceFacts.Kinds, .. YearFacts.Kinds, .. SheetFacts.Kinds, .. StreakFacts.Kinds];

    private static readonly FrozenDictionary<string, FactKind> ByName = All.ToFrozenDictionary(
        kind => kind.Name);

    private static readonly FrozenDictionary<Type, FactKind> ByType = All.ToFrozenDictionary(
        kind => kind.Type);

    /// <summary>Every kind there is, by name.</summary>
    public static IEnumerable<string> Kinds => ByName.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The fact's type is no entry kind.</exception>
    public static string KindOf(Fact fact) => Of(fact).Name;

    /// <summary>The canonical bytes of the payload.</summary>
    /// <exception cref="ArgumentException">
    /// The fact's type is no entry kind, or a value has no canonical form.
    /// </exception>
    public static byte[] Encode(Fact fact)
    {
        var kind = Of(fact);
        return CanonicalWriter.OfObject(writer => kind.Write(fact, writer));
    }

    /// <exception cref="CanonicalFormatException">
    /// No such kind, or the bytes are not exactly the canonical payload of one such fact.
    /// </exception>
    public static Fact Decode(string kind, ReadOnlyMemory<byte> payload) =>
        ByName.TryGetValue(kind, out var known)
            ? CanonicalReader.OfObject(payload, known.Read)
            : throw new CanonicalFormatException($"no entry kind '{kind}'");

    private static FactKind Of(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return ByType.TryGetValue(fact.GetType(), out var kind)
            ? kind
            : throw new ArgumentException($"{fact.GetType().Name} is no entry kind", nameof(fact));
    }
}

/// <summary>
/// One entry kind: its name and how its payload's members are written and read, in ordinal order.
/// </summary>
internal sealed record FactKind(
    string Name, Type Type, Action<Fact, CanonicalWriter> Write, Func<CanonicalReader, Fact> Read)
{
    public static FactKind Of<T>(
        string name, Action<T, CanonicalWriter> write, Func<CanonicalReader, T> read)
        where T : Fact => new(name, typeof(T), (fact, writer) => write((T)fact, writer), read);
}
