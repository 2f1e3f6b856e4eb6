using Award.Api.Configuration;
using Award.Api.Tables;
using Award.Grains;

namespace Award.Api.Writing;

/// <summary>Reads imported tables, a few at a time: what they take together stays bounded.</summary>
internal sealed class TableImport(AwardOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Import.AtOnce);

    public ImportLimits Limits => options.Import;

    /// <summary>What tables of a year are about; null when the year is not open.</summary>
    public static async Task<FigureBook?> BookAsync(
        YearPlace place, IAwardYearGrain grain, CancellationToken cancellation) =>
        await grain.ViewAsync().WaitAsync(cancellation) is { } year
            ? new FigureBook(
                place.Year,
                place.Catalogue.Register!.RegionsOf(place.Year),
                place.Catalogue.RulebookOf(year.RulebookHash))
            : null;

    /// <summary>The table's figures and everything wrong with it.</summary>
    public async Task<(IReadOnlyList<ImportedFigure> Figures, ImportReport Report)> ReadAsync(
        TableFile file, FigureBook book, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return file.Read(book, Limits, clock);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
