using System.Text.Json;
using Award.Ledger;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Grains.Telling;

/// <summary>Which award year and region an entry is about, and who reaches it.</summary>
/// <param name="Region">The province itself for what concerns the whole year.</param>
/// <param name="Codes">
/// The codes it can be reached by, each with what it lies in: that of the year for a sheet; every code of the
/// unit for a streak, which spans the years, with what it lay in that year or lies in now.
/// </param>
internal sealed record EntryPlace(
    AwardYear Year, RegionCode Region, IReadOnlyList<(RegionCode Code, RegionCode? Parent)> Codes)
{
    /// <summary>Whether it concerns the whole province.</summary>
    public bool IsOfProvince => Region == Region.Province;

    /// <summary>Null for what belongs to no year: rulebooks, registers, recounts.</summary>
    public static EntryPlace? Of(Entry entry, RegionRegister? register)
    {
        var parts = entry.Stream.Split('/');
        switch (parts[0])
        {
            case "year":
                return new(GrainKeys.ProvinceYear(entry.Stream, "year").Year, entry.Province, [(entry.Province, null)]);
            case "county" or "city":
                var level = parts[0] == "county" ? RegionLevel.County : RegionLevel.City;
                var (year, code) = GrainKeys.RegionYear(entry.Stream, level);
                return new(year, code, [(code, register?.LastStateOf(code, year)?.Parent)]);
            case "streak" when YearNamedBy(entry.Fact) is { } named:
                return OfStreak(new LineageId(GrainKeys.Code(entry.Stream, "streak")), named, register);
            default:
                return null;
        }
    }

    public bool IsReachedBy(Caller caller) => Codes.Any(at => caller.Covers(at.Code, at.Parent));

    // A city that the unit left before that year is told nothing of it.
    private static EntryPlace OfStreak(LineageId lineage, AwardYear year, RegionRegister? register)
    {
        var rows = register?.Rows.Where(row => register.LineageOf(row.Code) == lineage).ToList() ?? [];
        return new(
            year,
            register?.CodeOf(lineage, year) ?? lineage.FirstCode,
            rows.Count == 0
                ? [(lineage.FirstCode, null)]
                : [.. rows.Select(row => (
                    row.Code, row.IsValidIn(year) || row.ValidTo is null ? row.Parent : (RegionCode?)null))]);
    }

    // Every kind that is about one year of a streak says so in "year", those to come too.
    private static AwardYear? YearNamedBy(Fact fact)
    {
        using var payload = JsonDocument.Parse(FactCodec.Encode(fact));
        return payload.RootElement.TryGetProperty("year", out var year) && year.TryGetInt32(out var number)
            && AwardYear.TryFrom(number, out var known)
                ? known
                : null;
    }
}
