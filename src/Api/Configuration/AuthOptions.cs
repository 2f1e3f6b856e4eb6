using System.Globalization;

namespace Award.Api.Configuration;

/// <summary>The keys under <c>Award:Auth</c>: whose tokens are taken.</summary>
/// <param name="Authority">Address of the OIDC issuer, or null: only tokens issued here.</param>
/// <param name="Audience">What its tokens must be meant for; required with an authority.</param>
/// <param name="PersonClaim">The claim that names a person, the same in every token of theirs; "sub" by default.</param>
/// <param name="TokenTypes">The <c>typ</c> headers taken; "at+jwt" by default (RFC 9068).</param>
/// <param name="Local">Whether tokens issued here are taken too; without an authority always.</param>
/// <param name="RequireHttps">Whether the issuer's keys are fetched over HTTPS only.</param>
public sealed record AuthOptions(
    string? Authority,
    string? Audience,
    string PersonClaim,
    IReadOnlyList<string> TokenTypes,
    bool Local,
    bool RequireHttps)
{
    internal static readonly string[] Keys =
    [
        "Auth:Authority", "Auth:Audience", "Auth:PersonClaim", "Auth:TokenTypes", "Auth:Local", "Auth:RequireHttps",
    ];

    /// <exception cref="StartRefusedException">A value does not fit.</exception>
    internal static AuthOptions Read(IConfigurationSection award)
    {
        var auth = award.GetSection("Auth");
        var authority = Word(auth, "Authority");
        var audience = Word(auth, "Audience");
        var requireHttps = AwardOptions.Flag(award, "Auth:RequireHttps") ?? true;
        if (authority is not null && (!Uri.TryCreate(authority, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("https" or "http") || (requireHttps && uri.Scheme != "https")))
        {
            throw new StartRefusedException($"Award:Auth:Authority={authority} is no https address");
        }

        if (authority is not null && audience is null)
        {
            throw new StartRefusedException("Award:Auth:Audience is needed beside Award:Auth:Authority");
        }

        return new AuthOptions(
            authority,
            audience,
            Word(auth, "PersonClaim") ?? "sub",
            (Word(auth, "TokenTypes") ?? "at+jwt").Split(
                ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            AwardOptions.Flag(award, "Auth:Local") ?? authority is null,
            requireHttps);
    }

    private static string? Word(IConfigurationSection section, string key) =>
        section[key] is { Length: > 0 } word ? word.ToString(CultureInfo.InvariantCulture) : null;
}
