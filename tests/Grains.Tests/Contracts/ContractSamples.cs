using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Award.Grains;

namespace Grains.Tests.Contracts;

/// <summary>
/// What crosses between silos and nodes, found by reflection, and of each type one object that says as much as it can: no member
/// is null, no list empty, each text names its member.
/// </summary>
internal static class ContractSamples
{
    /// <summary>The types with an alias, by alias; grain interfaces are not among them.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = All
        .ToDictionary(AliasOf, StringComparer.Ordinal);

    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. typeof(IStreakGrain).Assembly.GetTypes().Where(IsGrainInterface).OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static IEnumerable<Type> All =>
        typeof(IStreakGrain).Assembly.GetTypes().Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null);

    /// <exception cref="InvalidOperationException">It has none, so a rename would part two programs.</exception>
    public static string AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias
        ?? throw new InvalidOperationException($"{member} has no alias");

    public static object Of(Type type) => Make(type, type.Name, 0);

    /// <summary>Member by member: records compare their lists by reference.</summary>
    public static string Told(object? value) => value switch
    {
        null => "-",
        string text => $"'{text}'",
        byte[] bytes => Convert.ToHexString(bytes),
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Told))}]",
        _ when value.GetType() is { IsPrimitive: false, IsEnum: false } type && type.Assembly == typeof(IStreakGrain).Assembly =>
            $"{type.Name}({string.Join(", ", Members(type).Select(member => $"{member.Name}={Told(member.GetValue(value))}"))})",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    // An interface that others only build on is called through those.
    private static bool IsGrainInterface(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)
        && !type.Assembly.GetTypes().Any(other => other.IsInterface && other != type && type.IsAssignableFrom(other));

    private static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties().Where(
        member => member.GetIndexParameters().Length == 0 && member.GetCustomAttribute<IdAttribute>() is not null);

    private static object Make(Type type, string name, int depth)
    {
        Assert.True(depth < 12, $"{type} holds itself without end");
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner, name, depth);
        }

        if (Simple(type, name) is { } simple)
        {
            return simple;
        }

        if (ItemOf(type) is { } item)
        {
            var items = Array.CreateInstance(item, 1);
            items.SetValue(Make(item, name, depth + 1), 0);
            return items;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            return Map(type.GetGenericArguments(), name, depth);
        }

        return Whole(type, depth);
    }

    private static object? Simple(Type type, string name) => type switch
    {
        _ when type == typeof(string) => name,
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 1000 + name.Length,
        _ when type == typeof(long) => 1_000_000_000_000L + name.Length,
        _ when type == typeof(decimal) => 97.25m,
        _ when type == typeof(DateOnly) => new DateOnly(2017, 12, 31),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2018, 4, 1, 8, 30, 0, TimeSpan.Zero),
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(90),
        _ when type == typeof(Guid) => new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        _ when type == typeof(byte[]) => "bytes"u8.ToArray(),
        _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Last(),
        _ => null,
    };

    private static Type? ItemOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>) || open == typeof(IEnumerable<>)
                || open == typeof(IReadOnlySet<>))
            ? type.GetGenericArguments()[0]
            : null;

    private static object Map(Type[] pair, string name, int depth)
    {
        var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(pair))!;
        map.Add(Make(pair[0], name, depth + 1), Make(pair[1], name, depth + 1));
        return map;
    }

    // Past constructors, which may refuse what a sample says together.
    private static object Whole(Type type, int depth)
    {
        Assert.True(type.Assembly == typeof(IStreakGrain).Assembly, $"no sample is made of {type}");
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var member in Members(type))
        {
            var field = type.GetField($"<{member.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic);
            Assert.True(field is not null, $"{type.Name}.{member.Name} has an id and no field of its own");
            field.SetValue(value, Make(member.PropertyType, member.Name, depth + 1));
        }

        return value;
    }
}
