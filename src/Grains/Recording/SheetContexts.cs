using Award.Rules;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>What a decision about a sheet needs beside the sheet: its region, rulebook and the person who acts.</summary>
internal static class SheetContexts
{
    public static async Task<(SheetContext? Context, Refusal? Refusal)> OfAsync(
        ProvinceCatalogue catalogue, YearState year, RegionCode code, RegionLevel? level, AwardYear awardYear, Person person)
    {
        if (year.Opened is not { } opened)
        {
            return (null, new Refusal(RefusalCode.YearUnknown, "/year", $"Award year {awardYear} has not been opened."));
        }

        var register = await catalogue.RegisterAsync(code.Province, opened.RegisterHash);
        if (register.Find(code, awardYear) is not { } row || (level is not null && row.Level != level))
        {
            var known = register.Knows(code);
            return (null, known
                ? new Refusal(
                    RefusalCode.RegionNotAssessedThatYear, "/region", $"{code} is not a region of award year {awardYear}.")
                : new Refusal(RefusalCode.RegionUnknown, "/region", $"{code} is no region of this province."));
        }

        var rulebook = await catalogue.RulebookAsync(code.Province, opened.RulebookHash);
        var hasCounties = row.Level == RegionLevel.City && register.CountiesOf(code, awardYear).Count > 0;
        return (new SheetContext(code, row.Level, awardYear, rulebook, person, hasCounties), null);
    }
}
