using System.CommandLine;
using System.Globalization;
using Award.Cli.People;
using Award.Cli.Tables;
using Award.Ledger.People;
using Award.Rules;
using Award.Rules.Access;

namespace Award.Cli.Tokens;

/// <summary>
/// <c>award token issue|list|revoke</c>: access tokens of an installation that has no issuer of its own. Works on the data
/// folder or the shared database, whether or not a server has it open.
/// </summary>
internal static class TokenCommand
{
    private const int LongestPerson = 128;
    private const int MostDays = 3660;
    private static readonly string[] Roles = [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())];

    public static Command Create(Terminal terminal, TimeProvider clock) => new(
        "token", "Issues, lists and revokes local access tokens. 本地访问令牌。")
    {
        Issue(terminal, clock),
        List(terminal, clock),
        Revoke(terminal, clock),
    };

    private static Command Issue(Terminal terminal, TimeProvider clock)
    {
        var (data, database) = (Data(), PeoplePlace.Database());
        var person = new Option<string>("--person")
        {
            Description = "Whom it stands for; the same name is the same person",
            Required = true,
            HelpName = "NAME",
        };
        person.Validators.Add(found => Refuse(
            found, found.GetValueOrDefault<string>() is { Length: > 0 and <= LongestPerson } name
                && !name.Any(char.IsWhiteSpace),
            $"a person is named by 1 to {LongestPerson} characters without spaces"));
        var roles = Several("--role", "What they are", "ROLE", required: true);
        roles.AcceptOnlyFromAmong(Roles);
        var regions = Several("--region", "A province, city or county: it and what lies below; 100000 is all", "CODE", true);
        regions.Validators.Add(found =>
        {
            foreach (var code in found.Tokens.Select(t => t.Value).Where(code => !RegionCode.IsValid(code)))
            {
                found.AddError($"'{code}' is no region code (six digits)");
            }
        });
        var dimensions = Several("--dimension", "Bind an assessor to a dimension of the rulebook", "ID", required: false);
        var days = new Option<int>("--days")
        {
            Description = "How long it lasts",
            HelpName = "DAYS",
            DefaultValueFactory = _ => 90,
        };
        days.Validators.Add(found => Refuse(
            found, found.GetValueOrDefault<int>() is >= 1 and <= MostDays, $"a token lasts 1 to {MostDays} days"));
        var command = new Command("issue", "Issues a token and prints it, this once. 签发令牌。")
        {
            data, database, person, roles, regions, dimensions, days,
        };
        command.SetAction(parsed =>
        {
            var (token, text) = Open(parsed, data, database, clock).Issue(
                parsed.GetValue(person)!,
                Distinct(parsed.GetValue(roles)),
                Distinct(parsed.GetValue(regions)),
                Distinct(parsed.GetValue(dimensions)),
                TimeSpan.FromDays(parsed.GetValue(days)));
            terminal.Output.WriteLine(text);
            terminal.Note($"token {token.Id} of {token.Person}, until {Day(token.Expires)}; it is not shown again");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List(Terminal terminal, TimeProvider clock)
    {
        var (data, database) = (Data(), PeoplePlace.Database());
        var command = new Command("list", "Lists what was issued, newest first; never a token itself. 列出令牌。") { data, database };
        command.SetAction(parsed =>
        {
            var now = clock.GetUtcNow();
            var tokens = Open(parsed, data, database, clock).List();
            terminal.Output.Write(TextTable.Of(
                terminal,
                ["id", "person", "roles", "regions", "dimensions", "issued", "expires", "state"],
                [.. tokens.Select(token => (IReadOnlyList<string>)[
                    token.Id, token.Person, Words(token.Roles), Words(token.Regions), Words(token.Dimensions),
                    Day(token.Issued), Day(token.Expires),
                    token.Revoked is { } at ? $"revoked {Day(at)}" : token.IsValidAt(now) ? "valid" : "expired"])]));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Revoke(Terminal terminal, TimeProvider clock)
    {
        var (data, database) = (Data(), PeoplePlace.Database());
        var ids = new Argument<string[]>("ID")
        {
            Description = "Ids from 'award token list'",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("revoke", "Ends tokens: every write is refused from now on. 撤销令牌。") { ids, data, database };
        command.SetAction(parsed =>
        {
            var tokens = Open(parsed, data, database, clock);
            var code = ExitCode.Ok;
            foreach (var id in parsed.GetValue(ids)!)
            {
                if (tokens.Revoke(id))
                {
                    terminal.Output.WriteLine($"{id}: revoked");
                }
                else
                {
                    terminal.Error.WriteLine($"award: {id}: no such token, or it was revoked before");
                    code = ExitCode.Refused;
                }
            }

            return code;
        });
        return command;
    }

    private static LocalTokens Open(
        ParseResult parsed, Option<string> data, Option<string?> database, TimeProvider clock)
    {
        var folder = Existing(parsed.GetValue(data)!);
        return new LocalTokens(PeoplePlace.Open(folder, parsed.GetValue(database), clock), folder, clock);
    }

    private static Option<string> Data() => new("--data")
    {
        Description = "The data folder (Award:Data)",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "data-run",
    };

    private static Option<string[]> Several(string name, string description, string value, bool required) => new(name)
    {
        Description = $"{description}; may be given again",
        HelpName = value,
        Required = required,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = required ? null : _ => [],
    };

    private static void Refuse(System.CommandLine.Parsing.OptionResult found, bool isGood, string otherwise)
    {
        if (!isGood)
        {
            found.AddError(otherwise);
        }
    }

    /// <summary>A mistyped folder gets no key of its own.</summary>
    private static string Existing(string folder) => Directory.Exists(folder)
        ? folder
        : throw new DirectoryNotFoundException($"there is no folder {folder}; start the server once, or name it by --data");

    private static string[] Distinct(string[]? words) => [.. (words ?? []).Distinct()];

    private static string Words(IReadOnlyList<string> words) => words.Count == 0 ? "-" : string.Join(' ', words);

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
