using Award.Api.Answers;
using Award.Api.Published;
using Award.Api.Tables;
using Award.Rules;

namespace Award.Api.Public;

/// <summary>What every public endpoint says of itself and does in the end.</summary>
internal static class Endpoints
{
    /// <summary>The answer to what was asked: the bytes made before, or made now and kept.</summary>
    public static IResult Answer<T>(this Catalogue catalogue, string asked, Func<Catalogue, T> make) =>
        new AnswerResult(catalogue.Answers.Get(asked, () => Answers.Answer.Of(make(catalogue))));

    /// <summary>The answer as JSON or, where a table was asked for, as a file of it.</summary>
    public static IResult Answer<T>(
        this Catalogue catalogue,
        string asked,
        TableAsk form,
        Func<Catalogue, T> make,
        Func<T, Language, OutTable> table) =>
        new AnswerResult(catalogue.Answers.Get(form.Named(asked), () =>
        {
            var answer = make(catalogue);
            if (form.Format is not { } format)
            {
                return Answers.Answer.Of(answer, varyOnAccept: true);
            }

            var written = table(answer, form.Language);
            return new Answer(
                TableFiles.Write(written, format), TableFiles.TypeOf(format),
                varyOnAccept: true, TableFiles.FileName(written, format));
        }));

    /// <summary>An answer made before to the same, if it is still kept.</summary>
    public static IResult? Made(this Catalogue catalogue, string asked, TableAsk form) =>
        catalogue.Answers.Find(form.Named(asked)) is { } answer ? new AnswerResult(answer) : null;

    private static string Named(this TableAsk form, string asked) => $"{asked}/{form.Format}/{form.Language}";

    /// <summary>Says that the operation answers tables too.</summary>
    public static RouteHandlerBuilder AlsoAsTable(this RouteHandlerBuilder route) => route
        .Produces<string>(StatusCodes.Status200OK, TableFiles.CsvType)
        .Produces<string>(StatusCodes.Status200OK, TableFiles.XlsxType);

    public static RouteHandlerBuilder Describes<T>(
        this RouteHandlerBuilder route, string tag, string summary) => route
        .WithTags(tag)
        .WithSummary(summary)
        .Produces<T>()
        .Produces(StatusCodes.Status304NotModified)
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
}
