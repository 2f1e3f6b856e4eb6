namespace Award.Ledger.Status;

/// <summary>What a store holds, as those who run it want to know it.</summary>
/// <param name="Store">"sqlite" or "postgres".</param>
/// <param name="Software">"SQLite 3.51.3", "PostgreSQL 15.4".</param>
/// <param name="Schema">"1" of a file, "0002-people" of a database: the format's version, the last step applied.</param>
/// <param name="Bytes">What it takes on its disk, logs of a file included.</param>
/// <param name="FreeBytes">What is free on a folder's disk; null of a database, whose disk is its server's.</param>
/// <param name="LastAt">When the last entry was recorded; null while there is none.</param>
public sealed record RecordStatus(
    string Store,
    string Software,
    string Schema,
    long Bytes,
    long? FreeBytes,
    long Entries,
    long Commands,
    long Documents,
    DateTimeOffset? LastAt,
    IReadOnlyList<ProvinceStatus> Provinces);

/// <param name="Entries">The province's last position: how many entries it has.</param>
/// <param name="LastAt">When its last entry was recorded.</param>
public sealed record ProvinceStatus(string Province, long Entries, DateTimeOffset LastAt, IReadOnlyList<YearStatus> Years);

/// <param name="Stage">"draft", "collecting", "review", "notice", "published".</param>
public sealed record YearStatus(int Year, string Stage);
