using Award.Api.Audit;
using Award.Api.Configuration;
using Award.Api.Copies;
using Award.Api.Disk;
using Award.Api.People;
using Award.Ledger.People;
using Award.Silo;

namespace Award.Api.Hosting;

/// <summary>An API node: the API and the pages as a client of silos elsewhere. It opens neither record nor people store.</summary>
internal static class NodeHost
{
    /// <summary>Runs until the process is told to stop, whether or not silos and database are there.</summary>
    /// <exception cref="StartRefusedException">It cannot start as configured.</exception>
    public static async Task RunNodeAsync(this WebApplicationBuilder builder, AwardOptions options, TimeProvider clock)
    {
        builder.AddDiskGuard(options, clock);
        var cluster = options.Cluster!;
        await using var membership = await RecordStores.OpenMembershipAsync(cluster, mayBeAway: true);
        builder.AddClusterClient(cluster.Over(membership), options.Dashboard);
        builder.AddNode(options, clock);

        await using var app = builder.Build();
        app.UseApi(options);
        await app.StartServingAsync();
        await Console.Out.WriteLineAsync(
            $"award: ready; a node of cluster {cluster.Id}, {app.Urls.FirstOrDefault()}/");
        await app.WaitForShutdownAsync();
    }

    /// <summary>What stands here in place of what an embedded process reads from its stores: copies, and the word of the silos.</summary>
    private static void AddNode(this WebApplicationBuilder builder, AwardOptions options, TimeProvider clock)
    {
        builder.AddApi(options);
        var services = builder.Services;
        services.AddSingleton(clock);
        services.AddCopies(options.Data, $"{options.Cluster!.Service}/{options.Cluster.Id}");
        services.AddCopiesHealth();
        services.AddSingleton<IAccessLines, GrainAccessLines>();
        services.AddSingleton<ITokenWord, GrainTokenWord>();
        services.AddSingleton<NodeTokens>();
        services.AddSingleton<IIssuedHere>(all => all.GetRequiredService<NodeTokens>());
        services.AddSingleton<ITokenRegistry>(all => all.GetRequiredService<NodeTokens>());
        services.AddPeople(options.Auth);
    }
}
