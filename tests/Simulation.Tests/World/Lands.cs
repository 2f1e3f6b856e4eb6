using Simulation.Tests.Audit;

namespace Simulation.Tests.World;

/// <summary>
/// Makes provinces: one to three cities, some without counties, and a change of codes or two on the way.
/// </summary>
public static class Lands
{
    public const int FirstYear = 2001;

    /// <summary>The land as first known, and as known once the change of codes is on record.</summary>
    public static (Land Before, Land After) Make(Chance chance, string province)
    {
        var places = new List<Place>();
        var cities = chance.Between(1, 3);
        for (var c = 1; c <= cities; c++)
        {
            var city = $"{province[..2]}0{c}00";
            places.Add(new Place(city, true, province, 1990, null));
            var counties = chance.Between(c == 1 ? 2 : 0, 3);
            places.AddRange(Enumerable.Range(1, counties).Select(n =>
                new Place($"{province[..2]}0{c}0{n}", false, city, 1990, null)));
        }

        if (chance.Once(25))
        {
            places.Add(new Place($"{province[..2]}9001", false, province, 1990, null));
        }

        var before = new Land(province, places, []);
        return (before, chance.Once(60) ? Changed(chance, before) : before);
    }

    private static Land Changed(Chance chance, Land land)
    {
        var year = FirstYear + chance.Between(1, 3);
        var counties = land.Places.Where(p => !p.IsCity && p.Parent != land.Province).ToList();
        var old = chance.Of(counties);
        var fresh = old with { Code = $"{old.Code[..4]}8{old.Code[5]}", From = year };
        return chance.Between(1, 5) switch
        {
            1 =>
                Replace(
                    land, old, year, [fresh], [new Change(year, old.Code, fresh.Code, false, "rename", true)]),
            2 => Merge(chance, land, old, counties, year),
            3 =>
                Replace(
                    land, old, year, [fresh], [new Change(year, old.Code, fresh.Code, false, "split", true)]),
            4 => land with
            {
                Places = [.. land.Places, fresh],
                Changes = [new Change(year, old.Code, fresh.Code, true, "split", false)],
            },
            _ => PartMoved(chance, land, old, counties, year),
        };
    }

    private static Land Merge(Chance chance, Land land, Place old, List<Place> counties, int year)
    {
        var others = counties.Where(c => c.Code != old.Code).ToList();
        return others.Count == 0
            ? land
            : Replace(
                land, old, year, [], [new Change(year, old.Code, chance.Of(others).Code, false, "merger", false)]);
    }

    private static Land PartMoved(Chance chance, Land land, Place old, List<Place> counties, int year)
    {
        var others = counties.Where(c => c.Code != old.Code).ToList();
        return others.Count == 0
            ? land
            : land with { Changes = [new Change(year, old.Code, chance.Of(others).Code, true, "part-moved", false)] };
    }

    private static Land Replace(
        Land land, Place old, int year, IEnumerable<Place> fresh, IReadOnlyList<Change> changes) =>
        land with
        {
            Places = [.. land.Places.Select(p => p.Code == old.Code ? p with { To = year } : p), .. fresh],
            Changes = changes,
        };
}
