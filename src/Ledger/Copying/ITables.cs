namespace Award.Ledger.Copying;

/// <summary>The tables of one store as rows, in one snapshot or one transaction.</summary>
internal interface ITables
{
    /// <summary>Every row in the table's order: text, whole numbers (<see cref="long"/>), bytes or null.</summary>
    IEnumerable<object?[]> Rows(StoredTable table);

    void Write(StoredTable table, IEnumerable<object?[]> rows);

    bool HasRows(StoredTable table);

    void Clear(StoredTable table);
}
