using Award.Ledger;
using Award.Ledger.Sqlite;
using Ledger.Tests.Conformance;

namespace Ledger.Tests.Sqlite;

public sealed class SqliteConformanceTests : LedgerConformance
{
    private readonly TempFolder _folder = new();

    protected override async Task<ILedger> OpenAsync() =>
        await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = _folder.Path });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
