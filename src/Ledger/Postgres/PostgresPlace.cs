using System.Globalization;
using Npgsql;

namespace Award.Ledger.Postgres;

/// <summary>Connection strings, as people may see them.</summary>
public static class PostgresPlace
{
    /// <summary>Whether a text says how a database is reached, rather than where a file is.</summary>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(';').Any(part => part.TrimStart().StartsWith("Host=", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>"postgres://host:5432/database": where, without who and how.</summary>
    /// <exception cref="ArgumentException">The text is no connection string, or names no host or database.</exception>
    public static string Of(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(parts.Host) || string.IsNullOrEmpty(parts.Database))
        {
            throw new ArgumentException("it names no Host or no Database");
        }

        var hosts = parts.Host.Split(',').Select(host => host.Contains(':', StringComparison.Ordinal)
            ? host
            : string.Create(CultureInfo.InvariantCulture, $"{host}:{parts.Port}"));
        return $"postgres://{string.Join(',', hosts)}/{parts.Database}";
    }
}
