using System.Text;

namespace Award.Cli.Tables;

/// <summary>Writes a result to the terminal or to the file that <c>--out</c> names.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <exception cref="IOException">It cannot be written; the message names the file.</exception>
    public static void Write(Terminal terminal, FileInfo? file, string text)
    {
        if (file is null)
        {
            terminal.Output.Write(text);
            return;
        }

        try
        {
            File.WriteAllText(file.FullName, text, Utf8);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write {file}: {unwritable.Message}", unwritable);
        }
    }
}
