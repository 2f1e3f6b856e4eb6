using Award.Grains.Recording;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Outlook;
using Award.Rules.Record;

namespace Award.Grains;

/// <inheritdoc cref="IWhatIfGrain"/>
/// <remarks>
/// One grain a region, and not reentrant: whoever asks much keeps themselves waiting, and nobody's working sheet.
/// </remarks>
public sealed class WhatIfGrain(WorkingYearServices services) : Grain, IWhatIfGrain
{
    private RegionCode _code;
    private AwardYear _awardYear;
    private WorkingYear _working = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_awardYear, _code) = GrainKeys.RegionYear(this.GetPrimaryKeyString(), "what-if");
        _working = services.Year(_code.Province, _awardYear);
        return Task.CompletedTask;
    }

    public async Task<WhatIfReading> AskAsync(CallerView caller, IReadOnlyDictionary<string, string> figures)
    {
        await _working.HealAsync();
        var asking = caller.ToCaller();
        var year = _working.Year.State;
        var (context, refusal) = await services.ContextAsync(year, _code, _awardYear, asking, Operation.AskWhatIf);
        if (refusal is not null)
        {
            return new WhatIfReading(null, [Views.Of(refusal)]);
        }

        var rulebook = context!.Rulebook;
        var sheets = await _working.SheetsAsync();
        var refusals = WhatIf.Refused(rulebook, sheets, _code.Value, figures).Select(Views.Of).ToList();
        if (refusals.Count > 0)
        {
            return new WhatIfReading(null, refusals);
        }

        var rating = await _working.RatingAsync();
        var streak = await _working.StreakAsync(_code);
        var sight = PeerSights.Of(asking, year);
        var asked = figures.ToDictionary(figure => figure.Key, figure => Parse(figure.Value), StringComparer.Ordinal);

        // Pure, and thousands of ratings at worst: no turn of the silo waits for it.
        var told = await Task.Run(() => Supposed.Of(rulebook, sheets, _code.Value, asked, streak, sight, rating));
        var version = _working.Sheet(context.Level, _code).Version;
        return new WhatIfReading(OutlookTexts.Of(told, year.Stage, rulebook, version, sight), []);
    }

    private static Figure Parse(string text) =>
        Figure.TryParse(text, out var figure) ? figure : throw new InvalidOperationException("checked before");
}
