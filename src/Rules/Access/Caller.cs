using Award.Rules.Record;

namespace Award.Rules.Access;

/// <summary>Who calls and what their token lets them do; nothing is allowed that it does not name.</summary>
/// <param name="Regions">A province, city or county each: it and what lies below. 100000 is the whole nation.</param>
/// <param name="Dimensions">The dimensions an assessor may write; empty: all of them.</param>
public sealed record Caller(
    Person Person,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<RegionCode> Regions,
    IReadOnlyList<string> Dimensions)
{
    private static readonly RegionCode Nation = new("100000");

    /// <summary>May do everything everywhere: the engine itself, which loads what comes with it.</summary>
    public static Caller Unbounded(Person person) => new(person, Enum.GetValues<Role>(), [Nation], []);

    /// <summary>Whether a region lies within what the caller may act on.</summary>
    /// <param name="parent">
    /// What the region lies in: a county's city or province, a city's province; null when only the code is known.
    /// </param>
    public bool Covers(RegionCode code, RegionCode? parent) => Regions.Any(mine =>
        mine == Nation || mine == code || mine == code.Province || (parent is { } above && mine == above));
}
