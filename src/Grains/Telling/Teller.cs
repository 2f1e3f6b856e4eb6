using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Rating;
using Award.Rules.Rating.Text;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains.Telling;

/// <summary>Tells one caller, in one call, what entries of a province say to them.</summary>
internal sealed class Teller(
    ILedger ledger, ProvinceCatalogue catalogue, RegionCode province, RegionRegister? register, Caller caller)
{
    private readonly Dictionary<AwardYear, Rulebook?> _rulebooks = [];

    /// <summary>The item an entry gives the caller; null when it is not theirs or is not told.</summary>
    public async Task<InboxItem?> TellAsync(Entry entry, int? year)
    {
        if (EntryPlace.Of(entry, register) is not { } place
            || (year is { } only && place.Year.Value != only)
            || !Hears(place))
        {
            return null;
        }

        var rulebook = await RulebookOfAsync(place.Year);
        if (Tellings.Of(entry.Fact, new Names(rulebook)) is not { } telling)
        {
            return null;
        }

        var reasons = entry.Fact is OutcomeRecorded outcome ? await ReasonsAsync(outcome) : [];
        var sentence = telling.Sentence(NameOf(place), place.Year);
        return new InboxItem(
            province.Value,
            entry.Position,
            entry.At,
            place.Year.Value,
            place.Region.Value,
            telling.Kind ?? FactCodec.KindOf(entry.Fact),
            entry.Actor.Subject,
            telling.Subject,
            reasons,
            sentence.Zh + Listed(reasons, r => r.Zh, "：", "；"),
            sentence.En + Listed(reasons, r => r.En, ": ", "; "));
    }

    /// <summary>Of the whole year everyone in the province hears; of a region those who reach it.</summary>
    private bool Hears(EntryPlace place) => place.IsOfProvince
        ? caller.Covers(province, null) || caller.Regions.Any(mine => mine.Province == province)
        : place.IsReachedBy(caller);

    /// <summary>Each reason, with who confirmed the veto or decided the suspension it names.</summary>
    private async Task<IReadOnlyList<InboxReason>> ReasonsAsync(OutcomeRecorded outcome)
    {
        var rulebook = await catalogue.RulebookAsync(province, outcome.RulebookHash);
        var stream = StreamNames.Sheet(outcome.Level, outcome.Year, outcome.Code);
        var sheet = (await SheetOnRecord.LoadAsync(ledger, stream)).State;
        return
        [
            .. outcome.Reasons.Select(reason =>
            {
                var (zh, en) = ReasonSentence.Of(reason, rulebook);
                return new InboxReason(
                    Texts.Of(reason.Code),
                    reason.Subject,
                    reason.Required,
                    reason.Actual,
                    DecidedBy(reason, sheet)?.Subject,
                    zh,
                    en);
            }),
        ];
    }

    private static Person? DecidedBy(Reason reason, SheetState sheet) => reason.Code switch
    {
        ReasonCode.Vetoed =>
            sheet.Vetoes.FindLast(v => v.State == VetoState.Confirmed && v.Ground == reason.Subject)?.DecidedBy,
        ReasonCode.Suspended => sheet.Suspension?.DecidedBy,
        _ => null,
    };

    private BilingualName NameOf(EntryPlace place) =>
        register?.LastStateOf(place.Region, place.Year)?.Name
        ?? new BilingualName(place.Region.Value, place.Region.Value);

    private async Task<Rulebook?> RulebookOfAsync(AwardYear year)
    {
        if (!_rulebooks.TryGetValue(year, out var rulebook))
        {
            var state = (await YearOnRecord.LoadAsync(ledger, StreamNames.Year(province, year))).State;
            rulebook = state.Opened is { } opened
                ? await catalogue.RulebookAsync(province, opened.RulebookHash)
                : null;
            _rulebooks[year] = rulebook;
        }

        return rulebook;
    }

    private static string Listed(
        IReadOnlyList<InboxReason> reasons, Func<InboxReason, string> text, string before, string between) =>
        reasons.Count == 0 ? "" : before + string.Join(between, reasons.Select(text));
}
