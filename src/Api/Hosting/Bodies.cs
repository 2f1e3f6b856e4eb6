using System.Text.Json.Nodes;
using Award.Api.Tables;
using Award.Api.Writing;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace Award.Api.Hosting;

/// <summary>
/// The bodies of writes as the reference shows them. They are read member by member, so that every fault
/// gets its path; here stands an example of each, and the schema follows from it.
/// </summary>
internal static class Bodies
{
    private const string WhatIf = "POST regions/{code}/what-if";
    private const string Reason = """{"reason": "reported twice"}""";
    private const string OptionalReason = """{"reason": "checked against the case file"}""";

    private const string WebhookBody = "PUT api/v1/inbox/webhook";

    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["POST api/v1/award-years"] =
            """
            {"province": "330000", "year": 2023, "rulebook": "zhejiang-demonstration",
             "visibility": "embargoed", "dates": {"collectingUntil": "2024-01-31", "noticeUntil": "2024-03-15"}}
            """,
        ["POST figures"] =
            """
            [{"region": "330624", "indicator": "survey_safety", "value": "97.25",
              "evidence": "survey of November"}]
            """,
        ["PUT regions/{code}/figures/{indicator}"] =
            """{"value": "97.5", "reason": "late returns counted"}""",
        ["POST incidents"] =
            """
            [{"region": "330624", "kind": "work_accident", "date": "2023-05-04", "deaths": 1,
              "severity": "ordinary", "rectified": true}]
            """,
        ["PUT incidents/{id}"] =
            """
            {"kind": "work_accident", "date": "2023-05-04", "deaths": 2, "severity": "ordinary",
             "reason": "a second victim"}
            """,
        ["POST incidents/{id}/withdraw"] = Reason,
        ["POST vetoes"] =
            """{"region": "330624", "ground": "veto_falsified", "reason": "two sets of books"}""",
        ["PUT vetoes/{id}"] = """{"ground": "veto_falsified", "reason": "named more exactly"}""",
        ["POST vetoes/{id}/confirm"] = OptionalReason,
        ["POST vetoes/{id}/reject"] = Reason,
        ["POST vetoes/{id}/withdraw"] = Reason,
        ["PUT rulebook"] = """{"rulebook": "zhejiang-demonstration", "reason": "the conditions were revised"}""",
        ["POST stage"] = """{"to": "review", "reason": "all figures are in"}""",
        ["POST extensions"] =
            """{"deadline": "collecting", "until": "2024-02-15", "reason": "snow closed the roads"}""",
        ["POST suspensions"] = """{"region": "330624", "reason": "an inquiry is open"}""",
        ["POST suspensions/{id}/decision"] =
            """{"designated": true, "reason": "the inquiry found nothing"}""",
        ["POST revocations"] = """{"region": "330624", "reason": "a case came to light"}""",
        ["PUT revocations/{id}"] = Reason,
        ["POST revocations/{id}/confirm"] = OptionalReason,
        ["POST revocations/{id}/reject"] = Reason,
        ["POST revocations/{id}/withdraw"] = Reason,
        ["POST api/v1/rulebooks"] = """ "id: zhejiang-demonstration\nsemantics: 1\ntotal: 1000\n" """,
        ["POST api/v1/rulebooks/proposals/{id}/confirm"] = OptionalReason,
        ["POST api/v1/rulebooks/proposals/{id}/reject"] = Reason,
        ["POST api/v1/regions/changes"] =
            """
            {"regions": [{"code": "330603", "name": {"zh": "柯桥区", "en": "Keqiao"}, "level": "county", "parent": "330600",
              "validFrom": 2013, "validTo": 2031}],
             "lineage": [{"year": 2013, "old": "330621", "new": "330603", "oldSurvives": false, "kind": "rename",
              "inherits": true}]}
            """,
        ["POST api/v1/regions/changes/{id}/confirm"] = OptionalReason,
        ["POST api/v1/regions/changes/{id}/reject"] = Reason,
        ["POST objections"] =
            """
            {"region": "330624", "text": "the survey left out the late returns", "indicator": "survey_safety",
             "evidence": "page 4 of the survey", "contact": "wang@example.org"}
            """,
        ["POST objections/{id}/decision"] =
            """
            {"upheld": true, "reason": "the late returns count",
             "amendments": [{"indicator": "survey_safety", "value": "97.5"}]}
            """,
        ["POST recusals"] = """{"region": "330624", "reason": "worked there until last year"}""",
        ["POST recusals/{id}/withdraw"] = Reason,
        [WebhookBody] = """{"url": "https://hooks.example.org/award"}""",
        [WhatIf] = """{"figures": {"survey_safety": "97.5"}}""",
    };

    private static readonly string YearPrefix = $"api/v1{Routes.Year}/";

    public static JsonNode? ExampleOf(ApiDescription operation) =>
        Examples.TryGetValue(PathOf(operation), out var example) ? JsonNode.Parse(example) : null;

    private static string PathOf(ApiDescription operation) =>
        $"{operation.HttpMethod} {(operation.RelativePath ?? "").Replace(YearPrefix, "", StringComparison.Ordinal)}";

    /// <summary>Adds the body, and the key that every write to the record takes.</summary>
    public static void Describe(OpenApiOperation operation, ApiDescription described, JsonNode example)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                // The one body that is text is a rulebook.
                [example is JsonValue ? "application/yaml" : "application/json"] =
                    new() { Schema = SchemaOf(example), Example = example },
            },
        };
        if (PathOf(described) is not (WebhookBody or WhatIf))
        {
            DescribeKey(operation);
        }
    }

    /// <summary>Whether a write's body is a table.</summary>
    public static bool IsTable(ApiDescription operation) =>
        operation.HttpMethod == "POST" && operation.RelativePath == $"{YearPrefix}import";

    /// <summary>Adds the table that an import takes, and the key.</summary>
    public static void DescribeTable(OpenApiOperation operation)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [TableFiles.CsvType] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = "Region code,Region name,survey_safety (%)\r\n330624,Xinchang County,97.1\r\n",
                },
                [TableFiles.XlsxType] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                },
            },
        };
        DescribeKey(operation);
    }

    /// <summary>Adds the confirmation of what looks odd.</summary>
    public static void DescribeConfirmation(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "confirm",
            In = ParameterLocation.Query,
            Description = "The hash that a refusal NeedsConfirmation gave: what looked odd is meant.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9a-f]{64}$" },
        });
    }

    private static void DescribeKey(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Writes.KeyHeader,
            In = ParameterLocation.Header,
            Required = true,
            Description = "1 to 128 printable ASCII characters without spaces, the caller's own; "
                + "the same key again answers the same receipt.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 128 },
        });
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Previews.Query,
            In = ParameterLocation.Query,
            Description = "true: answers 200 with the difference of awards that the write would make, and its hash; "
                + "nothing is written and no key is used or needed.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean },
        });
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Previews.HashHeader,
            In = ParameterLocation.Header,
            Description = "The hash of a preview: the write is refused (409 PreviewOutdated) when it would make "
                + "another difference by now.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9a-f]{64}$" },
        });
    }

    /// <summary>Figures by the ids that the year's rulebook has.</summary>
    private static OpenApiSchema AnyFigures() => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Number },
    };

    private static OpenApiSchema SchemaOf(JsonNode? example) => example switch
    {
        JsonArray list => new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = SchemaOf(list[0]),
            MinItems = 1,
            MaxItems = BodyForm.MaxRows,
        },
        JsonObject members => new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalPropertiesAllowed = false,
            Properties = members.ToDictionary(
                m => m.Key, IOpenApiSchema (m) => m.Key == "figures" ? AnyFigures() : SchemaOf(m.Value)),
        },
        JsonValue value when value.TryGetValue(out bool _) =>
            new OpenApiSchema { Type = JsonSchemaType.Boolean },
        JsonValue value when value.TryGetValue(out int _) =>
            new OpenApiSchema { Type = JsonSchemaType.Integer },
        _ => new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
