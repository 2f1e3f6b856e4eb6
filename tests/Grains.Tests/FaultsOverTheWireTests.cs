using Award.Ledger;
using Award.Silo;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;

namespace Grains.Tests;

/// <summary>An API node tells by an exception's type what to answer: it has to arrive as what was thrown in the silo.</summary>
public sealed class FaultsOverTheWireTests
{
    public static TheoryData<Exception> Thrown =>
    [
        new LedgerBusyException("away", new NpgsqlException("refused", new TimeoutException("in time"))),
        new LedgerFullException("full", null),
        new LedgerOutcomeUnknownException("nobody heard"),
        new LedgerFailedException("broken"),
        new IOException("the access log cannot be written", new LedgerBusyException("away")),
    ];

    [Theory]
    [MemberData(nameof(Thrown))]
    public void What_is_thrown_in_a_silo_arrives_as_what_it_is(Exception thrown)
    {
        using var services = new ServiceCollection().AddSerializer().CarryFaults().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();

        var arrived = serializer.Deserialize<Exception>(serializer.SerializeToArray(thrown));

        Assert.Equal(Chain(thrown), Chain(arrived));
    }

    [Fact]
    public void Without_it_nothing_of_ours_arrives()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();

        Assert.Throws<CodecNotFoundException>(() => serializer.SerializeToArray<Exception>(new LedgerBusyException("away")));
    }

    private static IEnumerable<string> Chain(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            yield return $"{fault.GetType()}: {fault.Message}";
        }
    }
}
