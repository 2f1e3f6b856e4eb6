using Award.Grains;
using Award.Rules;
using Orleans.Core.Internal;
using Simulation.Tests.Audit;
using Simulation.Tests.Engine;

namespace Simulation.Tests.Driving;

// What is sent, and what may come back.
public sealed partial class Simulation
{
    private const int Patience = 60;

    /// <summary>A command that was answered: with a receipt's id, or refused.</summary>
    private sealed record Answered(Ask Ask, WriteRequest Request, string? Receipt);

    private async Task SendAsync(Ask ask)
    {
        if (ask is HonourDeadlines wake)
        {
            await WakeAsync(wake);
            return;
        }

        Look();
        var expected = _auditor.Judge(ask);
        _steps.Add($"{ask}{(expected.Count > 0 ? " → " + string.Join(",", expected) : "")}");
        var request = Calls.Request(ask, NewKey());
        var result = await CallAsync(ask, request);
        Compare.Same(expected, [.. result.Refusals.Select(r => r.Code)], () =>
            $"answer to {ask} ({string.Join("; ", result.Refusals.Select(r => r.Message))})");
        if (result.Receipt is null)
        {
            Count(ask, result, request);
            return;
        }

        Take(ask, request, result);
    }

    private void Take(Ask ask, WriteRequest request, WriteResult result)
    {
        Compare.Same(_auditor.Apply(ask), result.CreatedIds, () => $"ids created by {ask}");
        foreach (var head in result.Receipt!.Streams)
        {
            // A streak's version counts its recounts too.
            if (head.Stream.StartsWith("streak/", StringComparison.Ordinal)) continue;
            var foretold = _auditor.VersionOf(head.Stream);
            Compare.Same(
                $"{head.Stream}@{foretold}",
                $"{head.Stream}@{(head.Version == foretold + 1 && MayBeRecounted(ask) ? foretold : head.Version)}",
                () => $"receipt of {ask}");
        }

        Count(ask, result, request);
    }

    /// <summary>Of a published year, the engine's line that every streak is recounted may lie before what is asked.</summary>
    private bool MayBeRecounted(Ask ask) => ask switch
    {
        DeclareRecusal a => _auditor.Years[a.Year].IsPublished,
        _ => false,
    };

    private void Count(Ask ask, WriteResult result, WriteRequest request)
    {
        _answered.Add(new Answered(ask, request, result.Receipt?.Id));
        _tally.Add(
            result.Receipt is null ? $"refused {result.Refusals[0].Code}" : $"recorded {ask.GetType().Name}");
    }

    private string NewKey() => $"{_seed}-{++_keys}";

    private void Look() => _auditor.Today = DateOnly.FromDateTime(_now.UtcDateTime.AddHours(8));

    /// <summary>Asks until there is an answer, always under the same key: a mishap tells nothing.</summary>
    private async Task<WriteResult> CallAsync(Ask ask, WriteRequest request)
    {
        SimulatedClock.Set(_now);
        Exception? last = null;
        for (var attempt = 0; attempt < Patience; attempt++)
        {
            try
            {
                return await Calls.Send(_silo.Grains, Land, ask, request);
            }
            catch (Exception mishap) when (IsSimulated(mishap))
            {
                _tally.Add("mishap met by a caller");
                last = mishap;
            }
        }

        throw new DiscrepancyException($"no answer to {ask} after {Patience} attempts: {last}");
    }

    private static bool IsSimulated(Exception mishap) =>
        mishap.ToString().Contains("as simulated", StringComparison.Ordinal);

    /// <summary>An earlier command again: the same receipt, or a refusal when its body is another.</summary>
    private async Task RepeatAsync()
    {
        var recorded = _answered.Where(a => a.Receipt is not null && a.Ask is not HonourDeadlines).ToList();
        if (recorded.Count == 0) return;
        var (ask, request, receipt) = _chance.Of(recorded);
        var isOther = _chance.Once(30);
        _steps.Add($"again{(isOther ? ", with another body" : "")}: {ask}");
        var result = await CallAsync(
            ask, isOther ? Calls.Request(ask, request.IdempotencyKey, "another") : request);
        _tally.Add(isOther ? "repeated with another body" : "repeated");
        Compare.Same(
            isOther ? "IdempotencyKeyReused" : receipt!,
            result.Receipt?.Id ?? string.Join(",", result.Refusals.Select(r => r.Code)),
            () => $"{ask} again under its key");
    }

    private async Task DeactivateAsync()
    {
        var grain = SomeGrain();
        _steps.Add($"deactivate {grain.GetGrainId()}");
        _tally.Add($"deactivated a {grain.GetGrainId().Type}");
        await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();
    }

    private IAddressable SomeGrain()
    {
        var sheets = _auditor.Years.Values
            .SelectMany(
                y => y.Sheets.Values.Select(s => Calls.Sheet(_silo.Grains, Land, y.Year, s.Place.Code)))
            .ToList();
        var years = _auditor.Years.Keys.ToList();
        return years.Count == 0 ? Calls.Province(_silo.Grains, Land) : _chance.Between(1, 10) switch
        {
            <= 3 => _chance.Of(sheets),
            <= 6 => Calls.Standings(_silo.Grains, Land, _chance.Of(years)),
            <= 8 => Calls.Year(_silo.Grains, Land, _chance.Of(years)),
            9 => Calls.Streak(_silo.Grains, Land.UnitOf(_chance.Of(Land.Places).Code)),
            _ => Calls.Province(_silo.Grains, Land),
        };
    }
}
