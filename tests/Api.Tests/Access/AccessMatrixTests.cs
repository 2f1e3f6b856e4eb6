using System.Globalization;
using System.Text;
using System.Text.Json;
using Api.Tests.Hosts;
using Api.Tests.Writing;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Api.Tests.Access;

/// <summary>
/// Every signed-in operation of the OpenAPI document × every role and nobody × own and foreign region × own and foreign
/// dimension × every stage: allowed or refused, and by which code, as the documented tables say.
/// </summary>
public sealed class AccessMatrixTests(MatrixHost host, ITestOutputHelper output) : IClassFixture<MatrixHost>
{
    private const string OwnCity = "330600";
    private const string ForeignCity = "330100";
    private const string Province = "330000";

    private static readonly string[] AccessCodes =
    [
        "NotSignedIn", "TokenRevoked", "RoleForbids", "RegionForbids", "DimensionForbids", "StageForbids", "StageUnreachable",
    ];

    private readonly DocumentedTables _tables = new();

    private sealed record Cell(
        string Method, string Path, string Operation, Stage Stage, string? Role, bool OwnRegion, bool OwnDimension, string Expected);

    [Fact]
    public async Task Every_cell_is_allowed_or_refused_as_documented()
    {
        var asked = 0;
        var wrong = new List<string>();

        // Steps first, while nothing but its stage is known of a year: then one that is allowed has nothing else against it.
        foreach (var cell in Cells(await OperationsAsync()).OrderByDescending(IsStep).ToList())
        {
            foreach (var preview in Ways(cell))
            {
                var found = await AskAsync(cell, preview);
                asked++;
                if (found != cell.Expected)
                {
                    wrong.Add($"{cell}{(preview ? " as a preview" : "")}: {found}");
                }
            }
        }

        output.WriteLine($"{asked} cells");
        Assert.True(asked > 1000);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {asked} cells:\n{string.Join('\n', wrong.Take(40))}");
    }

    /// <summary>As a preview, or not: a step that is allowed only as one, a write that is refused both ways.</summary>
    private static bool[] Ways(Cell cell) =>
        IsStep(cell) && cell.Expected == "allowed" ? [true] : IsRefusedWrite(cell) ? [false, true] : [false];

    /// <summary>
    /// A step that is allowed would change the stage that the other cells are about, so it is carried out but for its append; it must
    /// foretell a difference then, and not only be refused for no matter of access. YearLifecycleTests takes them all.
    /// </summary>
    private static bool IsStep(Cell cell) => Target(cell.Operation) is not null;

    private static bool IsRefusedWrite(Cell cell) =>
        cell.Expected != "allowed" && cell.Method != "GET" && !cell.Path.EndsWith("/shadow", StringComparison.Ordinal);

    [Fact]
    public async Task Every_signed_in_operation_has_a_row_and_every_row_an_operation()
    {
        var documented = (await OperationsAsync()).Select(o => $"{o.Method} {o.Path}").Distinct().Order().ToList();
        Assert.Equal(documented, MatrixRows.Bodies.Keys.Order());
    }

