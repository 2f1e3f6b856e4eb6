using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Checks;

/// <summary>
/// Calls that make a run depend on the machine it runs on: the wall clock, unseeded chance, sleeping,
/// blocking on a task. Reads the syntax tree, so a comment or a string that names one is no finding.
/// </summary>
public static class BannedCalls
{
    /// <summary>
    /// Where the real clock enters, each with its reason. Everything else takes a TimeProvider.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> CompositionRoots = new Dictionary<
        string,
        string
    >
    {
        ["Program.cs"] = "a host's start",
        ["RealClock.cs"] = "for tests that drive a real process",
        ["AwardSilo.cs"] = "puts the clock into a silo's services, where none is given",
    };

    /// <summary>Where a thread may block on a task, each with its reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> MayBlockOnTasks = new Dictionary<
        string,
        string
    >
    {
        ["src/Cli/Program.cs"] = "a command line has nobody to give the thread back to",
    };

    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["DateTime.Now"] = "the wall clock; take a TimeProvider",
        ["DateTime.UtcNow"] = "the wall clock; take a TimeProvider",
        ["DateTime.Today"] = "the wall clock; take a TimeProvider",
        ["DateTimeOffset.Now"] = "the wall clock; take a TimeProvider",
        ["DateTimeOffset.UtcNow"] = "the wall clock; take a TimeProvider",
        ["Environment.TickCount"] = "the wall clock; take a TimeProvider",
        ["Environment.TickCount64"] = "the wall clock; take a TimeProvider",
        ["Random.Shared"] = "unseeded chance; pass a seeded Random",
        ["Thread.Sleep"] = "a sleep; await what should happen",
    };

    public static IEnumerable<Finding> Check(IEnumerable<SourceFile> files) =>
        files
            .Where(file => file.IsCSharp && (file.IsUnder("src") || file.IsUnder("tests")))
            .SelectMany(Check);

    private static IEnumerable<Finding> Check(SourceFile file)
    {
        var root = file.Syntax;
        var tasks = TaskNames(root);
        foreach (var node in root.DescendantNodes())
        {
            var message = node switch
            {
                MemberAccessExpressionSyntax access => OfMember(access, file, tasks),
                BaseObjectCreationExpressionSyntax creation => OfCreation(creation),
                InvocationExpressionSyntax invocation => OfInvocation(invocation, file),
                _ => null,
            };
            if (message is not null)
            {
                var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                yield return new Finding(file.Path, line, message);
            }
        }
    }

    private static string? OfMember(
        MemberAccessExpressionSyntax access,
        SourceFile file,
        HashSet<string> tasks)
    {
        var name = $"{LastName(access.Expression)}.{access.Name.Identifier.Text}";
        return Members.TryGetValue(name, out var reason) ? $"{name} is {reason}"
            : name == "TimeProvider.System" && !CompositionRoots.ContainsKey(file.Name)
                ? "TimeProvider.System is the wall clock; only a composition root may name it"
            : access.Name.Identifier.Text == "Result" && MayBlock(file) && IsTask(access.Expression, tasks)
                ? ".Result blocks on a task; await it"
            : null;
    }

    private static string? OfCreation(BaseObjectCreationExpressionSyntax creation)
    {
        var type = creation switch
        {
            ObjectCreationExpressionSyntax named => named.Type,
            _ => creation.FirstAncestorOrSelf<VariableDeclarationSyntax>()?.Type
                ?? creation.FirstAncestorOrSelf<PropertyDeclarationSyntax>()?.Type,
        };
        return
            type is not null
            && LastName(type) == "Random"
            && creation.ArgumentList is not { Arguments.Count: > 0 }
            ? "new Random() is unseeded chance; pass a seed"
            : null;
    }

    private static string? OfInvocation(InvocationExpressionSyntax invocation, SourceFile file)
    {
        if (invocation.Expression is not MemberAccessExpressionSyntax access)
        {
            return null;
        }

        var arguments = invocation.ArgumentList.Arguments;
        return access.Name.Identifier.Text switch
        {
            "Delay" when LastName(access.Expression) == "Task" && !arguments.Any(IsClock) =>
                "Task.Delay without a TimeProvider waits on the wall clock",
            "Wait" when MayBlock(file) => ".Wait( blocks a thread; await it",
            "GetResult"
                when MayBlock(file)
                    && access.Expression.ToString().EndsWith(".GetAwaiter()", StringComparison.Ordinal) =>
                ".GetAwaiter().GetResult() blocks on a task; await it",
            _ => null,
        };
    }

    private static bool IsClock(ArgumentSyntax argument) =>
        argument.NameColon?.Name.Identifier.Text == "timeProvider"
        || LastName(argument.Expression).TrimStart('_').ToLowerInvariant()
            is "clock"
                or "time"
                or "timeprovider";

    private static bool MayBlock(SourceFile file) =>
        file.IsUnder("src") && !MayBlockOnTasks.ContainsKey(file.Path);

    private static bool IsTask(ExpressionSyntax expression, HashSet<string> tasks) =>
        expression switch
        {
            InvocationExpressionSyntax call => LastName(call.Expression)
                .EndsWith("Async", StringComparison.Ordinal),
            ParenthesizedExpressionSyntax inner => IsTask(inner.Expression, tasks),
            _ => tasks.Contains(LastName(expression)),
        };

    // Names that the file itself declares as tasks, or as the unawaited result of a method named ...Async.
    private static HashSet<string> TaskNames(SyntaxNode root)
    {
        var declared = root.DescendantNodes()
            .OfType<VariableDeclarationSyntax>()
            .SelectMany(declaration =>
                declaration.Variables.Where(variable =>
                    LastName(declaration.Type) is "Task" or "ValueTask"
                    || (
                        declaration.Type.IsVar
                        && variable.Initializer?.Value is InvocationExpressionSyntax call
                        && IsTask(call, []))))
            .Select(variable => variable.Identifier.Text);
        var parameters = root.DescendantNodes()
            .OfType<ParameterSyntax>()
            .Where(parameter => parameter.Type is { } type && LastName(type) is "Task" or "ValueTask")
            .Select(parameter => parameter.Identifier.Text);
        return [.. declared, .. parameters];
    }

    private static string LastName(SyntaxNode node) =>
        node switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
            QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
            SimpleNameSyntax name => name.Identifier.Text,
            NullableTypeSyntax nullable => LastName(nullable.ElementType),
            _ => "",
        };
}
