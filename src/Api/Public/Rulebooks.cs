using System.Text;
using System.Text.Json.Nodes;
using Award.Api.Answers;
using Award.Api.Published;
using Award.Rules.Rulebooks;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Award.Api.Public;

public sealed record RulebooksAnswer(bool Demonstration, IReadOnlyList<RulebookEntry> Rulebooks);

/// <summary>A rulebook (考核办法) on record.</summary>
/// <param name="Hash">SHA-256 of its YAML text: what a year names it by.</param>
/// <param name="Demonstration">It says of itself that it is no official document.</param>
/// <param name="UsedBy">The award years opened with it.</param>
public sealed record RulebookEntry(
    string Id,
    string Hash,
    NameAnswer Name,
    bool Demonstration,
    int Semantics,
    int Indicators,
    decimal Full,
    IReadOnlyList<string> Provinces,
    IReadOnlyList<int> UsedBy);

/// <param name="Content">The YAML as JSON: same keys, numbers as written.</param>
public sealed record RulebookAnswer(
    string Id, string Hash, NameAnswer Name, bool Demonstration, JsonNode? Content);

internal static class RulebookPages
{
    private const string Yaml = "application/yaml";
    private static readonly string[] YamlTypes =
        [Yaml, "application/x-yaml", "text/yaml", "text/x-yaml", "text/vnd.yaml"];

    public static void MapRulebooks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/rulebooks", ListAsync).Describes<RulebooksAnswer>(
            "Rulebooks", "The rulebooks on record, in the order in which they were put there.");
        api.MapGet("/rulebooks/{id}", OneAsync)
            .Describes<RulebookAnswer>(
                "Rulebooks",
                "A rulebook by id (the latest of that name) or by hash; as JSON, or as YAML by Accept.")
            .Produces<string>(StatusCodes.Status200OK, Yaml);
    }

    private static async Task<IResult> ListAsync(Catalogues catalogues, CancellationToken cancellation)
    {
        var all = await catalogues.AllAsync(cancellation);
        var entries = all
            .SelectMany(c => c.Rulebooks.Select(r => (Catalogue: c, r.Rulebook)))
            .GroupBy(pair => pair.Rulebook.Hash)
            .Select(same => Entry(same.First().Rulebook, [.. same.Select(pair => pair.Catalogue)]))
            .ToList();
        return new AnswerResult(Answer.Of(new RulebooksAnswer(all.Any(c => c.Demonstration), entries)));
    }

    private static async Task<IResult> OneAsync(
        string id, HttpRequest request, Catalogues catalogues, CancellationToken cancellation)
    {
        var all = await catalogues.AllAsync(cancellation);
        var found = all
            .SelectMany(c => c.Rulebooks.Select(r => (Catalogue: c, r.Rulebook)))
            .LastOrDefault(pair => pair.Rulebook.Id == id || pair.Rulebook.Hash == id);
        if (found.Rulebook is not { } rulebook)
        {
            var form = new QueryForm();
            form.UnknownRulebook<object>(id);
            return form.Refused!;
        }

        var yaml = PrefersYaml(request.Headers.Accept);
        return new AnswerResult(found.Catalogue.Answers.Get($"rulebook/{rulebook.Hash}/{yaml}", () => yaml
            ? new Answer(
                Encoding.UTF8.GetBytes(rulebook.Source), $"{Yaml}; charset=utf-8", varyOnAccept: true)
            : Answer.Of(One(rulebook), varyOnAccept: true)));
    }

    private static RulebookEntry Entry(Rulebook rulebook, IReadOnlyList<Catalogue> catalogues) => new(
        rulebook.Id,
        rulebook.Hash,
        NameAnswer.Of(rulebook.Name),
        rulebook.Demonstration,
        rulebook.Semantics,
        rulebook.Indicators.Count,
        Numbers.Shown(rulebook.Root.Points, rulebook),
        [.. catalogues.Select(c => c.Province.Value)],
        [.. catalogues
            .SelectMany(c => c.Years)
            .Where(y => y.RulebookHash == rulebook.Hash)
            .Select(y => y.Year)
            .Distinct()
            .Order()]);

    private static RulebookAnswer One(Rulebook rulebook) => new(
        rulebook.Id, rulebook.Hash, NameAnswer.Of(rulebook.Name), rulebook.Demonstration,
        YamlAsJson.Read(rulebook.Source));

    private static bool PrefersYaml(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
        {
            return false;
        }

        var best = types
            .Where(t => t.Quality is not 0)
            .OrderByDescending(t => t.Quality ?? 1)
            .FirstOrDefault(t => IsYaml(t) || t.MediaType == "application/json" || t.MatchesAllTypes);
        return best is not null && IsYaml(best);
    }

    private static bool IsYaml(MediaTypeHeaderValue type) =>
        YamlTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase);
}
