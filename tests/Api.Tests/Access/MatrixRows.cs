namespace Api.Tests.Access;

/// <summary>
/// One well-formed request for each signed-in operation of the OpenAPI document, about the county 330624 in a year. What is
/// allowed is carried out; later cells of the same kind are then refused for what was done before, which is no matter of access.
/// </summary>
internal static class MatrixRows
{
    public const string Region = "330624";

    /// <summary>The figure that is written, and the incident; their dimensions are the own ones.</summary>
    public const string Indicator = "survey_safety";
    public const string Kind = "work_accident";

    private const string Year = "/api/v1/award-years/{province}/{year}";
    private const string Reason = """{"reason": "as the matrix asks"}""";

    /// <summary>By method and path as the document has them; null where a request has no body.</summary>
    public static IReadOnlyDictionary<string, string?> Bodies { get; } = new Dictionary<string, string?>
    {
        ["GET /api/v1/access"] = null,

        ["POST /api/v1/award-years"] =
            """{"province": "330000", "year": 2010, "rulebook": "zhejiang-demonstration"}""",
        [$"POST {Year}/stage"] = "{\"to\": \"{to}\", \"reason\": \"as the matrix asks\"}",

        [$"POST {Year}/figures"] = $$"""[{"region": "{{Region}}", "indicator": "{{Indicator}}", "value": "97.5"}]""",
        [$"PUT {Year}/regions/{{code}}/figures/{{indicator}}"] = """{"value": "12.5", "reason": "counted again"}""",
        [$"POST {Year}/incidents"] =
            $$"""[{"region": "{{Region}}", "kind": "{{Kind}}", "date": "{year}-05-04"}]""",
        [$"PUT {Year}/incidents/{{id}}"] =
            $$"""{"kind": "{{Kind}}", "date": "{year}-05-04", "reason": "a second victim"}""",
        [$"POST {Year}/incidents/{{id}}/withdraw"] = Reason,

        [$"POST {Year}/vetoes"] =
            $$"""{"region": "{{Region}}", "ground": "veto_falsified", "reason": "two sets of books"}""",
        [$"PUT {Year}/vetoes/{{id}}"] = """{"ground": "veto_falsified", "reason": "named more exactly"}""",
        [$"POST {Year}/vetoes/{{id}}/withdraw"] = Reason,
        [$"POST {Year}/vetoes/{{id}}/confirm"] = Reason,
        [$"POST {Year}/vetoes/{{id}}/reject"] = Reason,

        [$"POST {Year}/suspensions"] = $$"""{"region": "{{Region}}", "reason": "an inquiry is open"}""",
        [$"POST {Year}/suspensions/{{id}}/decision"] = """{"designated": true, "reason": "nothing was found"}""",
        [$"POST {Year}/revocations"] = $$"""{"region": "{{Region}}", "reason": "a case came to light"}""",
        [$"PUT {Year}/revocations/{{id}}"] = Reason,
        [$"POST {Year}/revocations/{{id}}/withdraw"] = Reason,
        [$"POST {Year}/revocations/{{id}}/confirm"] = Reason,
        [$"POST {Year}/revocations/{{id}}/reject"] = Reason,

        [$"POST {Year}/objections"] =
            $$"""{"region": "{{Region}}", "text": "counted twice", "contact": "wang@example.org"}""",
        [$"POST {Year}/objections/{{id}}/decision"] = """{"upheld": false, "reason": "counted once"}""",
        [$"GET {Year}/objections"] = null,

        // About a neighbour: where somebody is recused, dimensions bind nobody.
        [$"POST {Year}/recusals"] = """{"region": "330681", "reason": "served there"}""",
        [$"POST {Year}/recusals/{{id}}/withdraw"] = Reason,

        [$"POST {Year}/extensions"] = """{"deadline": "notice", "until": "2999-01-01", "reason": "as the matrix asks"}""",
        [$"PUT {Year}/rulebook"] = """{"rulebook": "no-rulebook", "reason": "as the matrix asks"}""",
        [$"GET {Year}/shadow"] = null,
        [$"POST {Year}/shadow"] = "id: no-rulebook\n",
        [$"POST {Year}/import"] = $"region,{Indicator}\n{Region},97.5\n",
        [$"GET {Year}/import/template"] = null,

        ["GET /api/v1/rulebooks/proposals"] = null,
        ["POST /api/v1/rulebooks"] = "id: no-rulebook\n",
        ["POST /api/v1/rulebooks/proposals/{id}/confirm"] = Reason,
        ["POST /api/v1/rulebooks/proposals/{id}/reject"] = Reason,
        ["POST /api/v1/regions/changes"] = """{"regions": [], "lineage": []}""",
        ["POST /api/v1/regions/changes/{id}/confirm"] = Reason,
        ["POST /api/v1/regions/changes/{id}/reject"] = Reason,

        [$"GET {Year}/progress"] = null,
        [$"GET {Year}/standings"] = null,
        [$"GET {Year}/regions/{{code}}"] = null,
        [$"POST {Year}/regions/{{code}}/what-if"] = $$$"""{"figures": {"{{{Indicator}}}": "97.5"}}""",

        ["GET /api/v1/inbox"] = null,
        ["GET /api/v1/inbox/webhook"] = null,
        ["PUT /api/v1/inbox/webhook"] = """{"url": "https://10.0.0.1/"}""",
        ["DELETE /api/v1/inbox/webhook"] = null,
        [$"GET {Year}/record"] = null,
        [$"GET {Year}/regions/{{code}}/figures/{{indicator}}/history"] = null,
        ["GET /api/v1/access-log"] = null,
    };

    public static string MediaOf(string path) =>
        path.EndsWith("/import", StringComparison.Ordinal) ? "text/csv"
        : path == "/api/v1/rulebooks" || path.EndsWith("/shadow", StringComparison.Ordinal) ? "application/yaml" : "application/json";

    /// <summary>An id as a path names it: "330624-v-1", of a proposal "330000-p-1".</summary>
    public static string IdOf(string path) => !path.Contains("{year}", StringComparison.Ordinal) ? "330000-p-1"
        : path.Contains("/recusals/", StringComparison.Ordinal) ? $"{Region}-c-1"
        : $"{Region}-{path.Split('/')[^3..].First(p => p.EndsWith('s'))[0]}-1";
}
