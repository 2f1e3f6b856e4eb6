namespace Award.Api.Configuration;

/// <summary>What a process of the engine is: <c>Award:Mode</c>.</summary>
public enum AwardMode
{
    /// <summary>Everything: the record, a silo over it, the API and the pages.</summary>
    Embedded,

    /// <summary>One of several silos over a shared record; answers nothing of the API.</summary>
    Silo,

    /// <summary>An API node: answers the API and the pages as a client of the silos, and opens no record.</summary>
    Client,
}

internal static class Modes
{
    public const string Key = "Mode";

    /// <exception cref="StartRefusedException">The value is none of them.</exception>
    public static AwardMode Read(IConfigurationSection award) => award[Key] switch
    {
        null or "" => AwardMode.Embedded,
        var text when Enum.TryParse<AwardMode>(text, ignoreCase: true, out var mode) && !char.IsAsciiDigit(text[0]) => mode,
        var text => throw new StartRefusedException(
            $"Award:{Key}={text} is none of {string.Join(", ", Enum.GetNames<AwardMode>())}"),
    };
}
