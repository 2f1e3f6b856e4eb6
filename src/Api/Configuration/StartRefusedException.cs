namespace Award.Api.Configuration;

/// <summary>
/// The engine cannot start as configured. The message is one line for the person who starts it.
/// </summary>
public sealed class StartRefusedException(string message) : Exception(message);
