using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Demonstration;

/// <summary>
/// Resident population of every county and year, in ten thousands with four decimals. A city's is the
/// published one where there is one, and carried back and on from it by a steady growth elsewhere; its
/// counties share it out by shares that we made up. Merged and split counties take their share with them, so
/// that a change of codes moves nobody else's.
/// </summary>
public sealed class Populations
{
    private const int Decimals = 4;

    private readonly RegionRegister _register;
    private readonly KnownValues _known;
    private readonly Dictionary<(int Year, RegionCode Code), decimal> _shares = [];

    /// <param name="first">
    /// The first year asked for; shares are drawn for it and handed on from there.
    /// </param>
    public Populations(RegionRegister register, KnownValues known, AwardYear first, AwardYear last)
    {
        _register = register;
        _known = known;
        foreach (var county in Counties(first))
        {
            var share = Draw.Between(0.5m, 1.5m, 0, LineageOf(county.Code), "population");
            _shares[(first.Value, county.Code)] = share;
        }

        for (var year = first.Next; year.CompareTo(last) <= 0; year = year.Next)
        {
            HandOn(year);
        }
    }

    /// <summary>A county's resident population and where it comes from.</summary>
    public (decimal TenThousands, string Evidence) OfCounty(RegisterRow county, AwardYear year)
    {
        var (city, basis) = OfCity(county.Parent, year);
        var counties = _register.CountiesOf(county.Parent, year);
        var sum = counties.Sum(c => _shares[(year.Value, c.Code)]);
        var people = decimal.Round(city * _shares[(year.Value, county.Code)] / sum, Decimals);
        return (people, $"illustrative: the city's residents ({basis}) shared out among its counties");
    }

    /// <summary>A city's resident population.</summary>
    private (decimal TenThousands, string Basis) OfCity(RegionCode city, AwardYear year)
    {
        if (_known.Populations.TryGetValue((year.Value, city), out var known))
        {
            return (known.TenThousands, known.Basis);
        }

        var (baseYear, from) = _known.Populations
            .Where(p => p.Key.City == city)
            .Select(p => (p.Key.Year, p.Value.TenThousands))
            .OrderBy(p => Math.Abs(p.Year - year.Value))
            .First();
        var growth = 1 + Draw.Between(0.004m, 0.018m, 0, LineageOf(city), "growth");
        for (; baseYear > year.Value; baseYear--)
        {
            from = decimal.Round(from / growth, Decimals);
        }

        for (; baseYear < year.Value; baseYear++)
        {
            from = decimal.Round(from * growth, Decimals);
        }

        return (from, "carried back or on from the published year");
    }

    private void HandOn(AwardYear year)
    {
        foreach (var county in Counties(year.Previous))
        {
            var share = _shares[(year.Value - 1, county.Code)];
            var heirs = Heirs(county.Code, year);
            var each = share / heirs.Count;
            foreach (var heir in heirs)
            {
                _shares[(year.Value, heir)] = _shares.GetValueOrDefault((year.Value, heir)) + each;
            }
        }
    }

    // Who lives where a county was: itself if it is still there, and every county made of it or taking it up.
    private List<RegionCode> Heirs(RegionCode code, AwardYear year)
    {
        var changes = _register.Links
            .Where(l => l.Year == year.Value && l.Old == code && l.Kind != LineageKind.PartMoved);
        List<RegionCode> heirs = [.. changes.Select(l => l.New).Distinct()];
        if (_register.Find(code, year) is not null && !heirs.Contains(code))
        {
            heirs.Add(code);
        }

        return heirs;
    }

    private IEnumerable<RegisterRow> Counties(AwardYear year) => _register
        .RegionsOf(RegisterFiles.Zhejiang, year)
        .Where(region => region.Level == RegionLevel.County);

    private LineageId LineageOf(RegionCode code) => _register.LineageOf(code)!.Value;
}
