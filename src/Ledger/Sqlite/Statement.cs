using Microsoft.Data.Sqlite;

namespace Award.Ledger.Sqlite;

/// <summary>A prepared statement with parameters $1, $2, … in order.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}", Value = DBNull.Value });
        }

        _command.Prepare();
    }

    public int Execute(params ReadOnlySpan<object> values) => Bind(values).ExecuteNonQuery();

    public SqliteDataReader Query(params ReadOnlySpan<object> values) => Bind(values).ExecuteReader();

    public void Dispose() => _command.Dispose();

    private SqliteCommand Bind(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i];
        }

        return _command;
    }
}
