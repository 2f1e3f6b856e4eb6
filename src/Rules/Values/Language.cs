namespace Award.Rules;

/// <summary>The languages of names and texts.</summary>
public enum Language
{
    Chinese,
    English,
}
