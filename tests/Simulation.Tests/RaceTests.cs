using Award.Grains;
using Award.Rules.Record;
using Simulation.Tests.Audit;
using Simulation.Tests.Engine;
using Simulation.Tests.World;

namespace Simulation.Tests;

/// <summary>
/// Races that the simulation found, each played in the one order that went wrong: what comes in between is
/// done at the very
/// moment before the ledger is read or written.
/// </summary>
public sealed class RaceTests : IAsyncLifetime
{
    private static readonly Land Land = new(
        "110000", [new Place("110100", true, "110000", 1990, null), new Place("110101", false, "110100", 1990, null)], []);

    // Nothing is asked for, so that a sheet may still be without an entry when its year is published.
    private static readonly Book Book = Books.Make(new Chance(1), "plain") is var book
        ? book with
        {
            Cases = book.Cases with { Missing = "zero" },
            Survey = book.Survey with { Missing = "zero" },
            Green = book.Green with { Missing = "zero", RollUp = "own", First = 0, Second = 5, Third = 0.5m, InPercent = false },
        }
        : book;

    private SimulatedSilo _silo = null!;
    private int _keys;

    public async ValueTask InitializeAsync()
    {
        _silo = await SimulatedSilo.StartAsync(new MemoryLedger());
        await MustAsync(new PublishLand("engine", Land));
        await MustAsync(new PublishBook("engine", Book));
    }

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task A_veto_on_an_untouched_sheet_stops_the_publication_it_comes_before()
    {
        await MoveToAsync("notice");
        Once(command => command.Appends.Any(a => a.Facts is [YearPublished, ..]), () =>
            MustAsync(new RaiseVeto("reviewer", 2001, "110101", Audit.Book.Falsified, "made up")));
        Assert.Equal("VetoUndecided", await AskAsync(new MoveStage("publisher", 2001, "published", null)));
    }

    [Fact]
    public async Task Notice_is_not_given_by_who_submitted_a_moment_before()
    {
        await MoveToAsync("review");
        Once(command => command.Appends.Any(a => a.Facts is [StageMoved]), () =>
            MustAsync(
                new Submit("chief", 2001, [new FigureLine("110101", "survey", "90")], Together: false)));
        Assert.Equal("SamePersonTwice", await AskAsync(new MoveStage("chief", 2001, "notice", null)));
    }

