using System.Security.Cryptography;
using System.Text;
using Api.Tests.Hosts;
using Api.Tests.Webhooks;
using Award.Ledger.People;

namespace Api.Tests.Telling;

/// <summary>A host without years that may send webhooks to this machine.</summary>
public sealed class TellingHost() : RunningHost(
    "--Award:Demonstration", "false", "--Award:Webhooks:AllowLoopback", "true", "--Award:Webhooks:RetrySeconds", "1")
{
    /// <summary>A token for somebody with one role, here and there.</summary>
    public string Token(string person, string role, params string[] regions) =>
        new LocalTokens(DataFolder, Support.RealClock.Instance).Issue(person, [role], regions, [], TimeSpan.FromDays(1)).Text;

    /// <summary>What the record calls a person with a token issued here.</summary>
    public static string SubjectOf(string person) => "p-" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{LocalTokens.Issuer}\n{person}")).AsSpan(0, 16));
}

[CollectionDefinition(Name)]
public sealed class TellingCollection : ICollectionFixture<TellingHost>
{
    public const string Name = "a record to be told of";
}
