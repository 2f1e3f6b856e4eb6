using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace Architecture.Tests.Checks;

/// <summary>
/// What the compiled Rules may not hold, whatever its source looks like: state machines, tasks, setters,
/// floating point in a member or a local, and any reference to a clock, a file, a socket, a console or
/// chance.
/// </summary>
public static class PureAssembly
{
    private const BindingFlags Everything =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Static
        | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> FloatingPoint = [typeof(float), typeof(double), typeof(Half)];

    // Full names of types, or of members, that a pure assembly never refers to.
    private static readonly HashSet<string> Impure =
    [
        "System.DateTime.get_Now",
        "System.DateTime.get_UtcNow",
        "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider",
        "System.Random",
        "System.Guid.NewGuid",
        "System.Console",
        "System.Diagnostics.Process",
        "System.Environment.get_TickCount",
        "System.Environment.get_TickCount64",
        "System.Environment.get_MachineName",
        "System.Environment.GetEnvironmentVariable",
        "System.Diagnostics.Stopwatch",
        "System.IO.File",
        "System.IO.FileStream",
        "System.IO.FileInfo",
        "System.IO.Directory",
        "System.IO.DirectoryInfo",
        "System.Threading.Thread",
        "System.Threading.Timer",
        "System.Threading.Tasks.Task",
        "System.Threading.Tasks.Task`1",
        "System.Threading.Tasks.Parallel",
        "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] ImpureNamespaces =
    [
        "System.Net",
        "System.Data",
        "Orleans",
        "Microsoft.Data",
    ];

    /// <summary>Every breach in the assembly, as "Type.Member: what".</summary>
    public static IEnumerable<string> Check(Assembly assembly, Stream image) =>
        assembly
            .GetTypes()
            .Where(type => !IsCompilerMade(type))
            .SelectMany(OfType)
            .Concat(OfReferences(image));

    private static IEnumerable<string> OfType(Type type) =>
        type.GetProperties(Everything)
            .Where(HasSetter)
            .Select(p => $"{type.FullName}.{p.Name}: has a setter")
            .Concat(
                type.GetFields(Everything)
                    .Where(field => IsFloating(field.FieldType))
                    .Select(field => $"{type.FullName}.{field.Name}: floating point"))
            .Concat(
                type.GetMethods(Everything)
                    .Cast<MethodBase>()
                    .Concat(type.GetConstructors(Everything))
                    .SelectMany(method =>
                        OfMethod(method).Select(what => $"{type.FullName}.{method.Name}: {what}")));

    private static IEnumerable<string> OfMethod(MethodBase method)
    {
        var returned = (method as MethodInfo)?.ReturnType ?? typeof(void);
        if (
            method.IsDefined(typeof(AsyncStateMachineAttribute))
            || method.IsDefined(typeof(AsyncIteratorStateMachineAttribute)))
        {
            yield return "async";
        }

        if (
            returned.FullName is { } name
            && name.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal))
        {
            yield return "returns a task";
        }

        if (
            IsFloating(returned)
            || method.GetParameters().Any(parameter => IsFloating(parameter.ParameterType)))
        {
            yield return "floating point in its signature";
        }

        if (method.GetMethodBody()?.LocalVariables.Any(local => IsFloating(local.LocalType)) == true)
        {
            yield return "a floating-point local";
        }
    }

    private static IEnumerable<string> OfReferences(Stream image)
    {
        using var file = new PEReader(image, PEStreamOptions.LeaveOpen);
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(handle => FullName(metadata, handle));
        var members = metadata
            .MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => (Type: FullName(metadata, (TypeReferenceHandle)member.Parent), member.Name))
            .Select(member => $"{member.Type}.{metadata.GetString(member.Name)}");
        return [.. types.Concat(members).Where(IsImpure).Select(name => $"refers to {name}")];
    }

    private static bool IsImpure(string name) =>
        Impure.Contains(name)
        || ImpureNamespaces.Any(space => name.StartsWith(space + ".", StringComparison.Ordinal));

    private static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    private static bool HasSetter(PropertyInfo property) =>
        property.SetMethod is { } setter
        && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsFloating(Type type) =>
        FloatingPoint.Contains(type)
        || (type.HasElementType && IsFloating(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(IsFloating));

    private static bool IsCompilerMade(Type type) =>
        type.Namespace is null or "System.Text.RegularExpressions.Generated" or "Microsoft.CodeAnalysis"
        || type.Namespace.StartsWith("System.Runtime", StringComparison.Ordinal);
}
