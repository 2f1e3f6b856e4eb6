using Award.Ledger.Postgres;

namespace Award.Api.Configuration;

/// <summary>Where the record is kept: <c>Award:Store</c> and what belongs to it.</summary>
/// <param name="Ledger">Connection string of the shared database; null: the record is in the data folder.</param>
/// <param name="Place">The same for people: "postgres://host:5432/award", without name and password.</param>
public sealed record StoreOptions(string? Ledger, string? Place)
{
    /// <summary>The configuration key of <see cref="Ledger"/>.</summary>
    public const string LedgerKey = "ConnectionStrings:Ledger";

    private static readonly StoreOptions InFolder = new(null, null);

    /// <exception cref="StartRefusedException">A value is none of the allowed ones, or one is missing.</exception>
    internal static StoreOptions Read(IConfiguration configuration, AwardMode mode)
    {
        if (mode == AwardMode.Client)
        {
            // It opens none, whatever the settings that it shares with silos say.
            return InFolder;
        }

        var store = configuration["Award:Store"] ?? "Sqlite";
        if (store.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            return InFolder;
        }

        if (!store.Equals("Postgres", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException($"Award:Store={store} is none of Sqlite, Postgres");
        }

        if (configuration[LedgerKey] is not { Length: > 0 } ledger)
        {
            throw new StartRefusedException($"{LedgerKey} is needed for Award:Store=Postgres");
        }

        try
        {
            return new StoreOptions(ledger, PostgresPlace.Of(ledger));
        }
        catch (ArgumentException fault)
        {
            // The value may hold a password and is not repeated.
            throw new StartRefusedException($"{LedgerKey} cannot be used: {fault.Message}");
        }
    }
}
