using Award.Grains;
using Award.Ledger;
using Award.Ledger.Verify;
using Award.Rules.Record;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>
/// What every year of a province refers to takes two people, and the verifier sees on the raw record whether it did.
/// </summary>
public sealed class ProposalTests : IAsyncLifetime
{
    private const string Other = "small-two";
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private EmbeddedHost _host = null!;

    private IProvinceGrain Grain => _host.Grains.GetGrain<IProvinceGrain>("province/990000");

    private static string Yaml => Rulebook.Replace("id: small\n", $"id: {Other}\n", StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder);
        await PublishAsync(_host.Grains);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_confirmation_is_linked_to_its_proposal_and_the_record_verifies()
    {
        var id = await ProposeAsync();
        Assert.Equal("990000-p-1", id);
        Assert.Equal("SamePersonTwice", await RefusedAsync("ann", id, confirmed: true));
        await Must(Grain.DecideProposalAsync(By("bob", "confirm"), "rulebook", id, true, null));
        Assert.Equal(
            [
                "engine rulebook-published", "engine register-published", "ann rulebook-proposed", "bob proposal-confirmed",
                "bob rulebook-published",
            ],
            (await _host.Ledger.ReadStreamAsync("province/990000")).Select(e => $"{e.Actor.Subject} {FactCodec.KindOf(e.Fact)}"));
        Assert.Empty(await FindingsAsync());
    }

    [Fact]
    public async Task Confirmed_and_rejected_at_once_it_is_decided_once()
    {
        var id = await ProposeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Grain.DecideProposalAsync(By($"person-{i}", "decide"), "rulebook", id, i % 2 == 0, "r")));
        Assert.Single(answers, a => a.Receipt is not null);
        Assert.All(
            answers.Where(a => a.Receipt is null), a => Assert.Equal("ProposalAlreadyDecided", Assert.Single(a.Refusals).Code));
        Assert.Empty(await FindingsAsync());
    }

    [Fact]
    public async Task Only_the_engine_publishes_without_another_person()
    {
        var result = await Grain.PublishRulebookAsync(By("ann", "direct"), Yaml);
        Assert.Equal("RoleForbids", Assert.Single(result.Refusals).Code);
    }

    public static TheoryData<string> Forgeries => ["own", "other", "half", "twice"];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_confirmation_is_found(string forgery)
    {
        var id = await ProposeAsync();
        var stream = await _host.Ledger.ReadStreamAsync("province/990000");
        var proposed = (RulebookProposed)stream[^1].Fact;
        var published = new RulebookPublished(proposed.RulebookId, proposed.Hash, proposed.Source);
        var first = (RulebookPublished)stream[0].Fact;
        IReadOnlyList<Fact> facts = forgery switch
        {
            "other" => [new ProposalConfirmed(id, null), first],
            "half" => [new ProposalConfirmed(id, null), new RulebookProposed("990000-p-2", Other, proposed.Hash, proposed.Source)],
            "twice" => [new ProposalConfirmed(id, null), published, new ProposalRejected(id, "r")],
            _ => [new ProposalConfirmed(id, null), published],
        };
        await _host.Ledger.AppendAsync(new Command(
            Province, new Person(forgery == "own" ? "ann" : "bob"), "forged", ContentHash.Of("forged"), DateTimeOffset.UnixEpoch,
            [new StreamAppend("province/990000", stream.Count, facts)], [], []));
        Assert.Contains(await FindingsAsync(), f => f.Code == FindingCode.EntryDoesNotApply && f.Stream == "province/990000");
    }

    private async Task<string> ProposeAsync() =>
        (await Must(Grain.ProposeRulebookAsync(By("ann", "propose"), Yaml))).CreatedIds[0];

    private async Task<string> RefusedAsync(string person, string id, bool confirmed) => Assert.Single(
        (await Grain.DecideProposalAsync(By(person, "refused"), "rulebook", id, confirmed, "r")).Refusals).Code;

    private async Task<IReadOnlyList<Finding>> FindingsAsync()
    {
        var audit = new ResultAudit(Province);
        foreach (var entry in await _host.Ledger.ReadProvinceAsync(Province, 0, int.MaxValue))
        {
            audit.Observe(entry);
        }

        return audit.Finish(await _host.Ledger.ListAsync(""));
    }
}
