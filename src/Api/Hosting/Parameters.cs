using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Award.Api.Hosting;

/// <summary>What each query and path parameter means: said once, whichever operation takes it.</summary>
internal static class Parameters
{
    private static readonly Dictionary<string, Meaning> Known =
        new(StringComparer.Ordinal)
        {
            ["province"] = new(
                "The province's code; may be left out where only one is on record.", Code, "330000"),
            ["code"] = new("The region's code (GB/T 2260).", Code, "330600"),
            ["region"] = new("One region's code: asks about it alone.", Code, "330600"),
            ["year"] = new("The award year; the latest published when left out.", Whole(1981, 2999), 2017),
            ["asOf"] = new(
                "The last award year counted; the latest published when left out.", Whole(1981, 2999), 2017),
            ["level"] = new("The level of the table.", Level, "city"),
            ["offset"] = new("Rows to skip.", Whole(0, null), 0),
            ["limit"] = new("Most rows to answer.", Whole(1, 1000), 100),
            ["radius"] = new("Rows before and after the region.", Whole(0, 100), 2),
            ["indicator"] = new(
                "An indicator's or denominator's id in the year's rulebook.", Text, "survey_safety"),
            ["format"] = new(
                "What the answer comes as; else by Accept, or the first.",
                OneOf("json", "csv", "xlsx"), "csv"),
            ["lang"] = new("The language of headings and names in tables, and of explanations.", OneOf("zh", "en"), "zh"),
            ["layout"] = new(
                "A row a region and a column an indicator, or a row a figure.",
                OneOf("wide", "long"), "wide"),
            ["dryRun"] = new("Report what would be written, and write nothing.", Flag, false),
            ["after"] = new("Where to read on: `next` of an earlier answer, as it is.", Text, "0"),
            ["subject"] = new("Only about this person, by their opaque subject id.", Text, "p-0f3c"),
            ["rulebook"] = new("A rulebook on record: its id, or the hash of its text.", Text, "zhejiang-demonstration"),
            ["id"] = new("An id, or for what a write created also its receipt's id.", Text, "330624-v-1"),
        };

    public static void Describe(OpenApiParameter parameter)
    {
        if (parameter.Name is { } name && Known.TryGetValue(name, out var known))
        {
            parameter.Description = known.Description;
            parameter.Schema = known.Schema();
            parameter.Example = known.Example.DeepClone();
        }
    }

    private static OpenApiSchema Code() =>
        new() { Type = JsonSchemaType.String, Pattern = "^[1-9][0-9]{5}$" };

    private static OpenApiSchema Level() =>
        new() { Type = JsonSchemaType.String, Enum = ["city", "county"] };

    private static OpenApiSchema Flag() => new() { Type = JsonSchemaType.Boolean };

    private static Func<OpenApiSchema> OneOf(params string[] words) => () =>
        new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static Func<OpenApiSchema> Whole(int least, int? most) => () => new OpenApiSchema
    {
        Type = JsonSchemaType.Integer,
        Minimum = least.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Maximum = most?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private sealed record Meaning(string Description, Func<OpenApiSchema> Schema, JsonNode Example);
}
