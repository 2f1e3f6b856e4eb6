using Award.Api.People;
using Award.Api.Public;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Writing;

internal sealed record ProposalsAnswer(string Province, IReadOnlyList<ProposalAnswer> Proposals);

/// <summary>A rulebook or a register that was proposed.</summary>
/// <param name="Kind"><c>rulebook|register</c>.</param>
/// <param name="Step"><c>proposed|confirmed|rejected</c>.</param>
/// <param name="Own">The caller proposed it, and so does not decide it.</param>
/// <param name="Hash">What a year will name it by.</param>
/// <param name="Reason">Of the decision.</param>
/// <param name="Rulebook">Id of a rulebook, else null.</param>
/// <param name="Source">The YAML of a rulebook that is undecided, else null.</param>
/// <param name="Regions">Of a register that is undecided, else null; the lineage likewise.</param>
internal sealed record ProposalAnswer(
    string Id,
    string Kind,
    string Step,
    string ProposedAt,
    bool Own,
    string Hash,
    string? Reason,
    string? Rulebook,
    string? Source,
    IReadOnlyList<ProposedRegionAnswer>? Regions,
    IReadOnlyList<ProposedLinkAnswer>? Lineage);

internal sealed record ProposedRegionAnswer(
    string Code, NameAnswer Name, string Level, string Parent, int ValidFrom, int? ValidTo);

internal sealed record ProposedLinkAnswer(int Year, string Old, string New, bool OldSurvives, string Kind, bool Inherits);

/// <summary>What waits for a publisher, and what became of the rest.</summary>
internal static class ProposalList
{
    public static void MapProposalList(this IEndpointRouteBuilder api) => api
        .MapGet("/rulebooks/proposals", ListAsync)
        .For(Operation.ReadProposals)
        .WithTags("Writing")
        .WithSummary("The rulebooks and registers proposed in a province, in the order in which they were.")
        .Produces<ProposalsAnswer>()
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json");

    private static async Task<IResult> ListAsync(
        string? province, HttpContext context, IGrainFactory grains, Catalogues catalogues, CancellationToken cancellation)
    {
        if (!RegionCode.TryFrom(province, out var code))
        {
            if (province is not null || await catalogues.OnlyAsync(cancellation) is not { } only)
            {
                return Problems.Refuse(
                    province is null ? RefusalCode.FieldMissing : RefusalCode.MalformedInput,
                    "province",
                    "name the province by its six-digit code");
            }

            code = only.Province;
        }

        var reading = await grains.GetGrain<IProvinceGrain>(StreamNames.Province(code.Province))
            .ProposalsAsync(context.Caller())
            .WaitAsync(cancellation);
        return reading.Refusals.Count > 0
            ? Problems.Refuse(reading.Refusals)
            : PrivateResult.Of(new ProposalsAnswer(code.Province.Value, [.. reading.Proposals.Select(Of)]));
    }

    private static ProposalAnswer Of(ProposalView proposal) => new(
        proposal.Id,
        proposal.Kind,
        proposal.Step,
        Texts.Of(proposal.ProposedAt),
        proposal.Own,
        proposal.Hash,
        proposal.Reason,
        proposal.RulebookId,
        proposal.Source,
        proposal.Regions?.Select(r => new ProposedRegionAnswer(
            r.Code, new NameAnswer(r.NameZh, r.NameEn), r.Level, r.Parent, r.ValidFrom, r.ValidTo)).ToList(),
        proposal.Lineage?.Select(l => new ProposedLinkAnswer(
            l.Year, l.Old, l.New, l.OldSurvives, l.Kind, l.Inherits)).ToList());
}
