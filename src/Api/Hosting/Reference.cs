using System.Text.Json.Nodes;
using Award.Api.Answers;
using Award.Api.People;
using Award.Rules.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Award.Api.Hosting;

/// <summary>
/// The OpenAPI document at <c>/openapi/v1.json</c> and a page to browse it at <c>/reference</c>.
/// </summary>
internal static class Reference
{
    private const string Scheme = "bearer";

    public static void AddReference(this IServiceCollection services) => services
        .AddSingleton<ReferenceDocument>()
        .AddOpenApi(ReferenceDocument.Name, options =>
        {
            options.AddDocumentTransformer((document, _, _) => Describe(document));
            options.AddOperationTransformer((operation, context, _) => Describe(operation, context));
        });

    /// <summary>
    /// All that the page needs comes from this server: no other is asked for scripts, fonts or examples.
    /// </summary>
    public static void MapReference(this IEndpointRouteBuilder app)
    {
        app.MapGet(
            $"/openapi/{ReferenceDocument.Name}.json",
            async (ReferenceDocument document) => new AnswerResult(await document.Answer)).ExcludeFromDescription();
        app.MapScalarApiReference("/reference", options =>
        {
            options.Title = "Award engine";
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.Agent = new ScalarAgentOptions { Disabled = true };
            options.Mcp = new ScalarMcpOptions { Disabled = true };
        });
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Award engine",
            Version = "v1",
            Description = "Standings, streaks and tripods of the award for public safety (平安鼎), "
                + "and the writes behind them. "
                + "Errors are application/problem+json with a stable `code`.",
        };

        // Where the document is asked for is where the API is: no host is named.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Scheme,
            Description = "An access token (JWT) of the configured issuer, or one issued here; "
                + "for a first look: tokens.json of the data folder.",
        };
        return Task.CompletedTask;
    }

    /// <summary>Which operations of docs/access.md it is, and whose roles they ask for.</summary>
    private static void Permit(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var operations = context.Description.ActionDescriptor.EndpointMetadata
            .OfType<Permitted>().SelectMany(p => p.Operations).ToList();
        var roles = operations.SelectMany(o => AccessRules.Of(o).Roles).Distinct().Order()
            .Select(role => role.ToString().ToLowerInvariant());
        operation.Description = $"Roles: {string.Join(", ", roles)}.";
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-award-operations"] = new JsonNodeExtension(
            new JsonArray([.. operations.Select(o => JsonValue.Create(o.ToString()))]));
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            Parameters.Describe(parameter);
        }

        if (context.Description.ActionDescriptor.EndpointMetadata
            .OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any())
        {
            var bearer = new OpenApiSecuritySchemeReference(Scheme, context.Document);
            operation.Security = [new OpenApiSecurityRequirement { [bearer] = [] }];
            Permit(operation, context);
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<OpenToPublic>().Any())
            {
                operation.Security.Add([]);
            }
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Writing.Confirmed>().Any())
        {
            Bodies.DescribeConfirmation(operation);
        }

        if (Bodies.IsTable(context.Description))
        {
            Bodies.DescribeTable(operation);
        }
        else if (Bodies.ExampleOf(context.Description) is { } example)
        {
            Bodies.Describe(operation, context.Description, example);
        }

        return Task.CompletedTask;
    }
}
