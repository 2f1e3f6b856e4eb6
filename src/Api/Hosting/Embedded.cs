using Award.Api.Configuration;
using Award.Api.People;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.People;
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
        this WebApplicationBuilder builder, AwardOptions options, TimeProvider clock)
    {
        var ledger = await OpenAsync(options);
        builder.AddEmbeddedSilo(ledger, new AwardSiloOptions
        {
            SiloPort = options.SiloPort,
            GatewayPort = options.GatewayPort,
            Dashboard = options.Dashboard,
        });
        builder.Services.AddSingleton<IObjectionTexts>(OpenTexts(options));
        builder.Services.Configure<ObjectionOptions>(limits => limits.MostOpen = options.MostOpenObjections);
        builder.Services.AddPeople(options.Auth, options.Auth.Local ? OpenTokens(options, clock) : null);
        return ledger;
    }

    private static ObjectionTexts OpenTexts(AwardOptions options)
    {
        try
        {
            return new ObjectionTexts(options.Data);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Award:Data={options.Data}: {fault.Message}");
        }
    }

    /// <summary>Where no other issuer is configured, tokens for a first look are there from the first start.</summary>
    private static LocalTokens OpenTokens(AwardOptions options, TimeProvider clock)
    {
        try
        {
            var tokens = new LocalTokens(options.Data, clock);
            _ = tokens.Key;
            if (options.Auth.Authority is null)
            {
                StartTokens.Make(options.Data, tokens);
            }

            return tokens;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Award:Data={options.Data}: {fault.Message}");
        }
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
