using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>A year by its own rulebook (<c>real</c>) and by another. Nothing of it is kept.</summary>
/// <param name="Demands">What a designation takes, where the two differ.</param>
internal sealed record ShadowAnswer(
    string Province,
    int Year,
    string Stage,
    ShadowRulebookAnswer Real,
    ShadowRulebookAnswer Other,
    IReadOnlyList<ShadowDemand> Demands,
    IReadOnlyList<ShadowRowAnswer> Rows);

internal sealed record ShadowRulebookAnswer(string Id, string Hash, NameAnswer Name, bool Demonstration);

internal sealed record ShadowRowAnswer(
    string Code,
    string Level,
    NameAnswer Name,
    bool Differs,
    ShadowAwardAnswer Real,
    ShadowAwardAnswer Other,
    IReadOnlyList<ShadowNodeAnswer> Nodes,
    IReadOnlyList<string> Explanation);

internal sealed record ShadowAwardAnswer(
    decimal? Score,
    int? Rank,
    string Outcome,
    int? StreakYears,
    TierAnswer? Tier,
    IReadOnlyList<ShadowReason> Reasons);

/// <param name="In">"both", "real" or "other": the rulebooks that know it.</param>
internal sealed record ShadowNodeAnswer(
    string Id,
    NameAnswer Name,
    string Kind,
    string In,
    decimal? Real,
    decimal? RealFull,
    decimal? Other,
    decimal? OtherFull);

/// <summary>影子办法: rates an open or past year by another rulebook beside its own. Read only.</summary>
internal static class Shadows
{
    public static void MapShadows(this IEndpointRouteBuilder api)
    {
        api.MapGet($"{Routes.Year}/shadow", ByRecordAsync)
            .Shadow("The year by a rulebook on record beside its own, with the difference explained.");
        api.MapPost($"{Routes.Year}/shadow", BySourceAsync)
            .Shadow("The same by a rulebook that is sent as YAML and not recorded.")
            .Accepts<string>("application/yaml", "text/yaml")
            .Produces<Problem>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status415UnsupportedMediaType, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, "application/problem+json");
    }

    private static RouteHandlerBuilder Shadow(this RouteHandlerBuilder route, string summary) => route
        .For(Operation.CompareRulebook)
        .WithTags("Working years")
        .WithSummary(summary)
        .Produces<ShadowAnswer>()
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");

    private static Task<IResult> ByRecordAsync(
        string province, string year, string? rulebook, string? level, string? region, string? lang,
        HttpContext context, IGrainFactory grains, Catalogues catalogues) => AnswerAsync(
            (province, year),
            (level, lang),
            chinese => Task.FromResult(rulebook is null
                ? (null, Problems.Refuse(
                    RefusalCode.FieldMissing, "rulebook", "name a rulebook on record by id or hash"))
                : (new ShadowAsk(rulebook, null, level, region, chinese), (IResult?)null)),
            context, grains, catalogues);

    private static Task<IResult> BySourceAsync(
        string province, string year, string? level, string? region, string? lang,
        HttpContext context, IGrainFactory grains, Catalogues catalogues) => AnswerAsync(
            (province, year),
            (level, lang),
            async chinese =>
            {
                if (!RequestBody.IsText(context.Request))
                {
                    return (null, Problems.UnsupportedMedia("application/yaml"));
                }

                var (text, refusal) = await RequestBody.ReadTextAsync(
                    context.Request, RequestBody.ProposalBytes, context.RequestAborted);
                return refusal is null
                    ? (new ShadowAsk(null, text, level, region, chinese), null)
                    : (null, Problems.Refuse([refusal]));
            },
            context, grains, catalogues);

    // Who may not ask is told so before anything of the request is looked at.
    private static async Task<IResult> AnswerAsync(
        (string Province, string Year) path,
        (string? Level, string? Lang) query,
        Func<bool, Task<(ShadowAsk? Ask, IResult? Refused)>> readAsync,
        HttpContext context,
        IGrainFactory grains,
        Catalogues catalogues)
    {
        var (place, refusal) = await YearPlace.FindAsync(
            path.Province, path.Year, code => catalogues.FindAsync(code, context.RequestAborted));
        var caller = context.Caller();
        if ((refusal ?? AccessRules.Check(
            caller.ToCaller(), Operation.CompareRulebook, place!.Province, path: "province")) is { } beyond)
        {
            return Problems.Refuse([beyond]);
        }

        var form = new QueryForm();
        _ = query.Level is null ? default : form.Level(query.Level);
        var chinese = form.Language(query.Lang) == Language.Chinese;
        if (form.Refused is { } malformed)
        {
            return malformed;
        }

        var (ask, refused) = await readAsync(chinese);
        if (refused is not null)
        {
            return refused;
        }

        var reading = await place!.Grain(grains).ShadowAsync(caller, ask!).WaitAsync(context.RequestAborted);
        return reading.Document is { } document
            ? PrivateResult.Of(Answer(place, DocumentJson.Read<ShadowDocument>(document)))
            : Problems.Refuse(reading.Refusals);
    }

    private static ShadowAnswer Answer(YearPlace place, ShadowDocument document) => new(
        place.Province.Value,
        place.Year.Value,
        document.Stage,
        Answer(document.Real),
        Answer(document.Other),
        document.Demands,
        [
            .. document.Rows.Select(row => new ShadowRowAnswer(
                row.Code, row.Level, NameAnswer.Of(row.Name), row.Differs, Answer(row.Real), Answer(row.Other),
                [.. row.Nodes.Select(Answer)],
                row.Explanation)),
        ]);

    private static ShadowRulebookAnswer Answer(ShadowRulebook rulebook) =>
        new(rulebook.Id, rulebook.Hash, NameAnswer.Of(rulebook.Name), rulebook.Demonstration);

    private static ShadowAwardAnswer Answer(ShadowAward award) => new(
        Numbers.ExactOrNull(award.Score),
        award.Rank,
        award.Outcome,
        award.StreakYears,
        award.Tier is { } tier ? new TierAnswer(tier.Id, tier.Name.Zh, tier.Name.En) : null,
        award.Reasons);

    private static ShadowNodeAnswer Answer(ShadowNode node) => new(
        node.Id, NameAnswer.Of(node.Name), node.Kind, node.In, Numbers.ExactOrNull(node.Real),
        Numbers.ExactOrNull(node.RealFull), Numbers.ExactOrNull(node.Other), Numbers.ExactOrNull(node.OtherFull));
}
