using System.Data.Common;
using System.Security.Cryptography;

namespace Award.Ledger.People;

/// <summary>
/// The webhooks people have set, one a person, each with its secret and its cursor; outside the record. What
/// is noted about a setting of it that has been replaced meanwhile is passed over.
/// </summary>
public sealed class Webhooks(PeopleStore people, TimeProvider clock)
{
    private const int SecretBytes = 32;

    private const string Columns =
        "subject, id, url, secret, roles, regions, token, made, lapses, cursor, delivered, delivered_at, failures, "
        + "failing_since, fault, given_up";

    public IReadOnlyList<Webhook> All() => people.Query($"SELECT {Columns} FROM webhooks ORDER BY subject", Read);

    public Webhook? Find(string subject) =>
        people.Query($"SELECT {Columns} FROM webhooks WHERE subject = $0", Read, subject) is [var hook] ? hook : null;

    /// <summary>
    /// Sets a person's webhook with a new secret. One that was there before is replaced, and goes on where it
    /// stood.
    /// </summary>
    /// <param name="cursor">Where a first one begins.</param>
    public Webhook Set(
        string subject,
        string url,
        IReadOnlyList<string> roles,
        IReadOnlyList<string> regions,
        string? token,
        TimeSpan lifetime,
        string cursor)
    {
        var now = clock.GetUtcNow();
        people.Execute(
            """
            INSERT INTO webhooks (subject, id, url, secret, roles, regions, token, made, lapses, cursor, failures)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, 0)
            ON CONFLICT (subject) DO UPDATE SET id = excluded.id, url = excluded.url, secret = excluded.secret,
                roles = excluded.roles, regions = excluded.regions, token = excluded.token, made = excluded.made,
                lapses = excluded.lapses, failures = 0, failing_since = NULL, fault = NULL, given_up = NULL
            """,
            subject, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), url,
            $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))}",
            string.Join(' ', roles), string.Join(' ', regions), token,
            PeopleStore.Text(now), PeopleStore.Text(now + lifetime), cursor);
        return Find(subject)!;
    }

    /// <summary>Removes a person's webhook and its secret; false when there is none.</summary>
    public bool Remove(string subject) =>
        people.Erase("DELETE FROM webhooks WHERE subject = $0", rewrite: false, subject) > 0;

    /// <summary>
    /// Everything up to the cursor is done with; <paramref name="item"/> was delivered, if any.
    /// </summary>
    public void Advance(Webhook hook, string cursor, string? item)
    {
        if (item is null)
        {
            people.Execute("UPDATE webhooks SET cursor = $1 WHERE id = $0", hook.Id, cursor);
            return;
        }

        people.Execute(
            """
            UPDATE webhooks SET cursor = $1, delivered = $2, delivered_at = $3,
                failures = 0, failing_since = NULL, fault = NULL WHERE id = $0
            """,
            hook.Id, cursor, item, PeopleStore.Text(clock.GetUtcNow()));
    }

    /// <summary>
    /// Notes a failed attempt; gives the hook as it stands now, or null when it is no longer there.
    /// </summary>
    public Webhook? Fail(Webhook hook, string fault)
    {
        people.Execute(
            """
            UPDATE webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, $1), fault = $2
            WHERE id = $0
            """,
            hook.Id, PeopleStore.Text(clock.GetUtcNow()), fault);
        return Find(hook.Subject) is { } now && now.Id == hook.Id ? now : null;
    }

    public void GiveUp(Webhook hook) => people.Execute(
        "UPDATE webhooks SET given_up = $1 WHERE id = $0", hook.Id, PeopleStore.Text(clock.GetUtcNow()));

    private static Webhook Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        Split(row.GetString(4)),
        Split(row.GetString(5)),
        Text(row, 6),
        PeopleStore.Instant(row.GetString(7)),
        PeopleStore.Instant(row.GetString(8)),
        row.GetString(9),
        Text(row, 10),
        Instant(row, 11),
        row.GetInt32(12),
        Instant(row, 13),
        Text(row, 14),
        Instant(row, 15));

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : PeopleStore.Instant(row.GetString(column));
}
