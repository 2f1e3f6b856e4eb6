using System.Runtime.CompilerServices;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Deploy.Tests;

/// <summary>The files under <c>deploy</c> of this checkout.</summary>
internal static class Deployment
{
    public static string Checkout { get; } = Root();

    public static string Folder { get; } = Path.Combine(Checkout, "deploy");

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>A YAML file as JSON: anchors and merges resolved, plain scalars with the types they look like.</summary>
    public static string Json(string name)
    {
        using var text = new StringReader(Text(name));
        var read = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize(new MergingParser(new Parser(text)));
        return new SerializerBuilder().JsonCompatible().Build().Serialize(read);
    }

    private static string Root([CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Award.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no Award.sln above {AppContext.BaseDirectory} ({Path.GetFileName(here)})");
    }
}
