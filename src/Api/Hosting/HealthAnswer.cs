using Award.Api.Answers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Award.Api.Hosting;

/// <summary>How a process is.</summary>
/// <param name="Status"><c>healthy</c>; <c>degraded</c>, which still answers; <c>unhealthy</c>.</param>
/// <param name="Checks">What was looked at; empty for mere life.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<HealthAnswer.Check> Checks)
{
    /// <param name="Reason">Why it is not healthy, in a few words; else null.</param>
    internal sealed record Check(string Name, string Status, string? Reason);

    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        var bytes = Json.Bytes(new HealthAnswer(
            Word(report.Status),
            [.. report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new Check(
                entry.Key,
                Word(entry.Value.Status),
                entry.Value.Status == HealthStatus.Healthy ? null : entry.Value.Description ?? "unknown"))]));
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
