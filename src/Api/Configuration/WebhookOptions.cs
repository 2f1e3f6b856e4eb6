using System.Globalization;

namespace Award.Api.Configuration;

/// <summary>
/// The keys under <c>Award:Webhooks</c>: where an inbox may be sent to, and for how long it is tried.
/// </summary>
/// <param name="AllowLoopback">
/// Whether this machine itself may be called, over HTTP too: for development and tests.
/// </param>
/// <param name="Ports">The ports that may be called; 443 and 8443 by default.</param>
/// <param name="FirstRetry">The wait after a first failure; it doubles with each, up to an hour.</param>
/// <param name="GiveUpAfter">How long a delivery is tried before the webhook is given up.</param>
/// <param name="Lifetime">How long a webhook lasts before it must be set again.</param>
public sealed record WebhookOptions(
    bool AllowLoopback, IReadOnlyList<int> Ports, TimeSpan FirstRetry, TimeSpan GiveUpAfter, TimeSpan Lifetime)
{
    internal static readonly string[] Keys =
    [
        "Webhooks:AllowLoopback", "Webhooks:Ports", "Webhooks:RetrySeconds", "Webhooks:GiveUpHours", "Webhooks:Days",
    ];

    /// <exception cref="StartRefusedException">A value does not fit.</exception>
    internal static WebhookOptions Read(IConfigurationSection award) => new(
        AwardOptions.Flag(award, "Webhooks:AllowLoopback") ?? false,
        [.. (award["Webhooks:Ports"] is { Length: > 0 } ports ? ports : "443,8443")
            .Split(',', StringSplitOptions.TrimEntries).Select(port => Whole("Webhooks:Ports", port, 1, 65535))],
        TimeSpan.FromSeconds(AwardOptions.Whole(award, "Webhooks:RetrySeconds", 1, 3600, 5)),
        TimeSpan.FromHours(AwardOptions.Whole(award, "Webhooks:GiveUpHours", 1, 24 * 30, 72)),
        TimeSpan.FromDays(AwardOptions.Whole(award, "Webhooks:Days", 1, 3650, 90)));

    private static int Whole(string key, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw new StartRefusedException($"Award:{key}={text} is no whole number from {least} to {most}");
}
