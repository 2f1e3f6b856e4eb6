using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>Look-ups in the record that belong to no one stream. Key: any; a stateless worker.</summary>
[Alias("award.IRecordGrain"), Version(1)]
public interface IRecordGrain : IGrainWithStringKey
{
    /// <summary>What the command with this receipt id created first; null when there is no such, or it created nothing.</summary>
    [Alias("ResolveCreated")]
    Task<CreatedView?> ResolveCreatedAsync(string receiptId);
}

/// <summary>An incident, veto, suspension or revocation, and where it stands.</summary>
/// <param name="Id">Unique in its stream: "330624-v-1".</param>
/// <param name="Year">The award year it is about.</param>
[GenerateSerializer, Immutable, Alias("award.CreatedView")]
public sealed record CreatedView([property: Id(0)] string Id, [property: Id(1)] int Year);