    private async Task<IReadOnlyList<(string Method, string Path, string Operation)>> OperationsAsync()
    {
        var document = await host.GetAsync("/openapi/v1.json");
        return
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
                .Where(method => method.Value.TryGetProperty("security", out _))
                .SelectMany(method => method.Value.GetProperty("x-award-operations").EnumerateArray()
                    .Select(operation => (method.Name.ToUpperInvariant(), path.Name, operation.GetString()!)))),
        ];
    }

    /// <summary>Of an endpoint that is one thing in one stage and another in the next, the stages of both; a step is one step.</summary>
    private DocumentedTables.Row RowOf(
        (string Method, string Path, string Operation) operation,
        IReadOnlyList<(string Method, string Path, string Operation)> all)
    {
        var row = _tables.Of(operation.Operation);
        return row with
        {
            Stages = [.. all.Where(o => (o.Method, o.Path, Target(o.Operation)) == (
                    operation.Method, operation.Path, Target(operation.Operation)))
                .SelectMany(o => _tables.Of(o.Operation).Stages).Distinct()],
        };
    }

    private IEnumerable<Cell> Cells(IReadOnlyList<(string Method, string Path, string Operation)> all) =>
        from operation in all
        let row = RowOf(operation, all)
        from stage in IsOfYear(operation.Path) ? MatrixHost.Years.Keys : [Stage.Collecting]
        from role in Enum.GetNames<Role>().Select(name => name.ToLowerInvariant()).Append(null)
        from ownRegion in new[] { true, false }
        from ownDimension in new[] { true, false }
        where ownRegion || ownDimension || role is not null
        select new Cell(
            operation.Method, operation.Path, operation.Operation, stage, role, ownRegion, ownDimension,
            Expected(row, operation, stage, role, ownRegion, ownDimension || IsNothingThere(operation, stage)));

    /// <summary>Nothing is on record in a draft, so nothing has a dimension.</summary>
    private static bool IsNothingThere((string Method, string Path, string Operation) operation, Stage stage) =>
        stage == Stage.Draft && operation.Operation == nameof(Operation.WithdrawIncident);

    // Role before region before stage before dimension: the first that is against it names the refusal.
    private static string Expected(
        DocumentedTables.Row row, (string Method, string Path, string Operation) operation, Stage stage, string? role,
        bool ownRegion, bool ownDimension) =>
        role is null && !IsOpenToPublic(operation.Operation) ? "NotSignedIn"
        : role is not null && !row.Roles.Any(r => r.ToString().Equals(role, StringComparison.OrdinalIgnoreCase)) ? "RoleForbids"
        : role is not null && !ownRegion && row.Reach is ("province" or "region" or "region, dimension") ? "RegionForbids"
        : !ownDimension && row.Reach == "region, dimension" ? "DimensionForbids"
        : row.Stages.Contains(stage) ? "allowed"
        : Target(operation.Operation) is not null ? "StageUnreachable" : "StageForbids";

    private async Task<string> AskAsync(Cell cell, bool preview)
    {
        var year = MatrixHost.Years[cell.Stage].ToString(CultureInfo.InvariantCulture);
        var path = cell.Path
            .Replace("{province}", Province, StringComparison.Ordinal)
            .Replace("{year}", year, StringComparison.Ordinal)
            .Replace("{code}", MatrixRows.Region, StringComparison.Ordinal)
            .Replace("{indicator}", MatrixRows.Indicator, StringComparison.Ordinal)
            .Replace("{id}", cell.Path.Contains("{id}", StringComparison.Ordinal) ? MatrixRows.IdOf(cell.Path) : "", StringComparison.Ordinal);
        var body = MatrixRows.Bodies.GetValueOrDefault($"{cell.Method} {cell.Path}")?
            .Replace("{year}", year, StringComparison.Ordinal)
            .Replace("{to}", Target(cell.Operation), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(
            new HttpMethod(cell.Method),
            preview ? $"{path}?preview=true" : path.EndsWith("/import", StringComparison.Ordinal) ? $"{path}?dryRun=true" : path);
        request.Headers.Authorization = TokenOf(cell) is { } token ? new("Bearer", token) : null;
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString("n"));
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, MatrixRows.MediaOf(cell.Path));
        using var answer = await host.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return answer.IsSuccessStatusCode ? "allowed" : $"{answer.StatusCode} {text}";
        }

        var code = JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!;
        return IsStep(cell) && cell.Expected == "allowed" ? $"{answer.StatusCode} {text}"
            : code == "YearNotPublished" ? "StageForbids"
            : AccessCodes.Contains(code) ? code
            : (int)answer.StatusCode < 500 ? "allowed" : $"{answer.StatusCode} {text}";
    }

    private string? TokenOf(Cell cell)
    {
        if (cell.Role is null)
        {
            return null;
        }

        var province = _tables.Of(cell.Operation).Reach == "province";
        var region = (cell.OwnRegion, province) switch
        {
            (true, true) => Province,
            (true, false) => OwnCity,
            (false, true) => OwnCity,
            _ => ForeignCity,
        };
        return host.TokenOf(cell.Role, region, cell.Role == "assessor" ? DimensionOf(cell) : null);
    }

    private static string DimensionOf(Cell cell)
    {
        var own = cell.Path.Contains("/incidents", StringComparison.Ordinal)
            ? Dimensions.OfIncident(YearBook.Rulebook, MatrixRows.Kind)
            : Dimensions.OfFigure(YearBook.Rulebook, MatrixRows.Indicator);
        return cell.OwnDimension ? own[0] : YearBook.Rulebook.Root.Children.First(d => !own.Contains(d.Id)).Id;
    }

    // docs/access.md says so below its table: anybody may object, about any region.
    private static bool IsOpenToPublic(string operation) => operation == nameof(Operation.RaiseObjection);

    private static bool IsOfYear(string path) => path.Contains("{year}", StringComparison.Ordinal);

    private static string? Target(string operation) => operation switch
    {
        nameof(Operation.BeginCollecting) => "collecting",
        nameof(Operation.BeginReview) or nameof(Operation.ReturnToReview) => "review",
        nameof(Operation.GiveNotice) => "notice",
        nameof(Operation.Publish) => "published",
        _ => null,
    };
}
