namespace Award.Ledger.Copying;

/// <summary>How a column's values are written; read they are text, whole numbers or bytes in every store.</summary>
internal enum ColumnKind
{
    Text,
    Whole,

    /// <summary>A whole number of 32 bits in PostgreSQL.</summary>
    Small,
    Bytes,
}

/// <summary>A table that stands in both stores under the same name, with the same columns.</summary>
/// <param name="Schema">Its schema in PostgreSQL; in SQLite each has a file of its own.</param>
/// <param name="Order">The columns of a unique key that both stores sort alike.</param>
internal sealed record StoredTable(
    string Schema, string Name, string Order, params IReadOnlyList<(string Name, ColumnKind Kind)> Columns)
{
    /// <summary>The record and what is published: docs/ledger-format.md.</summary>
    public static IReadOnlyList<StoredTable> Record { get; } =
    [
        new(
            "ledger", "entries", "province, position",
            ("province", ColumnKind.Text), ("position", ColumnKind.Whole), ("stream", ColumnKind.Text),
            ("version", ColumnKind.Whole), ("kind", ColumnKind.Text), ("actor", ColumnKind.Text), ("at", ColumnKind.Text),
            ("command", ColumnKind.Text), ("previous", ColumnKind.Text), ("hash", ColumnKind.Text), ("payload", ColumnKind.Text)),
        new(
            "ledger", "heads", "stream",
            ("stream", ColumnKind.Text), ("province", ColumnKind.Text), ("position", ColumnKind.Whole),
            ("version", ColumnKind.Whole), ("hash", ColumnKind.Text)),
        new(
            "ledger", "provinces", "province",
            ("province", ColumnKind.Text), ("position", ColumnKind.Whole), ("hash", ColumnKind.Text)),
        new(
            "ledger", "commands", "id",
            ("id", ColumnKind.Text), ("actor", ColumnKind.Text), ("key", ColumnKind.Text), ("body", ColumnKind.Text),
            ("receipt", ColumnKind.Text)),
        new(
            "ledger", "documents", "key",
            ("key", ColumnKind.Text), ("position", ColumnKind.Whole), ("bytes", ColumnKind.Bytes)),
    ];

    /// <summary>What is known about people.</summary>
    public static IReadOnlyList<StoredTable> People { get; } =
    [
        new(
            "people", "tokens", "id",
            ("id", ColumnKind.Text), ("person", ColumnKind.Text), ("roles", ColumnKind.Text), ("regions", ColumnKind.Text),
            ("dimensions", ColumnKind.Text), ("issued", ColumnKind.Text), ("expires", ColumnKind.Text),
            ("revoked", ColumnKind.Text)),
        new(
            "people", "objections", "digest",
            ("person", ColumnKind.Text), ("key", ColumnKind.Text), ("digest", ColumnKind.Text), ("salt", ColumnKind.Text),
            ("text", ColumnKind.Text), ("evidence", ColumnKind.Text), ("contact", ColumnKind.Text)),
        new("people", "secrets", "name", ("name", ColumnKind.Text), ("value", ColumnKind.Text)),
        new(
            "people", "access_log", "id",
            ("id", ColumnKind.Whole), ("at", ColumnKind.Text), ("subject", ColumnKind.Text), ("roles", ColumnKind.Text),
            ("operation", ColumnKind.Text), ("method", ColumnKind.Text), ("province", ColumnKind.Text),
            ("year", ColumnKind.Small), ("region", ColumnKind.Text), ("status", ColumnKind.Small),
            ("trace", ColumnKind.Text), ("address", ColumnKind.Text)),
        new(
            "people", "webhooks", "subject",
            ("subject", ColumnKind.Text), ("id", ColumnKind.Text), ("url", ColumnKind.Text), ("secret", ColumnKind.Text),
            ("roles", ColumnKind.Text), ("regions", ColumnKind.Text), ("token", ColumnKind.Text), ("made", ColumnKind.Text),
            ("lapses", ColumnKind.Text), ("cursor", ColumnKind.Text), ("delivered", ColumnKind.Text),
            ("delivered_at", ColumnKind.Text), ("failures", ColumnKind.Small), ("failing_since", ColumnKind.Text),
            ("fault", ColumnKind.Text), ("given_up", ColumnKind.Text)),
    ];

    public string Selected { get; } = string.Join(", ", Columns.Select(column => column.Name));
}
