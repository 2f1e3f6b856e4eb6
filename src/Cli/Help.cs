using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Award.Cli;

/// <summary>Help that ends with an example and, at the root, with the exit codes.</summary>
internal static class Help
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["rate"] = """
            Rate a table of counties by a rulebook and keep the result:
              award rate --rulebook rulebooks/zhejiang-demonstration.yaml --data counties.csv \
                --format csv --out rated.csv

            Read out how one of its rows came about:
              award rate --rulebook rulebooks/zhejiang-demonstration.yaml --data counties.csv --explain 新昌县

            A table: the first column is a key of your own, then a column an indicator or denominator,
            headed by its id or its Chinese or English name. Empty or '..' is missing.
              name,gdp_growth,unemployment,resident_population_10k
              新昌县,7.1,3.2,43.5
            """,
        ["rulebook"] = """
            Check every rulebook of a folder:
              award rulebook check rulebooks/*.yaml
            """,
        ["rulebook check"] = """
            Check two rulebooks before publishing them:
              award rulebook check draft.yaml rulebooks/ten-for-gold.yaml
            """,
        ["streak"] = """
            Count runs and titles as of 2017, with changed codes carrying their record on:
              award streak --rulebook rulebooks/zhejiang-demonstration.yaml --data designations.csv \
                --lineage data/regions/zhejiang_lineage.csv --as-of 2017

            A table of designations, one row a region and year:
              code,year,outcome
              330600,2016,designated
              330600,2017,not-designated
            """,
        ["verify"] = """
            Re-derive a data folder's ledger, and show that a receipt kept last year is still part of it:
              award verify data-run --receipt receipt-2016.json
            """,
        ["status"] = """
            What a data folder holds, and the same of a database for a program:
              award status data-run
              award status "Host=db;Database=award;Username=silo" --format json
            """,
        ["backup"] = """
            Copy the record while servers run, and people into a folder that may be deleted sooner:
              award backup data-run record-2026-11-30.db --people people-2026-11-30
              award backup "Host=db;Database=award;Username=silo" record-2026-11-30.db
            """,
        ["restore"] = """
            Into an empty folder, and in the place of what a database holds:
              award restore record-2026-11-30.db data-run --people people-2026-11-30
              award restore record-2026-11-30.db "Host=db;Database=award;Username=migrator" --replace
            """,
        ["migrate"] = """
            Bring a database to this version's schema; move an embedded installation into it:
              award migrate "Host=db;Database=award;Username=migrator"
              award migrate --from data-run --to "Host=db;Database=award;Username=migrator"
            """,
        ["token"] = """
            A token for a city's own view, one for an assessor of one dimension, and the end of one:
              award token issue --person shaoxing-office --role city --region 330600
              award token issue --person wang-01 --role assessor --region 330000 --dimension D1
              award token list
              award token revoke 5f0c4e1a9b7d2c36
            """,
        ["token issue"] = """
            The token alone goes to standard output, ready for a variable:
              award token issue --data data-run --person reviewer-2 --role reviewer --region 330000 > token
              curl -H "Authorization: Bearer $(cat token)" http://127.0.0.1:5080/api/v1/access
            """,
        ["token list"] = """
            What stands in another folder than data-run:
              award token list --data /srv/award
            """,
        ["token revoke"] = """
            End two at once:
              award token revoke 5f0c4e1a9b7d2c36 0d8b7a6655443322
            """,
        ["access-log"] = """
            Somebody has left, and wants to be in no log:
              award access-log erase p-0b9f6c1de24a5f7788c9d0e1f2a3b4c5
            """,
        ["access-log erase"] = """
            In another folder than data-run:
              award access-log erase p-0b9f6c1de24a5f7788c9d0e1f2a3b4c5 --data /srv/award
            """,
    };

    private const string ExitCodes = """
        Exit codes:
          0   done, nothing to complain about
          1   the input was refused, or a check found something
          2   the command line was wrong
          3   a file or folder could not be read or written
          70  a fault of the program
        """;

    public static void AddExamples(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new WithExamples((HelpAction)option.Action!);
    }

    /// <summary>"rulebook check": the names of a command's path below the root.</summary>
    public static string PathOf(CommandResult result)
    {
        var names = new Stack<string>();
        for (
            SymbolResult? at = result;
            at is CommandResult command && command.Command is not RootCommand;
            at = at.Parent)
        {
            names.Push(command.Command.Name);
        }

        return string.Join(' ', names);
    }

    private sealed class WithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = inner.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            if (parseResult.CommandResult.Command is RootCommand)
            {
                output.WriteLine(ExitCodes);
            }
            else if (Examples.TryGetValue(PathOf(parseResult.CommandResult), out var example))
            {
                output.WriteLine("Example:");
                foreach (var line in example.Split('\n'))
                {
                    output.WriteLine($"  {line}".TrimEnd());
                }
            }

            return code;
        }
    }
}
