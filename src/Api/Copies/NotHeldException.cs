namespace Award.Api.Copies;

/// <summary>This node does not hold what was asked for and cannot fetch it now. The same ask may succeed in a moment.</summary>
internal sealed class NotHeldException(string message, Exception? inner = null) : Exception(message, inner);