    [Fact]
    public async Task A_year_published_while_it_is_being_published_is_published_once()
    {
        await MoveToAsync("notice");
        var (recorded, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (first, isRecorded) = (Task.CompletedTask, false);
        Once(command => command.Appends.Any(a => a.Facts is [YearPublished, ..]), () =>
        {
            isRecorded = true;
            return Task.CompletedTask;
        });
        _silo.Ledger.BeforeRead = async stream =>
        {
            if (first.IsCompleted && !isRecorded && stream.StartsWith("streak/", StringComparison.Ordinal))
            {
                // The second is on its way; the first overtakes it and is recorded before the second reads
                // the streaks.
                first = MustAsync(new MoveStage("publisher", 2001, "published", null));
                await recorded.Task;
            }
            else if (isRecorded && recorded.TrySetResult())
            {
                await answered.Task;
            }
        };
        Assert.Equal("StageUnreachable", await AskAsync(new MoveStage("publisher", 2001, "published", null)));
        answered.SetResult();
        await first;
    }

    [Fact]
    public async Task A_year_opened_while_it_is_being_opened_is_opened_once()
    {
        var year = Calls.Year(_silo.Grains, Land, 2001);
        await year.ViewAsync();
        var reads = 0;
        _silo.Ledger.BeforeRead = async stream =>
        {
            // The register, then the rulebook: after that the decision is made.
            if (!stream.StartsWith("province/", StringComparison.Ordinal) || ++reads < 2) return;
            _silo.Ledger.BeforeRead = null;
            await MustAsync(new OpenYear("chief", 2001, "plain", null));
        };
        Assert.Equal("YearAlreadyOpen", await AskAsync(new OpenYear("chief", 2001, "plain", null)));
    }

    [Fact]
    public async Task An_earlier_year_opened_meanwhile_stops_the_publication_of_a_later_one()
    {
        await MustAsync(new OpenYear("chief", 2003, "plain", null));
        foreach (var stage in (string[])["collecting", "review", "notice"])
        {
            await MustAsync(new MoveStage("chief", 2003, stage, null));
        }

        Once(command => command.Appends.Any(a => a.Facts is [YearPublished, ..]), () =>
            MustAsync(new OpenYear("chief", 2001, "plain", null)));
        Assert.Equal(
            "PreviousYearNotPublished", await AskAsync(new MoveStage("publisher", 2003, "published", null)));
    }

    [Fact]
    public async Task A_later_year_published_meanwhile_stops_the_opening_of_an_earlier_one()
    {
        await MustAsync(new OpenYear("chief", 2003, "plain", null));
        foreach (var stage in (string[])["collecting", "review", "notice"])
        {
            await MustAsync(new MoveStage("chief", 2003, stage, null));
        }

        Once(command => command.Appends.Any(a => a.Facts is [YearOpened]), () =>
            MustAsync(new MoveStage("publisher", 2003, "published", null)));
        Assert.Equal("YearOutOfRange", await AskAsync(new OpenYear("chief", 2001, "plain", null)));
    }

    [Fact]
    public async Task A_table_already_rated_moves_when_the_year_it_looks_back_on_is_published()
    {
        await MoveToAsync("collecting");
        await MustAsync(
            new Submit("assessor", 2001, [new FigureLine("110101", "green", "0")], Together: false));
        await MustAsync(new MoveStage("chief", 2001, "review", null));
        await MustAsync(new MoveStage("chief", 2001, "notice", null));
        await MustAsync(new OpenYear("chief", 2002, "plain", null));
        await MustAsync(new MoveStage("chief", 2002, "collecting", null));
        await MustAsync(
            new Submit("assessor", 2002, [new FigureLine("110101", "green", "5")], Together: false));
        var standings = Calls.Standings(_silo.Grains, Land, 2002);
        var before = (await standings.TableAsync(CallerView.Unbounded("auditor"), "county", heal: true))!.Rows.Single().Score;
        await MustAsync(new MoveStage("publisher", 2001, "published", null));
        var after = (await standings.TableAsync(CallerView.Unbounded("auditor"), "county", heal: true))!.Rows.Single().Score;

        // Of green's 8 points the half while there is no last year; then all, for it grew by 5.
        Assert.Equal(4, Number(after) - Number(before));
    }

    [Fact]
    public async Task A_suspension_decided_while_its_year_is_published_is_decided_on_the_streak()
    {
        await MoveToAsync("notice");
        await MustAsync(new Suspend("reviewer", 2001, "110101", "an inquiry is open"));
        Once(command => command.Appends.Any(a => a.Facts is [SuspensionDecided]), () =>
            MustAsync(new MoveStage("publisher", 2001, "published", null)));
        Assert.Equal(
            "recorded",
            await AskAsync(new DecideSuspension("chief", 2001, "110101", "110101-s-1", true, "nothing found")));
        var streak = await _silo.Ledger.ReadStreamAsync("streak/110101");
        Assert.Single(streak, entry => entry.Fact is SuspensionResolved);
    }

    [Fact]
    public async Task A_step_is_not_refused_for_a_sheet_of_before_and_a_stage_of_after()
    {
        await MoveToAsync("review");
        await MustAsync(new RaiseVeto("assessor", 2001, "110100", Audit.Book.Falsified, "made up"));
        _silo.Ledger.BeforeRead = async stream =>
        {
            // The city's sheet has been read with its veto undecided; the stage is looked at after this one.
            if (stream != "county/2001/110101") return;
            _silo.Ledger.BeforeRead = null;
            await MustAsync(new DecideVeto("reviewer", 2001, "110100", "110100-v-1", "reject", "looked into"));
            await MustAsync(new MoveStage("chief", 2001, "notice", null));
        };
        Assert.Equal("recorded", await AskAsync(new MoveStage("publisher", 2001, "published", null)));
    }

    private static decimal Number(string? text) =>
        decimal.Parse(text!, System.Globalization.CultureInfo.InvariantCulture);

    private async Task MoveToAsync(string stage)
    {
        await MustAsync(new OpenYear("chief", 2001, "plain", null));
        foreach (var next in (string[])["collecting", "review", "notice"])
        {
            await MustAsync(new MoveStage("chief", 2001, next, null));
            if (next == stage) return;
        }
    }

    private void Once(Func<Award.Ledger.Command, bool> when, Func<Task> between) =>
        _silo.Ledger.BeforeAppend = async command =>
        {
            if (!when(command)) return;
            _silo.Ledger.BeforeAppend = null;
            await between();
        };

    private async Task MustAsync(Ask ask) => Assert.Equal("recorded", await AskAsync(ask));

    private async Task<string> AskAsync(Ask ask)
    {
        SimulatedClock.Set(SimulatedClock.Beginning.AddYears(2));
        var result = await Calls.Send(_silo.Grains, Land, ask, Calls.Request(ask, $"race-{++_keys}"));
        return result.Receipt is null ? string.Join(",", result.Refusals.Select(r => r.Code)) : "recorded";
    }
}
