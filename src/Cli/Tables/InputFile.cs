using System.Text;

namespace Award.Cli.Tables;

/// <summary>Reads the files that a person names on the command line.</summary>
internal static class InputFile
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true);

    /// <summary>The text of a UTF-8 file without its byte-order mark; null when it is not UTF-8.</summary>
    /// <exception cref="IOException">It cannot be read; the message names the file.</exception>
    public static string? ReadText(string path)
    {
        try
        {
            var text = Strict.GetString(ReadBytes(path));
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            var why =
                unreadable is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                : Directory.Exists(path) ? "it is a folder"
                : unreadable.Message;
            throw new IOException($"cannot read {path}: {why}", unreadable);
        }
    }
}
