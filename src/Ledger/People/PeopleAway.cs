using System.Data.Common;

namespace Award.Ledger.People;

/// <summary>
/// Where a process opens no people store: what would be asked of it is answered as if it were out of reach for the moment.
/// </summary>
public sealed class PeopleAway : PeopleStore
{
    internal override int Execute(string sql, params ReadOnlySpan<object?> values) => throw Away();

    internal override void ExecuteAll(string sql, IReadOnlyList<object?[]> rows) => throw Away();

    internal override int Erase(string sql, bool rewrite, params ReadOnlySpan<object?> values) => throw Away();

    internal override List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values) =>
        throw Away();

    private static LedgerBusyException Away() => new("this process opens no people store");
}
