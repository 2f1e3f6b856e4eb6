using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules.Rating.Text;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Api.Writing;

/// <summary>
/// 试算: the year if these figures held, and the least further change that would have the region designated, which is also
/// what keeps its streak (docs/outlook.md). Nothing is recorded.
/// </summary>
/// <param name="Version">The sheet's version it was asked of.</param>
/// <param name="Score">With the figures, as are the six that follow.</param>
/// <param name="Before">Without them.</param>
/// <param name="LeastChange">Null where it is withheld.</param>
/// <param name="Withheld">What the caller is not told: <c>rank</c>, <c>score</c> and what hangs on it.</param>
internal sealed record WhatIfAnswer(
    string Province,
    int Year,
    string Code,
    NameAnswer Name,
    string Stage,
    long Version,
    RulebookRef Rulebook,
    decimal? Score,
    int? Rank,
    string? Outcome,
    bool? Designated,
    IReadOnlyList<ReasonAnswer> Reasons,
    StreakAnswer? Streak,
    TierAnswer? Tier,
    EndAnswer Before,
    LeastChangeAnswer? LeastChange,
    IReadOnlyList<string> Withheld);

/// <param name="Verdict"><c>designated|found|none|not-settled</c>.</param>
/// <param name="Moves">In the rulebook's order; empty unless found.</param>
/// <param name="After">With the figures asked about and the moves; null unless found.</param>
/// <param name="Obstacles">Why there is none.</param>
internal sealed record LeastChangeAnswer(
    string Verdict, IReadOnlyList<MoveAnswer> Moves, EndAnswer? After, IReadOnlyList<ReasonAnswer> Obstacles);

/// <summary>One figure moved, as reported.</summary>
/// <param name="From">Null where nothing is reported; <paramref name="By"/> then too.</param>
/// <param name="By">To less from.</param>
/// <param name="Gained">Points of the indicator after, less those before.</param>
/// <param name="AnyValue">Whatever is reported will do.</param>
internal sealed record MoveAnswer(
    string Indicator,
    NameAnswer Name,
    string? Unit,
    decimal? From,
    decimal To,
    decimal? By,
    decimal Gained,
    bool AnyValue);

internal static class WhatIfs
{
    public static void MapWhatIfs(this IEndpointRouteBuilder api) => api
        .MapPost($"{Routes.Year}/regions/{{code}}/what-if", AskAsync)
        .Working<WhatIfAnswer>(
            Operation.AskWhatIf,
            "The year if these figures held, and the least change that would pass; writes nothing.")
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, "application/problem+json");

    private static async Task<IResult> AskAsync(
        string province, string year, string code,
        HttpContext context, IGrainFactory grains, Catalogues catalogues, CancellationToken cancellation)
    {
        if (context.Request.ContentLength is not (0 or null) && !context.Request.HasJsonContentType())
        {
            return Problems.Http(StatusCodes.Status415UnsupportedMediaType);
        }

        var (document, unreadable) = await RequestBody.ReadAsync(
            context.Request, RequestBody.ObjectBytes, cancellation);
        if (unreadable is not null)
        {
            return Problems.Refuse([unreadable]);
        }

        using var body = document!;
        if (!RequestBody.IsWholeText(body.RootElement))
        {
            return Problems.Refuse([RequestBody.HalfText]);
        }

        var (place, refusal) = await WorkingYears.FindAsync(province, year, catalogues, cancellation);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        var (row, refused) = await WorkingSheets.RegionAsync(
            place!, code, Operation.AskWhatIf, context, grains, cancellation);
        if (row is null)
        {
            return refused!;
        }

        var form = new BodyForm(body.RootElement);
        var figures = form.Object(asked => asked.Decimals("figures"));
        if (!form.IsGood)
        {
            return Problems.Refuse(form.Refusals);
        }

        var (answer, refusals) = await grains
            .GetGrain<IWhatIfGrain>($"what-if/{place!.Year}/{row.Code}")
            .AskAsync(context.Caller(), figures!)
            .WaitAsync(cancellation);
        return answer is null
            ? Problems.Refuse(refusals)
            : PrivateResult.Of(Of(place, row, DocumentJson.Read<WhatIfText>(answer)));
    }

    private static WhatIfAnswer Of(YearPlace place, RegisterRow row, WhatIfText told)
    {
        var rulebook = place.Catalogue.RulebookOf(told.RulebookHash);
        var after = EndAnswer.Of(told.After, rulebook);
        return new WhatIfAnswer(
            place.Province.Value,
            place.Year.Value,
            row.Code.Value,
            NameAnswer.Of(row.Name),
            told.Stage,
            told.Version,
            new RulebookRef(told.RulebookId, told.RulebookHash),
            after.Score,
            after.Rank,
            after.Outcome,
            after.Designated,
            after.Reasons,
            after.Streak,
            after.Tier,
            EndAnswer.Of(told.Before, rulebook),
            told.Least is { } least
                ? new LeastChangeAnswer(
                    least.Verdict,
                    [.. least.Moves.Select(move => Of(move, rulebook))],
                    least.After is { } changed ? EndAnswer.Of(changed, rulebook) : null,
                    [.. least.Obstacles.Select(reason => ReasonAnswer.Of(reason, rulebook))])
                : null,
            told.Withheld);
    }

    private static MoveAnswer Of(MoveText move, Rulebook rulebook)
    {
        var (from, to) = (Numbers.ExactOrNull(move.From), Numbers.Exact(move.To));
        return new MoveAnswer(
            move.Indicator,
            NameAnswer.Of(Subjects.NameOf(rulebook, move.Indicator)),
            rulebook.FindIndicator(move.Indicator)?.Unit,
            from,
            to,
            to - from,
            Numbers.Points(move.Gained, rulebook)!.Value,
            move.AnyValue);
    }
}
