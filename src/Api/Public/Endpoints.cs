using Award.Api.Answers;
using Award.Api.Published;

namespace Award.Api.Public;

/// <summary>What every public endpoint says of itself and does in the end.</summary>
internal static class Endpoints
{
    /// <summary>The answer to what was asked: the bytes made before, or made now and kept.</summary>
    public static IResult Answer<T>(this Catalogue catalogue, string asked, Func<Catalogue, T> make) =>
        new AnswerResult(catalogue.Answers.Get(asked, () => Answers.Answer.Of(make(catalogue))));

    public static RouteHandlerBuilder Describes<T>(
        this RouteHandlerBuilder route, string tag, string summary) => route
        .WithTags(tag)
        .WithSummary(summary)
        .Produces<T>()
        .Produces(StatusCodes.Status304NotModified)
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
}
