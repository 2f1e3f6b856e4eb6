using System.Globalization;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Award.Rules.Rulebooks.Loading;

/// <summary>Says in plain words what a value should have been.</summary>
internal static class SchemaSentence
{
    public static string For(ValidationError error, YamlItem item)
    {
        var schema = error.Schema;
        return error.Kind switch
        {
            ValidationErrorKind.StringExpected when item is YamlScalar { IsNothing: false } scalar =>
                $"expected text, found {Shown(scalar)}; quote it if it is meant as text",
            ValidationErrorKind.StringExpected => $"expected text, found {Shown(item)}",
            ValidationErrorKind.NumberExpected => Number("a number such as 12.5", item),
            ValidationErrorKind.IntegerExpected => Number("a whole number such as 12", item),
            ValidationErrorKind.BooleanExpected => $"expected true or false, found {Shown(item)}",
            ValidationErrorKind.ObjectExpected => $"expected a mapping (key: value), found {Shown(item)}",
            ValidationErrorKind.ArrayExpected => $"expected a list, found {Shown(item)}",
            ValidationErrorKind.PatternMismatch => $"expected {schema.Description}, found {Shown(item)}",
            ValidationErrorKind.NotInEnumeration => Choice(schema, item),
            ValidationErrorKind.NumberTooSmall when schema.ExclusiveMinimum is { } low =>
                $"{Shown(item)} is too small; it must be more than {Text(low)}",
            ValidationErrorKind.NumberTooSmall =>
                $"{Shown(item)} is too small; the least is {Text(schema.Minimum!.Value)}",
            ValidationErrorKind.NumberTooBig =>
                $"{Shown(item)} is too big; the most is {Text(schema.Maximum!.Value)}",
            ValidationErrorKind.StringTooLong => $"the text is longer than {schema.MaxLength} characters",
            ValidationErrorKind.TooFewItems => "the list is empty",
            ValidationErrorKind.TooManyItems => $"the list is longer than {schema.MaxItems} entries",
            _ => Keys(schema),
        };
    }

    private static string Number(string wanted, YamlItem item) =>
        item is YamlScalar { LooksLikeNumber: true, Number: null } big
            ? $"the number {big.Text} is out of range; at most 18 digits before the point and "
                + $"{Figure.MaxDecimals} decimals"
            : $"expected {wanted}, found {Shown(item)}{Unquote(item)}";

    private static string Unquote(YamlItem item) =>
        item is YamlScalar { Plain: false } text && (text with { Plain = true }).LooksLikeNumber
            ? " as text; leave the quotation marks out" : "";

    private static string Choice(JsonSchema schema, YamlItem item)
    {
        var choices = schema.Enumeration.Select(choice => choice is true ? "true" : $"{choice}").ToList();
        var hint = item is YamlScalar { IsNothing: false } scalar ? Spelling.Hint(scalar.Text, choices) : "";
        return $"expected {OneOf(choices)}, found {Shown(item)}{hint}";
    }

    private static string Keys(JsonSchema schema)
    {
        var required = schema.RequiredProperties;
        var choices = schema.Properties.Keys.Where(key => !required.Contains(key)).ToList();
        var beside = required.Count == 0 ? "" : $" beside '{required.First()}'";
        return $"expected exactly one key{beside}: {OneOf(choices)}";
    }

    private static string OneOf(List<string> choices) =>
        choices.Count == 1 ? choices[0] : $"{string.Join(", ", choices[..^1])} or {choices[^1]}";

    private static string Text(decimal number) => number.ToString("0.########", CultureInfo.InvariantCulture);

    private static string Shown(YamlItem item) => item switch
    {
        YamlMap => "a mapping",
        YamlList => "a list",
        YamlScalar { IsNothing: true } => "nothing",
        YamlScalar { LooksLikeNumber: true } or YamlScalar { Flag: not null } => ((YamlScalar)item).Text,
        _ => Spelling.Quote(((YamlScalar)item).Text),
    };
}
