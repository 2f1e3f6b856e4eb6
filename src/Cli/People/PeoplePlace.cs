using System.CommandLine;
using Award.Ledger.People;
using Award.Ledger.Postgres;

namespace Award.Cli.People;

/// <summary>Where commands find what is known about people: in the data folder, or in the shared database.</summary>
internal static class PeoplePlace
{
    public static Option<string?> Database()
    {
        var database = new Option<string?>("--database")
        {
            Description = "The shared database, with Award:Store=Postgres; the signing key stays in the data folder",
            HelpName = "CONNECTION",
        };
        database.Validators.Add(found =>
        {
            if (found.GetValueOrDefault<string?>() is { } text && !PostgresPlace.IsOne(text))
            {
                found.AddError("the database is given as \"Host=…;Database=…\"");
            }
        });
        return database;
    }

    /// <exception cref="IOException">It cannot be opened.</exception>
    public static PeopleStore Open(string folder, string? database, TimeProvider clock) => database is null
        ? PeopleFile.Open(folder)
        : PeopleDatabase.Open(new PostgresLedgerOptions { ConnectionString = database, Clock = clock });
}
