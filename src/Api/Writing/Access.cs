using Award.Api.People;
using Award.Api.Published;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>What the caller may do now.</summary>
/// <param name="Person">The opaque id that the record keeps of them.</param>
/// <param name="Operations">What their roles allow, with how far it reaches and the stages it is done in.</param>
/// <param name="Years">The years on record within their reach, with what may be done in each as it stands.</param>
internal sealed record AccessAnswer(
    string Person,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> Dimensions,
    IReadOnlyList<OperationAnswer> Operations,
    IReadOnlyList<YearAccessAnswer> Years);

/// <param name="Reach">"province", "region", "shown" or "self".</param>
internal sealed record OperationAnswer(
    string Operation, string Reach, bool ByDimension, IReadOnlyList<string> Stages);

/// <param name="Allowed">Operations that neither role, region nor stage forbids. Four eyes are looked at when it is done.</param>
internal sealed record YearAccessAnswer(
    string Province, int Year, string Stage, string? Region, IReadOnlyList<string> Allowed);

/// <summary>So that clients show no button that would be refused: answered from the table that refuses.</summary>
internal static class Access
{
    public static void MapAccess(this IEndpointRouteBuilder api) => api
        .MapGet("/access", AnswerAsync)
        .For(Operation.ReadAccess)
        .WithTags("Signed in")
        .WithSummary("What the caller may do now, by role, region, dimension and stage.")
        .Produces<AccessAnswer>()
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json");

    /// <param name="region">Asks about one region; without it about whatever the caller's regions hold.</param>
    private static async Task<IResult> AnswerAsync(
        HttpContext context, Catalogues catalogues, string? region, CancellationToken cancellation)
    {
        RegionCode? code = null;
        if (region is not null)
        {
            if (!RegionCode.TryFrom(region, out var given))
            {
                return Problems.Refuse(RefusalCode.MalformedInput, "region", $"'{region}' is no region code");
            }

            code = given;
        }

        var view = context.Caller();
        var caller = view.ToCaller();
        var mine = Enum.GetValues<Operation>().Where(o => AccessRules.CheckRole(caller, o) is null).ToList();
        var years = new List<YearAccessAnswer>();
        foreach (var catalogue in await catalogues.AllAsync(cancellation))
        {
            years.AddRange(catalogue.Years
                .Select(year => YearOf(catalogue, year, caller, mine, code))
                .Where(year => year.Allowed.Count > 0));
        }

        return PrivateResult.Of(new AccessAnswer(
            view.Subject,
            [.. view.Roles.Select(role => role.ToLowerInvariant())],
            view.Regions,
            view.Dimensions,
            [.. mine.Select(Describe)],
            years));
    }

    private static OperationAnswer Describe(Operation operation) => new(
        operation.ToString(),
        AccessRules.Of(operation).Reach.ToString().ToLowerInvariant(),
        AccessRules.Of(operation).ByDimension,
        [.. StageRules.StagesOf(operation).Select(stage => Texts.Of(stage))]);

    private static YearAccessAnswer YearOf(
        Catalogue catalogue, YearDocument year, Caller caller, IEnumerable<Operation> mine, RegionCode? region)
    {
        var stage = Texts.Parse<Stage>(year.Stage);
        return new YearAccessAnswer(
            catalogue.Province.Value,
            year.Year,
            year.Stage,
            region?.Value,
            [.. mine.Where(o => IsOfYear(o) && StageRules.Allows(o, stage) && Reaches(o)).Select(o => o.ToString())]);

        bool Reaches(Operation operation) => AccessRules.Of(operation).Reach switch
        {
            Reach.Province => caller.Covers(catalogue.Province, null),
            Reach.Region when region is { } asked => caller.Covers(
                asked, catalogue.Register?.LastStateOf(asked, new AwardYear(year.Year))?.Parent),
            _ => caller.Regions.Any(own => own.Province == catalogue.Province) || caller.Covers(catalogue.Province, null),
        };
    }

    /// <summary>Done in a year that is there; the others are about the province, or make the year.</summary>
    private static bool IsOfYear(Operation operation) => operation is not (
        Operation.OpenYear or Operation.ProposeRulebook or Operation.ProposeRegister or Operation.ConfirmProposal
        or Operation.RejectProposal or Operation.ReadAccess
        or Operation.SeeDashboard);
}
