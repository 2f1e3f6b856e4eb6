using Api.Tests.Webhooks;
using Award.Api.Audit;
using Award.Ledger.People;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Api.Tests.Audit;

/// <summary>What is taken is written, in order; what cannot be taken is not answered.</summary>
public sealed class AccessRecorderTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task All_lines_are_written_in_order_before_the_stop()
    {
        var lines = new Lines();
        using var recorder = Recorder(lines);
        await recorder.StartAsync(Never);
        for (var n = 1; n <= 5000; n++)
        {
            Assert.True(recorder.TryBegin());
            recorder.End(Line(n));
        }

        await recorder.StopAsync(Never);

        Assert.Equal(Enumerable.Range(1, 5000), lines.Written);
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(recorder));
    }

    [Fact]
    public async Task While_it_cannot_be_written_requests_are_answered_and_nothing_is_lost()
    {
        var lines = new Lines { Failing = true };
        using var recorder = Recorder(lines);
        await recorder.StartAsync(Never);
        Assert.True(recorder.TryBegin());
        recorder.End(Line(1));
        await lines.Failed.Task.WaitAsync(TimeSpan.FromMinutes(1), Never);
        await UntilAsync(async () => await HealthAsync(recorder) == HealthStatus.Degraded);
        for (var n = 2; n <= 3000; n++)
        {
            Assert.True(recorder.TryBegin());
            recorder.End(Line(n));
        }

        lines.Failing = false;
        await UntilAsync(async () => await HealthAsync(recorder) == HealthStatus.Healthy);
        await recorder.StopAsync(Never);

        Assert.Equal(Enumerable.Range(1, 3000), lines.Written);
    }

    [Fact]
    public async Task Only_when_too_many_lines_wait_are_requests_refused_and_taken_again_when_they_are_written()
    {
        var lines = new Lines { Failing = true };
        using var recorder = Recorder(lines);
        await recorder.StartAsync(Never);
        for (var n = 1; n <= AccessRecorder.Capacity; n++)
        {
            Assert.True(recorder.TryBegin());
            recorder.End(Line(n));
        }

        Assert.False(recorder.TryBegin());
        lines.Failing = false;
        await UntilAsync(() => Task.FromResult(recorder.TryBegin()));
        recorder.End(Line(0));
        await recorder.StopAsync(Never);

        Assert.Equal(Enumerable.Range(1, AccessRecorder.Capacity).Append(0), lines.Written);
    }

    private static async Task<HealthStatus> HealthAsync(AccessRecorder recorder) =>
        (await recorder.CheckHealthAsync(new HealthCheckContext(), Never)).Status;

    // The recorder runs on threads of its own; it is asked until it says so.
    private static async Task UntilAsync(Func<Task<bool>> so)
    {
        while (!await so())
        {
            await Task.Yield();
        }
    }

    private static AccessRecorder Recorder(IAccessLines lines) =>
        new(lines, new JumpingClock(), NullLogger<AccessRecorder>.Instance);

    private static AccessLine Line(int n) => new(
        0, default, "p-1", ["City"], "ReadInbox", "GET", "330000", n, null, 200, "trace", "127.0.0.1");

    private sealed class Lines : IAccessLines
    {
        public volatile bool Failing;

        public TaskCompletionSource Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<int> Written { get; } = [];

        public Task<IReadOnlyList<AccessLine>> ReadAsync(AccessQuery query, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task WriteAsync(IReadOnlyList<AccessLine> lines)
        {
            if (Failing)
            {
                Failed.TrySetResult();
                throw new IOException("no space left");
            }

            Written.AddRange(lines.Select(line => line.Year!.Value));
            return Task.CompletedTask;
        }
    }
}
