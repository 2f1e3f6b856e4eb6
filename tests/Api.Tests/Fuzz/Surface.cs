using System.Text.Json;
using System.Text.Json.Nodes;
using Award.Rules.Record;

namespace Api.Tests.Fuzz;

/// <summary>One operation of the OpenAPI document.</summary>
/// <param name="Path">As the document has it, with its placeholders.</param>
/// <param name="Query">Names of its query parameters.</param>
/// <param name="Bodies">By media type, an example of what it takes, or null.</param>
/// <param name="Permits">The operations of the award that it carries out; none of a public one.</param>
internal sealed record Endpoint(
    string Method, string Path, IReadOnlyList<string> Query, IReadOnlyList<(string Media, JsonNode? Example)> Bodies,
    IReadOnlyList<Operation> Permits)
{
    public string Name => $"{Method} {Path}";

    public bool SignedIn => Permits.Count > 0;

    public bool Writes => Method is not ("GET" or "HEAD");
}

/// <summary>All operations of the OpenAPI document: a new one is covered without being named here.</summary>
internal static class Surface
{
    public static IReadOnlyList<Endpoint> Of(JsonElement document) =>
    [
        .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(method => new Endpoint(
                method.Name.ToUpperInvariant(),
                path.Name,
                [.. Parameters(method.Value).Where(p => In(p) == "query").Select(p => p.GetProperty("name").GetString()!)],
                [.. Bodies(method.Value)],
                [.. Permits(method.Value)]))),
    ];

    private static IEnumerable<JsonElement> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    private static string? In(JsonElement parameter) => parameter.GetProperty("in").GetString();

    private static IEnumerable<Operation> Permits(JsonElement operation) =>
        operation.TryGetProperty("x-award-operations", out var permits)
            ? permits.EnumerateArray().Select(p => Enum.Parse<Operation>(p.GetString()!))
            : [];

    private static IEnumerable<(string Media, JsonNode? Example)> Bodies(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
            ? body.GetProperty("content").EnumerateObject().Select(content => (
                content.Name,
                content.Value.TryGetProperty("example", out var example) ? JsonNode.Parse(example.GetRawText()) : null))
            : [];
}
