using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Api.Writing;

/// <summary>
/// Rulebooks (考核办法) and registers with lineage (沿革): proposed by one person, put on record by another.
/// </summary>
internal static class Proposals
{
    private const string Rulebooks = "/rulebooks";
    private const string Registers = "/regions/changes";

    public static void MapProposals(this IEndpointRouteBuilder api)
    {
        api.MapPost(Rulebooks, ProposeRulebookAsync).Write(
            Operation.ProposeRulebook, "Proposes a rulebook, as YAML.", StatusCodes.Status201Created);
        api.MapPost(Registers, ProposeRegisterAsync).Write(
            Operation.ProposeRegister, "Proposes a register of regions with its lineage, whole.", StatusCodes.Status201Created);
        MapDecisions(api, $"{Rulebooks}/proposals", "rulebook");
        MapDecisions(api, Registers, "register");
    }

    private static void MapDecisions(IEndpointRouteBuilder api, string path, string kind)
    {
        api.MapPost($"{path}/{{id}}/confirm", (string id, HttpContext context, Writes writes) =>
            DecideAsync(context, writes, (id, kind), confirmed: true)).Write(
            Operation.ConfirmProposal, $"Puts a proposed {kind} on record, by another person than proposed it.");
        api.MapPost($"{path}/{{id}}/reject", (string id, HttpContext context, Writes writes) =>
            DecideAsync(context, writes, (id, kind), confirmed: false)).Write(
            Operation.RejectProposal, $"Rejects a proposed {kind}, by another person than proposed it.");
    }

    private static Task<IResult> ProposeRulebookAsync(string? province, HttpContext context, Writes writes)
    {
        _ = province;
        return writes.RunTextAsync(
            context,
            StatusCodes.Status201Created,
            (write, yaml) => InProvinceAsync(write, grain => grain.ProposeRulebookAsync(write.Request, yaml)),
            RequestBody.ProposalBytes);
    }

    private static Task<IResult> ProposeRegisterAsync(string? province, HttpContext context, Writes writes)
    {
        _ = province;
        return writes.RunAsync(
            context,
            StatusCodes.Status201Created,
            write =>
            {
                var register = write.Body.Object(o => new
                {
                    Regions = o.Objects("regions", required: true, Region),
                    Lineage = o.Objects("lineage", required: false, Link),
                });
                return write.Body.IsGood
                    ? InProvinceAsync(
                        write, grain => grain.ProposeRegisterAsync(write.Request, register!.Regions, register.Lineage))
                    : Task.FromResult(write.Body.Refused);
            },
            RequestBody.ProposalBytes);
    }

    private static async Task<WriteResult> InProvinceAsync(Write write, Func<IProvinceGrain, Task<WriteResult>> carryOut)
    {
        var (province, refusal) = await write.ProvinceAsync();
        refusal ??= AccessRules.Check(write.Caller, write.Operation, province, path: "province");
        return refusal is null
            ? await carryOut(write.Grains.GetGrain<IProvinceGrain>(StreamNames.Province(province)))
            : Write.Refused(refusal);
    }

    private static Task<IResult> DecideAsync(
        HttpContext context, Writes writes, (string Id, string Kind) proposal, bool confirmed) =>
        writes.RunAsync(context, StatusCodes.Status200OK, write =>
        {
            var reason = write.Body.Object(o => new { Why = confirmed ? o.OptionalText("reason") : o.Reason() });
            if (!write.Body.IsGood)
            {
                return Task.FromResult(write.Body.Refused);
            }

            // "330000-p-1": an id says its province, so who may is told without a look whether there is such a thing.
            if (!RegionCode.TryFrom(proposal.Id.Split('-')[0], out var province) || province.Province != province)
            {
                return Task.FromResult(Write.Refused(
                    RefusalCode.ProposalUnknown, "id", $"there is no proposal {proposal.Id} of a {proposal.Kind}"));
            }

            return AccessRules.Check(write.Caller, write.Operation, province, path: "id") is { } beyond
                ? Task.FromResult(Write.Refused(beyond))
                : write.Grains.GetGrain<IProvinceGrain>(StreamNames.Province(province)).DecideProposalAsync(
                    write.Request, proposal.Kind, proposal.Id, confirmed, reason!.Why);
        });

    private static RegisterRowView Region(ObjectForm form)
    {
        var code = Code(form, "code");
        var (zh, en) = form.Nested("name", name => (name.Word("zh"), name.Word("en")));
        var level = Texts.Of(form.OneOf<RegionLevel>("level", required: true) ?? default);
        var parent = Code(form, "parent");
        return new RegisterRowView(
            code, zh, en, level, parent, Year(form, "validFrom", required: true) ?? 0, Year(form, "validTo", required: false));
    }

    private static LineageLinkView Link(ObjectForm form) => new(
        Year(form, "year", required: true) ?? 0,
        Code(form, "old"),
        Code(form, "new"),
        form.Flag("oldSurvives", required: true) ?? false,
        Texts.Of(form.OneOf<LineageKind>("kind", required: true) ?? default),
        form.Flag("inherits", required: true) ?? false);

    private static string Code(ObjectForm form, string name)
    {
        var code = form.Word(name);
        if (!RegionCode.IsValid(code))
        {
            form.RefuseMalformed(name, "six digits");
        }

        return code;
    }

    // A register reaches back before the first award year.
    private static int? Year(ObjectForm form, string name, bool required)
    {
        var year = form.Whole(name, required);
        if (year is < 1900 or > AwardYear.Last)
        {
            form.RefuseMalformed(name, $"a year from 1900 to {AwardYear.Last}");
        }

        return year;
    }
}
