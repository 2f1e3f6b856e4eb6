namespace Ledger.Tests;

/// <summary>A folder of its own under the system's temporary folder, gone at the end.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("award-ledger-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
