using Award.Rules.Access;
using Award.Rules.Record;
using Microsoft.AspNetCore.Authorization;

namespace Award.Api.People;

/// <summary>The operations an endpoint carries out: metadata that access is decided by and that the reference shows.</summary>
internal sealed record Permitted(IReadOnlyList<Operation> Operations);

/// <summary>Somebody without a token may ask too. One who sends a token is judged by it.</summary>
internal sealed record OpenToPublic;

/// <summary>The caller has a role for one of the operations.</summary>
/// <param name="OrPublic">Or comes without a token.</param>
internal sealed record PermitRequirement(IReadOnlyList<Operation> Operations, bool OrPublic = false) : IAuthorizationRequirement;

internal sealed class PermitHandler : AuthorizationHandler<PermitRequirement>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context, PermitRequirement requirement)
    {
        if (requirement.OrPublic && context.Resource is HttpContext { Request.Headers.Authorization.Count: 0 })
        {
            context.Succeed(requirement);
        }

        if (context.User.Identity is { IsAuthenticated: true } && context.Resource is HttpContext http)
        {
            var caller = http.Caller().ToCaller();
            if (requirement.Operations.Any(operation => AccessRules.CheckRole(caller, operation) is null))
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }
}

internal static class PermitExtensions
{
    /// <summary>Asks for a signed-in person with a role for one of the operations.</summary>
    public static TBuilder For<TBuilder>(this TBuilder route, params Operation[] operations)
        where TBuilder : IEndpointConventionBuilder
    {
        route.WithMetadata(new Permitted(operations));
        return route.RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .AddRequirements(new PermitRequirement(operations)));
    }

    /// <summary>Asks for a person with a role for the operation, or for nobody's token at all.</summary>
    public static TBuilder ForPublicOr<TBuilder>(this TBuilder route, Operation operation)
        where TBuilder : IEndpointConventionBuilder
    {
        route.WithMetadata(new Permitted([operation]), new OpenToPublic());
        return route.RequireAuthorization(policy => policy.AddRequirements(new PermitRequirement([operation], OrPublic: true)));
    }
}
