using Award.Api.Configuration;
using Award.Api.Public;
using Award.Api.Telling;
using Award.Api.Webhooks;
using Award.Grains;
using Award.Ledger.People;
using Award.Rules;

namespace Api.Tests.Webhooks;

/// <summary>Every item, in order, at least once, whatever the receiver does; and an end to it.</summary>
public sealed class HookDeliveryTests : IDisposable
{
    private static readonly RegionCode Province = new("330000");

    private static readonly WebhookOptions Options = new(
        false, [443], TimeSpan.FromSeconds(5), TimeSpan.FromHours(72), TimeSpan.FromDays(90));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-hooks-");
    private readonly JumpingClock _clock = new();
    private Award.Ledger.People.Webhooks _hooks;
    private readonly Tokens _tokens = new();

    public HookDeliveryTests() => _hooks = new(PeopleFile.Open(_folder.FullName), _clock);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Items_arrive_in_order_and_none_is_skipped_whatever_fails()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var chance = new Random(seed);
            var sender = new Sender(_ => chance.Next(3) == 0 ? new Attempt("answered 503", false) : Attempt.Delivered);
            await RunAsync(Set(), sender, items: 120);

            Assert.Equal(Enumerable.Range(1, 120).Select(n => $"330000-{n}"), sender.Taken);
        }
    }

    [Fact]
    public async Task After_an_end_it_goes_on_from_the_last_one_delivered()
    {
        var hook = Set();
        using var stop = new CancellationTokenSource();
        var sender = new Sender(n => n == 8 ? Stop() : Attempt.Delivered);
        await RunAsync(hook, sender, items: 20, stop);
        _hooks = new(PeopleFile.Open(_folder.FullName), _clock);
        var again = new Sender(_ => Attempt.Delivered);
        await RunAsync(_hooks.Find("p-1")!, again, items: 20);

        // The eighth was sent and its delivery not noted: it is sent twice rather than never.
        Assert.Equal(8, sender.Taken.Count);
        Assert.Equal(Enumerable.Range(8, 13).Select(n => $"330000-{n}"), again.Taken);

        Attempt Stop()
        {
            stop.Cancel();
            return Attempt.Delivered;
        }
    }

    [Fact]
    public async Task Waits_grow_with_chance_in_them_up_to_an_hour_and_end_after_the_stated_time()
    {
        var begun = _clock.GetUtcNow();
        await RunAsync(Set(), new Sender(_ => new Attempt("no connection", false)), items: 3);

        var hook = _hooks.Find("p-1")!;
        Assert.InRange(hook.GivenUp!.Value - begun, Options.GiveUpAfter, Options.GiveUpAfter + TimeSpan.FromHours(1));
        Assert.Equal(_clock.Waits.Count + 1, hook.Failures);
        Assert.Equal("no connection", hook.Fault);
        Assert.Null(hook.Delivered);
        Assert.All(_clock.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromHours(1)));
        Assert.True(_clock.Waits[0] < TimeSpan.FromMinutes(1));
        Assert.True(_clock.Waits.Max() > TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task How_long_it_has_failed_survives_a_restart()
    {
        var hook = Set();
        using var stop = new CancellationTokenSource();
        await RunAsync(hook, new Sender(n => n == 30 ? Stop() : new Attempt("no connection", false)), 3, stop);
        var since = _hooks.Find("p-1")!.FailingSince;
        Assert.NotNull(since);
        await RunAsync(_hooks.Find("p-1")!, new Sender(_ => new Attempt("no connection", false)), items: 3);

        var given = _hooks.Find("p-1")!;
        Assert.Equal(since, given.FailingSince);
        Assert.InRange(given.GivenUp!.Value - since.Value, Options.GiveUpAfter, Options.GiveUpAfter + TimeSpan.FromHours(1));

        Attempt Stop()
        {
            stop.Cancel();
            return new Attempt("no connection", false);
        }
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_asked_once()
    {
        var sender = new Sender(_ => new Attempt("answered 410", true));
        await RunAsync(Set(), sender, items: 3);

        Assert.Equal(1, sender.Attempts);
        Assert.NotNull(_hooks.Find("p-1")!.GivenUp);
    }

    [Fact]
    public async Task Set_anew_it_goes_on_where_it_stood_under_another_secret()
    {
        var first = Set();
        await RunAsync(first, new Sender(n => n == 3 ? new Attempt("answered 410", true) : Attempt.Delivered), items: 5);
        var second = Set();
        var sender = new Sender(_ => Attempt.Delivered);
        await RunAsync(second, sender, items: 5);

        Assert.NotEqual(first.Secret, second.Secret);
        Assert.Equal(["330000-3", "330000-4", "330000-5"], sender.Taken);
    }

    [Fact]
    public async Task Nothing_is_sent_on_a_token_that_was_revoked_or_when_it_has_lapsed()
    {
        var hook = Set(token: "t");
        var sender = new Sender(_ => Attempt.Delivered);
        _tokens.Good = false;
        await RunAsync(hook, sender, items: 3);
        _tokens.Good = true;
        await RunAsync(hook with { Lapses = _clock.GetUtcNow() }, sender, items: 3);

        Assert.Equal(0, sender.Attempts);
    }

    [Fact]
    public async Task A_setting_that_was_replaced_meanwhile_ends_and_notes_nothing()
    {
        var old = Set();
        Webhook? anew = null;
        var sender = new Sender(_ =>
        {
            anew ??= Set();
            return new Attempt("no connection", false);
        });
        await RunAsync(old, sender, items: 3);

        Assert.Equal(1, sender.Attempts);
        Assert.Equal((anew!.Id, 0, null), (_hooks.Find("p-1")!.Id, _hooks.Find("p-1")!.Failures, _hooks.Find("p-1")!.GivenUp));
    }

    private Webhook Set(string? token = null)
    {
        var cursor = _hooks.Find("p-1") is { GivenUp: not null } ? "" : InboxCursor.Beginning.ToString();
        if (cursor.Length > 0)
        {
            _hooks.Remove("p-1");
        }

        return _hooks.Set("p-1", "https://hooks.example/", ["City"], ["330600"], token, Options.Lifetime, cursor);
    }

    private async Task RunAsync(Webhook hook, Sender sender, int items, CancellationTokenSource? stop = null)
    {
        using var end = new CancellationTokenSource();
        var inbox = new Inbox(items, end);
        var delivery = new HookDelivery(_hooks, inbox, sender, _tokens, Options, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end.Token, stop?.Token ?? default);
        try
        {
            await delivery.RunAsync(hook, both.Token);
        }
        catch (OperationCanceledException)
        {
            // All was read, or the test stopped it.
        }
    }

    private sealed class Tokens : ITokenRegistry
    {
        public bool Good { get; set; } = true;

        public Task<bool> IsGoodAsync(string tokenId, CancellationToken cancellation = default) => Task.FromResult(Good);
    }

    private sealed class Sender(Func<int, Attempt> answer) : IWebhookSender
    {
        public int Attempts { get; private set; }

        public List<string> Taken { get; } = [];

        public Task<Attempt> SendAsync(Webhook hook, InboxItemAnswer item, CancellationToken cancellation)
        {
            var attempt = answer(++Attempts);
            if (attempt.IsDelivered)
            {
                Taken.Add(item.Id);
            }

            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(attempt);
        }
    }

    /// <summary>Has items at every other position; ends the run when all were read.</summary>
    private sealed class Inbox(int items, CancellationTokenSource end) : IInboxes
    {
        public Task<InboxReading> ReadAsync(
            CallerView caller, InboxCursor after, int limit, int? year, CancellationToken cancellation)
        {
            var read = (int)after.In(Province);
            if (read >= items)
            {
                end.Cancel();
                cancellation.ThrowIfCancellationRequested();
            }

            var upTo = Math.Min(items, read + limit);
            return Task.FromResult(new InboxReading(
                [.. Enumerable.Range(read + 1, upTo - read).Select(n => (Item(n), after.With(Province, n)))],
                after.With(Province, upTo),
                upTo < items,
                []));
        }

        public Task<InboxCursor> EndAsync(CallerView caller, CancellationToken cancellation) =>
            Task.FromResult(InboxCursor.Beginning);

        private static InboxItemAnswer Item(int n) => new(
            $"330000-{n}", "2024-03-01T00:00:00.000Z", "330000", 2023, "330600", "figure-amended",
            new Dictionary<string, string>(), [], new NameAnswer("", ""), "p-2");
    }
}
