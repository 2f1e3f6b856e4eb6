using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Award.Silo;

/// <summary>
/// What a grain throws reaches a caller in another process as what it is: a record that is away is told from a fault of the engine
/// by its type alone. Orleans carries the system's exceptions by itself and refuses all others.
/// </summary>
public static class FaultsOverTheWire
{
    /// <summary>Ours, and those that ours are caused by.</summary>
    private static readonly string[] Carried = ["Award", "Npgsql", "Polly"];

    public static IServiceCollection CarryFaults(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.UnionWith(Carried));
}
