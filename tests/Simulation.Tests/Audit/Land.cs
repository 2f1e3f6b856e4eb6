namespace Simulation.Tests.Audit;

/// <summary>The regions of a province through the years, and how codes changed.</summary>
public sealed record Land(string Province, IReadOnlyList<Place> Places, IReadOnlyList<Change> Changes)
{
    /// <summary>The regions of 31 December of a year, by code.</summary>
    public IReadOnlyList<Place> In(int year) =>
        [.. Places.Where(p => p.IsThere(year)).OrderBy(p => p.Code, StringComparer.Ordinal)];

    public Place? Find(string code, int year) =>
        Places.FirstOrDefault(p => p.Code == code && p.IsThere(year));

    public bool Knows(string code) => Places.Any(p => p.Code == code);

    public IReadOnlyList<Place> CountiesOf(string city, int year) =>
        [.. In(year).Where(p => !p.IsCity && p.Parent == city)];

    /// <summary>The first code that a unit's record was kept under.</summary>
    public string UnitOf(string code)
    {
        while (Changes.FirstOrDefault(c => c.Inherits && c.New == code && c.Old != code) is { } change)
        {
            code = change.Old;
        }

        return code;
    }

    /// <summary>The code a unit went by in a year, or null.</summary>
    public string? CodeOf(string unit, int year) =>
        In(year).FirstOrDefault(p => UnitOf(p.Code) == unit)?.Code;
}

/// <param name="Parent">The city, or the province.</param>
/// <param name="To">The first year whose 31 December no longer knows it; null while it lasts.</param>
public sealed record Place(string Code, bool IsCity, string Parent, int From, int? To)
{
    public bool IsThere(int year) => From <= year && !(year >= To);

    /// <summary>The stream its year is recorded on.</summary>
    public string SheetOf(int year) => $"{(IsCity ? "city" : "county")}/{year}/{Code}";

    public override string ToString() =>
        $"{Code}{(To is null ? "" : $"-{To}")}{(From > 1990 ? $"+{From}" : "")}";
}

/// <param name="Kind">"rename", "merger", "split", "part-moved".</param>
public sealed record Change(int Year, string Old, string New, bool OldSurvives, string Kind, bool Inherits)
{
    public override string ToString() =>
        $"{Year}: {Kind} of {Old} into {New}{(Inherits ? ", its heir" : "")}";
}
