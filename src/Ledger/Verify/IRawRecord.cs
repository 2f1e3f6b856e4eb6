namespace Award.Ledger.Verify;

/// <summary>A command's columns as they stand in the store.</summary>
internal sealed record RawCommand(string Id, string Actor, string Key, string Body, byte[] Receipt);

/// <summary>A head of a stream or, with version 0, of a province.</summary>
internal sealed record RawHead(string Name, string Province, long Position, long Version, string Hash);

/// <summary>
/// A store's tables as the verifier reads them, all in one snapshot; docs/ledger-format.md describes them. A command may
/// be looked for while the entries are enumerated.
/// </summary>
internal interface IRawRecord : IDisposable
{
    /// <summary>What the store's own software finds damaged, a line each.</summary>
    IEnumerable<string> Damage();

    /// <summary>By province and position.</summary>
    IEnumerable<RawEntry> Entries();

    IEnumerable<RawHead> Heads();

    IEnumerable<RawHead> Provinces();

    RawCommand? FindCommand(string id);

    long CountCommands();

    IEnumerable<(string Id, string Actor, string Key)> CommandsWithoutEntries();

    /// <summary>By key.</summary>
    IEnumerable<StoredDocument> Documents();

    long CountDocuments();
}
