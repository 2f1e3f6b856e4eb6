namespace Cluster.Tests.Parts;

/// <summary>How one process of an installation is started, every time anew.</summary>
/// <param name="Name">"silo-1", "node-2", "engine": also the name of its folder.</param>
/// <param name="Address">The one address it listens on for HTTP: <c>http://127.0.0.1:12345</c>.</param>
/// <param name="Folder">Its own data folder, <c>Award:Data</c>.</param>
/// <param name="Settings">Further configuration, key by key: <c>Award:Mode</c> → <c>Silo</c>.</param>
public sealed record MemberPlan(
    string Name, Uri Address, string Folder, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The engine's program; an altered build may stand in for it.</summary>
    public string Program { get; init; } = Programs.Engine;

    /// <summary>
    /// A command that runs the process inside something else and becomes it by exec, so that the process id stays:
    /// <c>["ip", "netns", "exec", "silo-1"]</c>.
    /// </summary>
    public IReadOnlyList<string> Within { get; init; } = [];

    /// <summary>The whole command line.</summary>
    internal IReadOnlyList<string> Words =>
    [
        .. Within, "dotnet", Program, "--urls", Address.ToString().TrimEnd('/'), "--Award:Data", Folder,
        .. Settings.SelectMany(setting => (string[])[$"--{setting.Key}", setting.Value]),
    ];
}
