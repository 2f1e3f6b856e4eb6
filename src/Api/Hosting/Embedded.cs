using Award.Api.Configuration;
using Award.Api.People;
using Award.Ledger;
using Award.Ledger.Sqlite;
using Award.Silo;

namespace Award.Api.Hosting;

/// <summary>
/// Everything in one process: the record in a folder, a silo over it, and the API in front.
/// </summary>
internal static class Embedded
{
    /// <summary>Opens the record and puts a silo over it.</summary>
    /// <exception cref="StartRefusedException">The folder cannot be used.</exception>
    public static async Task<SqliteLedger> AddEmbeddedAsync(
        this WebApplicationBuilder builder, AwardOptions options)
    {
        var ledger = await OpenAsync(options);
        builder.AddEmbeddedSilo(ledger, new AwardSiloOptions
        {
            SiloPort = options.SiloPort,
            GatewayPort = options.GatewayPort,
            Dashboard = options.Dashboard,
        });
        builder.Services.AddPeople(DevelopmentTokens.Open(
            options.Data, builder.Configuration.GetSection("Award:Auth:DevelopmentTokens")));
        return ledger;
    }

    private static async Task<SqliteLedger> OpenAsync(AwardOptions options)
    {
        try
        {
            return await SqliteLedger.OpenAsync(new SqliteLedgerOptions
            {
                Folder = options.Data,

                // What the disk holds after a failed write is known only by reading it anew: end, and be
                // started again.
                OnFailure = fault => Environment.FailFast("the record could not be written", fault),
            });
        }
        catch (Exception fault) when (
            fault is IOException or UnauthorizedAccessException or LedgerFormatException)
        {
            throw new StartRefusedException($"Award:Data={options.Data}: {fault.Message}");
        }
    }
}
