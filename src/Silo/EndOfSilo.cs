using Microsoft.Extensions.Logging;

namespace Award.Silo;

/// <summary>
/// A silo that finds itself declared dead, or whose membership has failed for good, ends its process at once: the others have
/// given its grains away, and what it answers from now on can be out of date. It is to be started again by whoever looks
/// after it, and comes back as a new silo.
/// </summary>
internal sealed partial class EndOfSilo(ILogger<EndOfSilo> log) : IFatalErrorHandler
{
    /// <summary>sysexits.h: something temporary, to be tried again.</summary>
    public const int ExitCode = 75;

    public bool IsUnexpected(Exception exception) => exception is not OperationCanceledException;

    /// <summary>
    /// Without an orderly end, which would ask of grains and of the database what is no longer this silo's to do. What waits
    /// to be committed is not acknowledged, or is on record under its key.
    /// </summary>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        var why = (context ?? exception?.Message ?? "").ReplaceLineEndings(" ");
        SayEnding(log, why, exception);
        Console.Error.WriteLine($"award: this silo ends and is to be started again: {why}");
        Environment.Exit(ExitCode);
    }

    [LoggerMessage(LogLevel.Critical, "this silo ends: {Why}")]
    private static partial void SayEnding(ILogger log, string why, Exception? exception);
}
