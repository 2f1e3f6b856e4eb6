namespace Award.Rules.Record;

/// <summary>
/// Who acts: an opaque subject id, never a name. Two tokens of one person carry one subject (issuer and person claim).
/// </summary>
/// <param name="Subject">1-128 characters, no white space.</param>
public sealed record Person(string Subject)
{
    /// <summary>The engine itself: recounts and deadlines.</summary>
    public static Person Engine { get; } = new("engine");
}
