using Award.Ledger;
using Ledger.Tests.Conformance;
using Simulation.Tests.Engine;

namespace Simulation.Tests;

/// <summary>The ledger in memory keeps to what every store keeps to.</summary>
public sealed class MemoryLedgerConformanceTests : LedgerConformance
{
    private readonly MemoryRecord _record = new();

    protected override Task<ILedger> OpenAsync() => Task.FromResult<ILedger>(new MemoryLedger(_record));
}
