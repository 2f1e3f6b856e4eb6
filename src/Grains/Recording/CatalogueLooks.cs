using Award.Ledger;

namespace Award.Grains.Recording;

/// <summary>Looks at what is published where: two short questions to the store, however many provinces there are.</summary>
internal static class CatalogueLooks
{
    public static async Task<CatalogueView> LookAsync(IPublishedChanges changes)
    {
        var epoch = await changes.ReadEpochAsync();
        var latest = await changes.ReadLatestAsync();
        return new CatalogueView(
            epoch, [.. latest.Select(province => new ProvinceVersion(province.Province.Value, province.Position))]);
    }

    public static bool AreSame(CatalogueView one, CatalogueView other) =>
        one.Epoch == other.Epoch && one.Provinces.SequenceEqual(other.Provinces);
}
