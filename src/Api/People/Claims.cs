using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Award.Grains;
using Award.Rules.Access;

namespace Award.Api.People;

/// <summary>The claims that the engine reads from a token.</summary>
internal static class Claims
{
    public const string Role = "role";
    public const string Region = "region";
    public const string Dimension = "dimension";

    /// <summary>The person, as <see cref="SubjectOf"/> names them; set when the token has been checked.</summary>
    public const string Subject = "award:subject";

    /// <summary>The id of a token issued here; set when the token has been checked.</summary>
    public const string LocalToken = "award:local-token";

    /// <summary>
    /// What the record keeps of a person: one opaque id for issuer and person claim, whatever token they come with. Made from
    /// nothing but these two, so that no lost table can turn one person into two.
    /// </summary>
    public static string SubjectOf(string issuer, string claim) =>
        $"p-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{claim}")).AsSpan(0, 16))}";

    /// <summary>Whether somebody without a token asks, where the endpoint is open to them.</summary>
    public static bool IsPublic(this HttpContext context) =>
        context.User.FindFirst(Subject) is null && context.GetEndpoint()?.Metadata.GetMetadata<OpenToPublic>() is not null;

    /// <summary>The caller; somebody without a token, where the endpoint is open to them, has no right at all.</summary>
    public static CallerView CallerOrPublic(this HttpContext context) =>
        context.IsPublic() ? new CallerView("public", [], [], [], null) : context.Caller();

    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint lacks a permit.</exception>
    public static CallerView Caller(this HttpContext context) =>
        context.User.FindFirst(Subject) is { } subject
            ? new CallerView(
                subject.Value,
                Values(context.User, Role, RoleNamed),
                Values(context.User, Region, code => code),
                Values(context.User, Dimension, id => id),
                context.User.FindFirst(LocalToken)?.Value)
            : throw new InvalidOperationException("an endpoint for signed-in people was reached without one");

    /// <summary>"assessor" → "Assessor"; null for what is no role here.</summary>
    public static string? RoleNamed(string word) =>
        Enum.GetNames<Role>().FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static List<string> Values(ClaimsPrincipal user, string type, Func<string, string?> read) =>
        [.. user.FindAll(type).Select(claim => read(claim.Value)).OfType<string>().Distinct()];
}
