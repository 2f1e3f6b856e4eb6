using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Api.Tests.Fuzz;

/// <summary>What must hold of every answer.</summary>
internal static class Judge
{
    /// <summary>Why an answer is wrong, or null.</summary>
    public static string? Fault(Request request, HttpResponseMessage answer, byte[] body)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500)
        {
            return $"answered {status}";
        }

        if (status < 300 || answer.StatusCode == HttpStatusCode.NotModified || !IsApi(request.Target))
        {
            return null;
        }

        if (IsOfTheServer(answer, body))
        {
            return null;
        }

        if (status < 400)
        {
            return $"answered {status}, which is no way of this API";
        }

        return !Header(answer, "X-Content-Type-Options", "nosniff") ? "lacks X-Content-Type-Options"
            : answer.Content.Headers.ContentType?.MediaType != "application/problem+json"
                ? $"answered {status} as '{answer.Content.Headers.ContentType}'"
            : request.Method == "HEAD" ? null
            : ProblemFault(status, body);
    }

    /// <summary>
    /// What is no HTTP, or too much of it, the server answers itself before any request exists for the engine: no body, and the
    /// connection closed.
    /// </summary>
    private static bool IsOfTheServer(HttpResponseMessage answer, byte[] body) =>
        answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong
            or HttpStatusCode.RequestHeaderFieldsTooLarge
        && body.Length == 0 && answer.Headers.ConnectionClose == true;

    private static string? ProblemFault(int status, byte[] body)
    {
        try
        {
            var problem = JsonDocument.Parse(body).RootElement;
            return problem.GetProperty("status").GetInt32() != status ? "names another status than its own"
                : problem.GetProperty("code").GetString() is not { Length: > 0 } ? "has no code"
                : problem.GetProperty("errors").EnumerateArray().Any(e => e.GetProperty("code").GetString() is not { Length: > 0 })
                    ? "has an error without a code"
                : null;
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"answered no problem: {malformed.Message}";
        }
    }

    private static bool IsApi(string target) => target.StartsWith("/api/", StringComparison.Ordinal);

    private static bool Header(HttpResponseMessage answer, string name, string value) =>
        answer.Headers.TryGetValues(name, out var values) && values.Contains(value);
}
