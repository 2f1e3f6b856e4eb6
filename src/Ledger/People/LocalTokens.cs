using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Award.Ledger.People;

/// <summary>
/// Tokens for installations without an issuer of their own: JSON Web Tokens signed by the folder's key, listed among the
/// people, and refused everywhere once revoked there.
/// </summary>
public sealed class LocalTokens(PeopleStore people, string folder, TimeProvider clock) : ITokenRegistry
{
    public const string Issuer = "urn:award:local";
    public const string Audience = "award";

    /// <summary>The <c>typ</c> of an access token (RFC 9068); nothing else signed by the key is taken for one.</summary>
    public const string Type = "at+jwt";

    private const char Separator = ' ';
    private const string Columns = "id, person, roles, regions, dimensions, issued, expires, revoked";
    private readonly Lazy<ECDsaSecurityKey> _key = new(() => SigningKey.Open(folder));

    /// <summary>Over the people file of the folder.</summary>
    public LocalTokens(string folder, TimeProvider clock)
        : this(PeopleFile.Open(folder), folder, clock)
    {
    }

    public SecurityKey Key => _key.Value;

    /// <summary>Issues a token; the text is given once and kept nowhere.</summary>
    public (LocalToken Token, string Text) Issue(
        string person,
        IReadOnlyList<string> roles,
        IReadOnlyList<string> regions,
        IReadOnlyList<string> dimensions,
        TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var token = new LocalToken(id, person, roles, regions, dimensions, now, now + lifetime, null);
        people.Execute(
            $"INSERT INTO tokens ({Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, NULL)",
            id, person, Join(roles), Join(regions), Join(dimensions),
            PeopleStore.Text(token.Issued), PeopleStore.Text(token.Expires));
        return (token, Sign(token));
    }

    /// <summary>Every token ever issued here, newest first.</summary>
    public IReadOnlyList<LocalToken> List() =>
        people.Query($"SELECT {Columns} FROM tokens ORDER BY issued DESC, id", Read);

    /// <summary>Revokes a token; false when there is none with this id, or it was revoked before.</summary>
    public bool Revoke(string id) => people.Execute(
        "UPDATE tokens SET revoked = $1 WHERE id = $0 AND revoked IS NULL", id, PeopleStore.Text(clock.GetUtcNow())) > 0;

    public async Task<bool> IsGoodAsync(string tokenId, CancellationToken cancellation = default) =>
        await people.QueryAsync($"SELECT {Columns} FROM tokens WHERE id = $0", Read, cancellation, tokenId)
            .ConfigureAwait(false)
            is [var token] && token.IsValidAt(clock.GetUtcNow());

    private string Sign(LocalToken token) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        TokenType = Type,
        IssuedAt = token.Issued.UtcDateTime,
        NotBefore = token.Issued.UtcDateTime,
        Expires = token.Expires.UtcDateTime,
        Claims = new Dictionary<string, object>
        {
            ["sub"] = token.Person,
            ["jti"] = token.Id,
            ["role"] = token.Roles,
            ["region"] = token.Regions,
            ["dimension"] = token.Dimensions,
        },
        SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
    });

    private static LocalToken Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        Split(row.GetString(2)),
        Split(row.GetString(3)),
        Split(row.GetString(4)),
        PeopleStore.Instant(row.GetString(5)),
        PeopleStore.Instant(row.GetString(6)),
        row.IsDBNull(7) ? null : PeopleStore.Instant(row.GetString(7)));

    private static string Join(IReadOnlyList<string> words) => string.Join(Separator, words);

    private static string[] Split(string words) => words.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}
