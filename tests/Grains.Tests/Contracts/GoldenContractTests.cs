using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.CodeGeneration;
using Orleans.Serialization;

namespace Grains.Tests.Contracts;

/// <summary>
/// While silos are replaced one by one, those of two programs talk to each other. <c>messages.txt</c> holds, for each alias and each
/// shape it ever had, the bytes it went by; what any of them says is read today. <c>methods.txt</c> holds what was ever called.
/// </summary>
/// <remarks>
/// A new member of a type takes a new <c>[Id]</c> and a new line with the next number. A new method of an interface raises its
/// <c>[Version]</c>. Lines are never taken away; the failure's message says the line to add.
/// </remarks>
public sealed class GoldenContractTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden");
    private readonly Serializer _serializer =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<string> Aliases => [.. Lines("messages.txt").Select(line => line[0]).Distinct()];

    [Fact]
    public void Every_alias_has_its_bytes_and_none_is_gone()
    {
        var known = Aliases.Select(row => row.Data).ToHashSet(StringComparer.Ordinal);
        var missing = ContractSamples.Types.Keys.Except(known).Order(StringComparer.Ordinal)
            .Select(alias => Line(alias, 1)).ToList();
        Assert.True(missing.Count == 0, $"add to messages.txt:\n{string.Join('\n', missing)}");
        Assert.Empty(known.Except(ContractSamples.Types.Keys));
    }

    [Theory]
    [MemberData(nameof(Aliases))]
    public void A_message_goes_by_the_bytes_of_its_last_line(string alias)
    {
        var last = Lines("messages.txt").Last(line => line[0] == alias);
        Assert.True(
            Line(alias, int.Parse(last[1], System.Globalization.CultureInfo.InvariantCulture)) == string.Join(' ', last),
            $"{alias} goes by other bytes; if a member was added, add to messages.txt:\n{Line(alias, Next(last))}");
    }

    [Theory]
    [MemberData(nameof(Aliases))]
    public void Bytes_of_every_line_are_read_and_the_last_in_full(string alias)
    {
        var lines = Lines("messages.txt").Where(line => line[0] == alias).ToList();
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => Next(line) - 1));
        foreach (var line in lines)
        {
            var read = _serializer.Deserialize<object>(Convert.FromHexString(line[2]));
            Assert.IsType(ContractSamples.Types[alias], read);
            if (line == lines[^1])
            {
                Assert.Equal(ContractSamples.Told(ContractSamples.Of(ContractSamples.Types[alias])), ContractSamples.Told(read));
            }
        }
    }

    [Fact]
    public void What_was_ever_called_can_be_called_and_what_is_new_raises_the_version()
    {
        var today = ContractSamples.Interfaces.SelectMany(Methods).ToList();
        var known = Lines("methods.txt").Select(line => string.Join(' ', line)).ToList();
        var versions = known.GroupBy(line => line.Split(' ')[0])
            .ToDictionary(lines => lines.Key, lines => lines.Max(line => int.Parse(
                line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(known.Select(Call).Except(today.Select(Call)));
        var added = today.Where(line => !known.Select(Call).Contains(Call(line))).ToList();
        Assert.True(added.Count == 0, $"add to methods.txt, with a version above what it has there:\n{string.Join('\n', added)}");
        Assert.All(ContractSamples.Interfaces, type => Assert.Equal(
            versions[ContractSamples.AliasOf(type)], type.GetCustomAttribute<VersionAttribute>()?.Version ?? 0));
    }

    private string Line(string alias, int number) =>
        $"{alias} {number} {Convert.ToHexString(_serializer.SerializeToArray(ContractSamples.Of(ContractSamples.Types[alias])))}";

    private static int Next(string[] line) => int.Parse(line[1], System.Globalization.CultureInfo.InvariantCulture) + 1;

    private static List<string[]> Lines(string name) =>
        [.. File.ReadAllLines(Path.Combine(Folder, name)).Where(line => line.Length > 0).Select(line => line.Split(' '))];

    private static IEnumerable<string> Methods(Type type) => type.GetInterfaces().Append(type)
        .SelectMany(own => own.GetMethods())
        .Where(method => method.DeclaringType!.Assembly == type.Assembly)
        .Select(method => $"{ContractSamples.AliasOf(type)} {type.GetCustomAttribute<VersionAttribute>()?.Version ?? 0} "
            + $"{ContractSamples.AliasOf(method)}({string.Join(",", method.GetParameters().Select(p => Name(p.ParameterType)))}):{Name(method.ReturnType)}")
        .Order(StringComparer.Ordinal);

    private static string Call(string line) => string.Join(' ', line.Split(' ') is var parts ? [parts[0], .. parts[2..]] : []);

    private static string Name(Type type) =>
        type.GetCustomAttribute<AliasAttribute>()?.Alias
        ?? (type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(",", type.GetGenericArguments().Select(Name))}>"
            : type.Name);
}
