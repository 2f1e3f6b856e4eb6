namespace Award.Rules;

/// <summary>
/// A command that was not carried out, named by the rule it broke. A refusal is a result, never an
/// exception; it writes nothing and consumes no idempotency key.
/// </summary>
/// <param name="Code">
/// The broken rule, PascalCase and stable: clients match on it ("NoticePeriodNotElapsed").
/// </param>
/// <param name="Path">
/// The part of the input at fault as a JSON pointer ("/3/value"), or "" for the whole.
/// </param>
/// <param name="Message">One English sentence for a person.</param>
/// <param name="Row">The zero-based row of a table or list input, if there is one.</param>
public sealed record Refusal(RefusalCode Code, string Path, string Message, int? Row = null);
