using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>What a decision about a sheet needs beside the sheet: its region, rulebook and the person who acts, who must be let.</summary>
internal static class SheetContexts
{
    /// <param name="today">The calendar date in Asia/Shanghai that the decision is made on.</param>
    public static async Task<(SheetContext? Context, Refusal? Refusal)> OfAsync(
        ProvinceCatalogue catalogue,
        YearState year,
        RegionCode code,
        RegionLevel? level,
        AwardYear awardYear,
        Caller caller,
        Operation operation,
        DateOnly today)
    {
        if (AccessRules.CheckRole(caller, operation) is { } forbidden)
        {
            return (null, forbidden);
        }

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

        if (AccessRules.Check(caller, operation, code, row.Parent, "/region") is { } beyond)
        {
            return (null, beyond);
        }

        var rulebook = await catalogue.RulebookAsync(code.Province, opened.RulebookHash);
        var hasCounties = row.Level == RegionLevel.City && register.CountiesOf(code, awardYear).Count > 0;
        return (new SheetContext(code, row.Level, awardYear, rulebook, caller.Person, today, hasCounties), null);
    }
}
