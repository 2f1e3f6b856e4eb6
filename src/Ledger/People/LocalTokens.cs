using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Award.Ledger.People;

/// <summary>
/// Tokens for installations without an issuer of their own: JSON Web Tokens signed by the folder's key, listed in its people
/// file, and refused everywhere once revoked there.
/// </summary>
public sealed class LocalTokens(string folder, TimeProvider clock) : ITokenRegistry
{
    public const string Issuer = "urn:award:local";
    public const string Audience = "award";

    /// <summary>The <c>typ</c> of an access token (RFC 9068); nothing else signed by the key is taken for one.</summary>
    public const string Type = "at+jwt";

    private const char Separator = ' ';
    private const string Columns = "id, person, roles, regions, dimensions, issued, expires, revoked";
    private readonly PeopleFile _file = PeopleFile.Open(folder);
    private readonly Lazy<ECDsaSecurityKey> _key = new(() => SigningKey.Open(folder));

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
        _file.Execute(
            $"INSERT INTO tokens ({Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, NULL)",
            id, person, Join(roles), Join(regions), Join(dimensions),
            PeopleFile.Text(token.Issued), PeopleFile.Text(token.Expires));
        return (token, Sign(token));
    }

    /// <summary>Every token ever issued here, newest first.</summary>
    public IReadOnlyList<LocalToken> List() =>
        _file.Query($"SELECT {Columns} FROM tokens ORDER BY issued DESC, id", Read);

    /// <summary>Revokes a token; false when there is none with this id, or it was revoked before.</summary>
    public bool Revoke(string id) => _file.Execute(
        "UPDATE tokens SET revoked = $1 WHERE id = $0 AND revoked IS NULL", id, PeopleFile.Text(clock.GetUtcNow())) > 0;

    public Task<bool> IsGoodAsync(string tokenId, CancellationToken cancellation = default) =>
        Task.FromResult(_file.Query($"SELECT {Columns} FROM tokens WHERE id = $0", Read, tokenId)
            is [var token] && token.IsValidAt(clock.GetUtcNow()));

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

    private static LocalToken Read(Microsoft.Data.Sqlite.SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        Split(row.GetString(2)),
        Split(row.GetString(3)),
        Split(row.GetString(4)),
        PeopleFile.Instant(row.GetString(5)),
        PeopleFile.Instant(row.GetString(6)),
        row.IsDBNull(7) ? null : PeopleFile.Instant(row.GetString(7)));

    private static string Join(IReadOnlyList<string> words) => string.Join(Separator, words);

    private static string[] Split(string words) => words.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}
