using System.Globalization;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains.Recording;

/// <summary>
/// Asks about what looks odd before it is appended. Odd is what the year's rulebook says; a plan that holds nothing of the
/// kind passes without a look at any other sheet.
/// </summary>
internal static class Doubts
{
    private const int Decimals = 6;

    /// <param name="placeOf">Where in the request a doubt's figure or incident stands.</param>
    /// <returns>The plan; or a refusal that says what looks odd, unless the request confirms just that.</returns>
    public static async Task<Plan> AskAsync(
        Plan plan, WriteRequest request, Rulebook rulebook, IStandingsGrain standings, Func<DoubtView, (string Path, int? Row)> placeOf)
    {
        var reported = plan.Appends.Select(Reported).ToList();
        if (request.Affirms == WriteRequest.Everything
            || !Plausibility.Concerns(
                rulebook,
                reported.SelectMany(of => of.Figures.Keys),
                reported.SelectMany(of => of.Incidents).Select(incident => incident.Kind)))
        {
            return plan;
        }

        var doubts = await standings.DoubtsAsync(reported);
        var affirm = HashOf(doubts);
        return doubts.Count == 0 || request.Affirms == affirm
            ? plan
            : Plan.Refuse(
                [.. doubts.Select(doubt => Refusal(doubt, placeOf(doubt))).OrderBy(refusal => refusal.Row ?? -1)],
                [.. plan.Guards, .. plan.Appends.Select(append => new StreamGuard(append.Stream, append.ExpectedVersion))])
                with
            { Affirm = affirm };
    }

    /// <summary>Where the facts of one region's command stand in its rows; a command without rows has one fact.</summary>
    public static (string Path, int? Row) PlaceIn(Plan plan, DoubtView doubt)
    {
        var facts = plan.Appends[0].Facts;
        if (facts is [FiguresSubmitted submitted])
        {
            var row = submitted.Figures.Index().First(figure => figure.Item.Indicator == doubt.Reported).Index;
            return (At(row, "value"), row);
        }

        var recorded = facts.OfType<IncidentRecorded>().Index().Where(fact => fact.Item.Incident.Kind == doubt.Reported).ToList();
        return recorded.Count > 0 ? (At(recorded[0].Index, "deaths"), recorded[0].Index)
            : facts[0] is IncidentAmended ? ("/deaths", null)
            : ("/value", null);
    }

    public static string At(int row, string field) => string.Create(CultureInfo.InvariantCulture, $"/{row}/{field}");

    public static Reported Of(ReportedView reported) => new(
        reported.Region,
        reported.Figures.ToDictionary(figure => figure.Key, figure => Parse(figure.Value), StringComparer.Ordinal),
        [
            .. reported.Incidents.Select(incident => new Incident(
                incident.Id,
                incident.Kind,
                incident.Date,
                incident.Deaths,
                incident.Severity is null ? null : Texts.Parse<Severity>(incident.Severity),
                incident.Rectified)),
        ]);

    public static DoubtView Of(Doubt doubt) => new(
        doubt.Code.ToString(), doubt.Region, doubt.Subject, doubt.Reported, Text(doubt.Value), Text(doubt.Expected));

    private static ReportedView Reported(StreamAppend append) => new(
        append.Stream[(append.Stream.LastIndexOf('/') + 1)..],
        append.Facts.SelectMany(fact => fact switch
        {
            FiguresSubmitted submitted => submitted.Figures.Select(figure => (figure.Indicator, $"{figure.Value}")),
            FigureAmended amended => [(amended.Indicator, $"{amended.Value}")],
            _ => [],
        }).ToDictionary(),
        [
            .. append.Facts.Select(fact => (fact as IncidentRecorded)?.Incident ?? (fact as IncidentAmended)?.Incident)
                .OfType<Incident>()
                .Select(Views.Of),
        ]);

    /// <summary>Names what looks odd and why, not what it was compared with: that may move while somebody thinks it over.</summary>
    private static string HashOf(IReadOnlyList<DoubtView> doubts) => ContentHash.Of(string.Join(
        '\n', doubts.Select(doubt => $"{doubt.Code} {doubt.Region} {doubt.Subject} {doubt.Value}").Order(StringComparer.Ordinal)));

    private static Refusal Refusal(DoubtView doubt, (string Path, int? Row) place) => new(
        RefusalCode.NeedsConfirmation,
        place.Path,
        doubt.Code switch
        {
            nameof(DoubtCode.FarFromLastYear) =>
                $"'{doubt.Subject}' of {doubt.Region} would be {doubt.Value}; last year it was {doubt.Expected}",
            nameof(DoubtCode.FarFromPeers) =>
                $"'{doubt.Subject}' of {doubt.Region} would be {doubt.Value}; its peers are around {doubt.Expected}",
            _ => $"{doubt.Value} deaths in incidents such as '{doubt.Subject}'; the province itself counts {doubt.Expected}",
        },
        place.Row);

    private static Figure Parse(string text) =>
        Figure.TryParse(text, out var figure) ? figure : throw new ArgumentException($"'{text}' is no figure", nameof(text));

    private static string Text(Ratio number) =>
        number.ToDecimal(Decimals).ToString("0.######", CultureInfo.InvariantCulture);
}
