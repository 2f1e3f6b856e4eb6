using System.Diagnostics;
using System.Globalization;
using Award.Api.Configuration;
using Award.Api.Demonstration;
using Award.Ledger;
using Award.Ledger.Postgres;

namespace Award.Api.Hosting;

/// <summary>
/// What happens between the start of the silo and the first request: what comes with the engine is put on
/// record, and the demonstration is loaded where it belongs. The server takes no connection before, so
/// nobody is answered from half a record.
/// </summary>
internal sealed class Preparation(
    IGrainFactory grains, ILedger ledger, AwardOptions options, IHostApplicationLifetime lifetime)
    : IHostedService
{
    /// <exception cref="StartRefusedException">
    /// The rulebooks, the data or the settings do not fit together.
    /// </exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var say = Console.Out;
        await say.WriteLineAsync($"award: the record is in {options.Store.Place ?? options.Data}");
        try
        {
            // Of silos that start at once one works; the rest wait, and find it done. Even both at once would leave one record:
            // every command has a key that is the same in each.
            await using var turn = options.Store.Ledger is { } shared
                ? await PostgresTurn.TakeAsync(shared, cancellationToken)
                : null;
            await LoadAsync(say);
        }
        catch (Exception fault) when (fault is InvalidOperationException or DataFileException)
        {
            throw new StartRefusedException(fault.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LoadAsync(TextWriter say)
    {
        var years = new DemonstrationYears(DataFile.Folder);
        var empty = (await ledger.ReadHeadsAsync(RegisterFiles.Zhejiang, "year/")).Count == 0;
        var rulebooks = await new BundledRecord(grains, years.Register, say).PublishAsync(options.Rulebooks);
        if (!await IsWantedAsync(years, empty))
        {
            return;
        }

        if (!rulebooks.TryGetValue(options.DemonstrationRulebook, out var rulebook))
        {
            throw new StartRefusedException(
                $"Award:Demonstration:Rulebook={options.DemonstrationRulebook} is none of "
                + string.Join(", ", rulebooks.Keys));
        }

        var watch = Stopwatch.StartNew();
        await say.WriteLineAsync(
            $"award: loading the demonstration, award years {years.First}-{years.Last} by {rulebook.Id}; "
            + "a moment …");
        await new DemonstrationRun(grains, years, rulebook, say).RunAsync(lifetime.ApplicationStopping);
        await say.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"award: the demonstration is on record ({watch.Elapsed.TotalSeconds:0} s)"));
    }

    /// <summary>
    /// A run that was cut short is finished; a record with years of its own is left alone unless told
    /// otherwise.
    /// </summary>
    private async Task<bool> IsWantedAsync(DemonstrationYears years, bool empty) =>
        options.Demonstration != false
        && !await DemonstrationRun.IsCompleteAsync(ledger, years.Last)
        && (empty
            || options.Demonstration == true
            || await DemonstrationRun.IsBegunAsync(ledger, years.First));
}
