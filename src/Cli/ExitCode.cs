namespace Award.Cli;

/// <summary>
/// What the process answers with. Part of the command's contract: docs/cli.md and the help text list them.
/// </summary>
public static class ExitCode
{
    /// <summary>Done, and nothing to complain about.</summary>
    public const int Ok = 0;

    /// <summary>
    /// The input was refused, or a check found something. What and where is on the terminal.
    /// </summary>
    public const int Refused = 1;

    /// <summary>The command line itself was wrong.</summary>
    public const int Usage = 2;

    /// <summary>A file or folder could not be read or written.</summary>
    public const int Unreadable = 3;

    /// <summary>A fault of the program.</summary>
    public const int Fault = 70;
}
