using System.Globalization;
using System.Text.RegularExpressions;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger;
using Award.Rules;

namespace Award.Api.Writing;

/// <summary>A province's year from a path, with the register that tells regions and their levels.</summary>
internal sealed record YearPlace(RegionCode Province, AwardYear Year, Catalogue Catalogue)
{
    public string Key => StreamNames.Year(Province, Year);

    /// <summary>The year that a path names; else why there is no such place.</summary>
    public static async Task<(YearPlace? Place, Refusal? Refusal)> FindAsync(
        string province, string year, Func<RegionCode, Task<Catalogue?>> find)
    {
        if (!RegionCode.TryFrom(province, out var code) || await find(code) is not { } catalogue)
        {
            return (null, new Refusal(
                RefusalCode.ProvinceUnknown, "province", $"no province {province} is on record"));
        }

        return int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && AwardYear.TryFrom(number, out var known)
                ? (new YearPlace(code, known, catalogue), null)
                : (null, new Refusal(RefusalCode.YearUnknown, "year", $"{year} is no award year"));
    }

    /// <summary>What a region lies in that year, or lay in last; null when the register does not know it.</summary>
    public RegionCode? ParentOf(RegionCode region) => Catalogue.Register!.LastStateOf(region, Year)?.Parent;

    public IAwardYearGrain Grain(IGrainFactory grains) => grains.GetGrain<IAwardYearGrain>(Key);

    /// <summary>
    /// The grain of one region's year, or null when the register does not know the code in this province.
    /// </summary>
    public IRegionYearGrain? Region(IGrainFactory grains, string? code)
    {
        if (!RegionCode.TryFrom(code, out var region) || region.Province != Province
            || Catalogue.Register!.LevelOf(region, Year) is not { } level)
        {
            return null;
        }

        var key = StreamNames.Sheet(level, Year, region);
        return level == RegionLevel.County
            ? grains.GetGrain<ICountyGrain>(key)
            : grains.GetGrain<ICityGrain>(key);
    }
}

/// <summary>
/// What a path names by id: <c>330624-v-1</c>, or the receipt of the write that created it. The code before
/// the first hyphen tells the region.
/// </summary>
internal static partial class ObjectIds
{
    private const string AnyKey = "record";

    /// <summary>The object's own id and its region's code, or null when there is no such object.</summary>
    public static async Task<(string Id, string Region)?> ResolveAsync(
        string id, string kind, AwardYear year, IGrainFactory grains, CancellationToken cancellation)
    {
        var own = ContentHash.IsValid(id) ? await CreatedAsync(id, year, grains, cancellation) : id;
        return own is not null
            && ObjectId().Match(own) is { Success: true } match
            && match.Groups["kind"].Value == kind
            ? (own, match.Groups["region"].Value)
            : null;
    }

    // Ids are numbered anew each year, so one of another year would name something else here.
    private static async Task<string?> CreatedAsync(
        string receipt, AwardYear year, IGrainFactory grains, CancellationToken cancellation)
    {
        var created = await grains
            .GetGrain<IRecordGrain>(AnyKey)
            .ResolveCreatedAsync(receipt)
            .WaitAsync(cancellation);
        return created?.Year == year.Value ? created.Id : null;
    }

    [GeneratedRegex("^(?<region>[1-9][0-9]{5})-(?<kind>[a-z])-[1-9][0-9]{0,8}$")]
    private static partial Regex ObjectId();
}
