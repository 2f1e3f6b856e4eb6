using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// Asks the rater what one region would be with other figures. It rates no more sheets than the region's
/// score and designation can depend on: the region with its counties, or the whole year where the rulebook
/// compares peers. Only the rank needs the others.
/// </summary>
internal sealed class ChangeOracle
{
    private readonly Rulebook _rulebook;
    private readonly YearSheets _sheets;
    private readonly string _region;
    private YearRating? _kept;
    private int _ratings;

    public ChangeOracle(Rulebook rulebook, YearSheets sheets, string region)
    {
        var own = sheets.SheetOf(region);
        _rulebook = rulebook;
        _region = region;
        _sheets = rulebook.Indicators.Any(indicator => indicator.Scoring is Relative)
            ? sheets
            : sheets with { Sheets = [own, .. sheets.CountiesOf(own)] };
    }

    /// <summary>How many ratings were made.</summary>
    public int Ratings => _ratings;

    public SheetRating Rate(IReadOnlyDictionary<string, Figure> figures)
    {
        _ratings++;
        _kept = Rater.Rate(_rulebook, _sheets.With(_region, figures), _kept);
        return RegionView.Of(_kept, _region).Sheet;
    }

    public bool Passes(IReadOnlyDictionary<string, Figure> figures) =>
        Rate(figures).Outcome == Outcome.Designated;
}
