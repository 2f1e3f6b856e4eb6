using System.Security.Cryptography;
using System.Text;
using Award.Rules.Record;

namespace Award.Ledger.People;

/// <summary>What somebody who objects says. None of it is part of any chain.</summary>
/// <param name="Contact">How the public can be reached; read by nobody through the engine.</param>
public sealed record ObjectionText(string Text, string? Evidence, string? Contact);

/// <summary>Where the texts of objections stand, so that each can be erased without breaking the record.</summary>
public interface IObjectionTexts
{
    /// <summary>
    /// Keeps a text before its objection is recorded; gives the digest the record will hold, and whether the text is new. The
    /// same person and key keep what they brought first.
    /// </summary>
    (string Digest, bool IsNew) Keep(Person person, string idempotencyKey, ObjectionText text);

    /// <summary>The text behind a digest; null when it was erased.</summary>
    ObjectionText? Find(string digest);

    /// <summary>Erases a text for good; false when there is none.</summary>
    bool Erase(string digest);

    /// <summary>The opaque person who objects without a token: the same for the same contact.</summary>
    Person PersonOf(string contact);

    /// <summary>
    /// The hash of a request under a key of this place: the record alone must not let anybody try out what may have been said.
    /// </summary>
    string Veiled(string bodyHash);
}

/// <summary>Where no people file is: nothing is kept, and every text reads as erased.</summary>
public sealed class NoObjectionTexts : IObjectionTexts
{
    public (string Digest, bool IsNew) Keep(Person person, string idempotencyKey, ObjectionText text) =>
        (ObjectionTexts.Digest([], text), false);

    public ObjectionText? Find(string digest) => null;

    public bool Erase(string digest) => false;

    public Person PersonOf(string contact) => ObjectionTexts.PersonOf([], contact);

    public string Veiled(string bodyHash) => bodyHash;
}

/// <summary>The texts among the people, and the keys that veil them.</summary>
public sealed class ObjectionTexts(PeopleStore people) : IObjectionTexts
{
    private const int SecretBytes = 32;

    // From the start on, so that no refused request is the first to need it.
    private readonly byte[] _key = Key(people);

    /// <summary>Over the people file of a folder.</summary>
    public ObjectionTexts(string folder)
        : this(PeopleFile.Open(folder))
    {
    }

    public (string Digest, bool IsNew) Keep(Person person, string idempotencyKey, ObjectionText text)
    {
        var salt = RandomNumberGenerator.GetBytes(SecretBytes);
        var isNew = people.Execute(
            "INSERT INTO objections (person, key, digest, salt, text, evidence, contact) VALUES ($0, $1, $2, $3, $4, $5, $6) "
            + "ON CONFLICT DO NOTHING",
            person.Subject, idempotencyKey, Digest(salt, text), Convert.ToHexStringLower(salt),
            text.Text, text.Evidence, text.Contact) > 0;
        var kept = people.Query(
            "SELECT digest FROM objections WHERE person = $0 AND key = $1",
            row => row.GetString(0), person.Subject, idempotencyKey);
        return (kept.Single(), isNew);
    }

    public ObjectionText? Find(string digest) => people.Query(
        "SELECT text, evidence, contact FROM objections WHERE digest = $0",
        row => new ObjectionText(
            row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)),
        digest) is [var found] ? found : null;

    public bool Erase(string digest) => people.Erase("DELETE FROM objections WHERE digest = $0", rewrite: false, digest) > 0;

    public Person PersonOf(string contact) => PersonOf(_key, contact);

    public string Veiled(string bodyHash) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"request\n{bodyHash}")));

    internal static Person PersonOf(byte[] key, string contact) => new(
        $"public-{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"contact\n{contact.Trim()}")).AsSpan(0, 16))}");

    /// <summary>SHA-256 over the salt and the UTF-8 text.</summary>
    internal static string Digest(byte[] salt, ObjectionText text) =>
        ContentHash.Of([.. salt, .. Encoding.UTF8.GetBytes(text.Text)]);

    // Made once; of two makers the first wins.
    private static byte[] Key(PeopleStore people)
    {
        people.Execute(
            "INSERT INTO secrets (name, value) VALUES ('objections', $0) ON CONFLICT DO NOTHING",
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));
        return Convert.FromHexString(
            people.Query("SELECT value FROM secrets WHERE name = 'objections'", row => row.GetString(0)).Single());
    }
}
