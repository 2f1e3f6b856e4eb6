using System.Data.Common;
using Award.Ledger;
using Award.Ledger.Postgres;

namespace Award.Cli.Stores;

/// <summary>Places of records as arguments give them, and as people may see them.</summary>
internal static class StorePlace
{
    /// <summary>The place as it is printed: a connection string may hold a password.</summary>
    /// <exception cref="IOException">It is a connection string that cannot be used.</exception>
    public static string NameOf(string place) => PostgresPlace.IsOne(place) ? DatabaseOf(place) : place;

    /// <summary>The same where only a database will do.</summary>
    /// <exception cref="IOException">It is no connection string that can be used.</exception>
    public static string DatabaseOf(string place)
    {
        try
        {
            return PostgresPlace.Of(place);
        }
        catch (ArgumentException fault)
        {
            throw new IOException($"the connection string cannot be used: {fault.Message}", fault);
        }
    }

    /// <summary>What can be wrong with a store, as the reason why the place cannot be read.</summary>
    /// <exception cref="IOException">It cannot be read; the message names it.</exception>
    public static T Reading<T>(string place, Func<T> read)
    {
        var name = NameOf(place);
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is LedgerFormatException or DbException)
        {
            throw new IOException($"cannot read {name}: {fault.Message}", fault);
        }
    }
}
