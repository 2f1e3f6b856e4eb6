using System.Reflection;
using System.Security.Cryptography;

namespace Award.Api.Pages;

/// <summary>
/// Files that pages need. They travel in the assembly, so it matters not where the process was started.
/// </summary>
public static class SiteFiles
{
    public static Asset Style { get; } = Asset.Load("award.css", "text/css; charset=utf-8");

    public static Asset Icon { get; } = Asset.Load("tripod.svg", "image/svg+xml");

    public static IReadOnlyList<Asset> All { get; } = [Style, Icon];
}

/// <summary>A file whose address names its bytes: it may be kept for ever.</summary>
public sealed record Asset(string Path, string ContentType, ReadOnlyMemory<byte> Bytes)
{
    internal static Asset Load(string name, string contentType)
    {
        using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Award.Api.Pages.{name}")
            ?? throw new InvalidOperationException($"{name} is not in the assembly");
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        return new Asset($"/assets/{digest}/{name}", contentType, bytes);
    }
}
