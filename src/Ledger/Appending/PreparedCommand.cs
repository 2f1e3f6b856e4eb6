using System.Buffers;
using Award.Rules.Record;

namespace Award.Ledger.Appending;

/// <summary>
/// A command that has been checked and encoded on its caller's thread, ready to be written.
/// </summary>
internal sealed class PreparedCommand
{
    private const int LongestKey = 200;
    private const int LongestSubject = 128;
    private const long MostBytes = 64 * 1024 * 1024;

    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789/-_.");

    private PreparedCommand(
        Command command, string id, string at, (string Kind, byte[] Payload)[][] payloads)
    {
        Command = command;
        Id = id;
        At = at;
        Payloads = payloads;
        Bytes = payloads.Sum(append => append.Sum(entry => (long)entry.Payload.Length))
            + command.Documents.Sum(document => (long)document.Bytes.Length);
    }

    public Command Command { get; }

    public string Id { get; }

    public string At { get; }

    /// <summary>Kind and payload of each fact of each append.</summary>
    public (string Kind, byte[] Payload)[][] Payloads { get; }

    public long Bytes { get; }

    /// <exception cref="ArgumentException">
    /// The command is not one that can be put on record; the message says why.
    /// </exception>
    public static PreparedCommand From(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Check(command.Province == command.Province.Province, $"{command.Province} is no province");
        Check(
            IsToken(command.Actor.Subject, LongestSubject),
            "the actor's subject is 1-128 characters, no white space");
        Check(
            IsToken(command.IdempotencyKey, LongestKey),
            "the idempotency key is 1-200 characters, no white space");
        Check(ContentHash.IsValid(command.BodyHash), "the body hash is 64 lower-case hex digits");
        Check(command.Appends.Count > 0, "a command appends something");
        Check(command.Appends.All(a => a.Facts.Count > 0), "an append has a fact");
        Check(
            command.Appends.All(a => IsPath(a.Stream) && a.ExpectedVersion >= 0),
            "streams are paths with a version");
        Check(
            command.Guards.All(g => IsPath(g.Stream) && g.Version >= 0),
            "guards are paths with a version");
        Check(
            AreDistinct(command.Appends.Select(a => a.Stream)),
            "a stream is appended to once in a command");
        Check(command.Documents.All(d => IsPath(d.Key)), "document keys are paths");
        Check(AreDistinct(command.Documents.Select(d => d.Key)), "a document is written once in a command");
        var bad = command.Documents.FirstOrDefault(d => !CanonicalJson.IsCanonical(d.Bytes));
        Check(bad is null, $"document '{bad?.Key}' is not canonical JSON");
        var payloads = command.Appends
            .Select(append => append.Facts.Select(Encode).ToArray())
            .ToArray();
        var prepared = new PreparedCommand(
            command,
            EntryText.CommandId(command.Actor, command.IdempotencyKey, command.BodyHash),
            CanonicalText.Of(command.At),
            payloads);
        Check(prepared.Bytes <= MostBytes, "a command holds at most 64 MiB");
        return prepared;
    }

    private static (string Kind, byte[] Payload) Encode(Fact fact) =>
        (FactCodec.KindOf(fact), FactCodec.Encode(fact));

    private static bool IsToken(string? text, int longest) =>
        text is { Length: > 0 }
            && text.Length <= longest
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsPath(string? text) =>
        text is { Length: > 0 and <= 200 } && !text.AsSpan().ContainsAnyExcept(PathCharacters);

    private static bool AreDistinct(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).All(group => group.Count() == 1);

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
