namespace Award.Api.Configuration;

/// <summary>The keys under <c>Award:AccessLog</c>.</summary>
/// <param name="Keep">How long a line is kept; a year by default.</param>
public sealed record AccessLogOptions(TimeSpan Keep)
{
    private const int MostDays = 36_500;

    internal static readonly string[] Keys = ["AccessLog:Days"];

    /// <exception cref="StartRefusedException">A value does not fit.</exception>
    internal static AccessLogOptions Read(IConfigurationSection award) =>
        new(TimeSpan.FromDays(AwardOptions.Whole(award, "AccessLog:Days", 1, MostDays, 365)));
}
