using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Infrastructure;
using NJsonSchema.References;
using NJsonSchema.Validation;
using NJsonSchema.Visitors;

namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// Checks the structure against rulebooks/rulebook.schema.json: which keys there may and must be, and what
/// kind of value each has. Every error becomes a sentence at the line it is about.
/// </summary>
internal static class SchemaCheck
{
    private static readonly Lazy<JsonSchema> _schema = new(Parse);

    // The library's own way in is asynchronous, as references may lead elsewhere; ours stay in the file.
    private static JsonSchema Parse()
    {
        var resolver = JsonSchema.CreateJsonSerializerContractResolver(SchemaType.JsonSchema);
        var schema = JsonSchemaSerialization.FromJson<JsonSchema>(SchemaText(), resolver)!;
        new LocalReferences(schema).Visit(schema);
        return schema;
    }

    private sealed class LocalReferences(JsonSchema root) : JsonReferenceVisitorBase
    {
        private const string Definitions = "#/definitions/";

        protected override IJsonReference VisitJsonReference(
            IJsonReference reference, string path, string? typeNameHint)
        {
            if (reference.ReferencePath is { } to)
                reference.Reference = root.Definitions[to[Definitions.Length..]];
            return reference;
        }
    }

    public static string SchemaText()
    {
        using var stream = typeof(SchemaCheck).Assembly.GetManifestResourceStream("rulebook.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>
    /// Reports what is structurally wrong. False when a list is longer than the schema allows: then nothing
    /// else is worth looking at, as the checks that compare entries with each other rely on these bounds.
    /// </summary>
    public static bool Check(YamlMap root, ProblemList problems)
    {
        var errors = _schema.Value.Validate(ToJson(root));
        foreach (var error in errors) Report(error, problems);
        return !errors.Any(IsTooLong);
    }

    private static bool IsTooLong(ValidationError error) =>
        error.Kind == ValidationErrorKind.TooManyItems
        || (error is ChildSchemaValidationError nested && Relevant(nested).Any(IsTooLong));

    // Each token carries the YAML item it was made from, so that an error can be led back to its line.
    private static JToken ToJson(YamlItem item)
    {
        JToken token = item switch
        {
            YamlMap map => new JObject(map.Entries.Select(e => new JProperty(e.Key, ToJson(e.Value)))),
            YamlList list => new JArray(list.Items.Select(ToJson)),
            YamlScalar { IsNothing: true } => JValue.CreateNull(),
            YamlScalar { Integer: { } integer } => new JValue(integer),
            YamlScalar { Number: { } number } => new JValue(number),
            YamlScalar { Flag: { } flag } => new JValue(flag),
            _ => new JValue(((YamlScalar)item).Text),
        };
        token.AddAnnotation(item);
        return token;
    }

    private static void Report(ValidationError error, ProblemList problems)
    {
        if (error is ChildSchemaValidationError nested)
        {
            foreach (var inner in Relevant(nested)) Report(inner, problems);
            return;
        }

        var token = error.Token!;
        var item = token.Annotation<YamlItem>() ?? ((JProperty)token).Value.Annotation<YamlItem>()!;
        if (error.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed)
        {
            var entry = ((JProperty)token).Parent!.Annotation<YamlMap>()!.Find(error.Property!)!;
            var message = $"unknown key {Spelling.Quote(entry.Key)}{Of(error, " in")}"
                + Spelling.Hint(entry.Key, error.Schema.Properties.Keys);
            problems.Add(RefusalCode.RulebookKeyUnknown, item.Path, entry.Line, message);
        }
        else if (error.Kind == ValidationErrorKind.PropertyRequired)
        {
            // What is no mapping at all has been told so; it is not also told what a mapping lacks.
            if (item is not YamlMap) return;
            problems.Add(
                RefusalCode.RulebookKeyMissing,
                item,
                $"the key '{error.Property}' is missing{Of(error, " from")}");
        }
        else
        {
            problems.Add(RefusalCode.RulebookValueInvalid, item, SchemaSentence.For(error, item));
        }
    }

    private static string Of(ValidationError error, string preposition) =>
        error.Schema.Title is { } title ? $"{preposition} this {title}" : "";

    // An entry of the score tree is a group or an indicator; which of the two was meant shows by its keys.
    private static IEnumerable<ValidationError> Relevant(ChildSchemaValidationError nested)
    {
        if (nested.Kind != ValidationErrorKind.NotOneOf)
            return nested.Errors.SelectMany(branch => branch.Value);

        var entry = nested.Token!.Annotation<YamlItem>() as YamlMap;
        var meant = entry.Has("indicators") ? "group" : "indicator";
        return nested.Errors.Single(branch => branch.Key.ActualSchema.Title == meant).Value;
    }
}
