namespace Award.Grains;

/// <summary>Look-ups in the record that belong to no one stream. Key: any; a stateless worker.</summary>
[Alias("award.IRecordGrain")]
public interface IRecordGrain : IGrainWithStringKey
{
    /// <summary>The id of what the command with this receipt id created ("330624-v-1"), or null.</summary>
    [Alias("ResolveCreated")]
    Task<string?> ResolveCreatedAsync(string receiptId);
}
