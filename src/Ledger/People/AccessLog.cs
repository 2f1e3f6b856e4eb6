using System.Data.Common;

namespace Award.Ledger.People;

/// <summary>One request of a signed-in person: who looked at what, or wrote it, or was refused.</summary>
/// <param name="Id">Grows with each line; 0 of one not yet written.</param>
/// <param name="Subject">The person's opaque subject id.</param>
/// <param name="Roles">Those the token names.</param>
/// <param name="Operation">What the endpoint carries out; several where the request decides which.</param>
/// <param name="Province">
/// Of the route, else the one the person's regions lie in; null where there are several.
/// </param>
/// <param name="Status">The HTTP status it was answered with.</param>
/// <param name="Trace">Names the request in logs and traces.</param>
/// <param name="Address">The client's, or null.</param>
public sealed record AccessLine(
    long Id,
    DateTimeOffset At,
    string Subject,
    IReadOnlyList<string> Roles,
    string Operation,
    string Method,
    string? Province,
    int? Year,
    string? Region,
    int Status,
    string Trace,
    string? Address);

/// <summary>Which lines are asked for.</summary>
/// <param name="Province">Null: of every province, and those of none.</param>
public sealed record AccessQuery(long After, int Limit, string? Province, string? Subject, string? Region);

/// <summary>
/// Who read and wrote what, kept outside the record so that it can be erased: by person, or by age. The
/// record itself names who wrote and when.
/// </summary>
public sealed class AccessLog(PeopleStore people)
{
    private const string Columns =
        "at, subject, roles, operation, method, province, year, region, status, trace, address";

    /// <summary>Writes lines in order; all of them are on the disk afterwards, or none.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public void Write(IReadOnlyList<AccessLine> lines)
    {
        try
        {
            people.ExecuteAll(
                $"INSERT INTO access_log ({Columns}) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                [.. lines.Select(Row)]);
        }
        catch (Exception fault) when (fault is DbException or LedgerBusyException)
        {
            throw new IOException($"the access log cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Lines after an id, oldest first.</summary>
    public IReadOnlyList<AccessLine> Read(AccessQuery query) => people.Query(
        $"""
        SELECT id, {Columns} FROM access_log
        WHERE id > $0 AND (CAST($2 AS TEXT) IS NULL OR province = $2)
            AND (CAST($3 AS TEXT) IS NULL OR subject = $3) AND (CAST($4 AS TEXT) IS NULL OR region = $4)
        ORDER BY id LIMIT $1
        """,
        Line,
        query.After, query.Limit, query.Province, query.Subject, query.Region);

    /// <summary>Erases every line about a person; gives how many there were.</summary>
    public int EraseSubject(string subject) => people.Erase(
        "DELETE FROM access_log WHERE subject = $0", rewrite: true, subject);

    /// <summary>
    /// Erases every line older than an instant; gives how many there were. The file is not written anew, for
    /// this is done each day, and whoever writes would wait.
    /// </summary>
    public int EraseBefore(DateTimeOffset instant) =>
        people.Erase("DELETE FROM access_log WHERE at < $0", rewrite: false, PeopleStore.Text(instant));

    private static object?[] Row(AccessLine line) =>
    [
        PeopleStore.Text(line.At), line.Subject, string.Join(' ', line.Roles), line.Operation, line.Method,
        line.Province, line.Year, line.Region, line.Status, line.Trace, line.Address,
    ];

    private static AccessLine Line(DbDataReader row) => new(
        row.GetInt64(0),
        PeopleStore.Instant(row.GetString(1)),
        row.GetString(2),
        row.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.GetString(4),
        row.GetString(5),
        row.IsDBNull(6) ? null : row.GetString(6),
        row.IsDBNull(7) ? null : row.GetInt32(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.GetInt32(9),
        row.GetString(10),
        row.IsDBNull(11) ? null : row.GetString(11));
}
