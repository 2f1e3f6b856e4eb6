namespace Award.Api.Configuration;

/// <summary>The keys under <c>Award:Streams</c>: how many event streams are open at the same time.</summary>
/// <param name="PerClient">Of one token, or of one client address without.</param>
/// <param name="AtOnce">Of everybody, in this process.</param>
public sealed record StreamOptions(int PerClient, int AtOnce)
{
    internal static readonly string[] Keys = ["Streams:PerClient", "Streams:AtOnce"];

    /// <exception cref="StartRefusedException">A value does not fit.</exception>
    internal static StreamOptions Read(IConfigurationSection award) => new(
        AwardOptions.Number(award, "Streams:PerClient", 64),
        AwardOptions.Number(award, "Streams:AtOnce", 4096));
}
