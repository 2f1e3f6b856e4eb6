namespace Award.Rules;

/// <summary>A name in Chinese and in English.</summary>
public sealed record BilingualName(string Zh, string En)
{
    public string In(Language language) => language == Language.Chinese ? Zh : En;
}
