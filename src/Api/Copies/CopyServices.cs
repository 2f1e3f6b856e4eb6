using Award.Api.Configuration;
using Award.Api.Published;

namespace Award.Api.Copies;

internal static class CopyServices
{
    /// <summary>Answers public reads of this node from copies in the data folder and in memory.</summary>
    /// <param name="cluster">Names the cluster: copies of any other are dropped.</param>
    /// <exception cref="StartRefusedException">The data folder cannot be used.</exception>
    public static void AddCopies(this IServiceCollection services, string folder, string cluster)
    {
        CopyFile file;
        try
        {
            file = CopyFile.Open(folder, cluster);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Award:Data={folder}: {fault.Message}");
        }

        services.AddSingleton<ICopySource, GrainCopySource>();
        services.AddSingleton(_ => new HeldCopies(file));
        services.AddSingleton<NodeCopies>();
        services.AddSingleton<IPublishedDocuments, CopiedDocuments>();
        services.AddSingleton<CatalogueFollower>();
        services.AddHostedService(all => all.GetRequiredService<CatalogueFollower>());
    }
}
