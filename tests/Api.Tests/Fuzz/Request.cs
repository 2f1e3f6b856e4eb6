using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Api.Tests.Fuzz;

/// <summary>One request, and how it is sent.</summary>
/// <param name="Operation">What it is meant to ask for, as the document names it.</param>
/// <param name="Target">Path and query as they go over the wire.</param>
/// <param name="Key">Its idempotency key, or null.</param>
internal sealed record Request(
    int Number,
    string Operation,
    string Method,
    string Target,
    IReadOnlyList<(string Name, string Value)> Headers,
    byte[]? Body,
    string? Media)
{
    public HttpRequestMessage ToMessage(Uri address)
    {
        // The target goes out as it stands: dots and escapes are for the server to judge.
        var uri = new Uri($"{address.GetLeftPart(UriPartial.Authority)}{Target}", new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        var message = new HttpRequestMessage(new HttpMethod(Method), uri);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            if (Media is not null)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", Media);
            }
        }

        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"#{Number} {Method} {Shown(Target)}");
        foreach (var (name, value) in Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n    {name}: {Shown(value.StartsWith("Bearer ey", StringComparison.Ordinal) ? "Bearer (a token)" : value)}");
        }

        return Body is null
            ? text.ToString()
            : text.Append(CultureInfo.InvariantCulture, $"\n    {Media}, {Body.Length} bytes: {Shown(Encoding.UTF8.GetString(Body))}").ToString();
    }

    private static string Shown(string text) => text.Length > 400 ? $"{text[..400]}…" : text;
}
