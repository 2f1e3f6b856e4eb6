using Award.Api.Audit;
using Award.Api.Configuration;
using Award.Api.Disk;
using Award.Api.People;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.People;
using Award.Silo;

namespace Award.Api.Hosting;

/// <summary>
/// Everything in one process: the record, a silo over it, and the API in front.
/// </summary>
internal static class Embedded
{
    /// <summary>Runs until the process is told to stop.</summary>
    /// <exception cref="StartRefusedException">It cannot start as configured.</exception>
    public static async Task RunEmbeddedAsync(this WebApplicationBuilder builder, AwardOptions options, TimeProvider clock)
    {
        var disk = builder.AddDiskGuard(options, clock);
        await using var ledger = await builder.AddEmbeddedAsync(options, disk, clock);
        builder.Services.AddHostedService<Preparation>();
        builder.AddApi(options);
        builder.Services.AddSingleton<IPublishedDocuments, GrainDocuments>();
        builder.Services.AddPublishedHealth();
        builder.Services.AddSingleton<IAccessLines, AccessLogLines>();
        builder.Services.AddTellers(shared: options.Store.Ledger is not null);

        await using var app = builder.Build();
        app.UseApi(options);
        await app.StartServingAsync();
        await app.SayWelcomeAsync();
        await app.WaitForShutdownAsync();
    }

    /// <summary>Opens the record and puts a silo over it.</summary>
    /// <exception cref="StartRefusedException">The folder or the database cannot be used.</exception>
    private static async Task<ILedger> AddEmbeddedAsync(
        this WebApplicationBuilder builder, AwardOptions options, DiskGuard disk, TimeProvider clock)
    {
        var silo = new AwardSiloOptions
        {
            SiloPort = options.SiloPort,
            GatewayPort = options.GatewayPort,
            Dashboard = options.Dashboard,
        };
        ILedger ledger;
        PeopleStore people;
        if (options.Store.Ledger is null)
        {
            var own = await RecordStores.OpenInFolderAsync(options.Data, disk.NoRoom);
            builder.AddEmbeddedSilo(own, silo);
            ledger = own;
            people = RecordStores.OpenPeople(options.Data);
        }
        else
        {
            var shared = await RecordStores.OpenSharedAsync(options.Store, clock);
            builder.AddEmbeddedSilo(shared, silo);
            ledger = shared;
            people = RecordStores.OpenSharedPeople(options.Store, clock);
        }

        builder.Services.AddPeopleStore(people, options);
        builder.Services.Configure<ObjectionOptions>(limits => limits.MostOpen = options.MostOpenObjections);
        builder.Services.Configure<DeadlineOptions>(deadlines => deadlines.Every = options.DeadlinesEvery);
        if (options.Auth.Local)
        {
            var tokens = OpenTokens(people, options, clock);
            builder.Services.AddSingleton(tokens).AddSingleton<ITokenRegistry>(tokens);
            builder.Services.AddSingleton<IIssuedHere>(new OwnTokens(tokens));
        }

        builder.Services.AddPeople(options.Auth);
        return ledger;
    }

    /// <summary>Where no other issuer is configured, tokens for a first look are there from the first start.</summary>
    private static LocalTokens OpenTokens(PeopleStore people, AwardOptions options, TimeProvider clock)
    {
        try
        {
            Directory.CreateDirectory(options.Data);
            var tokens = new LocalTokens(people, options.Data, clock);
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
}
