using Award.Grains;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests.Previews;

/// <summary>
/// Random commands over random years. Each is previewed, then done, and what the whole record awards is computed naively before and
/// after: the difference foretold is the difference made, in every year. Now and then another command comes in between.
/// </summary>
public sealed class PreviewLawTests : IAsyncLifetime
{
    private const int Commands = 90;
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private EmbeddedHost _host = null!;

    [Fact]
    public async Task What_is_foretold_is_what_happens()
    {
        var told = new List<string>();
        for (var seed = 1; seed <= 4; seed++)
        {
            told.AddRange(await OverSeedAsync(seed, random => ForetoldAsync(random)));
        }

        // What the law was tested on: working and published rows, later years, titles both ways.
        string[] kinds =
        [
            "working", "-> published", "lost", "gained", "rulebook 20", "Published 20", "revoked", "suspended", "uphold 20",
        ];
        Assert.All(kinds, kind => Assert.Contains(told, line => line.Contains(kind, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_confirmation_holds_only_while_the_difference_is_the_one_that_was_seen()
    {
        var outcomes = new List<string>();
        for (var seed = 11; seed <= 13; seed++)
        {
            outcomes.AddRange(await OverSeedAsync(seed, random => ConfirmedAsync(random)));
        }

        Assert.Contains("outdated", outcomes);
        Assert.Contains("held", outcomes);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<List<string>> OverSeedAsync(int seed, Func<Random, Task<List<string>>> run)
    {
        await using var host = await EmbeddedHost.StartAsync(Path.Combine(_folder, $"{seed}"));
        _host = host;
        return await run(new Random(seed));
    }

    private async Task<List<string>> ForetoldAsync(Random random)
    {
        var commands = await StartAsync(random);
        var told = new List<string>();
        for (var i = 0; i < Commands; i++)
        {
            var command = await commands.NextAsync();
            var before = await NaiveAwards.OfAsync(_host.Ledger);
            var head = await HeadAsync();
            var preview = await command.Send(command.Request with { Preview = true });
            var again = await command.Send(command.Request with { Preview = true, IdempotencyKey = "never-used" });
            Assert.Equal(head, await HeadAsync());
            Assert.Null(preview.Receipt);
            Assert.Equal(preview.Preview?.Hash, again.Preview?.Hash);

            var done = await command.Send(command.Request with { Confirms = preview.Preview?.Hash });
            Assert.Equal(preview.Refusals.Select(Refusal), done.Refusals.Select(Refusal));
            Assert.Equal(preview.Preview is null, done.Receipt is null);
            if (preview.Preview is { } foretold)
            {
                var made = NaiveAwards.Difference(before, await NaiveAwards.OfAsync(_host.Ledger));
                Assert.Equal([command.What, .. made], [command.What, .. NaiveAwards.Said(foretold.Difference)]);
                told.AddRange(made.Select(line => $"{command.What.Split(' ')[^1]} {line}"));
                told.AddRange(made.Select(line => $"{command.What.Split(' ')[0]} {line}"));
            }
        }

        return told;
    }

    private async Task<List<string>> ConfirmedAsync(Random random)
    {
        var commands = await StartAsync(random);
        var outcomes = new List<string>();
        for (var i = 0; i < Commands; i++)
        {
            var command = await commands.NextAsync();
            if ((await command.Send(command.Request with { Preview = true })).Preview is not { } seen)
            {
                continue;
            }

            var between = await commands.NextAsync();
            await between.Send(between.Request);
            var now = await command.Send(command.Request with { Preview = true });
            var head = await HeadAsync();
            var confirmed = await command.Send(command.Request with { Confirms = seen.Hash });
            if (now.Preview is not { } foretold)
            {
                Assert.Equal(now.Refusals.Select(Refusal), confirmed.Refusals.Select(Refusal));
            }
            else if (foretold.Hash == seen.Hash)
            {
                Assert.NotNull(confirmed.Receipt);
                outcomes.Add("held");
            }
            else
            {
                Assert.Equal("PreviewOutdated X-Preview-Hash", Refusal(Assert.Single(confirmed.Refusals)));
                Assert.Equal(head, await HeadAsync());
                outcomes.Add("outdated");
            }
        }

        return outcomes;
    }

    private async Task<AnyCommands> StartAsync(Random random)
    {
        await PublishAsync(_host.Grains);
        await OtherRulebooks.PublishAsync(_host.Grains);
        for (var year = 2001; year <= 2003; year++)
        {
            await new SmallYears(_host.Grains).PublishAsync(year);
        }

        var commands = new AnyCommands(_host.Grains, _host.Ledger, random, 2004);
        await DoAsync(commands.Opening());
        await DoAsync(await commands.StageAsync(forward: true));
        return commands;
    }

    private static Task<WriteResult> DoAsync(AnyCommand command) => Must(command.Send(command.Request));

    private async Task<long> HeadAsync() =>
        (await _host.Ledger.ReadProvinceAsync(Province, 0, int.MaxValue))[^1].Position;

    private static string Refusal(RefusalView refusal) => $"{refusal.Code} {refusal.Path}";
}
