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

        return await FindAsync(catalogue, year, code, level, awardYear, caller.Person, today, row =>
            AccessRules.Check(caller, operation, code, row.Parent, "/region"));
    }

    /// <summary>The same for somebody without a token: nothing is asked of who they are.</summary>
    public static Task<(SheetContext? Context, Refusal? Refusal)> OfPublicAsync(
        ProvinceCatalogue catalogue, YearState year, RegionCode code, RegionLevel level, AwardYear awardYear, Person person,
        DateOnly today) =>
        FindAsync(catalogue, year, code, level, awardYear, person, today, _ => null);

    /// <summary>
    /// What the caller's dimensions say to what they write. Where somebody is recused they say nothing: whoever reaches the
    /// region writes in the place of the one who may not, so that no dimension is left without a hand.
    /// </summary>
    public static IReadOnlyList<Refusal> Bounds(
        YearState year, SheetContext context, Func<IReadOnlyList<Refusal>>? bounds) =>
        bounds is null || year.RecusalsFor(context.Region, context.Parent).Any() ? [] : bounds();

    private static async Task<(SheetContext? Context, Refusal? Refusal)> FindAsync(
        ProvinceCatalogue catalogue,
        YearState year,
        RegionCode code,
        RegionLevel? level,
        AwardYear awardYear,
        Person person,
        DateOnly today,
        Func<RegisterRow, Refusal?> access)
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

        if (access(row) is { } beyond)
        {
            return (null, beyond);
        }

        var rulebook = await catalogue.RulebookAsync(code.Province, opened.RulebookHash);
        var hasCounties = row.Level == RegionLevel.City && register.CountiesOf(code, awardYear).Count > 0;
        return (new SheetContext(code, row.Level, awardYear, rulebook, person, today, hasCounties, row.Parent), null);
    }
}
